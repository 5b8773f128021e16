"""Tables as cells, whatever they stand in: a workbook, a text with commas, a page."""

from datetime import date, datetime, time
from decimal import Decimal

import attrs

from govkit.model import Noted, Position


@attrs.frozen
class Cell:
    """A cell of a table.

    Args:
        value: what it holds, as the source has it; None where it is empty.
        text: what a reader sees; "" where it is empty.
        position: where it stands.
        flaw: what is wrong with it, as a clause that follows "it" ("holds the error #N/A"); None if nothing.
    """

    value: str | bool | int | float | Decimal | date | datetime | time | None
    text: str
    position: Position
    flaw: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen in it, and nothing is wrong with it."""
        return not self.text.strip() and self.flaw is None


@attrs.frozen
class Sheet:
    """A table: one of a workbook's sheets, or the one of a text.

    Args:
        name: its name; "" for the only one of a text.
        rows: its rows, the cells of each from the first column on; rows may differ in length.
        hidden: whether a person who opens it does not see it.
        hidden_rows: rows that a person does not see, counted from 1.
        noted: what a person should look at.
        merged: the ranges whose cells are shown as one: first row, first column, last row and last column of
            each. Only the first cell of a range holds anything.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    noted: tuple[Noted, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
