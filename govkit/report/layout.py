"""Where everything goes in a drawn heat map: cells grow until all their refs have room."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import attrs

from govkit.report.measure import broken, width
from govkit.report.visible import visible

if TYPE_CHECKING:
    from govkit.report.heatmap import Cell, HeatMap

PAD: Final = 8
VALUE: Final = 16
BAND: Final = 12
TEXT: Final = 13
LEADING: Final = 1.3
_CELL: Final = 132
_SIDE: Final = 112
"""Most that the labels of the rows may take."""
_LEAST: Final = 64
SAMPLE: Final = 32
"""Room for a piece of the line of tolerance in the key."""
_BOLD: Final = 1.12
"""How much wider bold text is at most."""


@attrs.frozen
class Line:
    """One line of text: where it begins, as seen from the corner of its cell, and how it is set."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


@attrs.frozen
class Layout:
    """Edges of columns and rows, and everything that has to be broken into lines.

    Args:
        map: the map.
    """

    map: "HeatMap"

    @cached_property
    def lines(self) -> list[list[list[Line]]]:
        """The lines of each cell, by row and column."""
        return [[list(self._lines(cell)) for cell in row] for row in self.map.rows]

    @cached_property
    def rows(self) -> list[list[str]]:
        """The labels of the rows, from the top."""
        return [_broken(str(row[0].row), _SIDE, TEXT) for row in self.map.rows]

    @cached_property
    def columns(self) -> list[list[str]]:
        """The labels of the columns, from the left."""
        return [_broken(str(cell.column), _CELL - PAD, TEXT) for cell in self.map.rows[0]]

    @cached_property
    def ys(self) -> list[float]:
        """The edges of the rows, from the top."""
        heights = [
            max(_LEAST, 2 * PAD + _height(label), *(_bottom(cell) + PAD for cell in cells))
            for cells, label in zip(self.lines, self.rows, strict=True)
        ]
        return list(accumulate(heights, initial=float(PAD)))

    @cached_property
    def up(self) -> list[str]:
        """The name of the factor up, to stand beside the matrix."""
        return _broken(self.map.scheme.factors[1].label, self.ys[-1] - self.ys[0], TEXT * _BOLD)

    @cached_property
    def xs(self) -> list[float]:
        """The edges of the columns, from the left."""
        labels = max((width(line) * TEXT for label in self.rows for line in label), default=0)
        left = 3 * PAD + _height(self.up) + labels
        return [left + _CELL * i for i in range(len(self.columns) + 1)]

    @cached_property
    def across(self) -> list[str]:
        """The name of the factor across, to stand under the matrix."""
        return _broken(self.map.scheme.factors[0].label, self.xs[-1] - self.xs[0], TEXT * _BOLD)

    @cached_property
    def key(self) -> list[list[str]]:
        """What the signs in the cells mean, to stand under everything else."""
        across = self.xs[-1] - self.xs[0]
        return [_broken(text, across - SAMPLE, TEXT) for text in self.map.legend]

    @cached_property
    def feet(self) -> list[float]:
        """Where the labels of the columns begin, the name of their factor, the key, and the end of it all."""
        blocks = (max(self.columns, key=len), self.across, [line for text in self.key for line in text])
        steps = [_height(block) + PAD if block else 0 for block in blocks]
        return list(accumulate(steps, initial=self.ys[-1] + PAD))

    def _lines(self, cell: "Cell") -> Iterator[Line]:
        room = _CELL - 2 * PAD
        y = float(PAD)
        for line in _broken(cell.value, room, VALUE * _BOLD):
            y += VALUE
            yield Line(line, PAD, y, VALUE, bold=True)
        for line in _broken(cell.rating.band.label if cell.rating.band else "", room, BAND):
            y += BAND * LEADING
            yield Line(line, PAD, y, BAND)
        y += PAD / 2
        refs = [_broken(marked, room, TEXT) for marked in cell.marked]
        step = max(filter(_is_narrow, map(_step, refs)), default=room + PAD)
        for beside in _abreast(refs, int((room + PAD) // step)):
            for place, ref in enumerate(beside):
                for count, line in enumerate(ref, start=1):
                    yield Line(line, PAD + place * step, y + count * TEXT * LEADING, TEXT)
            y += max(map(_height, beside))


def _step(ref: list[str]) -> float:
    """Say how far behind the beginning of a ref the next one may begin."""
    return max((width(line) * TEXT for line in ref), default=0) + PAD


def _is_narrow(step: float) -> bool:
    return step <= (_CELL - PAD) / 2


def _abreast(refs: Iterable[list[str]], count: int) -> Iterator[list[list[str]]]:
    """Put refs that leave room for others side by side, so many at most; the others have a row each."""
    beside: list[list[str]] = []
    for ref in refs:
        if beside and (len(beside) == count or not (_is_narrow(_step(ref)) and _is_narrow(_step(beside[0])))):
            yield beside
            beside = []
        beside.append(ref)
    if beside:
        yield beside


def _broken(text: str, room: float, size: float) -> list[str]:
    return broken(visible(text), room / size)


def _height(lines: list[str]) -> float:
    return len(lines) * TEXT * LEADING


def _bottom(lines: Iterable[Line]) -> float:
    return max((line.y for line in lines), default=0)
