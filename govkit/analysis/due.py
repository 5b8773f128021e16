"""Counting from a day: when something regular is due again, and when a term ends."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import attrs

from govkit.errors import TermError
from govkit.model import (
    Cadence,
    HowOften,
    Term,
    TermUnit,
    Weekday,
    WorkCalendar,
    WrittenDate,
    financial_quarter,
    financial_year,
)
from govkit.model.months import months_later
from govkit.model.written_date import written_day

_WEEKDAYS: Final = tuple(weekday.capitalize() for weekday in Weekday)
_NAMED: Final = 20
"""Days off that a sentence names; more than two years of bank holidays are not read."""


def next_time(last: date, cadence: HowOften, calendar: WorkCalendar | None = None) -> date | None:
    """When something that is done regularly is due again.

    Args:
        last: the day it was last done.
        cadence: how often it is done.
        calendar: which days are worked; nothing but "every so many working days" needs it.

    Returns:
        The day one cadence later; None where a usual cadence leads beyond the last year that dates have.

    Raises:
        TermError: it is counted in working days and there is no calendar, or leads beyond the year 9999.
        CalendarError: the calendar does not know the public holidays of that year.
        MissingExtraError: the calendar counts public holidays, and the library for them is not installed.
        UnknownNameError: the calendar is of a country or a part of one that the library does not know.
    """
    if not isinstance(cadence, Cadence):
        return cadence.term.after(last, calendar)
    later = months_later(last, cadence.months)
    if later is None or (date.max - later).days < cadence.days:
        return None
    return later + timedelta(days=cadence.days)


@attrs.frozen(kw_only=True)
class Deadline:
    """The day on which a term ends, and how it follows.

    Args:
        day: the last day of the term.
        start: the day it was counted from, which is not counted itself.
        term: the term.
        calendar: the calendar it was counted by; None for a term that needs none.
        days_off: days between that were not counted, but for weekends, each with the reason.
        why: how the day follows, as a clause.
    """

    day: date
    start: date
    term: Term
    calendar: WorkCalendar | None
    days_off: tuple[tuple[date, str], ...]
    why: str

    def __str__(self) -> str:
        """Render as the day and how it follows."""
        return f"{self.day}, {self.why}"


def deadline_after(
    raised: WrittenDate | date | str, term: Term | str, calendar: WorkCalendar | None = None
) -> Deadline:
    """Find the day on which a term ends.

    Args:
        raised: the day it runs from, which is not counted; a text has to say one day.
        term: the term, such as ``10 working days``.
        calendar: which days are worked; nothing but working days needs it.

    Returns:
        The day, and how it follows.

    Raises:
        TermError: nobody can read the term, it counts working days and there is no calendar, it ends beyond
            the year 9999, or the text it runs from is no single day.
        CalendarError: the calendar does not know the public holidays of that year.
        MissingExtraError: the calendar counts public holidays, and the library for them is not installed.
        UnknownNameError: the calendar is of a country or a part of one that the library does not know.
    """
    term = term if isinstance(term, Term) else Term(term)
    begins = written_day(raised)
    start = begins.first
    if start is None or start != begins.last:
        raise TermError(term.text, f'runs from a day, and "{begins}" is not one; write it as 2019-10-09')
    day = term.after(start, calendar)
    if not term.counts_working_days or calendar is None:
        why = _why(day, start, term)
        return Deadline(day=day, start=start, term=term, calendar=None, days_off=(), why=why)
    days = (start + timedelta(days=each) for each in range(1, (day - start).days))
    left_out = [(each, reason) for each in days if (reason := calendar.day_off(each)) is not None]
    weekends = {reason for _, reason in left_out} & {*_WEEKDAYS}
    days_off = tuple((each, reason) for each, reason in left_out if reason not in weekends)
    passed = [f"{weekday}s" for weekday in _WEEKDAYS if weekday in weekends]
    why = f"{_plain(term)} after {start} by {calendar}{_not_counting(passed, days_off)}"
    return Deadline(day=day, start=start, term=term, calendar=calendar, days_off=days_off, why=why)


def _not_counting(weekends: Sequence[str], days_off: Sequence[tuple[date, str]]) -> str:
    passed = [*weekends, *(f"{day} {reason}" for day, reason in days_off[:_NAMED])]
    more = f" and {len(days_off) - _NAMED} more" if len(days_off) > _NAMED else ""
    return f", not counting {', '.join(passed)}{more}" if passed else ""


def _why(day: date, start: date, term: Term) -> str:
    match term.unit:
        case TermUnit.END_OF_QUARTER:
            return f"the last day of {financial_quarter(start)}, in which {start} falls"
        case TermUnit.END_OF_FINANCIAL_YEAR:
            return f"the last day of the financial year {financial_year(start)}, in which {start} falls"
        case TermUnit.END_OF_MONTH | TermUnit.END_OF_CALENDAR_YEAR:
            what = "month" if term.unit is TermUnit.END_OF_MONTH else "calendar year"
            return f"the last day of the {what} in which {start} falls"
        case TermUnit.MONTH | TermUnit.YEAR if day.day != start.day:
            return f"{_plain(term)} after {start}, on the last day of a shorter month"
    return f"{_plain(term)} after {start}"


def _plain(term: Term) -> str:
    return " ".join(term.text.split())
