"""Finite scoring schemes: factors, a table of results, bands and a tolerance."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import product
from typing import Any, Final, Unpack

import attrs
from immutabledict import immutabledict

from govkit.errors import DefinitionError, did_you_mean
from govkit.model import Level
from govkit.scoring.band import Band, Cell, Tolerance, Value
from govkit.scoring.base import About, BaseScheme
from govkit.scoring.definition import Definition, load_definition, read_definition
from govkit.scoring.expression import ExpressionError
from govkit.scoring.factor import Factor, FactorLevel
from govkit.scoring.flaw import Flaw, refuse
from govkit.scoring.levels import PLAIN, Given
from govkit.scoring.order import natural_order
from govkit.scoring.rating import Rating

_VALUES: Final = (int, Decimal, str)

Rows = Sequence[Sequence[Value]]
"""A matrix as papers print it: a row per level of the factor up, worst on top; least on the left."""


@attrs.frozen(kw_only=True)
class Scheme(BaseScheme):
    """A scoring scheme whose results are a finite table.

    Build one with ``Scheme.matrix``, ``Scheme.formula`` or ``Scheme.from_toml``. What every scheme takes
    stands in ``BaseScheme``.

    Args:
        table: per cell the value; a cell is, per factor, the place of the level, 0 for the least.
        cell_bands: per cell the key of its band, where bands do not follow from values; None where they do.
    """

    table: immutabledict[Cell, Value] = attrs.field(repr=False)
    cell_bands: immutabledict[Cell, str] | None = attrs.field(default=None, repr=False)

    @classmethod
    def matrix(
        cls,
        id: str,  # noqa: A002 - the word registers use
        *,
        across: Factor,
        up: Factor,
        rows: Rows,
        band_rows: Sequence[Sequence[str]] | None = None,
        within_rows: Sequence[Sequence[bool]] | None = None,
        values: Sequence[Value] | None = None,
        tolerance: Value | Tolerance | None = None,
        **about: Unpack[About],
    ) -> "Scheme":
        """Make a scheme of two factors from a matrix as papers print it, worst row on top.

        Args:
            id: id that registers name.
            across: the factor along the rows, least on the left.
            up: the factor up the columns, worst on top.
            rows: values, a row per level of ``up`` from worst to least.
            band_rows: keys of bands, shaped like ``rows``; only where bands do not follow from values.
            within_rows: whether each cell is within tolerance, shaped like ``rows``; only where neither a
                value nor a band says it.
            values: all values from least to worst; may be left out for numbers of which higher is worse.
            tolerance: the greatest value within tolerance, or a ``Tolerance``.
            **about: ``version``, ``title`` and ``source``; ``bands``, ``aggregation``, ``claims``,
                ``assumed`` where there are any.

        Returns:
            The scheme.

        Raises:
            DefinitionError: a matrix does not fit the factors, or anything else is wrong.
        """
        flaws = [
            flaw
            for name, grid in (("rows", rows), ("bands", band_rows), ("within", within_rows))
            if grid is not None
            for flaw in _shape_flaws(name, grid, across, up)
        ]
        if within_rows is not None and tolerance is not None:
            flaws.append(Flaw("the tolerance is given twice, by the matrix too; keep one", "/tolerance"))
        refuse(id, flaws)
        if within_rows is not None:
            marked = frozenset(cell for cell, within in _cells(within_rows) if within)
            tolerance = Tolerance(cells=marked)
        return cls._build(
            id,
            (across, up),
            dict(_cells(rows)),
            values=values,
            tolerance=tolerance,
            cell_bands=None if band_rows is None else immutabledict(_cells(band_rows)),
            about=about,
        )

    @classmethod
    def formula(
        cls,
        id: str,  # noqa: A002 - the word registers use
        *,
        factors: Sequence[Factor],
        formula: Callable[..., Value],
        values: Sequence[Value] | None = None,
        tolerance: Value | Tolerance | None = None,
        **about: Unpack[About],
    ) -> "Scheme":
        """Make a scheme from a function of level numbers, which is called once per cell, now.

        Args:
            id: id that registers name.
            factors: what it looks at.
            formula: takes one level number per factor, in order, and gives the value.
            values: all values from least to worst; may be left out for numbers of which higher is worse.
            tolerance: the greatest value within tolerance, or a ``Tolerance``.
            **about: ``version``, ``title`` and ``source``; ``bands``, ``aggregation``, ``claims``,
                ``assumed`` where there are any.

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
            id, tuple(factors), table, values=values, tolerance=tolerance, cell_bands=None, about=about
        )

    @classmethod
    def _build(
        cls,
        id: str,  # noqa: A002 - the word registers use
        factors: tuple[Factor, ...],
        table: Mapping[Cell, Value],
        *,
        values: Sequence[Value] | None,
        tolerance: Value | Tolerance | None,
        cell_bands: immutabledict[Cell, str] | None,
        about: About,
    ) -> "Scheme":
        strange = sorted({type(value).__name__ for value in table.values() if type(value) not in _VALUES})
        if strange:
            refuse(id, [Flaw(f"a value is an int, a Decimal or a text, not {' or '.join(strange)}")])
        if values is None:
            values = natural_order(list(table.values()))
        if values is None:
            way_out = "its values are texts, so say their order: values=[least, …, worst]"
            raise DefinitionError(f"scheme {id}", [way_out], ["/values"])
        if tolerance is not None and not isinstance(tolerance, Tolerance):
            tolerance = Tolerance(tolerance)
        rest: dict[str, Any] = {**about}
        for name in ("bands", "assumed"):
            rest[name] = tuple(rest.get(name, ()))
        return cls(
            id=id,
            factors=factors,
            table=immutabledict(table),
            values=tuple(values),
            tolerance=tolerance,
            cell_bands=cell_bands,
            **rest,
        )

    @classmethod
    def from_toml(cls, path: str | Traversable) -> "Scheme":
        """Make a scheme of a TOML file, whose form ``docs/reference/scheme-file.md`` describes.

        Args:
            path: the file; ``importlib.resources.files(…) / …`` gives one inside a package.

        Returns:
            The scheme.

        Raises:
            LoadError: the file cannot be read or is no TOML; every problem has its line.
            RefusedError: it is TOML and defines no scheme that can work; every problem has its line.
        """
        return cls._defined(load_definition(path))

    @classmethod
    def from_toml_text(cls, text: str, name: str = "scheme.toml") -> "Scheme":
        """Make a scheme of the text of a TOML file.

        Args:
            text: the whole text.
            name: what to call it in messages.

        Returns:
            The scheme.

        Raises:
            LoadError: it is no TOML; every problem has its line.
            RefusedError: it is TOML and defines no scheme that can work; every problem has its line.
        """
        return cls._defined(read_definition(text, name))

    @classmethod
    def _defined(cls, definition: Definition) -> "Scheme":
        file = definition.file
        with definition.placing():
            if file.matrix is None:
                factors = [factor.factor() for factor in file.factors]
                return cls.formula(
                    file.id,
                    factors=factors,
                    formula=file.expression(),
                    values=file.values,
                    tolerance=file.limit(),
                    **file.about(),
                )
            return cls.matrix(
                file.id,
                across=file.factor(file.matrix.across),
                up=file.factor(file.matrix.up),
                rows=file.matrix.rows,
                band_rows=file.matrix.bands,
                within_rows=file.matrix.within,
                values=file.values,
                tolerance=file.limit(),
                **file.about(),
            )

    def faults(self) -> Iterator[Flaw]:
        """Say what is wrong with the definition, each with its place."""
        yield from super().faults()
        for place, factor in enumerate(self.factors):
            if factor.optional:
                message = f"{factor.key} cannot be optional: a table has no cell without it"
                yield Flaw(message, f"/factors/{place}/optional")
        cells = set(product(*(range(len(factor.levels)) for factor in self.factors)))
        if set(self.table) != cells:
            message = "the table is to have a value for every combination of levels, and for nothing else"
            yield Flaw(message, "/matrix/rows")
        for value in sorted(set(self.table.values()) - set(self.values), key=str):
            yield Flaw(f'the value "{value}" is missing from values', "/values")
        marked = self.tolerance.cells if self.tolerance else None
        if marked is not None and marked - cells:
            yield Flaw("the tolerance marks cells that no combination of levels reaches", "/matrix/within")
        if self.cell_bands is None:
            yield from self._bands_by_value()
        else:
            yield from self._bands_by_cell(self.cell_bands, cells)

    def _bands_by_value(self) -> Iterator[Flaw]:
        for place, band in enumerate(self.bands):
            if not band.by_value:
                message = f"band {band.key} has no first and last value, and no cell is said to be in it"
                yield Flaw(message, f"/bands/{place}")

    def _bands_by_cell(self, given: Mapping[Cell, str], cells: set[Cell]) -> Iterator[Flaw]:
        for place, band in enumerate(self.bands):
            if band.by_value:
                message = f"band {band.key} is given cell by cell, so it has no first and last value"
                yield Flaw(message, f"/bands/{place}")
        if set(given) != cells:
            message = "the bands are to be given for every combination of levels, and for nothing else"
            yield Flaw(message, "/matrix/bands")
        keys = {band.key for band in self.bands}
        for key in sorted(set(given.values()) - keys):
            message = f'a cell is in the band "{key}"{did_you_mean(key, sorted(keys))}'
            yield Flaw(message, "/matrix/bands")

    def value_of(self, levels: Mapping[str, FactorLevel]) -> Value:
        """Look the value up.

        Args:
            levels: per factor its level.

        Returns:
            The value of the cell.
        """
        return self.table[tuple(factor.places[levels[factor.key].number] for factor in self.factors)]

    def _cell(self, places: Mapping[str, int]) -> Cell:
        return tuple(places[factor.key] for factor in self.factors)

    def _band_of(self, places: Mapping[str, int], value: Value) -> Band | None:
        if self.cell_bands is None:
            return super()._band_of(places, value)
        key = self.cell_bands[self._cell(places)]
        return next(band for band in self.bands if band.key == key)

    def _within(self, places: Mapping[str, int], value: Value, band: Band | None) -> bool | None:
        if self.tolerance is not None and self.tolerance.cells is not None:
            return self._cell(places) in self.tolerance.cells
        return super()._within(places, value, band)

    @cached_property
    def _ratings(self) -> Mapping[Cell, Rating]:
        keys = [factor.key for factor in self.factors]
        return {
            cell: super(Scheme, self)._rating_at(dict(zip(keys, cell, strict=True))) for cell in self.table
        }

    def _rating_at(self, places: Mapping[str, int]) -> Rating:
        return self._ratings[self._cell(places)]

    @cached_property
    def _lookups(self) -> tuple[tuple[str, Mapping[Level, int]], ...]:
        return tuple((factor.key, dict(factor.places)) for factor in self.factors)

    def rate(self, levels: Given) -> Rating:
        """Rate levels: a table look-up, whose results are built once and shared.

        Args:
            levels: per factor a level by number, key or label; or, for a factor with categories, a level per
                category, which come together as ``aggregation`` says.

        Returns:
            The rating.

        Raises:
            RatingError: a factor is missing or unknown, or a level is; it lists every fault.
        """
        cell = []
        for key, places in self._lookups:
            level = levels.get(key)
            if type(level) not in PLAIN or level not in places:
                return super().rate(levels)
            cell.append(places[level])  # type: ignore[index] # the line above has looked at its type
        if len(levels) != len(cell):
            return super().rate(levels)
        return self._ratings[tuple(cell)]


def _value(scheme: str, formula: Callable[..., Value], numbers: Sequence[int]) -> Value:
    try:
        return formula(*numbers)
    except ExpressionError as error:
        raise DefinitionError(f"scheme {scheme}", [str(error)], ["/formula"]) from error
    except Exception as error:
        levels = ", ".join(map(str, numbers))
        fault = f"its formula raises {type(error).__name__} for the levels {levels}: {error}"
        raise DefinitionError(f"scheme {scheme}", [fault], ["/formula"]) from error


def _shape_flaws(name: str, grid: Sequence[Sequence[object]], across: Factor, up: Factor) -> Iterator[Flaw]:
    sizes = [len(row) for row in grid]
    if sizes != [len(across.levels)] * len(up.levels):
        what = {"rows": "the matrix", "bands": "the matrix of bands", "within": "the matrix of tolerance"}[
            name
        ]
        shape = f"{len(up.levels)} rows of {len(across.levels)}"
        odd = next((at for at, size in enumerate(sizes) if size != len(across.levels)), None)
        place = f"/matrix/{name}" + ("" if odd is None or len(sizes) != len(up.levels) else f"/{odd}")
        yield Flaw(f"{what} is to have {shape} values, it has rows of {sizes}", place)


def _cells(grid: Sequence[Sequence[Any]]) -> Iterator[tuple[Cell, Any]]:
    """Read a grid that is drawn worst row on top."""
    for y, row in enumerate(reversed(grid)):
        for x, value in enumerate(row):
            yield (x, y), value
