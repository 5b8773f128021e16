"""Gaps between objectives and their assurance, counted by kind, with the risks they stand at."""

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from govkit.analysis import Coverage, Gap
from govkit.report.table import Table

_MANY: Final = 12


@attrs.frozen
class GapCount:
    """How often one kind of gap was found, and where.

    Args:
        kind: what is missing, in the words of the assurance framework.
        count: how often.
        refs: refs of the risks or objectives it is missing at, each once, in the order of the objectives.
    """

    kind: str
    count: int
    refs: tuple[str, ...]

    @property
    def where(self) -> str:
        """The first dozen refs, and how many there are besides."""
        rest = len(self.refs) - _MANY
        return ", ".join(self.refs[:_MANY]) + (f" and {rest} more" if rest > 0 else "")


_COLUMNS: Final[Mapping[str, Callable[[GapCount], object]]] = {
    "Gap": lambda each: each.kind,
    "Count": lambda each: each.count,
    "At": lambda each: each.where,
}


@attrs.frozen
class Gaps:
    """The gaps by kind, the most frequent first."""

    counts: tuple[GapCount, ...]

    @property
    def title(self) -> str:
        """Heading of the gaps."""
        return f"Assurance gaps ({sum(each.count for each in self.counts)})"

    @property
    def table(self) -> Table:
        """The gaps, a row per kind."""
        return Table.of(self.title, _COLUMNS, self.counts)


def gaps_of(found: Coverage) -> Gaps:
    """Count the gaps of an assurance framework.

    Args:
        found: the framework.

    Returns:
        How often each kind of gap was found, and at which risks or objectives.
    """
    kinds: dict[str, list[Gap]] = {}
    for gap in found.gaps:
        kinds.setdefault(gap.kind.value, []).append(gap)
    counts = (
        GapCount(kind, len(gaps), tuple(dict.fromkeys(gap.ref.partition("/")[0] for gap in gaps)))
        for kind, gaps in kinds.items()
    )
    return Gaps(tuple(sorted(counts, key=lambda each: -each.count)))
