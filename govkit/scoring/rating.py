"""What a scheme answers: a rating that carries its scheme and can explain itself."""

from collections.abc import Iterator
from decimal import Decimal

import attrs
from immutabledict import immutabledict

from govkit.errors import SchemeMismatchError
from govkit.model import Cadence

Value = int | Decimal | str
"""The value of a rating: a number, or a label or code where the scheme has no numbers."""


@attrs.frozen(kw_only=True)
class Band:
    """A range of ratings that is treated alike.

    Args:
        key: short name in data ("medium-high").
        label: name as printed.
        first: least value in it.
        last: greatest value in it.
        response: what the band demands.
        reported_to: which body it is reported to, None for nobody in particular.
        review: how often it is reviewed, None if the source does not say.
        assumed: what about the band the source does not state, in a sentence; None if it states all.
    """

    key: str
    label: str
    first: Value
    last: Value
    response: str | None = None
    reported_to: str | None = None
    review: Cadence | None = attrs.field(default=None, converter=attrs.converters.optional(Cadence))
    assumed: str | None = None


@attrs.frozen
class Tolerance:
    """The greatest value that is still within tolerance."""

    value: Value


@attrs.frozen(kw_only=True, order=False)
class Rating:
    """One result of a scheme.

    Ratings of one scheme and version compare by ``rank``; ratings of different ones refuse to.

    Args:
        scheme: id of the scheme.
        version: version of the scheme.
        value: the rating.
        rank: its place among the scheme's results, 0 for the least.
        levels: per factor the level that counted, by number.
        band: the band it falls in, None where the scheme has none.
        within_tolerance: True or False, None where the scheme sets no tolerance.
        origin: the plug-in the scheme came from, with its version ("govkit 0.1.0"); empty for a scheme that
            no plug-in offered. It takes no part in equality.
        explanation: which cell, which category, which band, which side of tolerance, and what follows.
    """

    scheme: str
    version: str
    value: Value
    rank: int
    levels: immutabledict[str, int]
    band: Band | None = None
    within_tolerance: bool | None = None
    origin: str = attrs.field(default="", eq=False, repr=False)
    explanation: str = attrs.field(default="", repr=False)

    def __str__(self) -> str:
        """Render as ``14, Medium-high, above tolerance``."""
        return ", ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        yield str(self.value)
        if self.band is not None:
            yield self.band.label
        if self.within_tolerance is not None:
            yield "within tolerance" if self.within_tolerance else "above tolerance"

    def _rank_of(self, other: object) -> int:
        if not isinstance(other, Rating):
            raise TypeError(
                f"a Rating has no order against {type(other).__name__}; compare its value or rank"
            )
        if (self.scheme, self.version) != (other.scheme, other.version):
            raise SchemeMismatchError(f"{self.scheme} {self.version}", f"{other.scheme} {other.version}")
        return other.rank

    def __lt__(self, other: "Rating") -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: "Rating") -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: "Rating") -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: "Rating") -> bool:
        return self.rank >= self._rank_of(other)
