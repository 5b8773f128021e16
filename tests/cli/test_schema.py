"""``govkit schema``: which schema it prints, and where it writes it."""

import json
import shutil
from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.importing import mapping_schema
from govkit.io import register_schema, rules_schema, scheme_schema, settings_schema, waivers_schema

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
SCHEME = (
    'id = "mine"\nversion = "1"\ntitle = "Größe"\nsource = "test"\n'
    '[[factors]]\nkey = "a"\nlevels = ["Low", "High"]\n[formula]\nexpression = "a"\n'
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        ([], register_schema()),
        (["register"], register_schema()),
        (["waivers"], waivers_schema()),
        (["settings"], settings_schema()),
        (["rules"], rules_schema()),
        (["scheme"], scheme_schema()),
        (["mapping"], mapping_schema()),
        (["mapping", "--scheme", "cambs-2019"], mapping_schema(Toolkit.installed().scheme("cambs-2019"))),
        (["--scheme", "cambs-2019"], register_schema(Toolkit.installed().scheme("cambs-2019"))),
    ],
)
def test_it_prints_the_schema_or_writes_the_same_to_a_file(arguments, schema, capsys, folder):
    assert run(["schema", *arguments]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == schema
    assert run(["schema", *arguments, "-o", "new.json"]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "new.json").read_text(encoding="utf-8") == printed


def test_the_scheme_may_be_a_file(capsys, folder):
    (folder / "mine.toml").write_text(SCHEME, encoding="utf-8")
    assert run(["schema", "--scheme", "mine.toml", "-o", "x.schema.json"]) == 0
    written = (folder / "x.schema.json").read_text(encoding="utf-8")
    assert json.loads(written)["$id"] == "urn:govkit:register-file:mine"
    assert "Größe" in written


def test_a_schema_is_replaced_and_nothing_else(capsys, folder):
    assert run(["schema", "-o", "x.schema.json"]) == 0
    assert run(["schema", "waivers", "-o", "x.schema.json"]) == 0
    assert json.loads((folder / "x.schema.json").read_text())["$id"] == "urn:govkit:waivers-file"
    shutil.copy(REGISTERS / "cambs-2019.yaml", folder / "register.yaml")
    (folder / "other.json").write_text('{"$id": "urn:other"}')
    (folder / "list.json").write_text("[1]")
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "folder").mkdir()
    for name in ("register.yaml", "other.json", "list.json", "deep.json", "folder"):
        before = (folder / name).read_bytes() if (folder / name).is_file() else None
        assert run(["schema", "-o", name]) == 2
        assert (
            capsys.readouterr().err
            == f"govkit: {name} was not written: it is there already; name another file\n"
        )
        assert before is None or (folder / name).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["waivers", "--scheme", "cambs-2019"],
            "--scheme is for registers and mappings; leave it out, or waivers",
        ),
        (["--scheme", "cambs-2020"], 'there is no scheme "cambs-2020"; did you mean "cambs-2019"?'),
        (
            ["baseline"],
            "'baseline' is not one of 'register', 'waivers', 'settings', 'rules', 'scheme', 'mapping'.",
        ),
        (["-o", "gone/x.json"], "gone/x.json was not written: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, said, capsys):
    assert run(["schema", *arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
