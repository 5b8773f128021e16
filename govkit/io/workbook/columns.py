"""What a column of the template holds, and in which words its header says so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

Path = tuple[str, ...]
"""Keys from an item's data down to a value."""


class Kind(StrEnum):
    """How the values of a column are written and read."""

    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    LEVEL = "level"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "yes or no"


@attrs.frozen
class Column:
    """A column of a sheet, or a fact of the sheet Register.

    Args:
        title: its header.
        path: where the value stands in an item's data.
        kind: how it is written and read.
        width: how wide it is, in characters.
        note: what is to be written in it; the header's note says so.
        choices: all values it takes, where they are few.
        of: the sheet whose refs it takes, where there is one.
        always: whether it is there although no item says anything in it.
    """

    title: str
    path: Path
    kind: Kind = Kind.TEXT
    width: int = 12
    note: str = ""
    choices: tuple[str, ...] = ()
    of: str | None = None
    always: bool = True


@attrs.frozen
class LevelColumns:
    """The columns of an assessment's levels: ``Current: impact``, ``Current: impact / political``.

    Args:
        title: which assessment it is, before the colon of each header.
        path: where the levels stand in an item's data.
        always: whether there is a column for each factor of the register's scheme although no item says
            anything in it.
        what: which level of a factor it is, for the header's note.
        deepest: how many keys lead to a level: 2 where it may be of one of the factor's categories.
    """

    title: str
    path: Path
    always: bool = True
    what: str = "The level"
    deepest: int = 2

    def column(self, *keys: str) -> Column:
        """Make the column of a factor, or of one of its categories."""
        said = " / ".join(keys)
        note = f"{self.what} of {said}: its number, its key or its label in the scheme."
        return Column(f"{self.title}: {said}", (*self.path, *keys), Kind.LEVEL, 5, note)

    def named(self, header: str) -> Column | None:
        """Find the column that a header stands for, None if it is none of these."""
        before, colon, said = header.partition(":")
        keys = [key.strip() for key in said.split("/")]
        if not colon or before.strip().casefold() != self.title.casefold() or not all(map(is_neat, keys)):
            return None
        return self.column(*keys) if len(keys) <= self.deepest else None

    def found(self, items: Iterable[Mapping[str, Any]]) -> Iterator[Column]:
        """Find the columns that the levels of items need, those aside whose names no header can hold."""
        keys: dict[Path, None] = {}
        for item in items:
            levels = at(item, self.path) or {}
            for factor, level in levels.items():
                inner = level if isinstance(level, Mapping) else {}
                keys |= (
                    dict.fromkeys((factor, category) for category in inner) if inner else {(factor,): None}
                )
        fit = [each for each in keys if all(map(is_neat, each))]
        yield from (self.column(*each) for each in fit[:_MOST])


_MOST: Final = 60
"""How many columns the levels of one assessment get; what goes beyond stands in the column More."""
_NEAT: Final = re.compile(r"[^\W_][\w .,&()+-]{0,59}")


def is_neat(name: str) -> bool:
    """Whether a header can hold a name of a factor or a category, so that it is read as the same."""
    return bool(_NEAT.fullmatch(name)) and name == " ".join(name.split())


def at(data: Any, path: Path) -> Any:
    """Find what stands at a path of plain data, None if nothing does."""
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


@attrs.frozen
class Holder:
    """Where the items of a sheet are held: in a list of the register, or of items of another sheet.

    Args:
        path: where the list stands in the holder's data.
        kind: which kind of item holds it ("risk"); None for the register.
        said: what the sheet's column Kind calls it, where items of several kinds hold such items.
    """

    path: Path
    kind: str | None = None
    said: str = ""


@attrs.frozen
class Table:
    """A sheet with an item in each row.

    Args:
        title: name of the sheet.
        holders: who may hold its items.
        columns: its columns, without those that say who holds an item.
        kind: what its items are called where they hold others; None if they never do.
        held_in: header of the column that says which item holds it; None if the register holds all.
        held_among: the sheet with the refs that column takes, where it takes no more than refs.
        numbered: whether its items have no refs, so that a column No. numbers them for others to refer to.
        always: whether the sheet is there although it has no row.
    """

    title: str
    holders: tuple[Holder, ...]
    columns: tuple[Column | LevelColumns, ...]
    kind: str | None = None
    held_in: str | None = None
    held_among: str | None = None
    numbered: bool = False
    always: bool = False

    @property
    def leading(self) -> tuple[Column, ...]:
        """The columns that say which item holds an item, and what number it has."""
        kinds = tuple(each.said for each in self.holders if each.said)
        columns = []
        if kinds:
            columns.append(
                Column("Kind", KIND, width=10, note="What sort of item it belongs to.", choices=kinds)
            )
        if self.held_in:
            blank = " Blank if it belongs to no risk." if any(not each.kind for each in self.holders) else ""
            note = f"Ref of the item it belongs to.{blank}"
            columns.append(Column(self.held_in, HELD_IN, width=12, note=note, of=self.held_among))
        if self.numbered:
            columns.append(Column("No.", NUMBER, Kind.WHOLE, 6, "Changes refer to it by this."))
        return tuple(columns)

    def holder(self, said: Any, address: Any) -> Holder | None:
        """Find the holder that a row names, None if there is none of that kind."""
        fit = (
            each
            for each in self.holders
            if each.said == (said or "") and (each.kind is None) == (not address)
        )
        return next(fit, None)


KIND: Final = ("#kind",)
HELD_IN: Final = ("#in",)
NUMBER: Final = ("#no",)
MORE: Final = ("#more",)
"""Where a row's data says what kind of item holds it, which one, its number, and what has no column."""
LATER: Final = "More"
"""Name of the sheet for texts that are too long for a cell, and header of the column for what has none."""
FACTS: Final = "Register"
"""Name of the sheet that says what the register is."""
SCHEMES: Final = "Schemes"
"""Name of the sheet that shows the schemes; nothing is read from it."""
MARK: Final = "govkit register workbook 1"
"""What a workbook of the template says of itself, with the number of the template's edition."""
REST: Final = Column(
    LATER,
    MORE,
    width=30,
    note="What has no column of its own, as JSON behind a backslash. Leave it as it is.",
    always=False,
)
TEMPLATE: Final = Column(
    "Template", ("#template",), note="By this govkit knows the layout. Leave it as it is."
)
