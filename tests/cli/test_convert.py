"""``govkit convert``: a register in another format, with nothing lost."""

import shutil
from pathlib import Path

import pytest

from govkit import Toolkit

KIT = Toolkit.installed(strict=True)
REGISTER = Path(__file__).parents[2] / "examples" / "registers" / "cambs-2019.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(REGISTER, tmp_path / "r.yaml")
    return tmp_path


@pytest.mark.parametrize("name", ["r.json", "r.toml", "other.yaml"])
def test_a_register_is_the_same_in_another_format(govkit_, name):
    assert govkit_("convert", "r.yaml", name) == (0, f"{name} written\n", "")
    assert KIT.load(name) == KIT.load("r.yaml")
    assert govkit_("convert", "r.yaml", name)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("r.yaml", "r.csv"), "no format has files that end as r.csv does"),
        (("r.yaml", "r.json", "--to", "csv"), "the format csv is read, and not written"),
        (("r.yaml", "r.json", "--to", "cvs"), 'did you mean "csv"'),
        (("t.csv", "r.json"), "say with --mapping what stands in which column"),
        (("bad.json", "r.json"), "bad.json"),
    ],
)
def test_what_cannot_be_is_said(govkit_, folder, arguments, said):
    (folder / "t.csv").write_text("a,b\n")
    (folder / "bad.json").write_text('{"register": 3}')
    code, _, err = govkit_("convert", *arguments)
    assert (code, said in err) == (2, True), err
    assert not (folder / "r.json").exists()
