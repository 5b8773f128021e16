"""Counting on from a day: the next time of what is regular, and the end of a term."""

from datetime import date

import attrs
import pytest

from govkit import (
    Assessment,
    Cadence,
    Every,
    Register,
    Risk,
    Term,
    TermError,
    Toolkit,
    WorkCalendar,
    deadline_after,
)
from govkit.analysis import facts_of, next_time
from govkit.model import EarlierAssessment, Review

FRIDAY = date(2019, 12, 20)
ENGLAND = WorkCalendar()


@pytest.mark.parametrize(
    ("cadence", "due"),
    [
        (Cadence.WEEKLY, date(2019, 12, 27)),
        (Cadence.QUARTERLY, date(2020, 3, 20)),
        (Every("every 7 days"), date(2019, 12, 27)),
        (Every("every 3 months"), date(2020, 3, 20)),
        (Every("every 10 working days"), date(2020, 1, 8)),
    ],
)
def test_the_next_time_is_one_cadence_later(cadence, due):
    assert next_time(FRIDAY, cadence, ENGLAND) == due


def test_without_a_calendar_days_are_plain_and_working_days_an_error():
    assert next_time(FRIDAY, Every("every 14 days")) == date(2020, 1, 3)
    assert next_time(date(9999, 12, 20), Cadence.MONTHLY) is None
    with pytest.raises(TermError, match="counts working days, and no calendar says which those are"):
        next_time(FRIDAY, Every("every 10 working days"))


@pytest.mark.parametrize(
    ("start", "term", "day", "why"),
    [
        ("20 December 2019", "28 days", date(2020, 1, 17), "28 days after 2019-12-20"),
        (date(2019, 8, 31), Term("6 months"), date(2020, 2, 29), "6 months after 2019-08-31, on the last day of a shorter month"),
        (date(2019, 8, 13), "Within  6\nmonths", date(2020, 2, 13), "Within 6 months after 2019-08-13"),
        (FRIDAY, "end of the month", date(2019, 12, 31), "the last day of the month in which 2019-12-20 falls"),
        (FRIDAY, "end of the quarter", date(2019, 12, 31), "the last day of Q3 2019-20, in which 2019-12-20 falls"),
        (FRIDAY, "end of the financial year", date(2020, 3, 31), "the last day of the financial year 2019/20, in which 2019-12-20 falls"),
        (FRIDAY, "end of the calendar year", date(2019, 12, 31), "the last day of the calendar year in which 2019-12-20 falls"),
        (FRIDAY, "1 year", date(2020, 12, 20), "1 year after 2019-12-20"),
    ],
)  # fmt: skip
def test_a_deadline_says_how_it_follows(start, term, day, why):
    found = deadline_after(start, term, ENGLAND)
    assert (found.day, found.why, found.calendar, found.days_off) == (day, why, None, ())
    assert str(found) == f"{day}, {why}"


def test_a_deadline_in_working_days_names_what_was_not_counted():
    calendar = WorkCalendar(closed=(date(2019, 12, 24), date(2019, 12, 28), date(2020, 1, 31)))
    found = deadline_after(FRIDAY, "5 working days", calendar)
    assert (found.day, found.calendar) == (date(2020, 1, 2), calendar)
    assert found.why == (
        "5 working days after 2019-12-20 by the calendar of GB-ENG, not counting Saturdays, Sundays, "
        "2019-12-24 closed, 2019-12-25 Christmas Day, 2019-12-26 Boxing Day, 2020-01-01 New Year's Day"
    )
    assert found.days_off == (
        (date(2019, 12, 24), "closed"),
        (date(2019, 12, 25), "Christmas Day"),
        (date(2019, 12, 26), "Boxing Day"),
        (date(2020, 1, 1), "New Year's Day"),
    )
    assert (
        deadline_after("21 October 2019", "2 working days", ENGLAND).why
        == "2 working days after 2019-10-21 by the calendar of GB-ENG"
    )


def test_a_sentence_names_twenty_days_off_and_counts_the_rest():
    found = deadline_after(FRIDAY, "900 working days", ENGLAND)
    assert found.why.endswith("2022-04-15 Good Friday and 14 more")
    assert len(found.days_off) == 34


@pytest.mark.parametrize("start", ["October 2019", "from 9 October 2019", "soon", ""])
def test_a_term_runs_from_one_day(start):
    with pytest.raises(TermError) as caught:
        deadline_after(start, "28 days")
    assert str(caught.value) == f'"28 days" runs from a day, and "{start}" is not one; write it as 2019-10-09'


def test_a_term_in_working_days_wants_a_calendar():
    with pytest.raises(TermError, match="no calendar says which those are"):
        deadline_after(FRIDAY, "5 working days")


def test_a_review_holds_until_the_day_before_the_next_as_the_calendar_counts():
    risk = Risk(ref="R1", title="A", review=Review(last="20 December 2019"))
    register = Register(ref="r", title="T", review="every 10 working days", calendar=ENGLAND, risks=(risk,))
    assert facts_of(risk, {}, register, date(2020, 1, 1))["review_holds_until"] == date(2020, 1, 7)
    # nobody guesses what cannot be counted, and the other facts are told all the same
    told = facts_of(risk, {}, attrs.evolve(register, calendar=None), date(2020, 1, 1))
    assert told == {"above_tolerance": None, "band": None, "review_holds_until": None}


def test_what_guards_read_of_a_risk_is_what_it_was_on_the_day():
    before = Assessment(levels={"likelihood": 1, "impact": 2}, scheme="cambs-2019", date="2018-05-01")
    now = Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019", date="2019-08-13")
    earlier = EarlierAssessment(phase="current", assessment=before, until=date(2019, 8, 13))
    risk = Risk(ref="R1", title="A", current=now, earlier=(earlier,))
    register = Register(ref="r", title="T", risks=(risk,))
    schemes = Toolkit.installed(strict=True).schemes
    days = [date(2018, 4, 30), date(2018, 5, 1), date(2019, 8, 12), date(2019, 8, 13)]
    told = [facts_of(risk, schemes, register, day) for day in days]
    assert [each["above_tolerance"] for each in told] == [None, False, False, True]
    assert [each["band"] for each in told] == [None, "low", "low", "critical"]
