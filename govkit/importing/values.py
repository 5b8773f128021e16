"""What stands in a cell as what a register's file would hold."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from govkit.formats.sheet import Cell

_YES: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_LARGEST: Final = 30
"""Power of ten of a number; "1e999999999" is no figure of a register, and would fill the memory."""
_SERIAL: Final = re.compile(r"[2-6][0-9]{4}")
"""Days since the end of 1899, from 1954 to 2091, as Excel counts them."""
_EPOCH: Final = date(1899, 12, 30)
_WHOLE: Final = re.compile(rf"0|-?[1-9][0-9]{{0,{_LARGEST}}}")


def value_in(cell: Cell, kind: Any) -> Any:
    """Turn a cell into what a register's file would hold there.

    Args:
        cell: a cell that is not blank.
        kind: the type of the field.

    Returns:
        A text, a number or a boolean; the text where it cannot be what is due, for the loader to refuse.
    """
    text = cell.text.strip()
    if isinstance(kind, type):
        if kind is bool:
            return cell.value if isinstance(cell.value, bool) else _YES.get(text.casefold(), text)
        if kind is int or kind is Decimal:
            return _number(text, kind)
        if issubclass(kind, StrEnum):
            return _choice(text, kind)
    if isinstance(kind, tuple) and int in kind:  # a printed rating: a number or a label
        return int(text) if _WHOLE.fullmatch(text) else text
    if isinstance(cell.value, datetime | date):
        return _day(cell.value)
    return text


def day_of_number(text: str) -> date | None:
    """Say which day Excel means by a number, where a date lost its format; None of no such number."""
    return _EPOCH + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


def _number(text: str, kind: type[int | Decimal]) -> Any:
    figure = text.removesuffix("%").strip()
    if _GROUPED.fullmatch(figure):
        figure = figure.replace(",", "")
    try:
        number = Decimal(figure)
    except InvalidOperation:
        return text
    if not number.is_finite() or number.adjusted() > _LARGEST:
        return text
    whole = number == number.to_integral_value()
    return int(number) if whole and (kind is int or "." not in figure) else number


def _choice(text: str, kind: type[StrEnum]) -> str:
    said = re.sub(r"[\s_]+", "-", text.casefold())
    return next((each.value for each in kind if each.value.casefold() == said), text)


def _day(value: date) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return value.isoformat()
