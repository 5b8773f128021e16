"""The current ratings under one scheme as a table, for schemes that have no map to stand in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from govkit.analysis import RatedRisk
from govkit.model import Risk
from govkit.report.table import Table
from govkit.scoring import BaseScheme, Rating

_SIDES: Final = {True: "within", False: "above", None: None}


@attrs.frozen
class Placed:
    """A risk with its current rating."""

    risk: Risk
    rating: Rating


_COLUMNS: Final[Mapping[str, Callable[[Placed], object]]] = {
    "Ref": lambda each: each.risk.ref,
    "Risk": lambda each: each.risk.title,
    "Rating": lambda each: str(each.rating.value),
    "Band": lambda each: each.rating.band.label if each.rating.band else None,
    "Tolerance": lambda each: _SIDES[each.rating.within_tolerance],
}


def rated_table(rated: Iterable[RatedRisk], scheme: BaseScheme) -> Table | None:
    """List risks with their current ratings, the worst first; those alike in the order of the register.

    Args:
        rated: risks with their ratings.
        scheme: the scheme; ratings of other schemes or versions are left out.

    Returns:
        The table; None if no risk has such a rating.
    """
    placed = [
        Placed(each.risk, each.current)
        for each in rated
        if each.current is not None
        and (each.current.scheme, each.current.version) == (scheme.id, scheme.version)
    ]
    if not placed:
        return None
    placed.sort(key=lambda each: -each.rating.rank)
    return Table.of(f"Current ratings ({len(placed)}), the worst first", _COLUMNS, placed)
