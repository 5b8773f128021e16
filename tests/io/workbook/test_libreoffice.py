"""LibreOffice opens the template and saves it, and nothing of the register is lost."""

import shutil
import subprocess
from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.io import load

REGISTERS = Path(__file__).parents[3] / "examples" / "registers"
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["cambs-2016", "cambs-2019", "audit-actions-2016"])
def test_what_libreoffice_saves_reads_back_equal(tmp_path, name):
    register = load(REGISTERS / f"{name}.yaml")
    Toolkit.installed().save(register, tmp_path / "x.xlsx")
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / "x.xlsx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert load(tmp_path / "out" / "x.xlsx") == register
