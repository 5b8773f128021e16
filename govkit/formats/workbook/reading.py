"""The sheets of a workbook, cell by cell, each with its address and with what is wrong about it."""

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from govkit.errors import LoadError, MissingExtraError, Problem
from govkit.formats.collector import collector_paused
from govkit.formats.sheet import Cell, Sheet
from govkit.formats.workbook.cells import MOST_CHARACTERS, length, unescaped
from govkit.formats.workbook.package import UnsafePartError, opened
from govkit.formats.workbook.swaps import suspected_swaps
from govkit.model import Noted, Position

if TYPE_CHECKING:
    from govkit.formats.workbook.through_openpyxl import Book, RawSheet

NO_VALUE: Final = "f"
"""openpyxl's type of a cell with a formula, which here is one without a value."""
_SURE: Final = MOST_CHARACTERS // 2
"""A text of so many characters fits into a cell whatever they are."""
MOST_CELLS: Final = 10_000_000
"""How many cells a sheet may have, the empty ones to the left of others included."""


def sheets_of(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook.

    A number is read as Excel shows it, with 15 digits at most. A formula counts as the value it had when the
    workbook was saved.

    Args:
        content: the bytes of the file.
        name: what to call it in messages.

    Returns:
        The sheets with cells, in the order of their tabs, hidden ones included. A row ends with its last cell
        that holds something.

    Raises:
        LoadError: it is no workbook, or not safe to open.
        MissingExtraError: openpyxl is not installed.
    """
    parts = opened(content, name)
    try:
        from govkit.formats.workbook.through_openpyxl import Book  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("reading workbooks", "excel") from None
    with parts, collector_paused(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what nobody asks it for here
        try:
            book = Book(parts)
            book.read()
            return tuple(_sheet(each, book) for each in book.sheets())
        except UnsafePartError as error:
            message = str(error)
        except Exception as error:  # noqa: BLE001 - whatever the bytes are, openpyxl may raise anything
            message = f"this workbook cannot be read: {type(error).__name__}: {error}"
    raise LoadError(name, [Problem(message, "", name)])


def _sheet(raw: "RawSheet", book: "Book") -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    held = 0
    for number, cells in raw.rows():
        if number <= len(rows):
            raise UnsafePartError(f'row {number} of the sheet "{raw.name}" stands behind row {len(rows)}')
        row = _row(number, cells, raw.name, book)
        if row:
            held += len(row) + number - len(rows)
            if held > MOST_CELLS:
                raise UnsafePartError(f'the sheet "{raw.name}" has more than {MOST_CELLS:,} cells')
            rows.extend([()] * (number - len(rows) - 1))
            rows.append(row)
    sheet = Sheet(raw.name, tuple(rows), raw.hidden, raw.hidden_rows, merged=raw.merged)
    return attrs.evolve(sheet, noted=(*_hidden_columns(raw, sheet), *suspected_swaps(sheet)))


def _hidden_columns(raw: "RawSheet", sheet: Sheet) -> Iterator[Noted]:
    for column in sorted(raw.hidden_columns):
        speaking = [
            row[column - 1] for row in sheet.rows if column <= len(row) and not row[column - 1].is_blank
        ]
        if speaking:
            yield Noted(speaking[0].position, "this column is hidden, and was read")


def _row(number: int, found: list[dict[str, Any]], sheet: str, book: "Book") -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for each in found:
        column, kind = each["column"], each["data_type"]
        value: Any = each["value"]
        if value is None and kind != NO_VALUE:
            continue
        if column <= len(cells):
            raise UnsafePartError(f'row {number} of the sheet "{sheet}" has cells in disorder')
        if column > len(cells) + 1:
            cells.extend(_empty(number, missing, sheet) for missing in range(len(cells) + 1, column))
        position = Position(number, column, sheet)
        if kind == "s" and type(value) is str and len(value) <= _SURE:
            cells.append(Cell(value, value, position))
        elif type(value) is int and each["style_id"] not in book.styled:
            cells.append(Cell(value, str(value), position))
        else:
            cells.append(_cell(kind, value, each["style_id"], position, book))
    return tuple(cells)


def _empty(row: int, column: int, sheet: str) -> Cell:
    return Cell(None, "", Position(row, column, sheet))


def _cell(kind: str, value: Any, style: int, position: Position, book: "Book") -> Cell:
    flaw = None
    match kind:
        case "n":
            value, text, flaw = book.number(value, style)
        case "b":
            text = str(value).upper()
        case "e":
            text, flaw = value, f"holds the error {value}"
        case _ if kind == NO_VALUE:
            text, flaw = "", "holds a formula with no value kept; open it in Excel and save it"
        case "d":
            text = str(value)
        case _:
            text = unescaped(str(value))
            value = text
            if length(text) > MOST_CHARACTERS:
                flaw = f"holds {length(text):,} characters, more than a cell can"
    return Cell(value, text, position, flaw)
