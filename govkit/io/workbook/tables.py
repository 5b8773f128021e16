"""A register's plain data as rows of the template's sheets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from govkit.io.workbook.addresses import Addresses
from govkit.io.workbook.coding import Store, Written, put
from govkit.io.workbook.columns import (
    HELD_IN,
    KIND,
    MARK,
    MORE,
    NUMBER,
    REST,
    TEMPLATE,
    Column,
    Holder,
    LevelColumns,
    Path,
    Table,
    is_neat,
)
from govkit.io.workbook.layout import FACT_COLUMNS, TABLES, lifecycle_fact


@attrs.frozen
class Filled:
    """A sheet of the template with its rows.

    Args:
        table: the sheet.
        columns: its columns from left to right.
        rows: per row what is put into the cells, None for an empty one.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[tuple[Written | None, ...], ...]


@attrs.frozen
class Filling:
    """All sheets of a register.

    Args:
        facts: the facts of the sheet Register, with their values.
        sheets: the sheets with an item in each row.
        texts: what is too long for a cell, by number.
    """

    facts: tuple[tuple[Column, Written | None], ...]
    sheets: tuple[Filled, ...]
    texts: Mapping[int, str]


def filling_of(data: dict[str, Any], factors: Sequence[str] = ()) -> Filling:
    """Spread a register over the sheets of the template.

    Args:
        data: the register as plain data; it is taken apart.
        factors: keys of the factors that get columns although no assessment has a level of theirs.

    Returns:
        The sheets.

    Raises:
        TypeError: something in the data has no form in a file.
    """
    return _Spreading(factors).of(data)


@attrs.define
class _Spreading:
    factors: Sequence[str]
    store: Store = attrs.field(factory=Store)
    addresses: Addresses = attrs.field(factory=Addresses)
    waiting: dict[tuple[str, Holder], list[dict[str, Any]]] = attrs.field(factory=dict)

    def of(self, data: dict[str, Any]) -> Filling:
        self._set_aside(None, "", data)
        lifecycles = [key for key in data.get("workflows", {}) if is_neat(key)]
        columns = (*FACT_COLUMNS, *map(lifecycle_fact, lifecycles), REST, TEMPLATE)
        values = self._values({**data, **_named(TEMPLATE.path, MARK)}, columns)
        facts = ((fact, value) for fact, value in zip(columns, values, strict=True))
        sheets = [self._filled(table) for table in TABLES]
        return Filling(
            tuple((fact, value) for fact, value in facts if fact.always or value is not None),
            tuple(each for each in sheets if each.rows or each.table.always),
            self.store.texts,
        )

    def _set_aside(self, kind: str | None, address: str, item: dict[str, Any]) -> None:
        """Take out of an item those that have sheets of their own."""
        for table in TABLES:
            for holder in table.holders:
                if holder.kind == kind:
                    inner = _taken(item, holder.path) or ()
                    leading = _named(KIND, holder.said or None) | _named(HELD_IN, address or None)
                    self.waiting.setdefault((table.title, holder), []).extend(
                        {**leading, **one} for one in inner
                    )

    def _filled(self, table: Table) -> Filled:
        items = [item for holder in table.holders for item in self.waiting.get((table.title, holder), ())]
        columns = (*table.leading, *self._columns(table, items), REST)
        if table.kind is not None:
            for number, item in enumerate(items, start=1):
                item.update(_named(NUMBER, number if table.numbered else None))
                address = self.addresses.add(table.kind, item, None)
                self._set_aside(table.kind, address or "", item)
        rows = [self._values(item, columns) for item in items]
        used = [
            place
            for place, column in enumerate(columns)
            if column.always or any(row[place] is not None for row in rows)
        ]
        return Filled(
            table,
            tuple(columns[place] for place in used),
            tuple(tuple(row[place] for place in used) for row in rows),
        )

    def _columns(self, table: Table, items: Sequence[Mapping[str, Any]]) -> Iterator[Column]:
        for each in table.columns:
            if isinstance(each, LevelColumns):
                expected = [each.column(factor) for factor in self.factors if each.always and is_neat(factor)]
                yield from {column.path: column for column in (*expected, *each.found(items))}.values()
            else:
                yield each

    def _values(self, item: dict[str, Any], columns: Sequence[Column]) -> tuple[Written | None, ...]:
        """Say what is put into the cells of an item, which is taken apart; one of them holds what is left."""
        values = {column.path: _taken(item, column.path) for column in columns if column.path != MORE}
        values[MORE] = item or None
        return tuple(
            None if (value := values[column.path]) is None else put(column.kind, value, self.store)
            for column in columns
        )


def _named(path: Path, value: object) -> dict[str, Any]:
    (key,) = path
    return {} if value is None else {key: value}


def _taken(item: dict[str, Any], path: Path) -> Any:
    """Take a value out of an item, and what is empty without it; None if there is none."""
    key, *inner = path
    if not inner:
        return item.pop(key, None)
    held = item.get(key)
    if not isinstance(held, dict) or not held:
        return None
    value = _taken(held, tuple(inner))
    if len(held) == 0:
        del item[key]
    return value
