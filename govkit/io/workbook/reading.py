"""The template's sheets read back into a register's plain data, each value with the cell it stands in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from govkit.errors import did_you_mean
from govkit.formats import Cell, Noted, Position, Refusal, Sheet, Unplaced
from govkit.io.workbook.addresses import Addresses
from govkit.io.workbook.coding import CodingError, get
from govkit.io.workbook.columns import (
    FACTS,
    HELD_IN,
    KIND,
    LATER,
    MORE,
    NUMBER,
    REST,
    SCHEMES,
    TEMPLATE,
    Column,
    Holder,
    LevelColumns,
    Path,
    Table,
)
from govkit.io.workbook.layout import FACT_COLUMNS, TABLES, lifecycle_fact
from govkit.io.workbook.putting import ClashError, list_at, merge, put_at
from govkit.model import pointer

_LIFECYCLE: Final = lifecycle_fact("").title.strip()
_SINGLE: Final = frozenset({FACTS, SCHEMES, LATER})
_FEW: Final = 12
_ALIKE: Final = 3
"""Columns that a sheet of the template shares with one that is called otherwise."""
_LEADING: Final = (KIND, HELD_IN, NUMBER)


@attrs.frozen
class Placed:
    """Where an item stands.

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


@attrs.frozen
class _Owner:
    """An item that holds others: its data and its JSON Pointer; no data if it was refused."""

    data: dict[str, Any] | None
    path: str


@attrs.define
class TemplateReading:
    """What is read of a workbook of the template.

    Args:
        sheets: its sheets.
        data: the register as plain data, without what was refused.
        placed: where the items stand.
        facts: per path of a fact where it stands.
        rows: how many rows with items there are, those refused included.
        refused: the rows that make no item.
        unplaced: what found no home.
        noted: what a person should look at.
    """

    sheets: Sequence[Sheet]
    data: dict[str, Any] = attrs.field(factory=dict)
    placed: list[Placed] = attrs.field(factory=list)
    facts: dict[str, Position] = attrs.field(factory=dict)
    rows: int = 0
    refused: list[Refusal] = attrs.field(factory=list)
    unplaced: list[Unplaced] = attrs.field(factory=list)
    noted: list[Noted] = attrs.field(factory=list)
    _texts: dict[int, str] = attrs.field(factory=dict)
    _addresses: Addresses = attrs.field(factory=Addresses)

    def read(self) -> None:
        """Read all sheets."""
        known = {sheet.name.strip().casefold(): sheet for sheet in self.sheets}
        if LATER.casefold() in known:
            self._read_later(known[LATER.casefold()])
        self._read_facts(known[FACTS.casefold()])
        lacking = []
        for table in TABLES:
            sheet = known.pop(table.title.casefold(), None)
            if sheet is None:
                lacking.append(table)
            else:
                self._read_items(table, sheet)
        others = [sheet for title, sheet in known.items() if title not in map(str.casefold, _SINGLE)]
        for sheet in others:
            self._pass_over(sheet, lacking)
        for sheet in self.sheets:
            if sheet not in others:
                self._note_hidden(sheet)
                self.noted += sheet.noted

    def _pass_over(self, sheet: Sheet, lacking: Sequence[Table]) -> None:
        """Leave a sheet alone, unless it looks like one that is called otherwise."""
        heads = {" ".join(cell.text.split()).casefold() for cell in _row(sheet, 1)}
        for table in lacking:
            own = (*table.leading, *(each for each in table.columns if isinstance(each, Column)))
            if len(heads & {column.title.casefold() for column in own}) >= _ALIKE:
                said = (
                    f'it has the columns of "{table.title}", which is not there; call it so, or change them'
                )
                self._refuse(_row(sheet, 1), _row(sheet, 1)[0], said)
                return
        self._note(sheet, 1, "it is none of the template's sheets, so nothing was read from it")

    def _note(self, sheet: Sheet, row: int, reason: str) -> None:
        self.noted.append(Noted(Position(row, 1, sheet.name), reason))

    def _note_hidden(self, sheet: Sheet) -> None:
        if sheet.hidden:
            self._note(sheet, 1, "the sheet is hidden; what is on it was read")
        rows = sorted(number for number in sheet.hidden_rows if _speaks(_row(sheet, number)))
        if rows:
            said = ", ".join(map(str, rows[:_FEW])) + (", …" if len(rows) > _FEW else "")
            self._note(sheet, rows[0], f"hidden rows were read: {said}")

    def _refuse(self, row: Sequence[Cell], cell: Cell, reason: str) -> None:
        self.refused.append(Refusal(cell.position, reason, tuple(each.text for each in row)))

    def _read_later(self, sheet: Sheet) -> None:
        parts: dict[int, dict[int, str]] = {}
        for row in filter(_speaks, sheet.rows[1:]):
            number, part = (cell.value for cell in (*row, row[0])[:2])
            known = parts.setdefault(number, {}) if type(number) is int else {}
            if len(row) == 3 and type(number) is int and type(part) is int and part not in known:  # noqa: PLR2004
                known[part] = row[2].text
            else:
                self._refuse(
                    row, row[0], "a number, the number of a part and JSON are due in a row of this sheet"
                )
        self._texts = {number: "".join(of[each] for each in sorted(of)) for number, of in parts.items()}

    def _read_facts(self, sheet: Sheet) -> None:
        known = {fact.title.casefold(): fact for fact in (*FACT_COLUMNS, REST, TEMPLATE)}
        for row in filter(_speaks, sheet.rows[1:]):
            head, *values = row
            title = head.text.strip()
            fact = known.get(title.casefold())
            if fact is None and title.startswith(_LIFECYCLE):
                fact = lifecycle_fact(title.removeprefix(_LIFECYCLE).strip())
            if fact is None:
                titles = [each.title for each in known.values()]
                self._refuse(row, head, f'there is no fact "{title}"{did_you_mean(title, titles)}')
                continue
            self.facts[pointer(*fact.path)] = Position(head.position.line, 2, sheet.name)
            for cell in values[:1]:
                if not cell.is_blank:
                    self._put(self.data, fact, cell, row)
            self._lose_cells(values[1:])
        self.data.pop(TEMPLATE.path[0], None)

    def _put(self, data: dict[str, Any], column: Column, cell: Cell, row: Sequence[Cell]) -> bool:
        """Put what a cell says into an item, and say whether that worked."""
        try:
            value = get(column.kind, cell, self._texts)
            if column.path == MORE:
                merge(data, value)
            else:
                put_at(data, column.path, value)
        except (CodingError, ClashError) as error:
            self._refuse(row, cell, str(error))
            return False
        return True

    def _read_items(self, table: Table, sheet: Sheet) -> None:
        columns = self._heads(table, sheet)
        by_path = {column.path: number for number, column in columns.items() if column.path not in _LEADING}
        lost: set[int] = set()
        for row in filter(_speaks, sheet.rows[1:]):
            self.rows += 1
            item: dict[str, Any] = {}
            fine = True
            for place, cell in enumerate(row, start=1):
                if cell.is_blank:
                    continue
                column = columns.get(place)
                if column is not None:
                    fine = self._put(item, column, cell, row) and fine
                elif place not in lost:
                    lost.add(place)
                    self._lose(_row(sheet, 1)[place - 1 : place], cell)
            self._hold(table, item, row, by_path, fine=fine)

    def _lose_cells(self, cells: Sequence[Cell]) -> None:
        self.unplaced += [Unplaced(cell.position, cell.text) for cell in cells if not cell.is_blank]

    def _lose(self, heads: Sequence[Cell], cell: Cell) -> None:
        """Say that a column is none of the template's, once the first thing stands in it."""
        title = heads[0].text.strip() if heads else ""
        if not title:
            self.unplaced.append(Unplaced(cell.position, cell.text))
        else:
            self.unplaced.append(Unplaced(heads[0].position, title))

    def _heads(self, table: Table, sheet: Sheet) -> dict[int, Column]:
        """Say which column has which number; a head that is none of the template's is left aside."""
        own = [*table.leading, *(each for each in table.columns if isinstance(each, Column)), REST]
        known = {column.title.casefold(): column for column in own}
        levels = [each for each in table.columns if isinstance(each, LevelColumns)]
        found: dict[int, Column] = {}
        for place, cell in enumerate(_row(sheet, 1), start=1):
            title = " ".join(cell.text.split())
            column = known.get(title.casefold()) or next(
                filter(None, (each.named(title) for each in levels)), None
            )
            if column is not None and column in found.values():
                self._refuse(
                    _row(sheet, 1), cell, f'there is a column "{title}" already; leave one of them out'
                )
            elif column is not None:
                found[place] = column
        return found

    def _hold(
        self,
        table: Table,
        item: dict[str, Any],
        row: Sequence[Cell],
        columns: Mapping[Path, int],
        *,
        fine: bool,
    ) -> None:
        """Give an item to what holds it."""
        holder = table.holder(item.get(KIND[0]), item.get(HELD_IN[0]))
        owner = self._owner(table, holder, item, row)
        path: str | None = None
        items: list[Any] = []
        if self._addresses.holds(table.kind, item.get(NUMBER[0])):
            self._refuse(row, row[0], f"the number {item[NUMBER[0]]} stands above already; give each its own")
        elif fine and holder is not None and owner is not None and owner.data is not None:
            try:
                items = list_at(owner.data, holder.path)
                path = owner.path + pointer(*holder.path, len(items))
                self.placed.append(Placed(path, row[0].position.sheet or "", row[0].position.line, columns))
            except ClashError as error:
                self._refuse(row, row[0], str(error))
        if table.kind is not None:
            self._addresses.add(table.kind, item, _Owner(None if path is None else item, path or ""))
        for key in _LEADING:
            item.pop(key[0], None)
        items.append(item)

    def _owner(
        self, table: Table, holder: Holder | None, item: Mapping[str, Any], row: Sequence[Cell]
    ) -> _Owner | None:
        """Find what holds an item; what nothing can hold is refused."""
        address, kind = item.get(HELD_IN[0]), item.get(KIND[0])
        if holder is None:
            said = [each.said for each in table.holders if each.said]
            what = f'"{kind}" is none of {", ".join(said)}' if kind else f"{table.held_in or 'Kind'} is empty"
            self._refuse(row, row[0], f"nothing says what this row belongs to: {what}")
            return None
        if holder.kind is None:
            return _Owner(self.data, "")
        known = self._addresses.items.get(holder.kind, {})
        owner = known.get(str(address))
        if owner is None:
            self._refuse(row, row[0], f'there is no {holder.kind} "{address}"{did_you_mean(address, known)}')
        elif owner.data is None:
            self._refuse(row, row[0], f'the {holder.kind} "{address}", which it belongs to, is refused')
        return owner


def _speaks(row: Sequence[Cell]) -> bool:
    return any(not cell.is_blank for cell in row)


def _row(sheet: Sheet, number: int) -> Sequence[Cell]:
    return sheet.rows[number - 1] if number <= len(sheet.rows) else ()
