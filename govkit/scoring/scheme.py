"""Finite scoring schemes: factors, a table of results, bands and a tolerance."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import product
from typing import Any, Unpack

import attrs
from immutabledict import immutabledict

from govkit.errors import RatingError
from govkit.formats.due import refuse_misfits
from govkit.formats.flaw import Flaw, refuse
from govkit.model import Level
from govkit.scoring.band import Band, Cell, Tolerance, Value
from govkit.scoring.base import About, BaseScheme
from govkit.scoring.building import (
    argument_flaws,
    band_flaws,
    beside,
    cells_of,
    given_twice,
    missing_value,
    place_of,
    shape_flaws,
    size_flaws,
    unlisted_flaws,
    unordered,
    value_at,
)
from govkit.scoring.claims import Claims
from govkit.scoring.definition import Definition, load_definition, read_definition
from govkit.scoring.factor import Factor, FactorLevel
from govkit.scoring.levels import PLAIN, Given
from govkit.scoring.order import Order, natural_order
from govkit.scoring.rating import Rating
from govkit.scoring.wellformed import Parts

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
        given = {
            "across": across, "up": up, "rows": rows, "band_rows": band_rows, "within_rows": within_rows,
            "values": values, "tolerance": tolerance,
        }  # fmt: skip
        refuse(f"scheme {id}", argument_flaws(cls.matrix, id, given, about))
        refuse(f"scheme {id}", size_flaws((across, up)))
        flaws = [
            flaw
            for name, grid in (("rows", rows), ("bands", band_rows), ("within", within_rows))
            if grid is not None
            for flaw in shape_flaws(name, grid, across, up)
        ]
        if flaws and values is not None:
            flaws += unlisted_flaws(rows, values)
        if within_rows is not None and tolerance is not None:
            flaws.append(given_twice())
        elif within_rows is not None:
            tolerance = Tolerance(cells=frozenset(cell for cell, within in cells_of(within_rows) if within))
        return cls._build(
            id,
            (across, up),
            dict(cells_of(rows)),
            flaws,
            values=values,
            tolerance=tolerance,
            cell_bands=None if band_rows is None else immutabledict(cells_of(band_rows)),
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
        given = {"factors": factors, "formula": formula, "values": values, "tolerance": tolerance}
        refuse(f"scheme {id}", argument_flaws(cls.formula, id, given, about))
        refuse(f"scheme {id}", size_flaws(factors))
        table: dict[Cell, Value] = {}
        flaws: list[Flaw] = []
        for cell in product(*(range(len(factor.levels)) for factor in factors)):
            numbers = [factor.levels[at].number for factor, at in zip(factors, cell, strict=True)]
            value = value_at(formula, numbers)
            if not isinstance(value, Flaw):
                table[cell] = value
            elif not flaws:
                flaws.append(value)
        return cls._build(
            id, tuple(factors), table, flaws, values=values, tolerance=tolerance, cell_bands=None, about=about
        )

    @classmethod
    def _build(
        cls,
        id: str,  # noqa: A002 - the word registers use
        factors: tuple[Factor, ...],
        table: Mapping[Cell, Value],
        flaws: Sequence[Flaw],
        *,
        values: Sequence[Value] | None,
        tolerance: Value | Tolerance | None,
        cell_bands: immutabledict[Cell, str] | None,
        about: About,
    ) -> "Scheme":
        found = list(flaws)
        if values is None:
            values = natural_order(list(table.values()))
        if values is None:
            found.append(unordered())
        limit = tolerance if isinstance(tolerance, Tolerance) or tolerance is None else Tolerance(tolerance)
        bands = tuple(about.get("bands", ()))
        if found:
            # The table is not to be had, and what is wrong beside it is told all the same.
            parts = Parts(
                id=id,
                factors=factors,
                order=None if values is None else Order(tuple(values)),
                bands=bands,
                tolerance=limit,
                claims=about.get("claims", Claims()),
            )
            refuse(f"scheme {id}", [*found, *parts.flaws(), *band_flaws(bands, cell_bands)])
        rest: dict[str, Any] = {**about, "bands": bands, "assumed": tuple(about.get("assumed", ()))}
        return cls(
            id=id,
            factors=factors,
            table=immutabledict(table),
            values=tuple(values or ()),
            tolerance=limit,
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
        with definition.placing([factor.key for factor in file.factors]):
            found = [*file.faults(), *size_flaws([factor.factor() for factor in file.factors])]
            if definition.problems:
                definition.refuse([*found, *beside(file)])
            if found:
                refuse(f"scheme {file.id}", [*found, *beside(file)])
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
        with definition.placing([file.matrix.across, file.matrix.up]):
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

    def __attrs_post_init__(self) -> None:
        """Refuse a definition that cannot work.

        Raises:
            DefinitionError: it lists every fault.
        """
        refuse_misfits(f"scheme {self.id}", self, Scheme)
        super().__attrs_post_init__()

    def faults(self) -> Iterator[Flaw]:
        """Say what is wrong with the definition, each with its place."""
        yield from super().faults()
        for place, factor in enumerate(self.factors):
            if factor.optional:
                message = (
                    f"{factor.key} cannot be optional: a table has no cell without it; "
                    f"derive a scheme that is no table from BaseScheme"
                )
                yield Flaw(message, f"/factors/{place}/optional")
        cells = set(product(*(range(len(factor.levels)) for factor in self.factors)))
        if set(self.table) != cells:
            message = "the table is to have a value for every combination of levels, and for nothing else"
            yield Flaw(message, "/matrix/rows")
        yield from self._unlisted()
        marked = self.tolerance.cells if self.tolerance else None
        if marked is not None and marked - cells:
            yield Flaw("the tolerance marks cells that no combination of levels reaches", "/matrix/within")
        if self.cell_bands is not None and set(self.cell_bands) != cells:
            message = "the bands are to be given for every combination of levels, and for nothing else"
            yield Flaw(message, "/matrix/bands")
        yield from band_flaws(self.bands, self.cell_bands)

    def _unlisted(self) -> Iterator[Flaw]:
        """Say which values of the table are not among the values, each at its first cell."""
        first: dict[Value, Cell] = {}
        for cell, value in self.table.items():
            if value not in self.order.ranks:
                first.setdefault(value, cell)
        for value, cell in sorted(first.items(), key=lambda each: str(each[0])):
            yield Flaw(missing_value(value), place_of(self.factors, "rows", cell))

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
        ratings: dict[Cell, Rating] = {}
        for cell in self.table:
            # A class that derives from this one may fail for a cell; that is told whoever asks for the cell.
            with suppress(RatingError):
                ratings[cell] = super()._rating_at(dict(zip(keys, cell, strict=True)))
        return ratings

    def _rating_at(self, places: Mapping[str, int]) -> Rating:
        rating = self._ratings.get(self._cell(places))
        return super()._rating_at(places) if rating is None else rating

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
            RatingError: a factor is missing or unknown, or a level is; it lists every fault. It is a
                ``SchemeRaisedError`` if the code of a class derived from this one failed.
        """
        cell = []
        try:
            for key, places in self._lookups:
                level = levels.get(key)
                if type(level) not in PLAIN or level not in places:
                    break
                cell.append(places[level])  # type: ignore[index] # the line above has looked at its type
            else:
                if len(levels) == len(cell):
                    return self._ratings[tuple(cell)]
        except (AttributeError, KeyError):
            pass  # it is no mapping, or the cell has no rating: whoever reads all of it says which
        return super().rate(levels)
