"""What a workbook shows besides a register's facts: the schemes, and colours by their bands."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

import attrs
from immutabledict import immutabledict

from govkit.errors import RatingError
from govkit.model import Register
from govkit.scoring import BaseScheme, Rating

_MOST_RATINGS: Final = 400
"""Combinations of levels beyond which a scheme is not drawn; a matrix of 20 by 20 has as many."""

Colour = Callable[[BaseScheme, Rating], tuple[str, str]]
"""Gives the colours of a rating and of the text on it, as ``#rrggbb``."""


def _plain(_: BaseScheme, __: Rating) -> tuple[str, str]:
    return "#ffffff", "#000000"


@attrs.frozen
class Dress:
    """What is needed to show schemes.

    Args:
        schemes: the schemes at hand by id.
        colour: gives the colours of a rating.
    """

    schemes: Mapping[str, BaseScheme] = immutabledict()
    colour: Colour = _plain

    def worn_by(self, register: Register) -> tuple[BaseScheme, ...]:
        """Find the schemes that the assessments of a register are of, its own first."""
        named = [register.scheme, *(each.item.scheme for each in register.all_assessments)]
        return tuple(self.schemes[name] for name in dict.fromkeys(named) if name and name in self.schemes)

    def ratings(self, scheme: BaseScheme) -> Iterator[tuple[tuple[int, ...], Rating]]:
        """Rate every combination of levels, if they are few.

        Args:
            scheme: the scheme.

        Yields:
            The numbers of the levels in the order of the factors, and their rating.
        """
        if any(each.optional for each in scheme.factors):
            return
        if prod(len(each.levels) for each in scheme.factors) > _MOST_RATINGS:
            return
        keys = [each.key for each in scheme.factors]
        for levels in product(*(each.levels for each in scheme.factors)):
            numbers = tuple(level.number for level in levels)
            try:
                yield numbers, scheme.rate(dict(zip(keys, numbers, strict=True)))
            except RatingError:  # a scheme of code may refuse some, or fail
                continue


UNDRESSED: Final = Dress()
"""Shows no scheme."""
