"""Asking a scheme for its ratings: of every combination of levels, or of a sample."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, product
from random import Random
from typing import Final

import attrs
from immutabledict import immutabledict

from govkit.blame import said, where
from govkit.errors import RatingError, SchemeRaisedError
from govkit.scoring.asked import combination_faults
from govkit.scoring.band import Value
from govkit.scoring.base import BaseScheme
from govkit.scoring.factor import Factor, Interval
from govkit.scoring.rating import Rating

Spot = tuple[int | None, ...]
"""A cell: per factor the place of a level, 0 for the least; None for an optional factor that is left out."""

BOUND: Final = 20_000
"""How many combinations of levels are asked for at most."""

_OPTIONAL: Final = 10
"""Up to so many optional factors, every choice of them is asked for, whatever the bound."""

_MANY: Final = 10**9
"""From here on a number is told by its size."""


@attrs.frozen
class Answered:
    """What a scheme answered for one cell.

    Args:
        value: the value.
        rank: its place among the scheme's values.
        band: the place of its band, None where it was put in none.
        within: whether it is within tolerance, None where the scheme does not say.
    """

    value: Value
    rank: int
    band: int | None
    within: bool | None


@attrs.frozen
class Unanswered:
    """Why a cell has no usable rating.

    Args:
        why: the reason, as a clause that follows the name of the cell.
        kind: what one fault of the scheme's code has in common for all cells; the reason unless given.
    """

    why: str
    kind: str = attrs.field(default=attrs.Factory(lambda self: self.why, takes_self=True))


@attrs.frozen
class Survey:
    """A scheme and what it answers.

    The scheme's code is treated as a stranger's: whatever it raises or returns is noted, never passed on.

    Args:
        scheme: the scheme.
        intervals: intervals to assume, by key of factor.
        bound: how many combinations of levels to ask for at most; beyond it a sample is taken.
    """

    scheme: BaseScheme
    intervals: Mapping[str, tuple[Interval, ...]] = immutabledict()
    bound: int = BOUND
    _known: dict[Spot, Answered | Unanswered] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The factors of the scheme."""
        return self.scheme.factors

    @cached_property
    def combinations(self) -> int:
        """How many combinations of levels there are, with and without each optional factor."""
        return math.prod(len(factor.levels) + factor.optional for factor in self.factors)

    @property
    def whole(self) -> bool:
        """Whether every combination is looked at."""
        return self.combinations <= self.bound

    @cached_property
    def cells(self) -> Mapping[Spot, Answered]:
        """The cells that were looked at and have a rating."""
        return {
            cell: answer
            for cell in self._asked
            if isinstance(answer := self.answer(cell), Answered)
        }  # fmt: skip

    @cached_property
    def failures(self) -> Mapping[Spot, Unanswered]:
        """The cells that were looked at and have none, each with the reason."""
        return {
            cell: answer
            for cell in self._asked
            if isinstance(answer := self.answer(cell), Unanswered)
        }  # fmt: skip

    @cached_property
    def full(self) -> Mapping[Spot, Answered]:
        """The rated cells in which no factor is left out."""
        return {cell: answer for cell, answer in self.cells.items() if None not in cell}

    @cached_property
    def steps(self) -> tuple[tuple[Spot, Spot], ...]:
        """Pairs of rated cells, of which the second is one level worse in one factor."""
        if not self.whole:
            pairs = (pair for chain in self._chains for pair in pairwise(chain))
        else:
            pairs = ((cell, worse) for cell in self.cells for worse in self._worse(cell))
        return tuple(dict.fromkeys(pair for pair in pairs if pair[0] in self.cells and pair[1] in self.cells))

    @cached_property
    def examined(self) -> str:
        """What was looked at, in a sentence."""
        count = len(self.cells) + len(self.failures)
        if self.whole:
            kinds = " that go together" if count != self.combinations else ""
            return f"All {_number(count)} combinations of levels{kinds} were examined."
        return (
            f"{_number(count)} of {_number(self.combinations)} combinations of levels were examined, "
            "in chains that go from level to level, the same ones every time."
        )

    @cached_property
    def sets(self) -> Mapping[tuple[str, ...], bool | str]:
        """Per set of factors, by key, whether its factors go together; a text says why that is not known."""
        return {keys: self._together(keys) for keys in self._sets_to_ask()}

    def levels(self, cell: Spot) -> dict[str, int]:
        """Write a cell as levels by number, as ``rate`` takes them.

        Args:
            cell: the cell.

        Returns:
            Per factor a level number; a factor that is left out is missing.
        """
        pairs = zip(self.factors, cell, strict=True)
        return {factor.key: factor.levels[at].number for factor, at in pairs if at is not None}

    def named(self, cell: Spot) -> str:
        """Name a cell by its level numbers: ``likelihood 3, impact 2``."""
        return ", ".join(f"{key} {number}" for key, number in self.levels(cell).items()) or "no factor"

    def answer(self, cell: Spot) -> Answered | Unanswered:
        """Ask for the rating of a cell, once.

        Args:
            cell: the cell.

        Returns:
            The rating, or why there is none.
        """
        if cell not in self._known:
            self._known[cell] = self._ask(cell)
        return self._known[cell]

    def _ask(self, cell: Spot) -> Answered | Unanswered:
        try:
            rating: object = self.scheme.rate(self.levels(cell))
        except SchemeRaisedError as error:
            return Unanswered(error.what, error.kind)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code may raise anything
            return Unanswered(raised(error), f"{type(error).__name__} {where(error)}")
        if not isinstance(rating, Rating):
            return Unanswered(f"is given {type(rating).__name__} where a Rating is due")
        why = self._wrong(rating)
        if why is not None:
            return Unanswered(why)
        band = None if rating.band is None else self.scheme.bands.index(rating.band)
        return Answered(rating.value, rating.rank, band, rating.within_tolerance)

    def _wrong(self, rating: Rating) -> str | None:
        value: object = rating.value
        if not isinstance(value, int | Decimal | str) or isinstance(value, bool):
            return f"is given a value of type {type(value).__name__}"
        rank = self.scheme.order.ranks.get(value)
        if rank is None:
            return f'has the value "{value}", which is not among the scheme\'s values'
        if rating.rank != rank:
            return f'has the value "{value}" at rank {rating.rank}, whose rank is {rank}'
        if rating.band is not None and rating.band not in self.scheme.bands:
            return f'is in a band "{rating.band.key}" that the scheme does not have'
        return None

    def _sets_to_ask(self) -> Iterator[tuple[str, ...]]:
        """List sets of factors, each with all that are not optional; a sample if there are too many."""
        optional = [factor.key for factor in self.factors if factor.optional]
        choices: Iterable[Sequence[bool]] = product((True, False), repeat=len(optional))
        if not self.whole and len(optional) > _OPTIONAL:
            random = self._random()
            some = ([random.random() < 0.5 for _ in optional] for _ in range(2**_OPTIONAL))  # noqa: PLR2004
            choices = [[True] * len(optional), [False] * len(optional), *some]
        for choice in choices:
            out = {key for key, chosen in zip(optional, choice, strict=True) if not chosen}
            yield tuple(factor.key for factor in self.factors if factor.key not in out)

    def _together(self, keys: tuple[str, ...]) -> bool | str:
        try:
            return not combination_faults(self.scheme, keys)
        except RatingError as error:
            return raised(error)

    @cached_property
    def _asked(self) -> tuple[Spot, ...]:
        if not self.whole:
            return tuple(dict.fromkeys(cell for chain in self._chains for cell in chain))
        return tuple(
            cell
            for keys, together in self.sets.items()
            if together is True
            for cell in product(
                *(range(len(each.levels)) if each.key in keys else [None] for each in self.factors)
            )
        )

    def _worse(self, cell: Spot) -> Iterator[Spot]:
        for place, at in enumerate(cell):
            if at is not None and at + 1 < len(self.factors[place].levels):
                yield (*cell[:place], at + 1, *cell[place + 1 :])

    @cached_property
    def _chains(self) -> tuple[tuple[Spot, ...], ...]:
        """Draw chains from the least to the worst levels, through each set of factors that go together.

        They alternate between steps in mixed order, which cross the middle, and one factor after the other,
        which follows the edges.
        """
        random = self._random()
        sets = [keys for keys, together in self.sets.items() if together is True]
        chains: list[tuple[Spot, ...]] = []
        left = self.bound
        while sets and left > 0:
            keys = sets[len(chains) // 2 % len(sets)]
            given = [place for place, factor in enumerate(self.factors) if factor.key in keys]
            random.shuffle(given)
            moves = [place for place in given for _ in self.factors[place].levels[1:]]
            if len(chains) % 2 == 0:
                random.shuffle(moves)
            cell = [0 if place in given else None for place in range(len(self.factors))]
            chain: list[Spot] = [tuple(cell)]
            for place in moves[: left - 1]:
                cell[place] = (cell[place] or 0) + 1
                chain.append(tuple(cell))
            chains.append(tuple(chain))
            left -= len(chain)
        return tuple(chains)

    def _random(self) -> Random:
        return Random(f"{self.scheme.id} {self.scheme.version}")  # noqa: S311 - to be the same every time


def raised(error: BaseException) -> str:
    """Say on one line which error was raised and where, whatever it says of itself."""
    return error.what if isinstance(error, SchemeRaisedError) else f"raises {said(error)}"


def _number(count: int) -> str:
    """Write a number with its thousands apart; a huge one by its size alone."""
    if count < _MANY:
        return f"{count:,}".replace(",", " ")
    power = math.floor(math.log10(count) + 1e-9)
    return f"{'' if count == 10**power else 'about '}10^{power}"
