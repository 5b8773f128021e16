"""The order of a scheme's values, least to worst, whatever they are."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import attrs
from immutabledict import immutabledict

from govkit.scoring.band import Value


@attrs.frozen
class Order:
    """Values from least to worst.

    Args:
        values: the values a scheme can give.
    """

    values: tuple[Value, ...]

    @cached_property
    def ranks(self) -> immutabledict[Value, int]:
        """The rank of each value, 0 for the least."""
        return immutabledict((value, rank) for rank, value in enumerate(self.values))

    def place(self, value: Value | None) -> float | None:
        """Place a value among the results.

        Args:
            value: a value of the scheme, or a number that no cell reaches.

        Returns:
            Its rank; a half between two ranks for a number that no cell reaches; None for anything else, None
            included, and for a number among numbers that neither rise nor fall.
        """
        if value is not None and value in self.ranks:
            return self.ranks[value]
        if value is None or isinstance(value, str) or any(isinstance(item, str) for item in self.values):
            return None
        numbers: list[Any] = list(self.values)
        rising = numbers == sorted(numbers)
        if not rising and numbers != sorted(numbers, reverse=True):
            return None
        below = [item for item in numbers if (item < value if rising else item > value)]
        return len(below) - 0.5

    def between(self, first: Value | None, value: Value, last: Value | None) -> bool:
        """Whether a value lies between two others, both included; False where one has no place."""
        low, middle, high = self.place(first), self.place(value), self.place(last)
        return low is not None and middle is not None and high is not None and low <= middle <= high


def natural_order(values: Sequence[Value]) -> tuple[Value, ...] | None:
    """Order numbers of which higher is worse; None if there are texts, whose order has to be said."""
    found = set(values)
    return None if any(isinstance(value, str) for value in found) else tuple(sorted(found))
