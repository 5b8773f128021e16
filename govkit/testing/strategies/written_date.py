"""Dates and periods as people write them: those that can be read, and those that cannot."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

from hypothesis import strategies as st

from govkit.model import Period, WrittenDate
from govkit.testing.strategies.text import texts

AS_OF: Final = date(2020, 1, 1)
"""The day on which valid and faulty registers are looked at, unless another one is given."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_Spell = Callable[[date], str]
_DAYS: Final[tuple[_Spell, ...]] = (
    date.isoformat,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day}th {_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day:02}-{_MONTHS[day.month - 1][:3]}-{day:%y}",
)
_DATES: Final[tuple[_Spell, ...]] = (
    *_DAYS,
    lambda day: f"{_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"Q{(day.month + 8) // 3 % 4 + 1} {day.year}-{(day.year + 1) % 100:02}",
    lambda day: f"{day.year}/{(day.year + 1) % 100:02}",
    lambda day: f"{day.year}",
    lambda day: f"{day:%d/%m/%Y} and on-going",
    lambda day: f"from {_MONTHS[day.month - 1]} {day.year}",
)
_NO_DATES: Final = (
    "",
    " ",
    "ongoing",
    "Date Req",
    "tbc",
    "11/12",
    "2009-10",
    "31/02/2019",
    "objectives for 19/20",
)


def days() -> st.SearchStrategy[date]:
    """Draw calendar days of the years 2000 to 2098, which two digits can write.

    Returns:
        A strategy for days.
    """
    return st.dates(date(2000, 1, 1), date(2098, 12, 31))


@cache
def spelled_dates() -> st.SearchStrategy[WrittenDate]:
    """Draw days, months, quarters and years in many spellings, open-ended ones among them.

    Returns:
        A strategy for written dates; each of them is ``readable``.
    """
    return st.builds(lambda spell, day: WrittenDate(spell(day)), st.sampled_from(_DATES), days())


@cache
def written_dates() -> st.SearchStrategy[WrittenDate]:
    """Draw dates in many spellings, and texts that are none.

    Returns:
        A strategy for written dates of every kind.
    """
    return spelled_dates() | (st.sampled_from(_NO_DATES) | texts()).map(WrittenDate)


def written_days(first: date, last: date) -> st.SearchStrategy[WrittenDate]:
    """Draw single days in the spellings that say exactly that day.

    Args:
        first: the earliest.
        last: the latest.

    Returns:
        A strategy for written dates whose ``first`` and ``last`` are one day of that range.
    """
    spelled = st.tuples(st.sampled_from(_DAYS), st.dates(first, last)).map(
        lambda drawn: (WrittenDate(drawn[0](drawn[1])), drawn[1])
    )
    # Two digits are a year of this century, so not every spelling says every day.
    return spelled.filter(lambda pair: pair[0].first == pair[1]).map(lambda pair: pair[0])


def periods() -> st.SearchStrategy[Period]:
    """Draw periods in many spellings, and texts that are none.

    Returns:
        A strategy for periods.
    """
    ending = st.builds("{} months ending {}".format, st.integers(1, 24), written_dates())
    return (ending | written_dates().map(str)).map(Period)


def months_ended(first: date, last: date) -> st.SearchStrategy[Period]:
    """Draw periods that end with a month.

    Args:
        first: the earliest day of the last month that may be drawn.
        last: the latest; the period ends with that day's month, so up to 30 days later.

    Returns:
        A strategy for periods whose first and last day are known.
    """
    months = st.dates(first, last).map(lambda day: f"{_MONTHS[day.month - 1]} {day.year}")
    ending = st.builds("{} months ending {}".format, st.integers(1, 24), months)
    return (months | ending | months.map("quarter ending {}".format)).map(Period)
