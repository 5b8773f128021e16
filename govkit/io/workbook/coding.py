r"""How values stand in cells: as people write them where that is exact, or else as JSON behind a backslash.

A cell that begins with a backslash and what JSON can begin with holds JSON behind the backslash, and
``\see 7`` stands for what the sheet More has under 7. A text that looks so is written as JSON, too.
"""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from govkit.errors import LoadError
from govkit.formats import Cell, json_file
from govkit.formats.workbook.cells import MOST_CHARACTERS, length
from govkit.io.workbook.columns import Kind

Written = str | int | Decimal | date
"""What is put into a cell: text, a number with the digits it has, or a day."""

_CODED: Final = re.compile(r'\\(?=["\[{\-0-9]|see |true|false|null)')
_SEE: Final = re.compile(r"\\see ([0-9]{1,9})")
_UNFIT: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufeff\\ufffe\\uffff"
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]|_(?=x[0-9A-Fa-f]{4}_)"
)
"""What XML cannot hold, nobody would see or turns a line around, and what Excel would take for an escape."""
_FIGURE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_DAY: Final = re.compile(r"(19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
_DIGITS: Final = 15
_LARGEST: Final = 10**_DIGITS
"""Excel keeps 15 digits of a number."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900."""
_TRUTH: Final = {"yes": True, "no": False, "true": True, "false": False}


class CodingError(ValueError):
    """A cell that holds no value of its column's kind; the sentence says why."""


@attrs.define
class Store:
    """Texts too long for a cell, by the number under which the sheet More has them."""

    texts: dict[int, str] = attrs.field(factory=dict)

    def put(self, text: str) -> str:
        """Keep a text, and say what stands for it in the cell."""
        number = len(self.texts) + 1
        self.texts[number] = text
        return f"\\see {number}"

    def fit(self, written: str, value: object) -> str:
        """Give what is written into a cell if it fits, or else what stands for it."""
        return written if length(written) <= MOST_CHARACTERS else self.put(json.dumps(value))


def put(kind: Kind, value: Any, store: Store) -> Written:
    """Turn a value into what is put into a cell.

    Args:
        kind: the kind of the column.
        value: the value, as a YAML file would hold it.
        store: where texts go that are too long.

    Returns:
        What is put into the cell.

    Raises:
        TypeError: the value has no form in a file.
    """
    match value:
        case bool() if kind is Kind.TRUTH:
            return "yes" if value else "no"
        case str() if kind is not Kind.TEXTS:
            day = _day(value) if kind is Kind.DATE else None
            return day or store.fit(value if _is_plain(value) else _coded(value), value)
        case list() if kind is Kind.TEXTS and _are_lines(value):
            return store.fit("\n".join(value), value)
        case int() if kind in (Kind.LEVEL, Kind.WHOLE) and type(value) is int and abs(value) < _LARGEST:
            return value
        case Decimal():
            return value if kind is Kind.NUMBER and _is_figure(value) else f"\\{value}"
        case _:
            return store.fit(_coded(value), value)


def _coded(value: object) -> str:
    # JSON itself leaves the delete character as it is, and what looks like an escape of Excel's.
    return "\\" + _UNFIT.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value))


def _is_plain(text: str) -> bool:
    return bool(text.strip()) and not _CODED.match(text) and not _UNFIT.search(text)


def _are_lines(texts: list[Any]) -> bool:
    fit = all(type(each) is str and _is_plain(each) and "\n" not in each for each in texts)
    return fit and bool(texts)


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def _is_figure(value: Decimal) -> bool:
    """Whether Excel's number, shown with as many decimals, says the same as the figure."""
    text = str(value)
    if not _FIGURE.fullmatch(text) or (value.is_zero() and value.is_signed()):
        return False
    return len(value.as_tuple().digits) <= _DIGITS


def get(kind: Kind, cell: Cell, texts: dict[int, str]) -> Any:
    """Turn a cell into the value that a YAML file would hold.

    Args:
        kind: the kind of its column.
        cell: a cell that is not empty.
        texts: what the sheet More holds.

    Returns:
        The value; what is of another kind than the column is left for the entity to refuse.

    Raises:
        CodingError: the cell holds an error, JSON that cannot be read, or no answer where yes or no is due.
    """
    if cell.flaw is not None:
        raise CodingError(f"the cell {cell.flaw}")
    value = cell.value
    if type(value) is str and value[0] == "\\" and _CODED.match(value):
        return decoded(value, texts)
    match kind:
        case Kind.LEVEL | Kind.WHOLE:
            return cell.text if isinstance(value, date) else value
        case Kind.NUMBER:
            return _figure(value, cell.text)
        case Kind.TEXTS:
            return cell.text.split("\n")
        case Kind.TRUTH:
            return _truth(cell)
        case _:
            return cell.text


def decoded(text: str, texts: dict[int, str]) -> Any:
    """Read what stands behind the backslash of a cell.

    Args:
        text: the cell's text, which begins with the backslash.
        texts: what the sheet More holds.

    Returns:
        The value.

    Raises:
        CodingError: it is no JSON, or the sheet More does not hold it.
    """
    see = _SEE.fullmatch(text)
    if see and int(see[1]) not in texts:
        raise CodingError(f"the sheet More holds nothing under {see[1]}")
    try:
        return json_file.read(texts[int(see[1])] if see else text[1:], "").data
    except LoadError as error:
        reason = error.problems[0].message
        raise CodingError(f"what stands behind the backslash cannot be read: {reason}") from None


def _figure(value: Any, text: str) -> Any:
    if type(value) not in (int, float, Decimal):
        return value
    number = Decimal(repr(value)) if type(value) is float else Decimal(value)
    shown = Decimal(text) if _FIGURE.fullmatch(text) else None
    return shown if shown == number else number  # the format says how many decimals the figure has


def _truth(cell: Cell) -> bool:
    if type(cell.value) is bool:
        return cell.value
    answer = _TRUTH.get(cell.text.strip().lower())
    if answer is None:
        raise CodingError(f'yes or no is due here, not "{cell.text}"')
    return answer
