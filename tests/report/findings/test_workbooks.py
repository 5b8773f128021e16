"""Findings in workbooks: every form names the sheet and the cell."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import attrs
import pytest

from govkit.errors import Problem
from govkit.io import dumps, loads
from govkit.model import Edit, Noted, Position, Register, Risk
from govkit.report.findings import (
    Unread,
    concise_findings,
    findings_data,
    github_findings,
    junit_findings,
    markdown_findings,
    sarif_findings,
    text_findings,
)
from govkit.rules.engine import in_order

ROOT = Path("/srv/repository")
RISKS = (
    Risk(ref="R1", title="Fire", statement="It burns.\nAll of it."),
    Risk(ref="R2", title="Flood", causes=("Rain",)),
)
REGISTER = loads(dumps(Register(ref="r", title="T", risks=RISKS), "r.xlsx"), "r.xlsx")
PROBLEM = Problem("it is no level", "/risks/0", "r.xlsx", 2, 9, "My risks")


NOTED = attrs.evolve(
    REGISTER,
    source=attrs.evolve(
        REGISTER.source,
        noted=(Noted(Position(3, 1, "My risks"), "hidden rows\nwere read: 3"), Noted(None, "it is old")),
    ),
)


@pytest.fixture
def at(make):
    def found(line, column, sheet="Risks", **more):
        return make(**{"file": "r.xlsx", "path": "/risks/0"} | more, line=line, column=column, sheet=sheet)

    return found


def test_text_shows_the_row_with_a_caret_below_the_cell(at, of):
    assert text_findings(of(at(2, 2), register=REGISTER)).splitlines() == [
        "r.xlsx:Risks!B2: GKACT001 warning SR1/A1: nobody is named to do it",
        "  2 | R1 | Fire | It burns. All of it.",
        "    |      ^",
        "1 warning",
    ]


@pytest.mark.parametrize(
    ("line", "column", "row", "caret"),
    [
        (2, 1, "R1 | Fire | It burns. All of it.", 0),
        (3, 3, "R2 | Flood | (empty) | Rain", 13),
        (3, 5, "R2 | Flood | Rain", 13),
        (3, 200, "R2 | Flood | Rain | (empty)", 20),
        (99, 2, "(empty)", 0),
    ],
)
def test_empty_cells_are_left_out_but_the_one_that_is_meant(at, of, line, column, row, caret):  # noqa: PLR0917
    _, shown, below, _ = text_findings(of(at(line, column), register=REGISTER)).splitlines()
    assert shown == f"  {line} | {row}"
    assert below.partition("| ")[2] == " " * caret + "^"


def test_what_is_about_the_whole_register_shows_no_row(at, of):
    assert len(text_findings(of(at(1, 1, "Register", path=""), register=REGISTER)).splitlines()) == 2


def test_concise_text_and_the_finding_itself_name_the_cell(at, of):
    finding = at(2, 28, "My risks")
    assert str(finding).startswith("r.xlsx:'My risks'!AB2: GKACT001 warning SR1/A1: ")
    assert concise_findings(of(finding)).startswith("r.xlsx:'My risks'!AB2: GKACT001 ")


def test_json_has_sheet_and_cell(at, of, make):
    data = findings_data(of(at(2, 2), make(file="r.yaml", line=4, column=3), at(None, None)))
    keys = ("line", "column", "sheet", "cell")
    assert [tuple(each[key] for key in keys) for each in data["findings"]] == [
        (2, 2, "Risks", "B2"), (4, 3, None, None), (None, None, "Risks", None),
    ]  # fmt: skip


def test_sarif_names_the_cell_where_a_text_has_a_region(at, of):
    results = of(at(2, 2), unread=(Unread("x.xlsx", (PROBLEM, Problem("gone", "", "x.xlsx"))),))
    (run,) = json.loads(sarif_findings(results, ROOT))["runs"]
    (location,) = run["results"][0]["locations"]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": "r.xlsx", "uriBaseId": "%SRCROOT%"}},
        "logicalLocations": [
            {"name": "A1", "fullyQualifiedName": "SR1/A1", "kind": "object"},
            {"name": "Risks!B2", "fullyQualifiedName": "r.xlsx:Risks!B2", "kind": "element"},
        ],
    }
    first, second = run["invocations"][0]["toolExecutionNotifications"]
    assert first["locations"][0]["logicalLocations"][0]["name"] == "'My risks'!I2"
    assert "logicalLocations" not in second["locations"][0]


def test_junit_names_the_cell(at, of):
    suites = fromstring(junit_findings(of(at(2, 2))))  # noqa: S314 - we wrote it
    assert suites.find(".//failure").text == "r.xlsx:Risks!B2: nobody is named to do it"


def test_github_names_the_cell_in_the_title_and_no_line(at, of):
    results = of(at(2, 2), unread=(Unread("r.xlsx", (PROBLEM,)),))
    assert github_findings(results, ROOT).splitlines()[:2] == [
        "::warning file=r.xlsx,title=GKACT001 action-without-owner%3A SR1/A1 at Risks!B2::nobody is named to do it",
        "::error file=r.xlsx,title=not checked at 'My risks'!I2::it is no level%0A/risks/0",
    ]


def test_markdown_has_a_column_of_cells(at, of):
    lines = markdown_findings(of(at(2, 2), at(None, None, None))).splitlines()
    assert "| Cell | Severity | Rule | Item | Finding |" in lines
    assert any(line.startswith("| Risks!B2 | warning |") for line in lines)


def test_findings_of_a_sheet_stand_together_in_its_order(at):
    found = [at(3, 1), at(2, 5, "Actions"), at(2, 1), at(9, 1, "Actions")]
    assert [str(each).split(": ")[0] for each in in_order(found)] == [
        "r.xlsx:Actions!E2", "r.xlsx:Actions!A9", "r.xlsx:Risks!A2", "r.xlsx:Risks!A3",
    ]  # fmt: skip


def test_nothing_is_fixed_in_a_workbook(at, of):
    finding = at(2, 2, edit=Edit("/risks/0/title", "Fire"))
    assert finding.mend is None
    assert "[fixable]" not in text_findings(of(finding, register=REGISTER))
    assert findings_data(of(finding))["findings"][0]["edit"] is None


@pytest.mark.parametrize("form", [text_findings, concise_findings])
def test_what_the_reader_noted_stands_behind_the_findings(of, form):
    assert form(of(register=NOTED)).splitlines() == [
        "r.xlsx:'My risks'!A3: noted: hidden rows were read: 3",
        "r.xlsx: noted: it is old",
        "2 noted while reading",
    ]


def test_what_was_noted_is_in_every_form(of):
    results = of(register=NOTED)
    assert findings_data(results)["noted"] == [
        {
            "message": "hidden rows\nwere read: 3",
            "file": "r.xlsx",
            "line": 3,
            "column": 1,
            "sheet": "My risks",
            "cell": "A3",
        },
        {"message": "it is old", "file": "r.xlsx", "line": None, "column": None, "sheet": None, "cell": None},
    ]
    (run,) = json.loads(sarif_findings(results, ROOT))["runs"]
    first, second = run["invocations"][0]["toolExecutionNotifications"]
    assert (first["level"], first["message"]["text"]) == ("note", "hidden rows\nwere read: 3")
    assert first["locations"][0]["logicalLocations"][0]["name"] == "'My risks'!A3"
    assert second["message"]["text"] == "it is old"
    assert github_findings(results, ROOT).splitlines()[:2] == [
        "::notice file=r.xlsx,title=noted at 'My risks'!A3::hidden rows were read: 3",
        "::notice file=r.xlsx,title=noted::it is old",
    ]
    assert "### Noted while reading\n\n- r.xlsx:'My risks'!A3: hidden rows" in markdown_findings(results)
    assert markdown_findings(results).endswith("\n- r.xlsx: it is old\n")
    suites = fromstring(junit_findings(results))  # noqa: S314 - we wrote it
    assert suites.find(".//system-out").text == (
        "r.xlsx:'My risks'!A3: hidden rows\\nwere read: 3\nr.xlsx: it is old"
    )
    assert suites.get("failures") == "0"


def test_a_register_of_which_nothing_was_noted_says_nothing_of_it(of):
    assert "noted" not in text_findings(of(register=REGISTER))
    assert "system-out" not in junit_findings(of(register=REGISTER))
    assert "Noted" not in markdown_findings(of(register=REGISTER))
