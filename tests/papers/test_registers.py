"""What the sample registers say about the papers: ratings recomputed, tolerance, what has lapsed by October 2019."""

from datetime import date
from pathlib import Path

import pytest

from govkit import Toolkit

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()
BOARD_DAY = date(2019, 10, 9)


def load(name):
    return KIT.load(REGISTERS / f"{name}.yaml")


def printed(name):
    """Every rating a register prints, with the assessment it stands for."""
    return [
        pytest.param(located.item, id=located.address)
        for located in load(name).all_assessments
        if located.item.printed is not None
    ]


@pytest.mark.parametrize(("name", "risks", "phases"), [("cambs-2016", 19, 2), ("cambs-2019", 14, 3)])
def test_each_register_prints_thirty_eight_ratings(name, risks, phases):
    register = load(name)
    assert len(register.risks) == risks
    assert len(printed(name)) == len(register.all_assessments) == 38
    assert len({located.address.partition("/")[2] for located in register.all_assessments}) == phases


@pytest.mark.parametrize("assessment", [*printed("cambs-2016"), *printed("cambs-2019")])
def test_a_printed_rating_is_what_its_scheme_makes_of_the_levels(assessment):
    assert KIT.rate(assessment).value == assessment.printed


def test_in_2019_exactly_five_risks_are_above_tolerance_now():
    above = [risk.ref for risk in load("cambs-2019").risks if not KIT.rate(risk).current.within_tolerance]
    assert above == ["SR1.1", "SR3.1", "SR3.2", "SR3.4", "SR4.4"]


def test_in_2019_four_risks_have_no_rating_aimed_at():
    without = [risk.ref for risk in load("cambs-2019").risks if KIT.rate(risk).target is None]
    assert without == ["SR2.2", "SR2.3", "SR3.2", "SR4.1"]


def test_no_rating_of_2016_has_a_side_of_tolerance():
    sides = {KIT.rate(located.item).within_tolerance for located in load("cambs-2016").all_assessments}
    assert sides == {None}


LAPSED = {
    "cambs-2016": [],
    "cambs-2019": [
        ("SR3.1/A2", date(2019, 1, 1)),
        ("SR3.3/A5", date(2019, 1, 1)),
        ("SR4.2/A3", date(2019, 5, 1)),
        ("SR4.4/A2", date(2019, 4, 1)),
    ],
    "board-actions-2019": [
        ("2019-01-24/1.0", date(2019, 3, 1)),
        ("2019-01-24/2.0", date(2019, 3, 1)),
        ("2019-02-28/1.0", date(2019, 5, 17)),
        ("2019-07-31/9.0", date(2019, 9, 19)),
    ],
    "audit-actions-2016": [("1/1.1", date(2016, 4, 1)), ("1/1.2", date(2016, 4, 1))],
}


@pytest.mark.parametrize("name", LAPSED)
def test_by_the_day_of_the_board_exactly_these_actions_have_lapsed(name):
    register = load(name)
    swept, events = KIT.sweep(register, as_of=BOARD_DAY)
    assert [(event.ref, event.effective) for event in events] == LAPSED[name]
    assert {(event.trigger, event.to_state, event.recorded) for event in events} <= {
        ("lapse", "overdue", BOARD_DAY)
    }
    overdue = [located.address for located in swept.all_actions if located.item.state == "overdue"]
    assert overdue == [ref for ref, _ in LAPSED[name]]
    assert register == load(name)


@pytest.mark.parametrize("name", LAPSED)
def test_a_second_sweep_finds_nothing_more(name):
    swept, _ = KIT.sweep(load(name), as_of=BOARD_DAY)
    again, events = KIT.sweep(swept, as_of=BOARD_DAY)
    assert again is swept
    assert events == []


def test_the_two_actions_numbered_one_keep_apart():
    swept, events = KIT.sweep(load("board-actions-2019"), as_of=date(2019, 3, 1))
    assert [event.ref for event in events] == ["2019-01-24/1.0", "2019-01-24/2.0"]
    assert swept.action("2019-01-24/1.0").state == "overdue"
    assert swept.action("2019-02-28/1.0").state is None
