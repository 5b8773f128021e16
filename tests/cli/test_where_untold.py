"""What nobody can tell of an item stands at that item, in every form of ``govkit check``."""

import json
from pathlib import Path

import pytest

REGISTER = """\
register: r
title: T
scheme: cambs-2019
review: monthly
risks:
  - ref: F1
    title: A
    current: {levels: {likelihood: 1, impact: 1}, date: 2019-10-01}
  - ref: F2
    title: B
    inherent: {levels: {likelihood: 5, impact: 5}}
    current: {levels: {likelihood: 3, impact: 4}}
  - ref: F3
    title: C
    current: {levels: {likelihood: 3}, date: 2019-10-01}
"""
ASKED = {
    "GKASR004": {("F3", 15, 14)},
    "GKCTL003": {("F2", 12, 14)},
    "GKREV001": {("F2", 9, 5)},
    "GKTOL002": {("F2", 9, 5), ("F3", 15, 14)},
    "GKTOL004": {("F2", 9, 5), ("F3", 15, 14)},
}


@pytest.fixture
def check(govkit_, tmp_path, monkeypatch):
    """Check the register, or the workbook it was converted to, in one of the forms."""
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(REGISTER)

    def call(form, file="r.yaml"):
        options = ("--as-of", "2019-10-09", "--select", ",".join(ASKED), "--format", form)
        code, out, err = govkit_("check", file, *options)
        assert (code, err) == (0, "")
        return out

    return call


def test_json_has_the_item_with_its_path_and_line(check):
    found = {}
    for each in json.loads(check("json"))["findings"]:
        if each["ref"] != "r":
            found.setdefault(each["code"], set()).add((each["ref"], each["line"], each["column"]))
            assert each["path"].startswith(f"/risks/{int(each['ref'][1]) - 1}")
    assert found == ASKED


def test_text_shows_the_line_of_the_item(check):
    assert (
        "r.yaml:9:5: GKTOL002 warning F2: not evaluated: whether anybody was told of it: "
        "the register records no report\n  9 |   - ref: F2\n    |     ^\n"
    ) in check("text")


def test_what_the_register_as_a_whole_lacks_is_said_once_at_the_list(check):
    assert check("concise").count("r.yaml:6:3: GKASR004 warning r: not evaluated: ") == 1


def test_sarif_has_the_item_and_its_region(check):
    (run,) = json.loads(check("sarif"))["runs"]
    found = {}
    for each in run["results"]:
        (location,) = each["locations"]
        region = location["physicalLocation"]["region"]
        ref = location["logicalLocations"][0]["fullyQualifiedName"]
        if ref != "r":
            place = (ref, region["startLine"], region["startColumn"])
            found.setdefault(each["ruleId"], set()).add(place)
    assert found == ASKED


def test_a_workbook_has_the_row_of_the_item(check, govkit_):
    assert govkit_("convert", "r.yaml", "r.xlsx")[0] == 0
    row = {"F2": "3", "F3": "4"}
    found = {}
    for each in json.loads(check("json", "r.xlsx"))["findings"]:
        if each["ref"] != "r":
            assert each["sheet"] == "Risks"
            assert each["cell"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == row[each["ref"]]
            found.setdefault(each["code"], set()).add(each["ref"])
    assert found == {code: {ref for ref, _, _ in places} for code, places in ASKED.items()}
