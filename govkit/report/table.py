"""A table of the report, whatever form it is written in."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen
class Table:
    """Rows under heads, and over them a title.

    Args:
        title: what it lists, with the count: ``Closed (5)``.
        heads: names of the columns.
        rows: the rows, a text for each column, empty where there is nothing to say.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, title: str, columns: Mapping[str, Callable[[T], object]], items: Sequence[T]) -> "Table":
        """Lay items out; a column that would stay empty is left out.

        Args:
            title: what it lists.
            columns: per head how to read its text from an item.
            items: what it lists.

        Returns:
            The table.
        """
        heads = tuple(head for head, read in columns.items() if any(read(each) for each in items))
        return cls(
            title, heads, tuple(tuple(str(columns[head](each) or "") for head in heads) for each in items)
        )


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write rows in columns of one width; the last column runs on.

    Args:
        rows: texts, as many in each row.

    Returns:
        A line for each row, without blanks at its end.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
