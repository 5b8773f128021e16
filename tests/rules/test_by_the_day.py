"""What the rules about tolerance, acceptances and readings say of a day before something is dated."""

from datetime import date

import attrs
import pytest

from govkit import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    Body,
    Control,
    Indicator,
    Reading,
    Register,
    Report,
    Risk,
    Toolkit,
)
from govkit.model import EarlierAssessment

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


LOW, TOP = {"likelihood": 1, "impact": 1}, {"likelihood": 5, "impact": 5}
SINCE, UNTIL = "1 March 2019", date(2019, 11, 1)
C1 = Control(ref="C1", title="C")


def made(levels, day):
    return Assessment(levels=levels, scheme="cambs-2019", date=day)


def reassessed(**phases):
    """A risk of which each phase is said by levels before and levels since 1 November; None for none."""
    now = {name: made(since, "1 November 2019") for name, (_, since) in phases.items() if since}
    earlier = tuple(
        EarlierAssessment(phase=name, until=UNTIL, assessment=made(before, SINCE))
        for name, (before, _) in phases.items()
        if before
    )
    return Risk(ref="R1", title="A", controls=(C1,), earlier=earlier, **now)


@pytest.mark.parametrize(
    ("code", "phases", "before", "since"),
    [
        ("GKTOL001", {"current": (LEVELS, LOW)}, "neither an open action nor a target", ""),
        ("GKTOL001", {"current": (LOW, LEVELS)}, "", "neither an open action nor a target"),
        ("GKTOL001", {"current": (LEVELS, LEVELS), "target": (LOW, TOP)}, "", "within tolerance (it is 25)"),
        ("GKTOL001", {"current": (LEVELS, LEVELS), "target": (TOP, LOW)}, "within tolerance (it is 25)", ""),
        ("GKTOL001", {"current": (LEVELS, LEVELS), "target": (None, LOW)}, "not evaluated: whether the target answers it: the target assessment is dated later than 2019-10-09", ""),
        ("GKTOL003", {"target": (TOP, LOW)}, "the target of 25 is itself above tolerance", ""),
        ("GKTOL003", {"target": (LOW, TOP)}, "", "the target of 25 is itself above tolerance"),
        ("GKTOL003", {"target": (None, TOP)}, "not evaluated: whether the target was above tolerance: the target assessment is dated later than 2019-10-09", "the target of 25 is itself above tolerance"),
        ("GKSCO003", {"inherent": (LOW, TOP), "current": (LEVELS, LEVELS)}, "the current rating 18 is above the inherent rating 1", ""),
        ("GKSCO003", {"inherent": (None, LOW), "current": (LEVELS, LEVELS)}, "not evaluated: whether the current rating was above the inherent one: the inherent assessment is dated later than 2019-10-09", "the current rating 18 is above the inherent rating 1"),
        ("GKSCO004", {"current": (LEVELS, None), "inherent": (TOP, TOP)}, "", "it has no current assessment"),
        ("GKSCO005", {"current": (LOW, TOP), "target": (LEVELS, LEVELS)}, "the target 18 is above the current rating 1", ""),
        ("GKSCO005", {"current": (LEVELS, LEVELS), "target": (LOW, TOP)}, "", "the target 25 is above the current rating 18"),
        ("GKSCO005", {"current": (None, LOW), "target": (None, TOP)}, "not evaluated: whether the target was above the current rating: both assessments are dated later than 2019-10-09", "the target 25 is above the current rating 1"),
        ("GKCTL002", {"inherent": (LEVELS, TOP), "current": (LEVELS, LEVELS)}, "it is rated 18 before and after 1 control", ""),
        ("GKCTL002", {"inherent": (None, LEVELS), "current": (LEVELS, LEVELS)}, "not evaluated: what the controls achieve: the inherent assessment is dated later than 2019-10-09", "it is rated 18 before and after 1 control"),
        ("GKREV003", {"current": (LEVELS, LOW)}, "", ""),
        ("GKREV003", {"current": (None, LOW)}, 'the current assessment is dated "1 November 2019", which is still to come', ""),
    ],
)  # fmt: skip
def test_what_was_in_force_on_the_day_counts_and_not_what_replaced_it(code, phases, before, since):
    risk = reassessed(**phases)
    for day, expected in ((DAY, before), (UNTIL, since)):
        register = Register(ref="r", title="T", risks=(risk, Risk(ref="R2", title="B", current=made(LOW, SINCE), controls=(C1,))))  # fmt: skip
        said = [each.message for each in KIT.check(register, as_of=day, only=[code]) if each.ref == "R1"]
        assert [expected in each for each in said] == ([True] if expected else []), (day, said)


def test_a_finding_stands_where_the_assessment_stands():
    register = Register(ref="r", title="T", risks=(reassessed(current=(LEVELS, LOW), target=(TOP, LOW)),))
    codes = ["GKTOL001", "GKTOL003", "GKSCO005"]
    assert {(each.code, each.path) for each in KIT.check(register, as_of=DAY, only=codes)} == {
        ("GKTOL001", "/risks/0/earlier/0/assessment"),
        ("GKTOL003", "/risks/0/earlier/1/assessment"),
        ("GKSCO005", "/risks/0/earlier/1/assessment"),
    }


@pytest.mark.parametrize("code", ["GKTOL001", "GKTOL003", "GKSCO005"])
def test_why_a_replaced_assessment_has_no_rating_is_said_in_place(code):
    bad = {"likelihood": 9, "impact": 4}
    phases = {"current": (LEVELS if code != "GKTOL001" else bad, LOW), "target": (bad, LOW)}
    (said,) = found(code, reassessed(**phases))
    assert "9" in said
    assert "GKSCO001" not in said
    (said,) = found(code, reassessed(**dict.fromkeys(phases, (LOW, bad))), UNTIL)
    assert "(GKSCO001 says why)" in said


def test_an_assurance_received_this_month_is_not_evaluated():
    assurance = Assurance(ref="S1", title="S", source="external", covers=("C1",), received="October 2019")
    risk = Risk(ref="R1", title="A", current=ABOVE, controls=(C1,), assurances=(assurance,))
    doubt = 'whether R1/S1 counts: it is dated "October 2019" and may not have been received'
    for code in ("GKASR004", "GKASR007"):
        assert found(code, risk) == [f"not evaluated: {doubt}"]
        assert found(code, risk, date(2019, 10, 31)) == []


def worsening(risk, **more):
    readings = tuple(
        Reading(period=f"{month} 2019", value=value) for month, value in (("May", 9), ("June", 8))
    )
    indicator = Indicator(ref="i", title="I", unit="%", direction="up", risks=("R1",), readings=readings)
    return Register(ref="r", title="T", indicators=(indicator,), risks=(risk,), **more)


@pytest.mark.parametrize(
    ("risk", "more", "said"),
    [
        (reassessed(current=(LEVELS, LEVELS)), {}, "the risk was last assessed before that ended: 1 March 2019"),
        (reassessed(current=(None, LEVELS)), {}, 'not evaluated: whether it was looked at since "I" worsened: the rating is dated later than 2019-10-09'),
        # The edition is of the day on which the next one came.
        (Risk(ref="R1", title="A", earlier=(EarlierAssessment(phase="current", until=UNTIL, assessment=attrs.evolve(ABOVE, date=None)),)), {"edition": "1 November 2019"}, 'not evaluated: whether it was looked at since "I" worsened: no date says when its likelihood was last looked at'),
        (reassessed(target=(LOW, LOW)), {}, 'not evaluated: whether it was looked at since "I" worsened: it has no current assessment'),
    ],
)  # fmt: skip
def test_whether_anybody_looked_at_a_risk_goes_by_what_was_in_force(risk, more, said):
    (each,) = KIT.check(worsening(risk, **more), as_of=DAY, only=["GKIND002"])
    assert said in each.message


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
