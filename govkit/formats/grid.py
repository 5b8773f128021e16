"""A table as it is laid out: cells that reach over rows and columns, each where a reader sees it."""

from collections.abc import Iterable
from typing import Final

from govkit.errors import LoadError, Problem
from govkit.formats.sheet import Cell, Sheet
from govkit.model import Noted, Position

MOST_CELLS: Final = 1_000_000
"""How many cells a table may have, those that others reach over included."""

LONGEST: Final = 1_000_000
"""Characters of a cell; Excel's own hold 32 767."""


class Grid:
    """Takes the cells of a table row by row, and knows which place the next one has.

    Args:
        sheet: name of the table.
        file: what to call the file in messages.
    """

    def __init__(self, sheet: str, file: str) -> None:
        self._sheet = sheet
        self._file = file
        self._rows: list[dict[int, Cell]] = []
        self._taken: dict[int, int] = {}
        self._size = 0
        self._hidden_rows: set[int] = set()
        self._noted: list[Noted] = []
        self._merged: list[tuple[int, int, int, int]] = []

    def row(self, *, hidden: bool = False) -> None:
        """Begin the next row.

        Args:
            hidden: whether a reader does not see it.
        """
        self._rows.append({})
        if hidden:
            self._hidden_rows.add(len(self._rows))

    def put(
        self,
        text: str,
        notes: Iterable[str] = (),
        *,
        column: int | None = None,
        across: int = 1,
        down: int = 1,
    ) -> None:
        """Put a cell into the row that was begun.

        Args:
            text: what a reader sees in it.
            notes: what a person should look at in it, a sentence each.
            column: where it stands, from 1; the next column that no cell reaches over unless given.
            across: how many columns it reaches over.
            down: how many rows it reaches over.

        Raises:
            LoadError: the table has more cells than any register, or the text is longer than a million
                characters.
        """
        row = self._rows[-1]
        line = len(self._rows)
        if column is None:
            column = max(row, default=0) + 1
            while self._taken.get(column, 0) >= line:
                column += 1
        self._size += column + across - 1 - max(row, default=0)
        if self._size > MOST_CELLS:
            raise self._refused(1, f"the table has more than {MOST_CELLS:,} cells; no register has")
        if len(text) > LONGEST:
            raise self._refused(column, f"this cell has more than {LONGEST:,} characters")
        ends = range(column, column + across)
        position = Position(line, column, self._sheet)
        if any(self._taken.get(each, 0) >= line for each in ends):
            notes = (*notes, "this cell and another one lie over each other; see whether both are right")
        for each in ends:
            self._taken[each] = max(self._taken.get(each, 0), line + down - 1)
        if across > 1 or down > 1:
            self._merged.append((line, column, line + down - 1, column + across - 1))
        row[column] = Cell(text or None, text, position)
        self._noted += (Noted(position, note) for note in notes)

    def note(self, reason: str) -> None:
        """Note what is about the whole table.

        Args:
            reason: why a person should look at it, as a sentence.
        """
        self._noted.append(Noted(Position(1, 1, self._sheet), reason))

    def _refused(self, column: int, message: str) -> LoadError:
        at = Problem(message, "", self._file, len(self._rows), column, self._sheet)
        return LoadError(self._file, [at])

    def sheet(self, *, hidden: bool = False) -> Sheet:
        """Make a table of what was put.

        Args:
            hidden: whether a reader does not see it.

        Returns:
            The table. A cell that others reach over is empty, and a row ends with its last own cell.
        """
        rows = tuple(self._row(line, cells) for line, cells in enumerate(self._rows, 1))
        return Sheet(
            self._sheet,
            rows,
            hidden,
            frozenset(self._hidden_rows),
            tuple(self._noted),
            tuple(self._merged),
        )

    def _row(self, line: int, cells: dict[int, Cell]) -> tuple[Cell, ...]:
        return tuple(
            cells.get(column) or Cell(None, "", Position(line, column, self._sheet))
            for column in range(1, max(cells, default=0) + 1)
        )
