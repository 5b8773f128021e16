"""Dates as people write them: the text is kept, and first and last day are derived where it has them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, overload

import attrs

from govkit.model.financial_years import FinancialQuarter, FinancialYear
from govkit.model.months import month_end

SPELLINGS: Final = "31/03/2020, March 2020, Q4 2019-20 or 2019/20"
"""Examples of what can be read, for messages."""


class DateKind(StrEnum):
    """What a written date says."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial year"
    YEAR = "year"
    OPEN = "open-ended"
    BLANK = "blank"
    NOISE = "unreadable"


@attrs.frozen
class _Reading:
    kind: DateKind
    first: date | None = None
    last: date | None = None


_NOISE: Final = _Reading(DateKind.NOISE)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR: Final = "(?P<year>[0-9]{4}|[0-9]{2})"
_ONGOING: Final = "(?:ongoing|on-going|on going|continuing|continuous)"


def _century(text: str) -> int:
    # Two digits are this century: the registers govkit serves began after 2000.
    return int(text) + (2000 if len(text) == 2 else 0)  # noqa: PLR2004 - two digits


def _day(match: re.Match[str]) -> _Reading:
    month = match["month"]
    number = _MONTHS[month] if month in _MONTHS else int(month)
    day = date(_century(match["year"]), number, int(match["day"]))
    return _Reading(DateKind.DAY, day, day)


def _month_of(year: int, month: int) -> _Reading:
    return _Reading(DateKind.MONTH, date(year, month, 1), month_end(year, month))


def _month(match: re.Match[str]) -> _Reading:
    return _month_of(_century(match["year"]), _MONTHS[match["month"]])


def _numbered_month(match: re.Match[str]) -> _Reading:
    return _month_of(int(match["year"]), int(match["number"]))


def _year_dash(match: re.Match[str]) -> _Reading:
    """Read ``2019-20`` as a financial year and ``2019-08`` as a month; ``2009-10`` could be both."""
    year, other = int(match["year"]), int(match["next"])
    is_month = 1 <= other <= 12  # noqa: PLR2004 - months of a year
    is_year = other == (year + 1) % 100
    if is_month and is_year:
        return _NOISE
    return _month_of(year, other) if is_month else _financial_year(match)


def _financial_year(match: re.Match[str]) -> _Reading:
    """Read a UK financial year, 1 April to 31 March, whose two years must follow each other."""
    year, following = _century(match["year"]), match["next"]
    if int(following) != (year + 1) % 10 ** len(following):
        return _NOISE
    whole = FinancialYear(year)
    number = match.groupdict().get("quarter")
    if number is None:
        return _Reading(DateKind.FINANCIAL_YEAR, whole.first, whole.last)
    quarter = FinancialQuarter(whole, int(number))
    return _Reading(DateKind.QUARTER, quarter.first, quarter.last)


def _short_years(match: re.Match[str]) -> _Reading:
    """Read ``18/19``; ``11/12`` could be a day in December, so it is not read."""
    if int(match["next"]) <= 12:  # noqa: PLR2004 - months of a year
        return _NOISE
    return _financial_year(match)


def _year(match: re.Match[str]) -> _Reading:
    year = int(match["year"])
    return _Reading(DateKind.YEAR, date(year, 1, 1), date(year, 12, 31))


def _open(match: re.Match[str]) -> _Reading:
    begin = _match(match["begin"], _CLOSED)
    if begin.first is None:
        return _NOISE
    return _Reading(DateKind.OPEN, begin.first)


_Grammar = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Reading]], ...]
_CLOSED: Final[_Grammar] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", _day),
        (rf"(?P<day>[0-9]{{1,2}})([/.-])(?P<month>[0-9]{{1,2}})\2{_YEAR}", _day),
        (rf"(?P<day>[0-9]{{1,2}}) ?(?:st|nd|rd|th)?[ /-]?(?:of )?{_MONTH}[ ,/-]{{0,2}}{_YEAR}", _day),
        (rf"{_MONTH}[ ,/-]{{0,2}}{_YEAR}", _month),
        (r"(?P<number>[0-9]{1,2})[/.-](?P<year>[0-9]{4})", _numbered_month),
        (r"(?P<year>[0-9]{4})-(?P<next>[0-9]{2})", _year_dash),
        (r"(?:fy ?)?(?P<year>[0-9]{4}) ?[/–-] ?(?P<next>[0-9]{4}|[0-9]{2})", _financial_year),
        (r"(?P<year>[0-9]{2})/(?P<next>[0-9]{2})", _short_years),
        (
            r"q(?P<quarter>[1-4]),? (?:fy ?)?(?P<year>[0-9]{4}|[0-9]{2})[/–-](?P<next>[0-9]{4}|[0-9]{2})",
            _financial_year,
        ),
        (r"(?P<year>(?:19|20|21)[0-9]{2})", _year),
    )
)
_ON: Final = f"(?: onwards|,? (?:and|then|-) {_ONGOING})"
_OPEN: Final[_Grammar] = (
    (re.compile(_ONGOING), lambda _: _Reading(DateKind.OPEN)),
    (re.compile(f"(?:from|since) (?P<begin>.+?){_ON}?"), _open),
    (re.compile(f"(?P<begin>.+?){_ON}"), _open),
)
_LONGEST: Final = 100
"""Characters: no spelling comes near, and what is longer is neither searched nor kept in the cache."""


def _match(text: str, grammar: _Grammar) -> _Reading:
    for pattern, read in grammar:
        match = pattern.fullmatch(text)
        if match:
            try:
                return read(match)
            except ValueError:  # 31 February, month 13, year 0
                return _NOISE
    return _NOISE


@lru_cache(maxsize=4096)
def _read(plain: str) -> _Reading:
    return _match(plain, _CLOSED + _OPEN) if plain else _Reading(DateKind.BLANK)


@attrs.frozen
class WrittenDate:
    """A date as it stands in a paper.

    Day comes before month. Two-digit years are 2000 to 2099. Financial years are the UK's, from 1 April.
    What could mean two things (``11/12``, ``2009-10``) is not read at all.

    Args:
        text: the date as written; it is never changed.

    Attributes:
        kind: what sort of date the text says.
        first: the first day it covers, or None.
        last: the last day it covers, or None; open-ended and unreadable dates have none.
    """

    text: str
    kind: DateKind = attrs.field(init=False, eq=False, repr=False)
    first: date | None = attrs.field(init=False, eq=False, repr=False)
    last: date | None = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Derive what the text says."""
        plain = " ".join(self.text.lower().split())
        reading = _read(plain) if len(plain) <= _LONGEST else _NOISE
        object.__setattr__(self, "kind", reading.kind)
        object.__setattr__(self, "first", reading.first)
        object.__setattr__(self, "last", reading.last)

    def __str__(self) -> str:
        """Render the text as written."""
        return self.text

    @property
    def when(self) -> str:
        """The date as written with the word before it that it takes: ``on 1 July 2026``, ``in July 2026``.

        What has no last day stands as it is (``from July 2026``), and what nobody can read in quotes.
        """
        if self.kind is DateKind.OPEN:
            return self.text
        if not self.readable:
            return f'on "{self.text}"'
        return f"{'on' if self.kind is DateKind.DAY else 'in'} {self.text}"

    @property
    def surely(self) -> date | None:
        """The day by which it has come for certain: the last one, or the first of what has no last day."""
        return self.last or self.first

    @property
    def readable(self) -> bool:
        """Whether the text says a date, open-ended ones included."""
        return self.kind not in (DateKind.BLANK, DateKind.NOISE)

    @property
    def day_after(self) -> date | None:
        """The day after the last day, on which something due by this date is overdue."""
        if self.last is None or self.last == date.max:
            return None
        return self.last + timedelta(days=1)


@overload
def written(value: WrittenDate | date | str) -> WrittenDate: ...


@overload
def written(value: None) -> None: ...


def written(value: WrittenDate | date | str | None) -> WrittenDate | None:
    """Turn what a caller has at hand into a written date.

    Args:
        value: a text, a calendar day, a written date, or None.

    Returns:
        The written date, or None for None.
    """
    return None if value is None else written_day(value)


def written_day(value: "WrittenDate | date | str") -> WrittenDate:
    """Turn a text or a calendar day into a written date, where there has to be one."""
    if isinstance(value, WrittenDate):
        return value
    if isinstance(value, str):
        return written_text(value)
    if type(value) is not date:  # a datetime is one to isinstance, and would be stored with its time
        raise TypeError(f"a date is a text or a datetime.date, not {type(value).__name__} ({value})")
    return _of_day(value)


def written_text(text: str) -> WrittenDate:
    """Turn a text into a written date; of the many in a register, those of the same text are one object."""
    return _of_text(text) if type(text) is str and len(text) <= _LONGEST else WrittenDate(text)


@lru_cache(maxsize=4096)
def _of_text(text: str) -> WrittenDate:
    return WrittenDate(text)


@lru_cache(maxsize=4096)
def _of_day(day: date) -> WrittenDate:
    return WrittenDate(day.isoformat())
