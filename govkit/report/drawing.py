"""A scheme drawn as text: the matrix as papers print it, with its bands and the line of tolerance."""

from collections.abc import Collection, Iterator, Sequence
from textwrap import wrap
from typing import Final

import attrs

from govkit.scoring import BaseScheme, Cell, Rating, Scheme

_WIDTH: Final = 12
_TWO: Final = 2


@attrs.frozen
class Drawing:
    """The matrix of a table of two factors, worst row on top.

    Args:
        scheme: the scheme.
        marked: cells to show in square brackets.
    """

    scheme: Scheme
    marked: frozenset[Cell] = frozenset()

    def _rating(self, x: int, y: int) -> Rating:
        across, up = self.scheme.factors
        return self.scheme.rate({across.key: across.levels[x].number, up.key: up.levels[y].number})

    def _above(self, x: int, y: int) -> bool:
        return self._rating(x, y).within_tolerance is False

    def _cell(self, x: int, y: int) -> list[str]:
        rating = self._rating(x, y)
        value = f"[{rating.value}]" if (x, y) in self.marked else str(rating.value)
        label = rating.band.label if rating.band and rating.band.label != rating.value else ""
        return [*wrap(value, _WIDTH - 2), *wrap(label, _WIDTH - 2)]

    def __str__(self) -> str:
        """Draw it; ``=`` and ``#`` are the line between what is within and what is above tolerance."""
        return "\n".join(line.rstrip() for line in self._lines())

    def _lines(self) -> Iterator[str]:
        across, up = self.scheme.factors
        columns, rows = range(len(across.levels)), range(len(up.levels))
        names = [wrap(str(level), 20) for level in up.levels]
        margin = max(len(line) for name in names for line in name) + 2
        yield f"{up.label} up, {across.label.lower()} across"
        yield " " * margin + "+" + ("-" * _WIDTH + "+") * len(columns)
        for y in reversed(rows):
            cells = [self._cell(x, y) for x in columns]
            height = max(len(names[y]), *(len(cell) for cell in cells))
            for line in range(height):
                yield f"{_line(names[y], line):<{margin}}|" + "".join(
                    f" {_line(cell, line):<{_WIDTH - 1}}{self._side(x, y)}" for x, cell in enumerate(cells)
                )
            yield " " * margin + "+" + "".join(self._floor(x, y) * _WIDTH + "+" for x in columns)
        heads = [wrap(str(level), _WIDTH) for level in across.levels]
        for line in range(max(len(head) for head in heads)):
            yield " " * (margin + 2) + " ".join(f"{_line(head, line):<{_WIDTH}}" for head in heads)

    def _side(self, x: int, y: int) -> str:
        """The line to the right of a cell."""
        edge = x + 1 == len(self.scheme.factors[0].levels)
        return "|" if edge or self._above(x, y) == self._above(x + 1, y) else "#"

    def _floor(self, x: int, y: int) -> str:
        """The line below a cell."""
        return "-" if y == 0 or self._above(x, y) == self._above(x, y - 1) else "="


def _line(lines: Sequence[str], at: int) -> str:
    return lines[at] if at < len(lines) else ""


def draw(scheme: BaseScheme, marked: Collection[Cell] = ()) -> Drawing | None:
    """Draw the matrix of a scheme.

    Args:
        scheme: the scheme.
        marked: cells to show in square brackets.

    Returns:
        The drawing, or None for a scheme that is no table of two factors.
    """
    if not isinstance(scheme, Scheme) or len(scheme.factors) != _TWO:
        return None
    return Drawing(scheme, frozenset(marked))


def cell_in_words(scheme: BaseScheme, cell: Sequence[int | None]) -> str:
    """Name a cell by its levels: ``likelihood 3 Probable, impact 2 Moderate``.

    Args:
        scheme: the scheme.
        cell: per factor the place of a level; None for a factor that is left out.

    Returns:
        The cell in words.
    """
    pairs = zip(scheme.factors, cell, strict=True)
    return ", ".join(f"{factor.label.lower()} {factor.levels[at]}" for factor, at in pairs if at is not None)
