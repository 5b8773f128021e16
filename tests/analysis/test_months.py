"""What is dated by a month counts from the last day of it, and is told as it is written."""

from datetime import date

import pytest

from govkit import Assessment, Body, Meeting, Register, Report, Review, Risk, Toolkit
from govkit.analysis import calendar, escalations, next_meeting
from govkit.model.written_date import written

KIT = Toolkit.installed()
ABOVE = Assessment(levels={"likelihood": 3, "impact": 4}, scheme="cambs-2019", date="July 2019")


def board(*meetings, **more):
    held = tuple(Meeting(on=on, considers_register=True) for on in meetings)
    return Body(ref="bcb", title="The Board", kind="board", escalates=True, meetings=held, **more)


@pytest.mark.parametrize(
    ("on", "meeting"),
    [
        (date(2019, 6, 30), "July 2019"),
        (date(2019, 7, 1), "July 2019"),
        (date(2019, 7, 31), "July 2019"),
        (date(2019, 8, 1), "2 September 2019"),
        (date(2019, 9, 3), "from October 2019"),
        (date(2019, 10, 2), None),
    ],
)
def test_the_next_meeting_is_the_first_that_may_still_come(on, meeting):
    body = board("2 September 2019", "July 2019", "from October 2019", "soon")
    assert next_meeting(body, on) == written(meeting)


@pytest.mark.parametrize(
    ("meetings", "day", "due", "why"),
    [
        (["July 2019"], date(2019, 7, 30), date(2019, 7, 31), "on its agenda in July 2019"),
        (["July 2019"], date(2019, 7, 31), date(2019, 10, 31), "counted from its meeting in July 2019"),
        (["May 2019", "30 June 2019"], date(2019, 7, 31), date(2019, 9, 30), "counted from its meeting on 30 June 2019"),
        (["July 2019", "Q2 2019/20"], date(2019, 8, 1), date(2019, 9, 30), "on its agenda in Q2 2019/20"),
    ],
)  # fmt: skip
def test_a_report_is_due_by_the_end_of_the_month_of_its_meeting(meetings, day, due, why):
    register = Register(ref="r", title="T", bodies=(board(*meetings, reports="quarterly"),))
    (found,) = calendar(register, {}, as_of=day)
    assert (found.due, found.why) == (due, f"quarterly to The Board, {why}")


def test_a_review_is_counted_from_the_end_of_the_month_and_goes_to_a_meeting_of_a_month():
    risk = Risk(ref="R1", title="A", current=ABOVE, review=Review(last="August 2019"))
    register = Register(
        ref="r", title="T", review="monthly", risks=(risk,), bodies=(board("September 2019"),)
    )
    (found,) = calendar(register, KIT.schemes, as_of=date(2019, 8, 31))
    assert (found.due, found.why) == (
        date(2019, 9, 30),
        "monthly by the register, last reviewed in August 2019",
    )
    assert (found.meeting, str(found.meets)) == (date(2019, 9, 30), "September 2019")
    (before,) = calendar(register, KIT.schemes, as_of=date(2019, 8, 30))
    assert (before.due, before.why) == (
        date(2019, 8, 31),
        "monthly by the register, last assessed in July 2019",
    )


def test_since_when_and_until_when_are_told_as_they_are_written():
    risk = Risk(ref="R1", title="A", current=ABOVE, reports=(Report(to="bcb", on="August 2019"), Report(to="bcb", on="1 August 2019")))  # fmt: skip
    register = Register(ref="r", title="T", risks=(risk,), bodies=(board(),))
    (found,) = escalations(register, KIT.schemes, as_of=date(2019, 9, 1))
    assert (found.since, found.begun) == (date(2019, 7, 31), "since July 2019")
    assert (found.reported, str(found.told)) == (date(2019, 8, 31), "August 2019")
    (early,) = escalations(register, KIT.schemes, as_of=date(2019, 7, 30))
    assert early.known_from == date(2019, 7, 31)
    assert early.begun == "known only from July 2019, after the day in question"
    assert early.untold() == "whether it was to be reported is not known, its rating being dated July 2019"


@pytest.mark.parametrize("day", [date(2019, 10, 1), date(2019, 10, 2), date(2019, 10, 31), date(2019, 11, 1)])
def test_an_edition_of_a_month_is_past_its_cycle_on_the_day_its_risks_are(day):
    register = Register(ref="r", title="T", edition="July 2019", review="quarterly", risks=(Risk(ref="R1", title="A"),))  # fmt: skip
    found = {code: [each.message for each in KIT.check(register, as_of=day, only=[code])] for code in ("GKREV001", "GKREV002")}  # fmt: skip
    late = day > date(2019, 10, 1)
    assert found == {
        "GKREV001": ["its review was due on 2019-10-01: quarterly by the register, counted from the edition of July 2019"] * late,
        "GKREV002": ["the register was due for review on 2019-10-01: quarterly, edition of July 2019"] * late,
    }  # fmt: skip
