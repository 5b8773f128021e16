"""A line of a file around one of its columns, and where that column stands on a terminal."""

import unicodedata
from typing import Final

from govkit.report.visible import visible

_CUT: Final = "…"
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_WIDE: Final = frozenset("WF")


def excerpt(line: str, column: int, room: int) -> tuple[str, int]:
    """Show a line around one of its columns.

    A tab becomes a blank, and hidden characters become visible, so that a caret below stands where it should.

    Args:
        line: the line.
        column: the column, counted from 1 in characters.
        room: how many columns the terminal has; a longer line is cut with "…" at either end.

    Returns:
        The line, and how many columns of the terminal come before the one that was asked for.
    """
    at = min(column - 1, len(line))
    begin = max(at - room, 0)
    cells = [visible(char) for char in line[begin : at + room]]
    widths = [_width(cell) for cell in cells]
    first = last = at - begin
    before = used = 0
    # A third of the room for what comes before, then what comes behind, then more of what comes before.
    while first and before + widths[first - 1] <= room // 3:
        first, before = first - 1, before + widths[first - 1]
    used = before
    while last < len(cells) and used + widths[last] <= room - 2:
        last, used = last + 1, used + widths[last]
    while first and used + widths[first - 1] <= room - 2:
        first, before, used = first - 1, before + widths[first - 1], used + widths[first - 1]
    head = _CUT if begin + first else ""
    tail = _CUT if begin + last < len(line) else ""
    return head + "".join(cells[first:last]) + tail, len(head) + before


def _width(cell: str) -> int:
    """How many columns a terminal gives to what is shown of a character."""
    if len(cell) > 1:
        return len(cell)
    if unicodedata.category(cell) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(cell) in _WIDE else 1
