"""Rows of tables as what may become items, each with its cells and with what is wrong in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from govkit.formats.sheet import Cell, Sheet
from govkit.importing.fields import LEVELS, SORTS, Listed, Rows
from govkit.importing.heads import Head
from govkit.importing.levels import UnreadableLevelError, level_in
from govkit.importing.mapping import TableMapping
from govkit.importing.spans import Spans
from govkit.importing.values import day_of_number, value_in
from govkit.model import Noted, Position, Refusal, Unplaced, WrittenDate, pointer
from govkit.scoring import Factor


@attrs.frozen
class Plan:
    """What is known of a table before its rows are read.

    Args:
        sheet: the table.
        table: its mapping.
        head: its headers, which are those that the mapping names.
    """

    sheet: Sheet
    table: TableMapping
    head: Head
    columns: Mapping[str, int] = attrs.field(init=False)
    """Per field its column, from 0."""
    used: frozenset[int] = attrs.field(init=False)
    """The columns that are read or ignored."""
    blank: frozenset[str] = attrs.field(init=False)
    """Texts that mean that nothing is there."""
    spans: Spans = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Look up the columns."""
        found = ((field, self.head.column(header)) for field, header in self.table.columns.items())
        columns = {field: at for field, at in found if at is not None}
        set_ = object.__setattr__
        set_(self, "columns", columns)
        set_(self, "used", frozenset((*columns.values(), *self.head.columns(self.table.ignore))))
        set_(self, "blank", frozenset(each.casefold() for each in self.table.blank))
        set_(self, "spans", Spans(self.sheet))

    @property
    def optional_owner(self) -> str | None:
        """The field that says what an item belongs to, where it may belong to nothing and no row fills it."""
        sort = SORTS[self.table.rows]
        return sort.owner if sort.alone and sort.owner not in self.table.fill_down else None

    def is_blank(self, cell: Cell) -> bool:
        """Say whether nothing is in a cell, or what means that nothing is."""
        return cell.is_blank or (cell.flaw is None and cell.text.strip().casefold() in self.blank)

    def place(self, field: str, row: Position) -> Position:
        """Say where a field stands in a row, though the row may end before: at its beginning if nowhere."""
        at = self.columns.get(field, 0)
        return Position(row.line, at + 1, row.sheet)


@attrs.frozen
class Item:
    """A row that may become an item.

    Args:
        plan: the table it stands in.
        data: its fields, as a file would hold them.
        owner: ref of what it belongs to; None for what stands in the register itself.
        places: per JSON Pointer in it the cell it comes from.
        row: the texts of the row.
        at: where the row begins.
        faults: what is wrong with its cells.
        odd: the fields that are wrong, and therefore not in the data.
    """

    plan: Plan
    data: dict[str, Any]
    owner: str | None
    places: Mapping[str, Position]
    row: tuple[str, ...]
    at: Position
    faults: tuple[Refusal, ...] = ()
    odd: frozenset[str] = frozenset()

    def refusal(self, path: str, reason: str) -> Refusal:
        """Refuse the row for what is wrong at a JSON Pointer in it, or above that."""
        while path and path not in self.places:
            path = path.rpartition("/")[0]
        return Refusal(self.places.get(path, self.at), reason, self.row)

    def lacks(self, field: str, reason: str) -> Refusal:
        """Refuse the row for a field that is blank."""
        return Refusal(self.plan.place(field, self.at), reason, self.row)


class RowReader:
    """Gathers the rows of tables, and what became of all their other cells.

    Args:
        factors: the factors by key, whose levels stand in the tables.
    """

    def __init__(self, factors: Mapping[str, Factor]) -> None:
        self._factors = factors
        self._unplaced: list[Unplaced] = []
        self._used: set[Position | None] = set()
        self._last: dict[int, dict[str, Cell]] = {}
        self.read = 0
        """How many rows were read."""
        self.items: dict[Rows, list[Item]] = {}
        """The rows by what they are."""
        self.noted: list[Noted] = []
        """What a person should look at."""

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """What found no home; what one table has none for, another one of the same sheet may read."""
        found = {each.position: each for each in self._unplaced if each.position not in self._used}
        return tuple(found.values())

    def pass_over(self, sheet: Sheet) -> None:
        """List a sheet that nothing is read from."""
        texts = [cell for row in sheet.rows for cell in row if not cell.is_blank]
        if texts:
            said = f"the sheet {sheet.name} is not in the mapping; {len(texts)} cells"
            self._unplaced.append(Unplaced(texts[0].position, said))

    def add(self, plan: Plan) -> None:
        """Read the rows of a table."""
        sheet, head = plan.sheet, plan.head
        self.noted += sheet.noted
        if sheet.hidden and sheet.rows:
            at = Position(1, 1, sheet.name or None)
            self.noted.append(Noted(at, "this sheet is hidden, and was read"))
        for number, row in enumerate(sheet.rows, 1):
            if number <= head.row - plan.table.header_rows:
                self._unplace(row)
            elif number > head.row:
                self._row(plan, number, row)

    def _unplace(self, row: Iterable[Cell]) -> None:
        self._unplaced += [Unplaced(cell.position, cell.text) for cell in row if not cell.is_blank]

    def _row(self, plan: Plan, number: int, row: Sequence[Cell]) -> None:
        cells = {field: row[at] for field, at in plan.columns.items() if at < len(row)}
        said = {field: cell for field, cell in cells.items() if not plan.is_blank(cell)}
        self._used |= {cell.position for i, cell in enumerate(row) if i in plan.used}
        self._unplace(cell for i, cell in enumerate(row) if i not in plan.used)
        if not said:
            return
        self.read += 1
        at = row[0].position
        if number in plan.sheet.hidden_rows:
            self.noted.append(Noted(at, "this row is hidden, and was read"))
        said = self._filled(plan, said, at)
        self._note_blank(plan, said, number, at)
        self._take(plan, said, _texts(plan, said, row), at)

    def _filled(self, plan: Plan, said: dict[str, Cell], at: Position) -> dict[str, Cell]:
        """Fill down: what the cell above says stands in this row then, which is refused for itself."""
        last = self._last.setdefault(id(plan.table), {})
        above = {field: attrs.evolve(cell, position=plan.place(field, at)) for field, cell in last.items()}
        last.update({field: said[field] for field in plan.table.fill_down if field in said})
        return above | said

    def _note_blank(self, plan: Plan, said: Mapping[str, Cell], number: int, at: Position) -> None:
        """Tell of blank cells that may be meant to say what another cell says."""
        for field, column in plan.columns.items():
            first = None if field in said else plan.spans.first(number, column + 1, plan.head.row)
            if first is not None:
                reason = f'this cell is one with {first.position}, "{first.text}", which was read there only'
                way_out = f'; fill-down = ["{field}"] reads it here, too'
                across = first.position.line == at.line
                self.noted.append(Noted(plan.place(field, at), reason + ("" if across else way_out)))
            elif field not in said and field == plan.optional_owner:
                reason = f'"{plan.table.columns[field]}" is blank, so this belongs to no {field}'
                way_out = f'; fill-down = ["{field}"] takes the {field} of the row above'
                self.noted.append(Noted(plan.place(field, at), reason + way_out))

    def _take(self, plan: Plan, said: Mapping[str, Cell], texts: tuple[str, ...], at: Position) -> None:
        data: dict[str, Any] = {}
        places: dict[str, Position] = {}
        faults: dict[str, Refusal] = {}
        constants = {field: Cell(text, text, at) for field, text in plan.table.constants.items()}
        for field, cell in (constants | dict(said)).items():
            places[pointer(*field.split("."))] = cell.position
            if cell.flaw is not None:
                faults[field] = Refusal(cell.position, f"it {cell.flaw}; fill it in", texts)
                continue
            try:
                _put(data, field, self._value(plan.table, field, cell))
            except UnreadableLevelError as error:
                faults[field] = Refusal(cell.position, str(error), texts)
        owner = SORTS[plan.table.rows].owner
        ref = None if owner is None else data.pop(owner.value, None)
        item = Item(plan, data, ref, places, texts, at, tuple(faults.values()), frozenset(faults))
        self.items.setdefault(plan.table.rows, []).append(item)

    def _value(self, table: TableMapping, field: str, cell: Cell) -> Any:
        kind = table.kind_of(field)
        if kind == LEVELS:
            return level_in(cell.text, self._factors[field.partition(f"{LEVELS}.")[2].partition(".")[0]])
        if not isinstance(kind, Listed):
            value = value_in(cell, kind)
            if kind is WrittenDate:
                self._look_at_date(value, cell)
            return value
        separator = table.separators.get(field, "\n")
        entries = [part.strip() for part in cell.text.split(separator) if part.strip()]
        sort = next((each for each in SORTS.values() if each.cls is kind.part), None)
        if sort is None:
            return entries
        return [{"ref": f"{sort.prefix}{i}", "title": entry} for i, entry in enumerate(entries, 1)]

    def _look_at_date(self, text: str, cell: Cell) -> None:
        if not WrittenDate(text).readable:
            day = day_of_number(text)
            said = "" if day is None else f"; as a number of Excel's it is {day}"
            self.noted.append(Noted(cell.position, f'"{text}" says no day{said}; it is kept as written'))


def _texts(plan: Plan, said: Mapping[str, Cell], row: Sequence[Cell]) -> tuple[str, ...]:
    """Say what the row would say if it stood elsewhere.

    What the cell above says goes with a row that is refused; what is wrong with a cell does not, since it
    would be read as a text.
    """
    shown = {
        plan.columns[field]: "" if cell.flaw else cell.text
        for field, cell in said.items()
        if cell.flaw or field in plan.table.fill_down
    }
    width = max([len(row), *(i + 1 for i in shown)])
    own = [cell.text for cell in row] + [""] * (width - len(row))
    return tuple(shown.get(i, text) for i, text in enumerate(own))


def _put(data: dict[str, Any], field: str, value: Any) -> None:
    *way, last = field.split(".")
    for key in way:
        data = data.setdefault(key, {})
    data[last] = value
