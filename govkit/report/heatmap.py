"""The heat map: which risks stand in which cell of a two-factor scheme."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from textwrap import wrap

import attrs
from immutabledict import immutabledict

from govkit.analysis import RatedRisk
from govkit.errors import RatingError
from govkit.history import ARROWS
from govkit.report.svg import svg_heat_map
from govkit.scoring import BaseScheme, FactorLevel, Rating

_CELL = 13
_FACTORS = 2
_NONE: Mapping[str, str] = immutabledict()


@attrs.frozen(kw_only=True)
class Cell:
    """One cell of a heat map.

    Args:
        column: its level of the factor across.
        row: its level of the factor up.
        rating: what the scheme makes of the two.
        refs: the risks that stand in it.
        marked: the same, each with what is to stand behind it ("SR3.4 ▲").
    """

    column: FactorLevel
    row: FactorLevel
    rating: Rating
    refs: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def above(self) -> bool:
        """Whether it lies above tolerance."""
        return self.rating.within_tolerance is False

    @property
    def value(self) -> str:
        """Its value, with ``!`` above tolerance."""
        return f"{self.rating.value} !" if self.above else str(self.rating.value)


@attrs.frozen(kw_only=True)
class HeatMap:
    """A matrix with the refs of the risks that stand in its cells.

    Args:
        scheme: the scheme; its first factor runs across, its second up.
        cells: refs by the numbers of the two levels, first factor first.
        phase: which rating placed them: "inherent", "current" or "target".
        movements: per ref what is to stand behind it: arrows, which are then explained, or any text; refs not
            on the map are passed over.
    """

    scheme: BaseScheme
    cells: immutabledict[tuple[int, int], tuple[str, ...]]
    phase: str = "current"
    movements: immutabledict[str, str] = attrs.field(default=immutabledict(), converter=immutabledict)

    @property
    def title(self) -> str:
        """What it shows: ``Current ratings under cambs-2019 2019-08``."""
        return f"{self.phase.capitalize()} ratings under {self.scheme.id} {self.scheme.version}"

    @property
    def axes(self) -> str:
        """What runs where: ``Impact up, likelihood across``."""
        across, up = self.scheme.factors
        return f"{up.label} up, {across.label.lower()} across"

    @property
    def key(self) -> str | None:
        """What ``!`` in a cell means, None where the scheme sets no tolerance."""
        return None if self.scheme.tolerance is None else f"! above {self.scheme.limit}"

    @cached_property
    def arrows(self) -> tuple[str, ...]:
        """What the arrows on it mean, a line each: ``▲ Likelihood increased``."""
        shown = "".join(self.movements.get(ref, "") for refs in self.cells.values() for ref in refs)
        labels = {factor.key: factor.label for factor in self.scheme.factors}
        return tuple(
            f"{each.sign} {labels.get(each.factor, each.factor.capitalize())} {each.change}"
            for each in ARROWS
            if each.sign in shown
        )

    @property
    def legend(self) -> tuple[str, ...]:
        """What the signs on it mean, a line each, the one of the tolerance first."""
        return self.arrows if self.key is None else (self.key, *self.arrows)

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Every cell, worst row on top, least column on the left."""
        across, up = self.scheme.factors
        return tuple(
            tuple(self._cell(column, row) for column in across.levels) for row in reversed(up.levels)
        )

    def _cell(self, column: FactorLevel, row: FactorLevel) -> Cell:
        across, up = self.scheme.factors
        refs = self.cells.get((column.number, row.number), ())
        return Cell(
            column=column,
            row=row,
            rating=self.scheme.rate({across.key: column.number, up.key: row.number}),
            refs=refs,
            marked=tuple(map(self._marked, refs)),
        )

    def _marked(self, ref: str) -> str:
        return " ".join(part for part in (ref, self.movements.get(ref)) if part)

    def svg(self) -> str:
        """Draw the map as SVG.

        Returns:
            An SVG document, which may also stand inside an HTML page.
        """
        return svg_heat_map(self)

    def __str__(self) -> str:
        """Draw the map: worst row on top, in each cell the value and the refs, ``!`` above tolerance."""
        across, up = self.scheme.factors
        margin = max(len(str(level)) for level in up.levels) + 2
        rule = " " * margin + "+" + ("-" * _CELL + "+") * len(across.levels)
        lines = [self.axes]
        for row in self.rows:
            cells = [[cell.value, *_lines(cell.marked, _CELL - 2)] for cell in row]
            height = max(len(cell) for cell in cells)
            lines.append(rule)
            for i in range(height):
                name = f"{row[0].row}" if i == 0 else ""
                parts = [(cell[i] if i < len(cell) else "").ljust(_CELL - 1) for cell in cells]
                lines.append(f"{name:<{margin}}|" + "|".join(" " + part for part in parts) + "|")
        lines.append(rule)
        heads = [wrap(str(level), _CELL - 1) for level in across.levels]
        for i in range(max(len(head) for head in heads)):
            parts = [(head[i] if i < len(head) else "").ljust(_CELL) for head in heads]
            lines.append((" " * (margin + 2) + " ".join(parts)).rstrip())
        lines += (f"{'':<{margin}}{each}" for each in self.legend)
        return "\n".join(lines)


def _lines(marked: Iterable[str], room: int) -> list[str]:
    """Write refs side by side, so that none is torn from its arrows unless they have no room together."""
    lines: list[str] = []
    open_ = False
    for each in marked:
        parts = wrap(each, room)
        if open_ and len(parts) == 1 and len(lines[-1]) + 1 + len(each) <= room:
            lines[-1] += f" {each}"
        else:
            lines += parts
            open_ = len(parts) == 1
    return lines


def has_cells(scheme: BaseScheme) -> bool:
    """Whether a scheme has exactly two factors, both of which always have a level."""
    return len(scheme.factors) == _FACTORS and not any(factor.optional for factor in scheme.factors)


def _answers(scheme: BaseScheme) -> bool:
    """Whether a scheme that is no table rates every cell; its code is a stranger's."""
    across, up = scheme.factors
    try:
        for column, row in product(across.levels, up.levels):
            scheme.rate({across.key: column.number, up.key: row.number})
    except RatingError:
        return False
    return True


def heat_map(
    rated: Iterable[RatedRisk],
    scheme: BaseScheme,
    *,
    phase: str = "current",
    movements: Mapping[str, str] = _NONE,
) -> HeatMap | None:
    """Place risks in the matrix of a scheme.

    Args:
        rated: risks with their ratings.
        scheme: the scheme; ratings of other schemes or versions are left out.
        phase: which rating counts: "inherent", "current" or "target".
        movements: per ref what is to stand behind it: arrows, which are then explained, or any text; refs not
            on the map are passed over.

    Returns:
        The map, or None for a scheme that has not exactly two factors, both of which always have a level, or
        whose code does not rate every cell.
    """
    if not has_cells(scheme) or not _answers(scheme):
        return None
    across, up = scheme.factors
    cells: dict[tuple[int, int], tuple[str, ...]] = {}
    for each in rated:
        rating: Rating | None = getattr(each, phase)
        if rating is not None and (rating.scheme, rating.version) == (scheme.id, scheme.version):
            cell = (rating.levels[across.key], rating.levels[up.key])
            cells[cell] = (*cells.get(cell, ()), each.risk.ref)
    return HeatMap(scheme=scheme, cells=immutabledict(cells), phase=phase, movements=movements)
