"""Tables as registers: each row of a mapped table an item, or refused with its cell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from govkit.errors import LoadError, Problem, did_you_mean
from govkit.formats.sheet import Cell, Sheet
from govkit.importing.fields import LEVELS, SORTS, Listed, Rows
from govkit.importing.heads import Head, find_head, same
from govkit.importing.levels import UnreadableLevelError, level_in
from govkit.importing.mapping import ImportMapping, TableMapping
from govkit.importing.values import value_in
from govkit.io.register import structure
from govkit.model import Document, Noted, Position, Refusal, Register, Source, Unplaced, pointer
from govkit.scoring import BaseScheme, Factor


@attrs.frozen
class _Item:
    """A row that may become an item.

    Args:
        data: its fields, as a file would hold them.
        owner: ref of what it belongs to; None for what stands in the register itself.
        places: per JSON Pointer in it the cell it comes from.
        row: the texts of the row.
        at: where the row begins.
    """

    data: dict[str, Any]
    owner: str | None
    places: Mapping[str, Position]
    row: tuple[str, ...]
    at: Position


@attrs.frozen
class Tables:
    """Tables with what makes a register of them.

    Args:
        sheets: the tables.
        mapping: what stands in which column.
        schemes: the schemes at hand, by id.
        name: what to call their file in messages.
        into: the register that they are to be added to; None for none.
    """

    sheets: Sequence[Sheet]
    mapping: ImportMapping
    schemes: Mapping[str, BaseScheme]
    name: str
    into: Register | None = None

    def document(self, part: str | None = None) -> Document:
        """Make plain data of the tables.

        Args:
            part: the sheet to read; those that the mapping names unless given.

        Returns:
            A register's plain data, with every row that was refused and every cell that found no home.

        Raises:
            LoadError: a sheet or a column that the mapping names is not there.
        """
        chosen = list(self._chosen(part))
        problems: list[Problem] = []
        reading = _Reading(self)
        for sheet, table in chosen:
            head = find_head(sheet, table)
            missing = list(_missing(sheet, table, head, self.name))
            problems += missing
            if head is not None and not missing:
                reading.add(sheet, table, head)
        if problems:
            raise LoadError(self.name, problems)
        read = {id(sheet) for sheet, _ in chosen}
        for sheet in self.sheets:
            if id(sheet) not in read and part is None:
                reading.pass_over(sheet)
        return reading.document(self.mapping.facts)

    def _chosen(self, part: str | None) -> Iterator[tuple[Sheet, TableMapping]]:
        tables = self.mapping.tables
        names = [sheet.name for sheet in self.sheets]
        if not self.sheets:
            raise LoadError(self.name, [Problem("there is no table in it", "", self.name)])
        if part is not None:
            named = [table for table in tables if table.sheet == part]
            tables = tuple(named or [table for table in tables if table.sheet is None])
            if not tables:
                known = [table.sheet for table in self.mapping.tables]
                message = f'the mapping has no table for the sheet "{part}"{did_you_mean(part, known)}'
                raise LoadError(self.name, [Problem(message, "", self.name)])
        for table in tables:
            wanted = table.sheet or part
            if wanted is None or names == [""]:  # a file of one table has no names
                yield self.sheets[0], table
            elif wanted in names:
                yield self.sheets[names.index(wanted)], table
            else:
                message = f'there is no sheet "{wanted}"{did_you_mean(wanted, names)}'
                raise LoadError(self.name, [Problem(message, "", self.name)])


def _missing(sheet: Sheet, table: TableMapping, head: Head | None, name: str) -> Iterator[Problem]:
    """Say which headers a table lacks, or has twice."""
    where = f" of sheet {sheet.name}" if sheet.name else ""

    def problem(said: str) -> Problem:
        return Problem(said, "", name, head.row if head else None, sheet=sheet.name or None)

    if head is None and table.header_row is not None:
        yield problem(f"there is no row {table.header_row}{where}, where the headers are to be")
    elif head is None:
        headers = ", ".join(f'"{header}"' for header in table.columns.values())
        over = "" if table.header_rows == 1 else f", over {table.header_rows} rows"
        yield problem(f"no row{where} has all headers of the mapping{over}: {headers}")
    else:
        for header in (*table.columns.values(), *table.ignore):
            times = head.times(header)
            if times == 0:
                near = did_you_mean(header, [each for each in head.names if each])
                yield problem(f'no column is headed "{header}"{near}')
            elif times > 1 and header not in table.ignore:
                yield problem(f'{times} columns are headed "{header}"; give each its own')


class _Reading:
    """Gathers items and what became of all other cells."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read = 0
        self._items: dict[Rows, list[_Item]] = {}
        self._refused: list[Refusal] = []
        self._unplaced: list[Unplaced] = []
        self._noted: list[Noted] = []
        self._positions: dict[str, Position] = {}
        self._last: dict[int, dict[str, Cell]] = {}
        self._used: set[Position] = set()
        self._owners: dict[Rows, dict[str, tuple[dict[str, Any], str]]] = {}

    def pass_over(self, sheet: Sheet) -> None:
        """List a sheet that nothing is read from."""
        texts = [cell for row in sheet.rows for cell in row if not cell.is_blank]
        if texts:
            said = f"the sheet {sheet.name} is not in the mapping; {len(texts)} cells"
            self._unplaced.append(Unplaced(texts[0].position, said))

    def add(self, sheet: Sheet, table: TableMapping, head: Head) -> None:
        """Read the rows of a table."""
        self._noted += sheet.noted
        if sheet.hidden and sheet.rows:
            self._noted.append(
                Noted(Position(1, 1, sheet.name or None), "this sheet is hidden, and was read")
            )
        depth = range(head.row - table.header_rows, head.row)
        for number, row in enumerate(sheet.rows):
            if number < depth.start:
                self._unplace(row)
            elif number not in depth:
                self._row(row, table, head, hidden=number + 1 in sheet.hidden_rows)

    def _unplace(self, row: Iterable[Cell]) -> None:
        self._unplaced += [Unplaced(cell.position, cell.text) for cell in row if not cell.is_blank]

    def _row(self, row: Sequence[Cell], table: TableMapping, head: Head, *, hidden: bool) -> None:
        columns = {field: head.column(header) for field, header in table.columns.items()}
        cells = {field: row[at] for field, at in columns.items() if at is not None and at < len(row)}
        said = {field: cell for field, cell in cells.items() if not _is_blank(cell, table)}
        ignored = {i for i, name in enumerate(head.names) if any(same(name, each) for each in table.ignore)}
        used = {*columns.values(), *ignored}
        self._used |= {cell.position for i, cell in enumerate(row) if i in used}
        self._unplace(cell for i, cell in enumerate(row) if i not in used)
        if not said:
            return
        self._read += 1
        at = row[0].position
        if hidden:
            self._noted.append(Noted(at, "this row is hidden, and was read"))
        said = self._filled(table, said, cells, at)
        # What the cell above says goes with a row that is refused, since it may stand elsewhere then; what is
        # wrong with a cell does not, since it would be read as a text.
        shown = {
            columns[field]: "" if cell.flaw else cell.text
            for field, cell in said.items()
            if cell.flaw or field in table.fill_down
        }
        width = max([len(row), *(i + 1 for i in shown if i is not None)])
        own = [cell.text for cell in row] + [""] * (width - len(row))
        texts = tuple(shown.get(i, text) for i, text in enumerate(own))
        flaws = [
            Refusal(cell.position, f"it {cell.flaw}; fill it in", texts)
            for cell in said.values()
            if cell.flaw
        ]
        if flaws:
            self._refused += flaws
            return
        self._take(table, said, texts, at)

    def _filled(
        self, table: TableMapping, said: dict[str, Cell], cells: Mapping[str, Cell], at: Position
    ) -> dict[str, Cell]:
        """Fill down: what the cell above says stands in this row then, which is refused for itself."""
        last = self._last.setdefault(id(table), {})
        here = {field: cells[field].position if field in cells else at for field in table.fill_down}
        above = {field: attrs.evolve(cell, position=here[field]) for field, cell in last.items()}
        last.update({field: said[field] for field in table.fill_down if field in said})
        return above | said

    def _take(
        self, table: TableMapping, said: Mapping[str, Cell], texts: tuple[str, ...], at: Position
    ) -> None:
        data: dict[str, Any] = {}
        places: dict[str, Position] = {}
        refused = []
        constants = {field: Cell(text, text, at) for field, text in table.constants.items()}
        for field, cell in (constants | dict(said)).items():
            try:
                value = self._value(table, field, cell)
            except UnreadableLevelError as error:
                refused.append(Refusal(cell.position, str(error), texts))
                continue
            _put(data, field, value)
            places[pointer(*field.split("."))] = cell.position
        sort = SORTS[table.rows]
        owner = data.pop(sort.owner.value, None) if sort.owner is not None else None
        if refused:
            self._refused += refused
            return
        self._items.setdefault(table.rows, []).append(_Item(data, owner, places, texts, at))

    def _value(self, table: TableMapping, field: str, cell: Cell) -> Any:
        kind = table.kind_of(field)
        if kind == LEVELS:
            return level_in(cell.text, self._factor(field))
        if not isinstance(kind, Listed):
            return value_in(cell, kind)
        separator = table.separators.get(field, "\n")
        entries = [part.strip() for part in cell.text.split(separator) if part.strip()]
        sort = next((each for each in SORTS.values() if each.cls is kind.part), None)
        if sort is None:
            return entries
        return [{"ref": f"{sort.prefix}{i}", "title": entry} for i, entry in enumerate(entries, 1)]

    def _factor(self, field: str) -> Factor:
        scheme = self._tables.schemes[self._tables.mapping.scheme or ""]
        key = field.partition(f"{LEVELS}.")[2].partition(".")[0]
        return next(factor for factor in scheme.factors if factor.key == key)

    def document(self, facts: dict[str, Any]) -> Document:
        """Put the items together, what owns others first."""
        data = dict(facts)
        for rows, sort in SORTS.items():
            seen: Counter[tuple[str | None, Any]] = Counter()
            first: dict[tuple[str | None, Any], Position] = {}
            items = self._items.get(rows, ())
            given = {(item.owner, item.data["ref"]) for item in items if "ref" in item.data}
            for item in items:
                home = self._home(rows, item, data)
                why = home if isinstance(home, str) else self._twice(rows, item, seen, first)
                if isinstance(home, str) or why is not None:
                    self._refused.append(Refusal(item.at, str(why), item.row))
                    continue
                holder, path = home
                listed = holder.get(sort.key, [])
                if sort.prefix and "ref" not in item.data:
                    item.data["ref"] = self._ref(rows, item, listed, given)
                problems = _problems(rows, item.data)
                if problems:
                    self._refused += [
                        Refusal(_nearest(each.path, item), _said(each), item.row) for each in problems
                    ]
                    continue
                here = path + pointer(sort.key, len(listed))
                holder.setdefault(sort.key, []).append(item.data)
                self._positions[here] = item.at
                self._positions |= {here + at: position for at, position in item.places.items()}
                if "ref" in item.data:
                    self._owners.setdefault(rows, {})[item.data["ref"]] = (item.data, here)
        source = Source(self._tables.name, "", lambda _: self._positions)
        # What one table has no home for, another one of the same sheet may read.
        unplaced = {each.position: each for each in self._unplaced if each.position not in self._used}
        return Document(
            data, source, self._read, tuple(self._refused), tuple(unplaced.values()), tuple(self._noted)
        )

    def _ref(
        self, rows: Rows, item: _Item, listed: list[dict[str, Any]], given: set[tuple[str | None, Any]]
    ) -> str:
        """Find a ref for an item whose row has none: that of the same item, if it is there already."""
        sort = SORTS[rows]
        there = self._held(rows, item.owner)
        taken = {each.get("ref") for each in listed} | {ref for owner, ref in given if owner == item.owner}
        for each in there:
            if each.ref not in taken and _structured(rows, {**item.data, "ref": each.ref}) == each:
                return str(each.ref)
        taken |= {each.ref for each in there}
        number = len(taken) + 1
        while f"{sort.prefix}{number}" in taken:
            number += 1
        return f"{sort.prefix}{number}"

    def _held(self, rows: Rows, owner: str | None) -> Sequence[Any]:
        """List what the register that is added to holds in one place."""
        holder: Any = self._tables.into
        sort = SORTS[rows]
        if holder is not None and owner is not None and sort.owner is not None:
            owners = getattr(holder, SORTS[sort.owner].key)
            holder = next((each for each in owners if each.ref == owner), None)
        return () if holder is None else getattr(holder, sort.key)

    def _home(self, rows: Rows, item: _Item, data: dict[str, Any]) -> tuple[dict[str, Any], str] | str:
        """Find the mapping that an item's list stands in, with its path; or say why there is none."""
        sort = SORTS[rows]
        if sort.owner is None or (item.owner is None and sort.alone):
            return data, ""
        if item.owner is None:
            return f"it does not say which {sort.owner} it belongs to"
        owners = self._owners.get(sort.owner, {})
        if item.owner in owners:
            return owners[item.owner]
        known = [*owners, *self._known(sort.owner)]
        if item.owner in known:
            # It stands in the register that this one is to be added to.
            key = SORTS[sort.owner].key
            listed = data.setdefault(key, [])
            holder = {"ref": item.owner}
            path = pointer(key, len(listed))
            listed.append(holder)
            self._owners.setdefault(sort.owner, {})[item.owner] = (holder, path)
            return holder, path
        return f'there is no {sort.owner} "{item.owner}"{did_you_mean(item.owner, known)}'

    def _known(self, rows: Rows) -> list[str]:
        into = self._tables.into
        return [] if into is None else [each.ref for each in getattr(into, SORTS[rows].key)]

    def _twice(
        self,
        rows: Rows,
        item: _Item,
        seen: Counter[tuple[str | None, Any]],
        first: dict[tuple[str | None, Any], Position],
    ) -> str | None:
        """Say that a row has the ref of another one before it."""
        name = (item.owner, item.data.get("ref"))
        if name[1] is None or rows is Rows.ACTION:  # papers number actions afresh at every meeting
            return None
        seen[name] += 1
        first.setdefault(name, item.at)
        return None if seen[name] == 1 else f'the {rows} "{name[1]}" stands at {first[name]} already'


def _is_blank(cell: Cell, table: TableMapping) -> bool:
    said = cell.text.strip().casefold()
    return cell.is_blank or (cell.flaw is None and said in {each.casefold() for each in table.blank})


def _put(data: dict[str, Any], field: str, value: Any) -> None:
    *way, last = field.split(".")
    for key in way:
        data = data.setdefault(key, {})
    data[last] = value


def _problems(rows: Rows, data: Mapping[str, Any]) -> list[Problem]:
    """Say what the loader would find wrong with one item, its paths from the item on."""
    found, before = _alone(rows, data)
    if isinstance(found, Register):
        return []
    return [attrs.evolve(each, path=each.path.removeprefix(before)) for each in found]


def _structured(rows: Rows, data: Mapping[str, Any]) -> Any:
    """Make an item of plain data; None where something is wrong with it."""
    found, _ = _alone(rows, data)
    if not isinstance(found, Register):
        return None
    sort = SORTS[rows]
    holder = found if sort.owner is None or sort.alone else getattr(found, SORTS[sort.owner].key)[0]
    return getattr(holder, sort.key)[0]


def _alone(rows: Rows, data: Mapping[str, Any]) -> tuple[Register | list[Problem], str]:
    """Structure a register of one item; with the JSON Pointer at which that stands."""
    sort = SORTS[rows]
    inner: dict[str, Any] = {sort.key: [data]}
    before = pointer(sort.key, 0)
    if sort.owner is not None and not sort.alone:
        above = SORTS[sort.owner].key
        inner = {above: [{"ref": "x", "title": "x", **inner}]}
        before = pointer(above, 0) + before
    return structure({"register": "x", "title": "x", **inner}), before


def _nearest(path: str, item: _Item) -> Position:
    while path and path not in item.places:
        path = path.rpartition("/")[0]
    return item.places.get(path, item.at)


def _said(problem: Problem) -> str:
    field = problem.path.strip("/").replace("/", ".")
    return f"{field}: {problem.message}" if field else problem.message
