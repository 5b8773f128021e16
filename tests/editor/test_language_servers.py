"""Files in an editor: language servers of YAML and TOML complete and mark what the schemas say."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from govkit.cli.app import run

pytestmark = pytest.mark.editor

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "examples" / "registers"
PAGE = ROOT / "docs" / "how-to" / "edit-registers.md"
MODELINE = "# yaml-language-server: $schema=./{}.schema.json\n"


@pytest.fixture
def with_schema(tmp_path):
    def write(*arguments, name="register"):
        assert run(["schema", *arguments, "-o", str(tmp_path / f"{name}.schema.json")]) == 0
        return MODELINE.format(name)

    return write


def test_problems_are_marked_at_their_lines(editor, with_schema):
    text = """\
register: r
title: [1]
review: half-yearly
risks:
  - ref: R1
    titel: T
    current:
      levels: {likelihood: 2}
      printd: 3
    assurances:
      - ref: S1
        title: Audit
        source: inside
        line: 4
  - ref: a/b
    title: 1.0
    earlier:
      - {phase: current, until: in May, assessment: {}}
"""
    cadences = '"weekly", "monthly", "quarterly", "six-monthly", "yearly"'
    assert sorted(editor.open("a.yaml", with_schema() + text)) == [
        (3, 'Incorrect type. Expected "string".'),
        (4, f"Value is not accepted. Valid values: {cadences}."),
        (6, 'Missing property "title".'),
        (7, "Property titel is not allowed."),
        (10, "Property printd is not allowed."),
        (14, 'Value is not accepted. Valid values: "internal", "external".'),
        (15, "Value is above the maximum of 3."),
        (16, 'A reference is printable, without "/", "#" and blanks around it.'),
        (17, 'Incorrect type. Expected "string".'),
        (19, "A day is due here, as YYYY-MM-DD."),
    ]


def test_what_loads_is_marked_nowhere(editor, with_schema):
    text = (REGISTERS / "cambs-2019.yaml").read_text(encoding="utf-8")
    assert editor.open("a.yaml", with_schema() + text) == []
    assert editor.open("b.yaml", with_schema("--scheme", "cambs-2019", name="cambs") + text) == []


def test_keys_and_choices_are_completed_and_explained(editor, with_schema):
    text = """\
register: r
title: T
risks:
  - ref: R1
    title: T
    current:
      #
    assurances:
      - ref: S1
        title: Audit
        source: #
bodies:
  - ref: b
    title: B
    kind: #
    reports: #
"""
    lines = text.replace("#", "").splitlines()
    editor.open("a.yaml", with_schema() + text.replace("#", ""))

    def completed(line):
        return editor.complete("a.yaml", line + 1, len(lines[line - 1]) + 1)

    keys = completed(7)
    assert set(keys) == {
        *("levels", "scheme", "scheme_version", "printed", "printed_levels", "date", "by", "rationale")
    }
    assert keys["by"]["documentation"] == "Who assessed it."
    assert set(completed(11)) == {"internal", "external", "null"}
    assert set(completed(15)) == {"board", "committee", "panel", "group"}
    assert set(completed(16)) >= {"weekly", "yearly", "every 20 working days"}
    assert "Assessment with the controls in place." in editor.hover("a.yaml", 7, 6)


def test_levels_of_one_scheme_are_completed_and_checked(editor, with_schema):
    text = """\
register: r
title: T
scheme: cambs-2019
risks:
  - ref: R1
    title: T
    inherent: {scheme: another, levels: {probability: 7}}
    current:
      levels:
        likelihood: 7
        impct: 3
    target:
      levels:
        likelihood: #
"""
    modeline = with_schema("--scheme", "cambs-2019", name="cambs")
    problems = editor.open("a.yaml", modeline + text.replace("#", ""))
    assert [line for line, _ in sorted(problems)[:2]] == [11, 12]
    assert (12, "Property impct is not allowed.") in problems
    assert {line for line, _ in problems} == {11, 12, 15}
    levels = editor.complete("a.yaml", 15, len("        likelihood: ") + 1)
    assert {"3", "likely", "Likely"} <= set(levels)
    assert levels["likely"]["documentation"] == "3 Likely"


def test_waivers_are_checked_too(editor, with_schema):
    problems = editor.open(
        "a.waivers.yaml", with_schema("waivers", name="waivers") + "waivers: [{rule: GKACT001}]\n"
    )
    assert problems == [(2, 'Missing property "ref".')]


def test_the_register_on_the_page_is_marked_where_the_page_says(editor, with_schema):
    with_schema()
    block = re.search(
        r"^<!-- file: harbour.yaml -->\n```yaml\n(.*?)^```",
        PAGE.read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    cadences = '"weekly", "monthly", "quarterly", "six-monthly", "yearly"'
    assert sorted(editor.open("harbour.yaml", block[1])) == [
        (4, f"Value is not accepted. Valid values: {cadences}."),
        (6, 'Missing property "title".'),
        (7, "Property titel is not allowed."),
    ]


def test_schemas_are_found_by_the_settings_that_the_page_shows(start, with_schema, tmp_path):
    block = re.search(r"^```json\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    settings = json.loads(block[1])
    editor = start(schemas=settings["yaml.schemas"])
    with_schema()
    with_schema("waivers", name="waivers")
    assert editor.open("registers/a.yaml", "title: T\n") == [(1, 'Missing property "register".')]
    assert editor.open("registers/a.waivers.yaml", "waivers: 1\n") == [
        (1, 'Incorrect type. Expected "array".')
    ]


@pytest.fixture(scope="session")
def taplo(from_npm):
    """Check a TOML file with Taplo: every problem with its line."""
    cli = from_npm("@taplo/cli@0.7") / "node_modules" / "@taplo" / "cli" / "dist" / "cli.js"

    def lint(path):
        told = subprocess.run(
            ["node", str(cli), "lint", path.name],
            cwd=path.parent,
            env=os.environ | {"NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        found = re.findall(r"^error: (.+)\n +┌─ .+:([0-9]+):[0-9]+$", told.stderr, re.MULTILINE)
        assert bool(found) == bool(told.returncode), told.stderr
        return {(int(line), message) for message, line in found}

    return lint


def test_settings_and_registers_in_toml_are_checked_too(taplo, with_schema, tmp_path):
    with_schema("settings", name="settings")
    with_schema()
    settings, register = tmp_path / "govkit.toml", tmp_path / "r.toml"
    settings.write_text('#:schema ./settings.schema.json\nignore = ["GKASR"]\nfail-level = "never"\n')
    assert taplo(settings) == set()
    settings.write_text('#:schema ./settings.schema.json\nselect = "GKACT"\nfail-level = "often"\n')
    assert {line for line, _ in taplo(settings)} == {2, 3}
    register.write_text(
        '#:schema ./register.schema.json\nregister = "r"\ntitle = "T"\nedition = 2019-08-13\n'
    )
    assert taplo(register) == set()
    register.write_text('#:schema ./register.schema.json\nregister = "a/b"\ntitle = "T"\nreview = "often"\n')
    assert {line for line, _ in taplo(register)} == {2, 4}
