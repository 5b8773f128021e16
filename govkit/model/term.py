"""Lengths of time as people write them, counted from a day: ``10 working days``, ``3 months``."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import attrs

from govkit.errors import TermError
from govkit.model.financial_years import financial_quarter, financial_year
from govkit.model.months import month_end, months_later
from govkit.model.work_calendar import WorkCalendar

TERM_SPELLINGS: Final = "10 working days, 28 days, 3 months or end of the quarter"
"""Examples of what can be read, for messages."""


class TermUnit(StrEnum):
    """What a term counts, or whose end it names."""

    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    END_OF_MONTH = "end of the month"
    END_OF_QUARTER = "end of the quarter"
    END_OF_FINANCIAL_YEAR = "end of the financial year"
    END_OF_CALENDAR_YEAR = "end of the calendar year"


_DAYS: Final = {TermUnit.DAY: 1, TermUnit.WEEK: 7}
_MONTHS: Final = {TermUnit.MONTH: 1, TermUnit.YEAR: 12}
_COUNTED: Final = {
    "day": TermUnit.DAY,
    "calendar day": TermUnit.DAY,
    "working day": TermUnit.WORKING_DAY,
    "week": TermUnit.WEEK,
    "month": TermUnit.MONTH,
    "calendar month": TermUnit.MONTH,
    "year": TermUnit.YEAR,
}
_LENGTH: Final = re.compile(r"(?:within )?(?P<count>[0-9]{1,4}) (?P<unit>[a-z ]+?)(?P<many>s?)")
_END: Final = re.compile(r"(?:the )?end of (?:the )?(?:current )?(?P<what>[a-z ]+)")
_ENDS: Final = {
    "month": TermUnit.END_OF_MONTH,
    "quarter": TermUnit.END_OF_QUARTER,
    "financial quarter": TermUnit.END_OF_QUARTER,
    "financial year": TermUnit.END_OF_FINANCIAL_YEAR,
    "calendar year": TermUnit.END_OF_CALENDAR_YEAR,
}
_LONGEST: Final = 100
"""Characters: no spelling comes near, and what is longer is not searched."""


@attrs.frozen
class Term:
    """A length of time, or the end of the period that a day falls in.

    Terms are read strictly: what could mean two things, such as ``2 quarters``, is refused with what to write
    instead.

    Args:
        text: the term as written; it is never changed.

    Attributes:
        count: how many units it is long; 0 for the end of a period.
        unit: what it counts, or which end it is.

    Raises:
        TermError: nobody can read it, or it could mean two things.
    """

    text: str
    count: int = attrs.field(init=False, eq=False, repr=False)
    unit: TermUnit = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Read the text."""
        count, unit = _read(self.text)
        object.__setattr__(self, "count", count)
        object.__setattr__(self, "unit", unit)

    def __str__(self) -> str:
        """Render the text as written."""
        return self.text

    @property
    def is_length(self) -> bool:
        """Whether it is a length, which can be repeated, and not the end of a period."""
        return self.count > 0

    @property
    def counts_working_days(self) -> bool:
        """Whether it takes a calendar to count it."""
        return self.unit is TermUnit.WORKING_DAY

    def after(self, day: date, calendar: WorkCalendar | None = None) -> date:
        """Find the day on which the term ends that begins on a day.

        Days and weeks are counted on, weekends and holidays included. Months and years lead to the same day
        of a later month, or to the last day of a shorter one. Working days are counted from the first one
        after the day. An end is the last day of the month, quarter or year that the day falls in, and may be
        the day itself; quarters and financial years are the UK's. Nothing is moved off a weekend but by
        counting working days.

        Args:
            day: the day it begins on, which is not counted.
            calendar: which days are worked; nothing but working days needs it.

        Returns:
            The last day of the term.

        Raises:
            TermError: it counts working days and there is no calendar, or it ends after the year 9999.
            CalendarError: the calendar does not know the public holidays of that year.
            MissingExtraError: the calendar counts public holidays, and the library for them is not installed.
            TypeError: the day is no ``datetime.date``.
            UnknownNameError: the calendar is of a country or a part of one that the library does not know.
        """
        if type(day) is not date:
            raise TypeError(f"day takes a datetime.date, not {type(day).__name__} ({day})")
        if self.counts_working_days:
            if calendar is None:
                raise TermError(
                    self.text,
                    "counts working days, and no calendar says which those are; give one, such as "
                    "{country: GB, subdivision: ENG}",
                )
            return calendar.add_working_days(day, self.count)
        last = self._after(day)
        if last is None:
            raise TermError(self.text, f"after {day} ends beyond the year 9999, which no date can hold")
        return last

    def _after(self, day: date) -> date | None:
        if self.unit in _DAYS:
            days = self.count * _DAYS[self.unit]
            return day + timedelta(days=days) if (date.max - day).days >= days else None
        if self.unit in _MONTHS:
            return months_later(day, self.count * _MONTHS[self.unit])
        return self._end(day)

    def _end(self, day: date) -> date | None:
        match self.unit:
            case TermUnit.END_OF_MONTH:
                return month_end(day.year, day.month)
            case TermUnit.END_OF_QUARTER:
                return financial_quarter(day).last
            case TermUnit.END_OF_CALENDAR_YEAR:
                return date(day.year, 12, 31)
            case _:
                year = financial_year(day)
                return year.last if year.begins < date.max.year else None


def _read(text: str) -> tuple[int, TermUnit]:
    plain = " ".join(text.lower().split())
    if len(plain) > _LONGEST:
        raise TermError(f"{plain[:_LONGEST]}…", f"is too long to be a term; write it as {TERM_SPELLINGS}")
    end = _END.fullmatch(plain)
    if end and end["what"] in _ENDS:
        return 0, _ENDS[end["what"]]
    length = _LENGTH.fullmatch(plain)
    if length and length["unit"] in _COUNTED:
        count = int(length["count"])
        if count == 0:
            raise TermError(text, "is no time at all; write the day itself")
        return count, _COUNTED[length["unit"]]
    raise TermError(text, _refusal(end, length))


def _refusal(end: re.Match[str] | None, length: re.Match[str] | None) -> str:
    if end and end["what"] == "year":
        return (
            'could be the calendar or the financial year; write "end of the calendar year" or '
            '"end of the financial year"'
        )
    unit = length["unit"] if length else ""
    months = {"quarter": 3, "financial quarter": 3, "financial year": 12}.get(unit)
    if length is None or months is None:
        return f"is no term anybody can read; write it as {TERM_SPELLINGS}"
    span = unit.removeprefix("financial ")
    whole = "the financial year" if span == "year" else "the quarter"
    return (
        f"could run from any day or to the end of a {unit}; write "
        f'"{int(length["count"]) * months} months" or "end of {whole}"'
    )
