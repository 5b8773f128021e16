"""Finite scoring schemes: factors, a table of results, bands and a tolerance."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any

import attrs
from immutabledict import immutabledict

from govkit.errors import DefinitionError, RatingError, did_you_mean
from govkit.model import Level
from govkit.scoring.factor import Factor, FactorLevel
from govkit.scoring.rating import Band, Rating, Tolerance, Value

Cell = tuple[int, ...]
"""Per factor the place of a level, 0 for the least."""


_PLAIN = (int, str)
_VALUES = (int, Decimal, str)


def _value(scheme: str, formula: Callable[..., Value], numbers: Sequence[int]) -> Value:
    try:
        return formula(*numbers)
    except Exception as error:
        levels = ", ".join(map(str, numbers))
        fault = f"its formula raises {type(error).__name__} for the levels {levels}: {error}"
        raise DefinitionError(f"scheme {scheme}", [fault]) from error


@attrs.frozen
class LevelFault:
    """Why a level cannot be rated: the keys that lead to it, and a sentence."""

    path: tuple[str, ...]
    message: str


@attrs.frozen(kw_only=True)
class Scheme:
    """A scoring scheme whose results are a finite table.

    Build one with ``Scheme.matrix`` or ``Scheme.formula``.

    Args:
        id: id that registers name ("cambs-2019").
        version: version; a rating remembers it.
        title: what people call it.
        source: where its figures come from.
        factors: what it looks at, in the order explanations name them.
        table: per cell the value; a cell is, per factor, the place of the level, 0 for the least.
        values: all values from least to worst.
        bands: its bands, least first; empty where it has none.
        tolerance: its tolerance, None where it sets none.
        assumed: what the source does not state and the scheme takes for granted, a sentence each.
        origin: distribution and version of the plug-in it comes from; not compared; the toolkit fills it.
    """

    id: str
    version: str
    title: str
    source: str
    factors: tuple[Factor, ...]
    table: immutabledict[Cell, Value] = attrs.field(repr=False)
    values: tuple[Value, ...] = attrs.field(repr=False)
    bands: tuple[Band, ...] = ()
    tolerance: Tolerance | None = None
    assumed: tuple[str, ...] = ()
    origin: str = attrs.field(default="", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a definition that cannot work.

        Raises:
            DefinitionError: it lists every fault.
        """
        faults = list(self._faults())
        if faults:
            raise DefinitionError(f"scheme {self.id}", faults)

    @classmethod
    def matrix(
        cls,
        id: str,  # noqa: A002 - the word registers use
        *,
        version: str,
        title: str,
        source: str,
        across: Factor,
        up: Factor,
        rows: Sequence[Sequence[Value]],
        values: Sequence[Value] | None = None,
        bands: Sequence[Band] = (),
        tolerance: Value | None = None,
        assumed: Sequence[str] = (),
    ) -> "Scheme":
        """Make a scheme of two factors from a matrix as papers print it, worst row on top.

        Args:
            id: id that registers name.
            version: version of the scheme.
            title: what people call it.
            source: where its figures come from.
            across: the factor along the rows, least on the left.
            up: the factor up the columns, worst on top.
            rows: values, a row per level of ``up`` from worst to least.
            values: all values from least to worst; may be left out for numbers of which higher is worse.
            bands: its bands, least first.
            tolerance: the greatest value within tolerance.
            assumed: what the source does not state, a sentence each.

        Returns:
            The scheme.

        Raises:
            DefinitionError: the matrix does not fit the factors, or anything else is wrong.
        """
        sizes = [len(row) for row in rows]
        if sizes != [len(across.levels)] * len(up.levels):
            shape = f"{len(up.levels)} rows of {len(across.levels)}"
            raise DefinitionError(
                f"scheme {id}", [f"the matrix is to have {shape} values, it has rows of {sizes}"]
            )
        table: dict[Cell, Value] = {
            (x, y): value for y, row in enumerate(reversed(rows)) for x, value in enumerate(row)
        }
        return cls._build(
            (across, up), table, values, tolerance,
            id=id, version=version, title=title, source=source, bands=tuple(bands), assumed=tuple(assumed),
        )  # fmt: skip

    @classmethod
    def formula(
        cls,
        id: str,  # noqa: A002 - the word registers use
        *,
        version: str,
        title: str,
        source: str,
        factors: Sequence[Factor],
        formula: Callable[..., Value],
        values: Sequence[Value] | None = None,
        bands: Sequence[Band] = (),
        tolerance: Value | None = None,
        assumed: Sequence[str] = (),
    ) -> "Scheme":
        """Make a scheme from a function of level numbers, which is called once per cell, now.

        Args:
            id: id that registers name.
            version: version of the scheme.
            title: what people call it.
            source: where its figures come from.
            factors: what it looks at.
            formula: takes one level number per factor, in order, and gives the value.
            values: all values from least to worst; may be left out for numbers of which higher is worse.
            bands: its bands, least first.
            tolerance: the greatest value within tolerance.
            assumed: what the source does not state, a sentence each.

        Returns:
            The scheme.

        Raises:
            DefinitionError: anything about the definition is wrong.
        """
        table = {
            cell: _value(
                id, formula, [factor.levels[at].number for factor, at in zip(factors, cell, strict=True)]
            )
            for cell in product(*(range(len(factor.levels)) for factor in factors))
        }
        return cls._build(
            tuple(factors), table, values, tolerance,
            id=id, version=version, title=title, source=source, bands=tuple(bands), assumed=tuple(assumed),
        )  # fmt: skip

    @classmethod
    def _build(
        cls,
        factors: tuple[Factor, ...],
        table: Mapping[Cell, Value],
        values: Sequence[Value] | None,
        tolerance: Value | None,
        **rest: Any,
    ) -> "Scheme":
        strange = sorted({type(value).__name__ for value in table.values() if type(value) not in _VALUES})
        if strange:
            way_out = f"a value is an int, a Decimal or a text, not {' or '.join(strange)}"
            raise DefinitionError(f"scheme {rest['id']}", [way_out])
        if values is None:
            numbers = set(table.values())
            if any(isinstance(value, str) for value in numbers):
                way_out = "its values are texts, so say their order: values=[least, …, worst]"
                raise DefinitionError(f"scheme {rest['id']}", [way_out])
            values = sorted(numbers)
        return cls(
            factors=factors,
            table=immutabledict(table),
            values=tuple(values),
            tolerance=None if tolerance is None else Tolerance(tolerance),
            **rest,
        )

    def _faults(self) -> Iterator[str]:
        yield from self._table_faults()
        yield from self._value_faults()

    def _table_faults(self) -> Iterator[str]:
        if not self.factors:
            yield "it has no factor"
        keys = [factor.key for factor in self.factors]
        for key in dict.fromkeys(keys):
            if keys.count(key) > 1:
                yield f'two factors have the key "{key}"'
        for factor in self.factors:
            yield from factor.faults()
        if set(self.table) != set(product(*(range(len(factor.levels)) for factor in self.factors))):
            yield "the table is to have a value for every combination of levels, and for nothing else"

    def _value_faults(self) -> Iterator[str]:
        keys = [band.key for band in self.bands]
        for key in dict.fromkeys(keys):
            if keys.count(key) > 1:
                yield f'two bands have the key "{key}"'
        if len(self._ranks) != len(self.values):
            yield "a value stands twice in values"
        for value in sorted(set(self.table.values()) - set(self.values), key=str):
            yield f'the value "{value}" is missing from values'
        ends = [(f"band {band.key} ends at", end) for band in self.bands for end in (band.first, band.last)]
        if self.tolerance is not None:
            ends.append(("the tolerance is", self.tolerance.value))
        lost = [f'{what} "{end}", which has no place among the values' for what, end in ends
                if self._place(end) is None]  # fmt: skip
        yield from lost
        # A hole in the bands is only told once their ends are known to be right.
        if self.bands and not any(line.startswith("band") for line in lost):
            for value in self.values:
                names = [band.label for band in self.bands if self._holds(band, value)]
                if len(names) != 1:
                    yield f'the value "{value}" is in {" and ".join(names) or "no band"}'

    @cached_property
    def _ranks(self) -> immutabledict[Value, int]:
        return immutabledict((value, rank) for rank, value in enumerate(self.values))

    def _place(self, value: Value) -> float | None:
        """Place a value among the results; between two of them for a number that no cell reaches."""
        if value in self._ranks:
            return self._ranks[value]
        if isinstance(value, str) or any(isinstance(item, str) for item in self.values):
            return None
        numbers: list[Any] = list(self.values)
        rising = numbers == sorted(numbers)
        if not rising and numbers != sorted(numbers, reverse=True):
            return None
        below = [item for item in numbers if (item < value if rising else item > value)]
        return len(below) - 0.5

    def _holds(self, band: Band, value: Value) -> bool:
        first, place, last = (self._place(item) for item in (band.first, value, band.last))
        return first is not None and place is not None and last is not None and first <= place <= last

    @cached_property
    def _ratings(self) -> Mapping[Cell, Rating]:
        return {cell: self._rating(cell) for cell in self.table}

    def _rating(self, cell: Cell) -> Rating:
        value = self.table[cell]
        band = next((band for band in self.bands if self._holds(band, value)), None)
        within = None
        if self.tolerance is not None:
            limit = self._place(self.tolerance.value)
            within = limit is not None and self._ranks[value] <= limit
        levels = [factor.levels[at] for factor, at in zip(self.factors, cell, strict=True)]
        return Rating(
            scheme=self.id,
            version=self.version,
            value=value,
            rank=self._ranks[value],
            levels=immutabledict(
                (factor.key, level.number) for factor, level in zip(self.factors, levels, strict=True)
            ),
            band=band,
            within_tolerance=within,
            explanation=" ".join(self._sentences(levels, value, band, within=within)),
            origin=self.origin,
        )

    def _sentences(
        self, levels: Sequence[FactorLevel], value: Value, band: Band | None, *, within: bool | None
    ) -> Iterator[str]:
        pairs = zip(self.factors, levels, strict=True)
        cell = " and ".join(f"{factor.label.lower()} {level}" for factor, level in pairs)
        yield f"{cell[0].upper()}{cell[1:]} make {value} under {self.id}."
        if band is not None:
            yield f"That is {band.label}{f' ({band.assumed})' if band.assumed else ''}."
        if self.tolerance is not None:
            yield f"It is {'within' if within else 'above'} the tolerance of {self.tolerance.value}."
        if band is not None and band.response:
            yield f"{band.response}."
        if band is not None and band.reported_to:
            yield f"It is reported to {band.reported_to}."

    @cached_property
    def _lookups(self) -> tuple[tuple[str, Mapping[Level, int]], ...]:
        return tuple((factor.key, dict(factor.places)) for factor in self.factors)

    def rate(self, levels: Mapping[str, Level | Mapping[str, Level]]) -> Rating:
        """Rate levels: a table look-up, whose results are built once and shared.

        Args:
            levels: per factor a level by number, key or label; or, for a factor with categories, a level per
                category, of which the worst counts.

        Returns:
            The rating.

        Raises:
            RatingError: a factor is missing or unknown, or a level is; it lists every fault.
        """
        cell = []
        for key, places in self._lookups:
            level = levels.get(key)
            if type(level) not in _PLAIN or level not in places:
                return self._rate_slowly(levels)
            cell.append(places[level])  # type: ignore[index]
        if len(levels) != len(cell):
            return self._rate_slowly(levels)
        return self._ratings[tuple(cell)]

    def _rate_slowly(self, levels: Mapping[str, Level | Mapping[str, Level]]) -> Rating:
        faults = self.level_faults(levels)
        if faults:
            raise RatingError(self.id, [fault.message for fault in faults])
        cell, driven = [], []
        for factor in self.factors:
            level = levels[factor.key]
            if isinstance(level, Mapping):
                worst = max(factor.places[item] for item in level.values())
                labels = {category.key: category.label for category in factor.categories}
                drivers = [labels[key] for key, item in level.items() if factor.places[item] == worst]
                driven.append(f"The worst {factor.label.lower()} is {' and '.join(drivers)}.")
                cell.append(worst)
            else:
                cell.append(factor.places[level])
        rating = self._ratings[tuple(cell)]
        return attrs.evolve(rating, explanation=" ".join([*driven, rating.explanation]))

    def level_faults(self, levels: Mapping[str, Level | Mapping[str, Level]]) -> tuple[LevelFault, ...]:
        """Say everything that keeps levels from being rated.

        Args:
            levels: as ``rate`` takes them.

        Returns:
            A fault per level, with its place; empty if ``rate`` will answer.
        """
        return tuple(self._level_faults(levels))

    def _level_faults(self, levels: Mapping[str, Level | Mapping[str, Level]]) -> Iterator[LevelFault]:
        keys = [factor.key for factor in self.factors]
        for key in levels:
            if key not in keys:
                yield LevelFault((key,), f'there is no factor "{key}"{did_you_mean(key, keys)}')
        for factor in self.factors:
            if factor.key not in levels:
                yield LevelFault((), f"{factor.key} has no level")
                continue
            level = levels[factor.key]
            if isinstance(level, Mapping):
                yield from _category_faults(factor, level)
            elif type(level) not in _PLAIN or level not in factor.places:
                yield LevelFault((factor.key,), factor.unknown(level))


def _category_faults(factor: Factor, levels: Mapping[str, Level]) -> Iterator[LevelFault]:
    categories = [category.key for category in factor.categories]
    if not categories:
        yield LevelFault((factor.key,), f"{factor.key} has no categories; give it one level")
        return
    if not levels:
        yield LevelFault((factor.key,), f"no category of {factor.key} has a level")
    for category, level in levels.items():
        path = (factor.key, category)
        if category not in categories:
            near = did_you_mean(category, categories)
            yield LevelFault(path, f'{factor.key} has no category "{category}"{near}')
        elif type(level) not in _PLAIN or level not in factor.places:
            yield LevelFault(path, f"{category}: {factor.unknown(level)}")
