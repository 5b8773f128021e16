"""What the rules about tolerance, acceptances and readings say of a day before something is dated."""

from datetime import date

import attrs
import pytest

from govkit import Acceptance, Action, Assessment, Body, Indicator, Reading, Register, Report, Risk, Toolkit

KIT = Toolkit.installed()
DAY = date(2019, 10, 9)
LEVELS = {"likelihood": 3, "impact": 4}
ABOVE = Assessment(levels=LEVELS, scheme="cambs-2019", date="1 October 2019")
LATER = attrs.evolve(ABOVE, date="10 October 2019")
ENDED = Acceptance(by="PCC", on="1 May 2019", until="31 May 2019", why="unaffordable")
PERHAPS = attrs.evolve(ENDED, on="October 2019", until="31 May 2020")
BOARD = Body(ref="bcb", title="The Board", kind="board", escalates=True)
DUE = (Action(ref="A1", title="A", deadline="2018"),)


def found(code, risk, day=DAY):
    register = Register(ref="r", title="T", bodies=(BOARD,), risks=(risk,))
    return [each.message for each in KIT.check(register, as_of=day, only=[code])]


@pytest.mark.parametrize(
    ("code", "which"),
    [
        ("GKTOL001", "whether it applies"),
        ("GKTOL002", "whether it applies"),
        ("GKTOL004", "whether it applies"),
        ("GKASR004", "whether it is needed"),
        ("GKACC003", "whether it is above tolerance"),
    ],
)
def test_of_a_rating_that_is_dated_later_every_rule_about_tolerance_says_that_nobody_can_tell(code, which):
    risk = Risk(
        ref="R1", title="A", current=LATER, acceptances=(ENDED,), reports=(Report(to="x", on="2018"),)
    )
    said = found(code, attrs.evolve(risk, actions=DUE if code == "GKTOL004" else ()))
    assert f"not evaluated: {which}: the rating is dated later than 2019-10-09" in said
    assert not [each for each in said if "is rated" in each or "the current rating" in each]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("GKTOL001", "whether it is accepted"),
        ("GKTOL002", "whether it should have been reported to The Board"),
        ("GKTOL003", "whether it is accepted"),
        ("GKTOL004", "whether it is accepted"),
    ],
)
def test_of_an_acceptance_given_in_a_month_that_is_not_over_nobody_can_tell(code, said):
    target = ABOVE if code == "GKTOL003" else None
    reports = (Report(to="bcb", on="2018"),)
    risk = Risk(ref="R1", title="A", current=ABOVE, target=target, acceptances=(PERHAPS,), reports=reports)
    if code == "GKTOL004":
        risk = attrs.evolve(risk, actions=DUE)
    assert f'not evaluated: {said}: its acceptance is dated "October 2019" and may not have begun' in found(
        code, risk
    )
    assert found(code, risk, date(2019, 10, 31)) == []


def test_a_figure_of_a_period_that_is_not_over_does_not_worsen_anything():
    readings = tuple(
        Reading(period=f"{month} 2019", value=value)
        for month, value in zip(("July", "August", "September", "October"), (9, 8, 7, 6), strict=True)
    )
    indicator = Indicator(ref="i", title="I", unit="%", direction="up", readings=readings)
    register = Register(ref="r", title="T", indicators=(indicator,))
    codes = {day: len(KIT.check(register, as_of=day, only=["GKIND005"])) for day in (DAY, date(2019, 10, 31))}
    assert codes == {DAY: 0, date(2019, 10, 31): 1}


def test_nothing_is_late_once_the_calendar_ends():
    readings = (Reading(period="November 9999", value=1),)
    register = Register(
        ref="r", title="T", indicators=(Indicator(ref="i", title="I", unit="%", readings=readings),)
    )
    assert KIT.check(register, as_of=date(9999, 12, 31), only=["GKIND004"]) == []
