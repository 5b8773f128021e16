"""Periods that readings cover, as people write them: the text is kept, first and last day are derived."""

import re
from datetime import date
from typing import Final

import attrs

from govkit.model.written_date import WrittenDate

PERIOD_SPELLINGS: Final = "June 2019, Q1 2019/20 or 12 months ending June 2019"
"""Examples of what can be read, for messages."""

_ENDING: Final = re.compile(
    r"(?:(?:rolling )?(?P<months>[0-9]{1,2}) months|year|(?P<quarter>quarter))"
    r" (?:ending|ended|to) (?P<end>.+)"
)


@attrs.frozen
class Period:
    """A stretch of time a figure stands for.

    Reads what ``WrittenDate`` reads, and lengths with an end: ``12 months ending June 2019``, ``year ending
    March 2019``, ``quarter ending 30/06/2019``.

    Args:
        text: the period as written; it is never changed.

    Attributes:
        first: the first day it covers, or None if nobody can read it.
        last: the last day it covers, or None.
    """

    text: str
    first: date | None = attrs.field(init=False, eq=False, repr=False)
    last: date | None = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Derive what the text says."""
        first, last = _read(self.text)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)

    def __str__(self) -> str:
        """Render the text as written."""
        return self.text

    @property
    def readable(self) -> bool:
        """Whether first and last day are known."""
        return self.first is not None and self.last is not None


def _read(text: str) -> tuple[date | None, date | None]:
    match = _ENDING.fullmatch(" ".join(text.lower().split()))
    if match is None:
        written = WrittenDate(text)
        return (written.first, written.last) if written.last is not None else (None, None)
    end = WrittenDate(match["end"])
    months = int(match["months"] or (3 if match["quarter"] else 12))
    # A length in months that ends inside a month has no first day everybody agrees on.
    if end.day_after is None or end.day_after.day != 1 or months == 0:
        return None, None
    count = end.day_after.year * 12 + end.day_after.month - 1 - months
    if count < 12:  # noqa: PLR2004 - months before the year 1, which no date can hold
        return None, None
    return date(count // 12, count % 12 + 1, 1), end.last


def period_of(value: "Period | str") -> Period:
    """Turn a text into a period; a period stays what it is."""
    return value if isinstance(value, Period) else Period(value)


def period(value: "Period | str | None") -> Period | None:
    """Turn a text into a period, where there may be none."""
    return None if value is None else period_of(value)
