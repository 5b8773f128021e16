"""Lines and columns of a text."""

import re
from bisect import bisect_right
from collections.abc import Callable

from govkit.model import Position


def places(text: str) -> Callable[[int], Position]:
    """Find the beginnings of a text's lines, once.

    Args:
        text: the whole text.

    Returns:
        A function from an index into the text to its line and column.
    """
    lines = [0, *(match.end() for match in re.finditer(r"\n", text))]

    def place(start: int) -> Position:
        line = bisect_right(lines, start)
        return Position(line, start - lines[line - 1] + 1)

    return place
