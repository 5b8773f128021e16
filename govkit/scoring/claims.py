"""What a source states about its scheme as a whole, to be verified and never taken on trust."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from govkit.formats.due import refuse_misfits
from govkit.formats.flaw import Flaw
from govkit.scoring.expression import Expression, ExpressionError, name_of
from govkit.scoring.factor import Factor


def _listed(given: Sequence[str]) -> Any:
    """Make a tuple of a list; a text stays, for the class to refuse: its letters are no expressions."""
    return tuple(given) if isinstance(given, list) else given


@attrs.frozen(kw_only=True)
class Claims:
    """Properties that a scheme claims; ``govkit.scoring.coherence`` verifies those that are claimed.

    Args:
        injective: no two cells have the same value.
        symmetric: exchanging the levels of its two factors changes nothing.
        strictly_monotone: a worse level of any factor always gives a worse value.
        ranked_by: expressions over level numbers; the value of each cell is its rank, from 1, when the cells
            are ordered by the first, cells alike in it by the second, and so on.
        equals: an expression over level numbers that gives the value of every cell.
    """

    injective: bool = False
    symmetric: bool = False
    strictly_monotone: bool = False
    ranked_by: tuple[str, ...] = attrs.field(default=(), converter=_listed)
    equals: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no claim.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits("claims", self, Claims)

    def faults(self, factors: Sequence[Factor]) -> Iterator[Flaw]:
        """Say which of its expressions cannot be read, each with its place."""
        names = tuple(name_of(factor.key) for factor in factors)
        texts = {f"/claims/ranked_by/{at}": text for at, text in enumerate(self.ranked_by)}
        if self.equals is not None:
            texts["/claims/equals"] = self.equals
        for path, text in texts.items():
            try:
                Expression(text, names)
            except ExpressionError as error:
                yield Flaw(str(error), path)
