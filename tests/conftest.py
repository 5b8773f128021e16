"""What tests of several parts share."""

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def from_npm(request):
    """Fetch programs that run in Node; they are kept with pytest's cache."""

    def fetch(*packages):
        if shutil.which("node") is None or shutil.which("npm") is None:
            pytest.skip("Node and npm are not installed")
        folder = request.config.cache.mkdir("-".join(packages).replace("/", "-"))
        if not (folder / "fetched").exists():
            (folder / "package.json").write_text("{}")
            command = ["npm", "install", "--no-audit", "--no-fund", *packages]
            fetched = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            if fetched.returncode:
                pytest.skip(f"npm could not fetch {packages[0]}: {fetched.stderr.strip()[:200]}")
            (folder / "fetched").touch()
        return folder

    return fetch
