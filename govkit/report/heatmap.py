"""The heat map: which risks stand in which cell of a two-factor scheme."""

from collections.abc import Iterable
from textwrap import wrap

import attrs
from immutabledict import immutabledict

from govkit.analysis import RatedRisk
from govkit.scoring import Rating, Scheme

_CELL = 13
_FACTORS = 2


@attrs.frozen(kw_only=True)
class HeatMap:
    """A matrix with the refs of the risks that stand in its cells.

    Args:
        scheme: the scheme; its first factor runs across, its second up.
        cells: refs by the numbers of the two levels, first factor first.
    """

    scheme: Scheme
    cells: immutabledict[tuple[int, int], tuple[str, ...]]

    def __str__(self) -> str:
        """Draw the map: worst row on top, in each cell the value and the refs, ``!`` above tolerance."""
        across, up = self.scheme.factors
        margin = max(len(str(level)) for level in up.levels) + 2
        rule = " " * margin + "+" + ("-" * _CELL + "+") * len(across.levels)
        lines = [f"{up.label} up, {across.label.lower()} across"]
        for row in reversed(up.levels):
            cells = [self._cell(column.number, row.number) for column in across.levels]
            height = max(len(cell) for cell in cells)
            lines.append(rule)
            for i in range(height):
                name = f"{row}" if i == 0 else ""
                parts = [(cell[i] if i < len(cell) else "").ljust(_CELL - 1) for cell in cells]
                lines.append(f"{name:<{margin}}|" + "|".join(" " + part for part in parts) + "|")
        lines.append(rule)
        heads = [wrap(str(level), _CELL - 1) for level in across.levels]
        for i in range(max(len(head) for head in heads)):
            parts = [(head[i] if i < len(head) else "").ljust(_CELL) for head in heads]
            lines.append((" " * (margin + 2) + " ".join(parts)).rstrip())
        if self.scheme.tolerance is not None:
            lines.append(f"{'':<{margin}}! above the tolerance of {self.scheme.tolerance.value}")
        return "\n".join(lines)

    def _cell(self, column: int, row: int) -> list[str]:
        across, up = self.scheme.factors
        rating = self.scheme.rate({across.key: column, up.key: row})
        mark = " !" if rating.within_tolerance is False else ""
        return [f"{rating.value}{mark}", *wrap(" ".join(self.cells.get((column, row), ())), _CELL - 2)]


def heat_map(rated: Iterable[RatedRisk], scheme: Scheme, *, phase: str = "current") -> HeatMap | None:
    """Place risks in the matrix of a scheme.

    Args:
        rated: risks with their ratings.
        scheme: the scheme; ratings of other schemes or versions are left out.
        phase: which rating counts: "inherent", "current" or "target".

    Returns:
        The map, or None for a scheme that has not exactly two factors.
    """
    if len(scheme.factors) != _FACTORS:
        return None
    across, up = scheme.factors
    cells: dict[tuple[int, int], tuple[str, ...]] = {}
    for each in rated:
        rating: Rating | None = getattr(each, phase)
        if rating is not None and (rating.scheme, rating.version) == (scheme.id, scheme.version):
            cell = (rating.levels[across.key], rating.levels[up.key])
            cells[cell] = (*cells.get(cell, ()), each.risk.ref)
    return HeatMap(scheme=scheme, cells=immutabledict(cells))
