"""``govkit convert``: a register in another format, with nothing lost."""

import json
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
        (
            ("r.yaml", "r.csv"),
            "r.csv was not written: no format that is written has files that end as r.csv does; they end in .json,",
        ),
        (("r.yaml", "r.json", "--to", "csv"), "the format csv is read, and not written"),
        (("r.yaml", "r.json", "--to", "cvs"), 'did you mean "csv"'),
        (("t.csv", "r.json"), "say with --mapping what stands in which column"),
        (("bad.json", "r.json"), "bad.json:1:14: /register: a text is due here"),
        (("worse.json", "r.json"), "worse.json:1:1: "),
    ],
)
def test_what_cannot_be_is_said(govkit_, folder, arguments, said):
    (folder / "t.csv").write_text("a,b\n")
    (folder / "bad.json").write_text('{"register": 3}')
    (folder / "worse.json").write_text("x")
    code, _, err = govkit_("convert", *arguments)
    assert (code, said in err) == (2, True), err
    assert not (folder / "r.json").exists()


def test_a_register_is_the_same_in_a_format_of_a_plug_in_and_back(govkit_, folder, stranger):
    for name in ("r.own", "r.own.json", "r.jsonl", "s.own"):
        assert govkit_("convert", "r.yaml", name) == (0, f"{name} written\n", "")
    # What ends in .json is govkit's own only if it loads as such.
    assert set(json.loads((folder / "r.own.json").read_text())) == {"own"}
    for name in ("r.own", "r.own.json", "r.jsonl"):
        assert govkit_("convert", name, f"{name}.yaml") == (0, f"{name}.yaml written\n", "")
        assert KIT.load(f"{name}.yaml") == KIT.load("r.yaml")
    assert govkit_("convert", "r.own", "x.json", "--reader", "own", "--to", "own")[0] == 0
    assert set(json.loads((folder / "x.json").read_text())) == {"own"}


def test_what_would_be_lost_is_said_and_nothing_written(govkit_, folder, stranger):
    data = {
        "own": {"register": "r", "title": "R"},
        "refused": [[[3, 2], "it is no risk"], [None, "nobody knows"]],
        "unplaced": [[[4, 1, "Notes"], "Ask"], [None, "Tell"]],
    }
    (folder / "t.own").write_text(json.dumps(data))
    code, out, err = govkit_("convert", "t.own", "x.yaml")
    assert (code, out) == (2, "")
    for said in (
        "t.own:3:2: it is no risk",
        "t.own: nobody knows",
        't.own:Notes!A4: "Ask" would be lost; see govkit import',
        't.own: "Tell" would be lost; see govkit import',
    ):
        assert said in err
    assert not (folder / "x.yaml").exists()
    (folder / "t.own").write_text(json.dumps({"own": {"register": "r"}}))
    code, _, err = govkit_("convert", "t.own", "x.yaml")
    assert (code, 't.own: the key "title" is missing' in err) == (2, True), err
