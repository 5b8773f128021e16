"""Cells of a table that are shown as one with another."""

from bisect import bisect_right

from govkit.formats.sheet import Cell, Sheet

_Reach = tuple[int, int, int]
"""First row, last row and first column of a range."""


class Spans:
    """The merged ranges of a table.

    Args:
        sheet: the table.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._ranges = sorted(sheet.merged)
        self._columns: dict[int, list[_Reach]] = {}

    def first(self, row: int, column: int, below: int) -> Cell | None:
        """Find the cell that speaks for another one.

        Args:
            row: the row of the other one, from 1.
            column: its column, from 1.
            below: the last row of the headers; what speaks from there speaks for no other row.

        Returns:
            The first cell of the range around the place; None where there is no range, or nothing in it.
        """
        reaches = self._reaches(column)
        found = bisect_right(reaches, row, key=lambda reach: reach[0]) - 1
        if found < 0 or reaches[found][1] < row or reaches[found][0] <= below:
            return None
        top, _, left = reaches[found]
        cells = self._sheet.rows[top - 1] if top <= len(self._sheet.rows) else ()
        return cells[left - 1] if left <= len(cells) and not cells[left - 1].is_blank else None

    def reach_down(self, column: int, below: int) -> bool:
        """Say whether a range goes over several rows of a column.

        Args:
            column: the column, from 1.
            below: the last row of the headers, below which the range begins.
        """
        return any(below < top < bottom for top, bottom, _ in self._reaches(column))

    def _reaches(self, column: int) -> list[_Reach]:
        if column not in self._columns:
            self._columns[column] = [
                (top, bottom, left) for top, left, bottom, right in self._ranges if left <= column <= right
            ]
        return self._columns[column]
