"""The template's sheets read back into a register's plain data, each value with the cell it stands in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from govkit.errors import did_you_mean
from govkit.formats.workbook.temp_vocabulary import Cell, Noted, Position, Refusal, Sheet, Unplaced
from govkit.io.workbook.addresses import Addresses
from govkit.io.workbook.coding import CodingError, get
from govkit.io.workbook.columns import (
    FACTS,
    HELD_IN,
    KIND,
    LATER,
    MARK,
    MORE,
    NUMBER,
    REST,
    SCHEMES,
    TEMPLATE,
    Column,
    LevelColumns,
    Path,
    Table,
)
from govkit.io.workbook.layout import FACT_COLUMNS, TABLES, lifecycle_fact
from govkit.io.workbook.putting import ClashError, merge, put_at
from govkit.model import pointer

_LIFECYCLE: Final = lifecycle_fact("").title
_READ_NOWHERE: Final = frozenset({FACTS, SCHEMES, LATER})


@attrs.frozen
class Placed:
    """Where an item or a fact stands.

    Args:
        path: its JSON Pointer in the register.
        sheet: name of its sheet.
        row: its row.
        columns: per path in its data the number of the column.
    """

    path: str
    sheet: str
    row: int
    columns: Mapping[Path, int]

    def positions(self) -> Iterator[tuple[str, Position]]:
        """Say where it stands, and where each of its values does or would."""
        yield self.path, Position(self.row, self.columns.get(("ref",), 1), self.sheet)
        for path, column in self.columns.items():
            yield self.path + pointer(*path), Position(self.row, column, self.sheet)


@attrs.define
class Read:
    """What was read of a workbook of the template.

    Args:
        data: the register as plain data, without what was refused.
        placed: where everything in it stands.
        rows: how many rows with items there are, those refused included.
        refused: the rows that make no item.
        unplaced: what found no home.
        noted: what a person should look at.
    """

    data: dict[str, Any] = attrs.field(factory=dict)
    placed: list[Placed] = attrs.field(factory=list)
    rows: int = 0
    refused: list[Refusal] = attrs.field(factory=list)
    unplaced: list[Unplaced] = attrs.field(factory=list)
    noted: list[Noted] = attrs.field(factory=list)

    def positions(self) -> dict[str, Position]:
        """Say by JSON Pointer where everything stands."""
        known = {"": Position(1, 1, FACTS)}
        known |= {pointer(*holder.path): Position(1, 1, table.title) for table in TABLES for holder in table.holders if holder.kind is None}
        for each in self.placed:
            known |= each.positions()
        return known


def read_template(sheets: Sequence[Sheet]) -> Read:
    """Read the sheets of a workbook that has the template's layout.

    Args:
        sheets: its sheets.

    Returns:
        What was read, and what was not.
    """
    return _Reading({sheet.name.strip().casefold(): sheet for sheet in sheets}).read()


@attrs.define
class _Reading:
    sheets: Mapping[str, Sheet]
    found: Read = attrs.field(factory=Read)
    texts: dict[int, str] = attrs.field(factory=dict)
    addresses: Addresses = attrs.field(factory=Addresses)

    def read(self) -> Read:
        self._read_later()
        self._read_facts()
        for table in TABLES:
            sheet = self._sheet(table.title)
            if sheet is not None:
                self._read_items(table, sheet)
        self._look_at_the_rest()
        return self.found

    def _sheet(self, title: str) -> Sheet | None:
        return self.sheets.get(title.casefold())

    def _read_later(self) -> None:
        sheet = self._sheet(LATER)
        parts: dict[int, dict[int, str]] = {}
        for row in _rows(sheet):
            number, part, text = (*(cell.value for cell in row[:3]), None, None, None)[:3]
            if type(number) is int and type(part) is int and part not in parts.setdefault(number, {}):
                parts[number][part] = row[2].text if text is not None else ""
            else:
                self._refuse(row, "a number, the number of a part and JSON are due in a row of this sheet")
        self.texts |= {number: "".join(of[each] for each in sorted(of)) for number, of in parts.items()}

    def _read_facts(self) -> None:
        sheet = self._sheet(FACTS)
        known = {fact.title.casefold(): fact for fact in (*FACT_COLUMNS, REST, TEMPLATE)}
        data = self.found.data
        for row in _rows(sheet):
            title = row[0].text.strip()
            fact = known.get(title.casefold())
            if fact is None and title.startswith(_LIFECYCLE):
                fact = lifecycle_fact(title.removeprefix(_LIFECYCLE).strip())
            if fact is None:
                self._refuse(row, f'there is no fact "{title}"{did_you_mean(title, [each.title for each in known.values()])}')
            elif len(row) > 1 and not _is_blank(row[1]):
                self._fact(fact, row, data)

    def _fact(self, fact: Column, row: Sequence[Cell], data: dict[str, Any]) -> None:
        ...
