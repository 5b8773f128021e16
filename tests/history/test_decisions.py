"""Decisions as a file: a worksheet that is filled in and read back."""

from datetime import date
from pathlib import Path

import pytest

from govkit import LoadError, Register, Risk, Toolkit
from govkit.formats.yaml_file import read, write
from govkit.history import (
    ConfirmationError,
    RefMap,
    confirm_all,
    confirm_decisions,
    read_decisions,
    side_by_side,
    worksheet,
)
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


def test_what_is_to_be_known_of_every_assessment_stands_once_at_the_top():
    found = read_decisions(sheet(), "s")
    assert "cambs-2016 has no bands, so a change of band cannot be told" in found.notes
    assert not any(note in each.notes for note in found.notes for each in found.decisions)
    rows = side_by_side(REGISTER, NEW, RULES, schemes=KIT.schemes)
    for each, row in zip(found.decisions, rows, strict=True):
        assert sorted((*found.notes, *each.notes)) == sorted(row.notes)
    (one,) = read_decisions(worksheet(REGISTER, NEW, rows[:1]), "s").decisions
    assert list(one.notes) == list(rows[0].notes)


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
        read_decisions(filled(levels=3, by=7, on="13 August"), "sheet.yaml")
    assert [problem.message for problem in caught.value.problems] == [
        "a mapping is due here, not the number 3",
        "a text is due here, not the number 7; put it in quotes",
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


DECIDED = """register: cambs-2016
to: cambs-2019
decisions:
- {ref: R1.1, assessment: current}
- ref: R3.1
  assessment: current
  levels: {likelihood: 3, impact: 4}
  by: Board
  why: agreed
  on: 2019-08-13
"""


def test_a_file_of_decisions_is_confirmed_as_a_whole():
    after, found = confirm_decisions(REGISTER, DECIDED, "d.yaml", new=NEW)
    assert after == confirm_all(REGISTER, found.confirmations, new=NEW)
    assert [each.address for each in found.confirmations] == ["R3.1/current"]


def refused(text, **more):
    with pytest.raises(ConfirmationError) as caught:
        confirm_decisions(REGISTER, text, "d.yaml", new=NEW, **more)
    return str(caught.value).splitlines()


def test_every_fault_of_the_decisions_has_its_line_and_all_are_listed_at_once():
    text = (
        DECIDED.replace("likelihood: 3, impact: 4", "likelihood: 9, impcat: 4")
        .replace("Board", "' '")
        .replace("agreed", "' '")
        + "- {ref: R3.2, assessment: current, by: Board}\n"
        + "- {ref: R3, assessment: target, levels: {likelihood: 1, impact: 1}, by: A, why: B, on: 2019-08-13}\n"
        + "- {ref: R1.2, assessment: target, levels: {likelihood: 1, impact: 1}, by: A, why: B, on: 2019-08-13}\n"
        + 2
        * "- {ref: R1.2, assessment: current, levels: {likelihood: 1, impact: 1}, by: A, why: B, on: 2019-08-13}\n"
    )
    levels = "1 Unlikely, 2 Possible, 3 Likely, 4 More likely than not, 5 Probable"
    assert refused(text) == [
        "nothing was confirmed: 9 problems",
        "  d.yaml:7:11: /decisions/1/levels: R3.1/current: no level is given for impact",
        f'  d.yaml:7:24: /decisions/1/levels/likelihood: R3.1/current: likelihood has no level "9"; known: {levels}',
        (
            '  d.yaml:7:35: /decisions/1/levels/impcat: R3.1/current: there is no factor "impcat"; did you mean '
            '"impact"?'
        ),
        "  d.yaml:8:7: /decisions/1/by: R3.1/current: nobody is named who confirms it; give by",
        "  d.yaml:9:8: /decisions/1/why: R3.1/current: no reason is given; say why",
        (
            "  d.yaml:11:3: /decisions/2: R3.2/current has no levels and no why and no on; fill in all of levels, by, "
            "why, on, or none"
        ),
        '  d.yaml:12:9: /decisions/3/ref: R3/target: there is no risk "R3"; did you mean "R4.3"?',
        (
            "  d.yaml:13:27: /decisions/4/assessment: R1.2/target: the risk has no target assessment, so there is "
            "none to carry over"
        ),
        "  d.yaml:15:3: /decisions/6: R1.2/current: it is confirmed 2 times",
    ]


def test_decisions_about_another_register_or_scheme_are_not_held_against_this_one():
    text = DECIDED.replace("register: cambs-2016", "register: x").replace("to: cambs-2019", "to: y")
    assert refused(text.replace("likelihood: 3", "speed: 3")) == [
        "nothing was confirmed: 2 problems",
        '  d.yaml:1:11: /register: the decisions are about the register "x", not "cambs-2016"',
        '  d.yaml:2:5: /to: the decisions are about the scheme "y", not "cambs-2019"',
    ]


def test_a_decision_of_a_day_that_is_still_to_come_is_refused():
    assert refused(DECIDED, as_of=date(2019, 8, 12)) == [
        "nothing was confirmed: 1 problem",
        (
            "  d.yaml:10:7: /decisions/1/on: R3.1/current: it is decided on 2019-08-13, which is after 2019-08-12; "
            "nothing is confirmed before it is decided"
        ),
    ]
    assert confirm_decisions(REGISTER, DECIDED, "d.yaml", new=NEW, as_of=date(2019, 8, 13))


def test_what_is_no_file_of_decisions_is_not_loaded():
    with pytest.raises(LoadError, match="a mapping is due here, not a list"):
        confirm_decisions(REGISTER, "- a", "d.yaml", new=NEW)
