"""The lines of a paper and the cells in them."""

import re
from collections.abc import Callable
from typing import Final

import attrs

from cambs_papers.passage import Passage

BREAK: Final = re.compile(r"\r\n|\n|\r")
"""What ends a line."""
_TAB: Final = re.compile(r"\t")


@attrs.frozen
class Row:
    """A line that says something.

    Args:
        line: which line of the paper it is, from 1.
        cells: what stands between its tabs, without tags and blanks around it; some say nothing.
        start: where it begins in the paper, counted from 0.
        end: where it ends.
    """

    line: int
    cells: tuple[Passage, ...]
    start: int
    end: int

    @property
    def said(self) -> list[Passage]:
        """The cells that say something."""
        return [cell for cell in self.cells if cell]

    @property
    def only(self) -> Passage | None:
        """Its only cell that says something, None if there are several."""
        said = self.said
        return said[0] if len(said) == 1 else None

    @property
    def text(self) -> str:
        """What its cells say, with a tab between them."""
        return "\t".join(cell.text for cell in self.said)


def rows_of(text: str, cells: Callable[[Passage], list[Passage]] | None = None) -> list[Row]:
    """Read the lines that say something.

    Args:
        text: the whole paper.
        cells: how a line is cut into cells; at its tabs if nothing is said.

    Returns:
        The rows, in order.
    """
    cut = cells or at_tabs
    found: list[Row] = []
    start = 0
    ends = [*((match.start(), match.end()) for match in BREAK.finditer(text)), (len(text), len(text))]
    for line, (end, following) in enumerate(ends, start=1):
        whole = text[start:end]
        if whole and not whole.isspace():
            passage = Passage(whole, tuple(range(start, end)))
            row = Row(line, tuple(cell.tidy() for cell in cut(passage)), start, end)
            if row.said:
                found.append(row)
        start = following
    return found


def at_tabs(line: Passage) -> list[Passage]:
    """Cut a line at its tabs; cells that say nothing count too."""
    return cut_at(line, _TAB)


def cut_at(line: Passage, between: re.Pattern[str]) -> list[Passage]:
    """Cut a line wherever a pattern matches; cells that say nothing count too."""
    found, start = [], 0
    for match in between.finditer(line.text):
        found.append(line.cut(start, match.start()))
        start = match.end()
    return [*found, line.cut(start)]
