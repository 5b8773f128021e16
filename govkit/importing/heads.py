"""Headers of tables: which row they stand in, and which column is whose."""

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from govkit.formats.sheet import Cell, Sheet
from govkit.importing.header import plain_header
from govkit.importing.mapping import TableMapping

_BETWEEN: Final = " / "


@attrs.frozen
class Head:
    """The headers of a table.

    Args:
        row: the row of the last of them, from 1 in the order of the sheet's rows.
        names: the header of each column, in order; "" where there is none.
    """

    row: int
    names: tuple[str, ...]

    def column(self, header: str) -> int | None:
        """Find the column of a header, from 0; None where there is none, or several."""
        found = self.columns([header])
        return found[0] if len(found) == 1 else None

    def columns(self, headers: Iterable[str]) -> list[int]:
        """List the columns, from 0, that have one of some headers."""
        wanted = {plain_header(header) for header in headers}
        return [i for i, name in enumerate(self.names) if plain_header(name) in wanted]

    def times(self, header: str) -> int:
        """Count the columns that have a header."""
        return len(self.columns([header]))


def head_at(sheet: Sheet, row: int, depth: int = 1) -> Head:
    """Read headers.

    Args:
        sheet: the table.
        row: the row of the last of them, from 1.
        depth: over how many rows they go.
    """
    lines = [_texts(sheet.rows[each]) for each in range(max(row - depth, 0), row)]
    width = max(map(len, lines))
    *above, own = [line + [""] * (width - len(line)) for line in lines]
    spread = [_spread(line) for line in above]
    names = []
    for i, text in enumerate(own):
        # Nothing of a header reaches over a column that has none of its own below it.
        parts = [*(line[i] for line in (spread if text else above)), text]
        names.append(_BETWEEN.join(part for part in parts if part))
    return Head(row, tuple(names))


def find_head(sheet: Sheet, table: TableMapping) -> Head | None:
    """Find the headers that a mapping names.

    Args:
        sheet: the table.
        table: its mapping.

    Returns:
        The row it says, or the first that has all of them; None where none has.
    """
    if table.header_row is not None:
        there = table.header_row <= len(sheet.rows)
        return head_at(sheet, table.header_row, table.header_rows) if there else None
    wanted = table.columns.values()
    heads = (head_at(sheet, row, table.header_rows) for row in range(table.header_rows, len(sheet.rows) + 1))
    return next((head for head in heads if all(head.times(header) for header in wanted)), None)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _spread(texts: Sequence[str]) -> list[str]:
    """Give a blank header the text to its left, over which a merged cell reaches."""
    spread: list[str] = []
    for text in texts:
        spread.append(text or (spread[-1] if spread else ""))
    return spread
