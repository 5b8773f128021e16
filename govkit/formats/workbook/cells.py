"""What stands in a cell of Excel: the value, and the text that a person sees."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

import attrs

MOST_CHARACTERS: Final = 32_767
"""How many characters a cell of Excel can hold, counted in UTF-16 as Excel does."""

Figure = int | Decimal
Value = str | int | Decimal | bool | date | datetime
"""What a cell can hold: of numbers only those that Excel would show, with 15 digits at most."""

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_FIXED: Final = re.compile(r"(#,##)?0(?:\.(0+))?(%)?")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_WHOLE: Final = 10**15
_NEVER: Final = 60
"""The number of 29 February 1900, which Excel counts and no calendar has."""


@attrs.frozen
class Look:
    """A number format, and what it shows of a number.

    Args:
        form: the format as the workbook has it.
        dated: whether it shows numbers as dates or times.
    """

    form: str
    dated: bool

    @property
    def letters(self) -> str:
        """The letters for parts of a date in it, in lower case, each once."""
        plain = _LITERAL.sub("", self.form.partition(";")[0]).lower()
        return "".join(letter for letter in "ymdhs" if letter in plain)


def length(text: str) -> int:
    """Count the characters of a text as Excel does: those beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unescaped(text: str) -> str:
    """Turn Excel's escapes into what they stand for: ``_x000D_`` into a carriage return."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def figure(number: float) -> Figure:
    """Read a number as Excel shows it: a whole one as an integer, any other with 15 digits at most."""
    if type(number) is int:
        return number
    if number.is_integer() and abs(number) < _WHOLE:
        return int(number)
    return Decimal(f"{number:.15g}")


def shown(number: Figure, look: Look) -> str:
    """Write a number as Excel shows it.

    Args:
        number: the number.
        look: the format of its cell. Fixed decimals, thousands and per cent are followed; a number in any
            other format is written plainly.

    Returns:
        The text.
    """
    match = _FIXED.fullmatch(look.form)
    if match is None or not Decimal(number).is_finite():
        return f"{number:f}" if type(number) is Decimal else str(number)
    value = Decimal(number) * 100 if match[3] else Decimal(number)
    return f"{value:{',' if match[1] else ''}.{len(match[2] or '')}f}{match[3] or ''}"


def day_of(
    number: Figure, found: date | time | timedelta | None, look: Look, *, from_1904: bool
) -> tuple[Value, str, str | None]:
    """Say what a cell holds that shows a number as a date.

    Args:
        number: the number.
        found: what the workbook's calendar makes of it; None if nothing.
        look: the format of its cell.
        from_1904: whether the workbook counts from 1904.

    Returns:
        The value, the text that is shown, and what is wrong, if anything is. A date whose format hides the
        day is the text of the month or the year that is shown: only within Excel "Mar-16" is the first of
        March.
    """
    letters = look.letters
    on_days = "d" in letters or "y" in letters
    if found is None or (on_days and (number < 0 or not isinstance(found, date))):
        return number, str(number), f"holds the number {number}, shown as a date, which is none"
    if on_days and number == _NEVER and not from_1904:
        return number, str(number), "holds 29 February 1900, a day that never was"
    if not isinstance(found, date):
        return str(found), str(found), None
    if not isinstance(found, datetime) or found.time() == time():
        day = date(found.year, found.month, found.day)
        hidden = {"ym": f"{day.month:02}/{day.year}", "y": str(day.year)}.get(letters)
        return (day, day.isoformat(), None) if hidden is None else (hidden, hidden, None)
    return found, found.isoformat(" ", "minutes" if not found.second else "seconds"), None
