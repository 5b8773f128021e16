"""Terms as people write them: what is read, what is refused, and on which day they end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Term, TermError, WorkCalendar, financial_quarter, financial_year
from govkit.model import TermUnit

DAY = date(2019, 10, 9)
SPELLINGS = "10 working days, 28 days, 3 months or end of the quarter"


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("10 working days", 10, TermUnit.WORKING_DAY),
        ("1 working day", 1, TermUnit.WORKING_DAY),
        ("  Within 10\nWORKING  days ", 10, TermUnit.WORKING_DAY),
        ("28 days", 28, TermUnit.DAY),
        ("28 calendar days", 28, TermUnit.DAY),
        ("6 weeks", 6, TermUnit.WEEK),
        ("3 months", 3, TermUnit.MONTH),
        ("1 calendar month", 1, TermUnit.MONTH),
        ("2 years", 2, TermUnit.YEAR),
        ("9999 days", 9999, TermUnit.DAY),
        ("end of month", 0, TermUnit.END_OF_MONTH),
        ("the end of the month", 0, TermUnit.END_OF_MONTH),
        ("end of the current quarter", 0, TermUnit.END_OF_QUARTER),
        ("end of the financial quarter", 0, TermUnit.END_OF_QUARTER),
        ("End of the financial year", 0, TermUnit.END_OF_FINANCIAL_YEAR),
        ("end of the calendar year", 0, TermUnit.END_OF_CALENDAR_YEAR),
    ],
)
def test_a_term_is_read_and_kept_as_written(text, count, unit):
    term = Term(text)
    assert (term.count, term.unit, str(term)) == (count, unit, text)
    assert term.is_length == (count > 0)
    assert term.counts_working_days == (unit is TermUnit.WORKING_DAY)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "ten working days", "10", "days", "10 d", "10days", "-3 days", "3.5 months"),
        *("10 working day s", "5-10 working days", "10000 days", "2 fortnights", "10 business days"),
        *("end of", "end of the week", "end of the next quarter", "quarterly", "10 working days or so"),
        *("28 days end of the month", "\u0661\u0660 days"),
    ],
)
def test_what_nobody_can_read_is_refused_with_what_can_be(text):
    with pytest.raises(TermError) as caught:
        Term(text)
    assert str(caught.value) == f'"{text}" is no term anybody can read; write it as {SPELLINGS}'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "2 quarters",
            'could run from any day or to the end of a quarter; write "6 months" or "end of the quarter"',
        ),
        (
            "1 financial quarter",
            (
                'could run from any day or to the end of a financial quarter; write "3 months" or '
                '"end of the quarter"'
            ),
        ),
        (
            "2 financial years",
            (
                'could run from any day or to the end of a financial year; write "24 months" or '
                '"end of the financial year"'
            ),
        ),
        (
            "end of the year",
            (
                'could be the calendar or the financial year; write "end of the calendar year" or '
                '"end of the financial year"'
            ),
        ),
        ("0 working days", "is no time at all; write the day itself"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_the_way_out(text, reason):
    with pytest.raises(TermError) as caught:
        Term(text)
    assert (caught.value.term, caught.value.reason) == (text, reason)


def test_a_long_text_is_not_searched_and_not_repeated():
    with pytest.raises(TermError) as caught:
        Term("1 working " + "day " * 40)
    assert caught.value.reason == f"is too long to be a term; write it as {SPELLINGS}"
    assert len(caught.value.term) == 101


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("28 days", date(2019, 12, 20), date(2020, 1, 17)),
        ("6 weeks", date(2019, 12, 20), date(2020, 1, 31)),
        ("3 months", date(2019, 8, 13), date(2019, 11, 13)),
        # a month that has no such day ends the term on its last
        ("3 months", date(2019, 11, 30), date(2020, 2, 29)),
        ("1 month", date(2019, 1, 31), date(2019, 2, 28)),
        ("1 month", date(2019, 2, 28), date(2019, 3, 28)),
        ("1 year", date(2020, 2, 29), date(2021, 2, 28)),
        ("4 years", date(2020, 2, 29), date(2024, 2, 29)),
        # an end may be the day itself, and a Sunday
        ("end of the month", date(2020, 2, 1), date(2020, 2, 29)),
        ("end of the quarter", date(2019, 3, 31), date(2019, 3, 31)),
        ("end of the quarter", date(2019, 4, 1), date(2019, 6, 30)),
        ("end of the financial year", date(2019, 3, 31), date(2019, 3, 31)),
        ("end of the financial year", date(2019, 4, 1), date(2020, 3, 31)),
        ("end of the financial year", date(9998, 4, 1), date(9999, 3, 31)),
        ("end of the calendar year", date(2019, 3, 31), date(2019, 12, 31)),
        ("1 day", date(9999, 12, 30), date.max),
    ],
)
def test_a_term_ends_on_a_day(text, start, end):
    assert Term(text).after(start) == end
    assert Term(text).after(start, WorkCalendar()) == end


def test_working_days_are_counted_by_a_calendar():
    term = Term("10 working days")
    assert term.after(date(2019, 12, 20), WorkCalendar()) == date(2020, 1, 8)
    assert term.after(date(2019, 12, 20), WorkCalendar(subdivision="SCT")) == date(2020, 1, 9)
    assert term.after(date(2019, 12, 20), WorkCalendar(public_holidays=False)) == date(2020, 1, 3)


def test_working_days_without_a_calendar_are_never_guessed():
    with pytest.raises(TermError) as caught:
        Term("10 working days").after(DAY)
    assert str(caught.value) == (
        '"10 working days" counts working days, and no calendar says which those are; '
        "give one, such as {country: GB, subdivision: ENG}"
    )


@pytest.mark.parametrize("text", ["28 days", "6 weeks", "1 month", "1 year", "end of the financial year"])
def test_a_term_that_ends_after_all_dates_is_refused(text):
    with pytest.raises(TermError) as caught:
        Term(text).after(date.max)
    assert str(caught.value) == f'"{text}" after 9999-12-31 ends beyond the year 9999, which no date can hold'


DAYS = st.dates(date(1, 4, 1), date(8900, 12, 31))


@given(DAYS, st.integers(1, 999), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_length_ends_later_than_it_begins_and_a_longer_one_no_earlier(day, count, unit):
    assert day < Term(f"{count} {unit}").after(day) <= Term(f"{count + 1} {unit}").after(day)


@given(DAYS, st.integers(1, 800))
def test_months_lead_to_the_same_day_of_the_month_or_to_its_last(day, count):
    end = Term(f"{count} months").after(day)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)
    assert Term(f"{count * 12} months").after(day) == Term(f"{count} years").after(day)


@given(DAYS)
def test_an_end_is_the_last_day_of_what_the_day_falls_in(day):
    assert Term("end of the quarter").after(day) == financial_quarter(day).last
    assert Term("end of the financial year").after(day) == financial_year(day).last
    for text in ("month", "quarter", "financial year", "calendar year"):
        end = Term(f"end of the {text}")
        assert end.after(day) >= day
        assert (end.after(day) + timedelta(days=1)).day == 1
        assert end.after(end.after(day)) == end.after(day)
