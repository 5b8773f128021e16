"""Decisions as a file: a worksheet that is filled in and read back."""

from datetime import date
from pathlib import Path

import pytest

from govkit import LoadError, Register, Risk, Toolkit
from govkit.formats.yaml_file import read, write
from govkit.history import RefMap, confirm_all, read_decisions, side_by_side, worksheet
from govkit.scoring import Basis

EXAMPLES = Path(__file__).parents[2] / "examples"
KIT = Toolkit.installed()
NEW = KIT.scheme("cambs-2019")
REGISTER = KIT.load(EXAMPLES / "registers" / "cambs-2016.yaml")
RULES = [dict.fromkeys(["likelihood", "impact"], rule) for rule in (Basis.LABEL, Basis.NUMBER)]


def sheet(**more):
    found = side_by_side(REGISTER, NEW, RULES, schemes=KIT.schemes, **more)
    return worksheet(REGISTER, NEW, found)


def filled(**changes):
    """Fill in the worksheet's entry of R3.1 as it stands now."""
    data = read(sheet(), "sheet").data
    for entry in data["decisions"]:
        if (entry["ref"], entry["assessment"]) == ("R3.1", "current"):
            entry.update(changes)
    return write(data)


def test_a_worksheet_shows_what_each_assessment_was_and_could_be():
    entry = next(
        each
        for each in read(sheet(), "sheet").data["decisions"]
        if (each["ref"], each["assessment"]) == ("R3.1", "current")
    )
    assert entry["was"] == "{likelihood: 3, impact: 3}: 9 (cambs-2016)"
    assert entry["candidates"] == [
        "by label: {likelihood: 5, impact: 4}: 23, Critical, above tolerance",
        "by number: {likelihood: 3, impact: 3}: 13, Medium, within tolerance",
    ]
    assert entry["notes"][-1].startswith("the rules disagree: ")
    assert {entry[name] for name in ("levels", "by", "why", "on")} == {None}


def test_a_worksheet_decides_nothing():
    found = read_decisions(sheet(), "sheet.yaml")
    assert (found.register, found.to, len(found.decisions)) == ("cambs-2016", "cambs-2019", 38)
    assert found.confirmations == ()


def test_risks_that_do_not_continue_need_no_decision():
    refs = [each.ref for each in read_decisions(sheet(ref_map=RefMap({"R3.1": "SR3.1"})), "s").decisions]
    assert refs == ["R3.1", "R3.1"]


def test_what_is_filled_in_is_confirmed():
    text = filled(levels={"likelihood": 3, "impact": 4}, by="Board", why="agreed", on="2019-08-13")
    (one,) = read_decisions(text, "sheet.yaml").confirmations
    assert (one.address, one.by, one.why, one.on) == ("R3.1/current", "Board", "agreed", date(2019, 8, 13))
    assert KIT.rate(confirm_all(REGISTER, [one], new=NEW).risk("R3.1")).current.value == 18


def test_what_is_half_filled_in_is_refused_with_its_line():
    text = filled(levels={"likelihood": 3, "impact": 4}, by="Board")
    line = text.split("- ref: R3.1\n  assessment: current")[0].count("\n") + 1
    with pytest.raises(LoadError) as caught:
        read_decisions(text, "sheet.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("sheet.yaml", line)
    assert problem.message == (
        "R3.1/current has no why and no on; fill in all of levels, by, why, on, or none"
    )


def test_everything_that_is_wrong_with_a_file_is_listed():
    with pytest.raises(LoadError) as caught:
        read_decisions(filled(levels=3, by="", on="13 August"), "sheet.yaml")
    assert [problem.message for problem in caught.value.problems] == [
        "a mapping is due here, not the number 3",
        "the text is empty; write one or leave the key out",
        'a day as YYYY-MM-DD is due here, not the text "13 August"',
    ]
    with pytest.raises(LoadError, match="a mapping is due here, not a list"):
        read_decisions("- a", "sheet.yaml")


def test_an_assessment_without_rating_or_scheme_is_in_the_worksheet_too():
    risk = Risk(
        ref="R1", title="T", current=REGISTER.risk("R1.1").current.__class__(levels={"likelihood": 1})
    )
    held = Register(ref="r", title="T", risks=(risk,))
    text = worksheet(held, NEW, side_by_side(held, NEW, RULES, schemes=KIT.schemes))
    (entry,) = read_decisions(text, "s").decisions
    assert entry.was == "{likelihood: 1}: not rated (no scheme)"
    assert entry.candidates == ()
