"""What every scheme has and does: it reads levels, refuses what it does not know, and says how it rated."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Required, TypedDict

import attrs
from immutabledict import immutabledict

from govkit.errors import RatingError, SchemeRaisedError
from govkit.formats.due import refuse_misfits, shown
from govkit.formats.flaw import Flaw, refuse
from govkit.model.constraint import Text
from govkit.scoring import asked
from govkit.scoring.band import Band, Tolerance, Value
from govkit.scoring.claims import Claims
from govkit.scoring.factor import Factor, FactorLevel
from govkit.scoring.levels import (
    Given,
    LevelFault,
    drivers_of,
    faults_of,
    label_of,
    not_levels,
    per_category,
    places_of,
    unpaired_categories,
)
from govkit.scoring.order import Order
from govkit.scoring.rating import Rating
from govkit.scoring.wellformed import Parts


class Aggregation(StrEnum):
    """How levels given per category come together."""

    HIGHEST_LEVEL = "highest-level"
    """The worst level of each factor counts."""
    WORST_RATING = "worst-rating"
    """Each category is rated, and the worst rating counts."""


def _tolerance(given: Tolerance | Value | None) -> Any:
    """Let the greatest value within tolerance stand for it; what is neither stays, to be refused."""
    if isinstance(given, bool) or not isinstance(given, (int, Decimal, str)):
        return given
    return Tolerance(given)


def _aggregation(given: Aggregation | str) -> Any:
    """Read how levels come together; what is no way stays, to be refused with all else."""
    try:
        return Aggregation(given)
    except ValueError:
        return given


class About(TypedDict, total=False):
    """What every way to build a scheme takes besides its figures; see ``BaseScheme`` for the meaning."""

    version: Required[Text]
    title: Required[Text]
    source: Required[Text]
    bands: Sequence[Band]
    aggregation: Aggregation
    claims: Claims
    assumed: Sequence[Text]


@attrs.frozen(kw_only=True)
class BaseScheme(ABC):
    """A scoring scheme.

    ``Scheme`` is the one whose results are a table, and does for nearly all of them. A scheme that is no
    table derives from this class and says in ``value_of`` what levels make; everything else is here.

    Args:
        id: id that registers name ("cambs-2019").
        version: version; a rating remembers it.
        title: what people call it.
        source: where its figures come from.
        factors: what it looks at, in the order explanations name them.
        values: all values from least to worst.
        bands: its bands, least first; empty where it has none.
        tolerance: its tolerance, None where it sets none.
        aggregation: how levels given per category come together.
        claims: what its source states about it as a whole.
        assumed: what the source does not state and the scheme takes for granted, a sentence each.
        origin: the plug-in it came from, with its version; set by the toolkit, no part of equality.
    """

    id: str
    version: Text
    title: Text
    source: Text
    factors: tuple[Factor, ...]
    values: tuple[Value, ...] = attrs.field(repr=False)
    bands: tuple[Band, ...] = ()
    tolerance: Tolerance | None = attrs.field(default=None, converter=_tolerance)
    aggregation: Aggregation = attrs.field(default=Aggregation.HIGHEST_LEVEL, converter=_aggregation)
    claims: Claims = attrs.field(factory=Claims)
    assumed: tuple[Text, ...] = ()
    origin: str = attrs.field(default="", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a definition that cannot work.

        Raises:
            DefinitionError: it lists every fault.
        """
        subject = f"scheme {self.id}"
        refuse_misfits(subject, self, BaseScheme)
        refuse(subject, self.faults())

    @abstractmethod
    def value_of(self, levels: Mapping[str, FactorLevel]) -> Value:
        """Say what levels make.

        Args:
            levels: per factor its level; an optional factor that was left out is missing.

        Returns:
            One of ``values``.
        """

    def steps(self, levels: Mapping[str, FactorLevel], value: Value) -> Iterable[str]:
        """Say in sentences how the value came about.

        Args:
            levels: as ``value_of`` takes them.
            value: what it gave.

        Returns:
            Sentences; the levels and the value in one, unless a scheme has more to tell.
        """
        given = [factor for factor in self.factors if factor.key in levels]
        cell = _listed([f"{factor.label.lower()} {levels[factor.key]}" for factor in given])
        return (f"{cell[0].upper()}{cell[1:]} make {value} under {self.id}.",)

    def combination_faults(self, given: Collection[str]) -> Iterable[LevelFault]:
        """Say which factors that were given or left out do not go together.

        Args:
            given: keys of the factors that have a level.

        Returns:
            A fault each; none unless a scheme with optional factors says otherwise.
        """
        del given
        return ()

    def faults(self) -> Iterator[Flaw]:
        """Say what is wrong with the definition, each with its place."""
        yield from Parts(
            id=self.id,
            factors=self.factors,
            order=self.order,
            bands=self.bands,
            tolerance=self.tolerance,
            claims=self.claims,
        ).flaws()

    @cached_property
    def order(self) -> Order:
        """The order of its values."""
        return Order(self.values)

    def rate(self, levels: Given) -> Rating:
        """Rate levels.

        Args:
            levels: per factor a level by number, key or label; or, for a factor with categories, a level per
                category, which come together as ``aggregation`` says.

        Returns:
            The rating.

        Raises:
            RatingError: a factor is missing or unknown, or a level is; it lists every fault. It is a
                ``SchemeRaisedError`` if the scheme's own code raised an error or gave no answer.
        """
        faults = self.level_faults(levels)
        if faults:
            raise RatingError(self.id, [fault.message for fault in faults])
        if not any(isinstance(level, Mapping) for level in levels.values()):
            return self._rating_at(places_of(self.factors, levels))
        if self.aggregation is Aggregation.WORST_RATING:
            return self._worst_rating(levels)
        rating = self._rating_at(places_of(self.factors, levels))
        driven = [
            f"The worst {factor.label.lower()} is {' and '.join(drivers_of(factor, level))}."
            for factor in self.factors
            if isinstance(level := levels.get(factor.key), Mapping)
        ]
        return attrs.evolve(rating, explanation=" ".join([*driven, rating.explanation]))

    def _worst_rating(self, levels: Given) -> Rating:
        split = next(factor for factor in self.factors if isinstance(levels.get(factor.key), Mapping))
        rated = {
            label_of(split, category): self._rating_at(places_of(self.factors, each))
            for category, each in per_category(levels)
        }
        # Of levels that rate alike the worse ones count, so that the order of categories changes nothing.
        worst = max(rated.values(), key=lambda rating: (rating.rank, self._places_of(rating)))
        drivers = " and ".join(label for label, rating in rated.items() if rating.rank == worst.rank)
        each = ", ".join(f"{label} {rating.value}" for label, rating in rated.items())
        driven = f"Each category is rated: {each}. The worst is {drivers}."
        return attrs.evolve(worst, explanation=f"{driven} {worst.explanation}")

    def _places_of(self, rating: Rating) -> tuple[int, ...]:
        return tuple(
            factor.places[rating.levels[factor.key]] for factor in self.factors if factor.key in rating.levels
        )

    def level_faults(self, levels: Given) -> tuple[LevelFault, ...]:
        """Say everything that keeps levels from being rated.

        Args:
            levels: as ``rate`` takes them.

        Returns:
            A fault per level, with its place; empty if ``rate`` will answer, so far as levels decide that.

        Raises:
            SchemeRaisedError: the levels are known, and ``combination_faults`` raised an error or gave
                something else than faults.
        """
        strange = not_levels(levels)
        if strange is not None:
            return (strange,)
        faults = list(faults_of(self.factors, levels))
        if type(self).combination_faults is not BaseScheme.combination_faults:
            keys = {factor.key for factor in self.factors}
            try:
                faults += asked.combination_faults(self, [key for key in levels if key in keys])
            except SchemeRaisedError:
                # Where levels are wrong, its error may well come from them, and they have to be mended first.
                if not faults:
                    raise
        if not faults and self.aggregation is Aggregation.WORST_RATING:
            faults += unpaired_categories(self.factors, levels)
        return tuple(faults)

    def _rating_at(self, places: Mapping[str, int]) -> Rating:
        levels = {
            factor.key: factor.levels[places[factor.key]] for factor in self.factors if factor.key in places
        }
        value = asked.value_of(self, self.order, levels)
        band = self._band_of(places, value)
        within = self._within(places, value, band)
        return Rating(
            scheme=self.id,
            version=self.version,
            value=value,
            rank=self.order.ranks[value],
            levels=immutabledict((key, level.number) for key, level in levels.items()),
            band=band,
            within_tolerance=within,
            origin=self.origin,
            explanation=" ".join(self._sentences(levels, value, band, within=within)),
        )

    def _band_of(self, places: Mapping[str, int], value: Value) -> Band | None:
        del places  # a table may give bands cell by cell
        return next((band for band in self.bands if self.order.between(band.first, value, band.last)), None)

    def _within(self, places: Mapping[str, int], value: Value, band: Band | None) -> bool | None:
        del places  # a table may mark cells
        tolerance = self.tolerance
        if tolerance is None:
            return None
        if tolerance.value is not None:
            limit = self.order.place(tolerance.value)
            return limit is not None and self.order.ranks[value] <= limit
        keys = [each.key for each in self.bands]
        return band is not None and keys.index(band.key) <= keys.index(str(tolerance.band))

    def _sentences(
        self, levels: Mapping[str, FactorLevel], value: Value, band: Band | None, *, within: bool | None
    ) -> Iterator[str]:
        yield from asked.steps(self, levels, value)
        if band is not None and (band.label != value or band.assumed):
            yield f"That is {band.label}{f' ({band.assumed})' if band.assumed else ''}."
        if self.tolerance is not None:
            yield f"It is {'within' if within else 'above'} {self.limit}."
        if band is not None and band.response:
            yield f"{band.response}."
        if band is not None and band.reported_to:
            yield f"It is reported to {band.reported_to}."

    @property
    def limit(self) -> str:
        """The tolerance as a sentence names it: ``the tolerance of 13``; for schemes that set one."""
        tolerance = self.tolerance
        if tolerance is not None and tolerance.band is not None:
            label = next(band.label for band in self.bands if band.key == tolerance.band)
            return f"the tolerance, which ends with {label}"
        if tolerance is not None and tolerance.cells is not None:
            return "the tolerance that the matrix marks"
        return f"the tolerance of {tolerance}"


def no_scheme(item: object) -> str:
    """Say in a sentence why something is no scheme, and what to give instead.

    Args:
        item: whatever was given where a scheme is due.

    Returns:
        The sentence.
    """
    if isinstance(item, type):
        return f"{item.__name__} is a class, and a scheme is due; give an instance: {item.__name__}(id=…, …)"
    if isinstance(item, str):
        return (
            f'"{item}" is the name of a scheme, and a scheme is due; a toolkit finds it: kit.scheme("{item}")'
        )
    return f"{shown(item)} is no scheme; give a Scheme, or an instance of a class derived from BaseScheme"


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts or ["no level"]
    return f"{', '.join(first)} and {last}" if first else last
