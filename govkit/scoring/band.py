"""Bands and tolerance: what a rating demands, and where it stops being tolerable."""

from decimal import Decimal
from typing import Any

import attrs

from govkit.errors import TermError
from govkit.formats.due import refuse_misfits
from govkit.model import HowOften
from govkit.model.body import how_often
from govkit.model.constraint import Text

Value = int | Decimal | str
"""The value of a rating: a number, or a label or code where the scheme has no numbers."""

Cell = tuple[int, ...]
"""Per factor the place of a level, 0 for the least."""


def _how_often(given: HowOften | str | None) -> Any:
    """Read how often a band is reviewed; what does not say so is for the class to refuse."""
    try:
        return how_often(given) if isinstance(given, str) else given
    except TermError:
        return given


@attrs.frozen(kw_only=True)
class Band:
    """A class of ratings that is treated alike.

    Args:
        key: short name in data ("medium-high").
        label: name as printed.
        first: least value in it; None where the scheme gives bands cell by cell.
        last: greatest value in it; None where the scheme gives bands cell by cell.
        description: what the band means.
        response: what the band demands.
        reported_to: which body it is reported to, None for nobody in particular.
        review: how often it is reviewed, None if the source does not say.
        assumed: what about the band the source does not state, in a sentence; None if it states all.
    """

    key: Text
    label: Text
    first: Value | None = None
    last: Value | None = None
    description: Text | None = None
    response: Text | None = None
    reported_to: Text | None = None
    review: HowOften | None = attrs.field(default=None, converter=_how_often)
    assumed: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no band.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits(f"band {self.key}", self, Band)

    @property
    def by_value(self) -> bool:
        """Whether it says which values belong to it."""
        return self.first is not None or self.last is not None


@attrs.frozen
class Tolerance:
    """What is still within tolerance: exactly one of a value, a band, or cells.

    Args:
        value: the greatest value within tolerance.
        band: key of the worst band within tolerance.
        cells: the cells within tolerance.
    """

    value: Value | None = None
    band: str | None = attrs.field(default=None, kw_only=True)
    cells: frozenset[Cell] | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no tolerance.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits("a tolerance", self, Tolerance)

    def __str__(self) -> str:
        """Render as ``13``, as the key of the band, or as ``marked cells``."""
        if self.cells is not None:
            return "marked cells"
        return str(self.value if self.band is None else self.band)
