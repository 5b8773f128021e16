"""What is wrong with the arguments, grids and formulas that a table is built of, all of it at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any, Final

from govkit.blame import said
from govkit.errors import did_you_mean
from govkit.formats.due import fields_of, hints_of, misfits, shown
from govkit.formats.flaw import Flaw
from govkit.scoring.band import Band, Cell, Value
from govkit.scoring.base import About
from govkit.scoring.claims import Claims
from govkit.scoring.definition import SchemeFile
from govkit.scoring.expression import ExpressionError
from govkit.scoring.factor import Factor
from govkit.scoring.order import Order, natural_order
from govkit.scoring.wellformed import Parts, no_band

_VALUES: Final = (int, Decimal, str)
_TWO: Final = 2
_ROWS_SHOWN: Final = 12
MOST_CELLS: Final = 100_000
"""Combinations of levels of a table. It is built at once, cell by cell, which takes a second or two then."""


def argument_flaws(
    build: object, name: object, given: Mapping[str, object], about: Mapping[str, object]
) -> Iterator[Flaw]:
    """Compare the arguments of a way to build a scheme with its own annotations.

    Args:
        build: the function that builds.
        name: the id that was given.
        given: its other arguments by name.
        about: what every way to build a scheme takes.

    Yields:
        A flaw per argument that is missing, not known, or not what is due.
    """
    yield from misfits({"id": name, **given}, hints_of(build))
    due = fields_of(About)
    for argument in about:
        if argument not in due:
            yield Flaw(f'there is no argument "{argument}"{did_you_mean(argument, due)}')
    for argument in due:
        if argument in About.__required_keys__ and argument not in about:
            yield Flaw(f"the argument {argument} is missing")
    yield from misfits(about, due)


def size_flaws(factors: Sequence[Factor]) -> Iterator[Flaw]:
    """Say that a table would be too large to be built.

    Args:
        factors: its factors.

    Yields:
        A flaw, or nothing.
    """
    cells = prod(len(factor.levels) for factor in factors)
    if cells > MOST_CELLS:
        yield Flaw(
            f"its factors make {cells:,} combinations of levels, and a table has {MOST_CELLS:,} at most; "
            "give fewer levels, or derive a scheme that is no table from BaseScheme",
            "/factors",
        )


def unlisted_flaws(rows: Sequence[Sequence[Value]], values: Sequence[Value]) -> Iterator[Flaw]:
    """Say which values of a matrix are not among the values that are given, each at its first cell.

    Args:
        rows: the rows, worst on top.
        values: all values from least to worst.

    Yields:
        A flaw each.
    """
    told = set(values)
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if value not in told:
                told.add(value)
                yield Flaw(missing_value(value), f"/matrix/rows/{y}/{x}")


def missing_value(value: Value) -> str:
    """Say that a value of a table is not among the values."""
    return f'the value "{value}" is missing from values'


def value_at(formula: Callable[..., Value], numbers: Sequence[int]) -> Value | Flaw:
    """Work a formula out for one cell.

    Args:
        formula: a function of level numbers.
        numbers: the numbers.

    Returns:
        The value, or why there is none.
    """
    try:
        value: object = formula(*numbers)
    except ExpressionError as error:
        return Flaw(str(error), "/formula")
    except Exception as error:  # noqa: BLE001 - a stranger's function may raise anything
        return Flaw(f"its formula raises {said(error)} for the levels {_listed(numbers)}", "/formula")
    if type(value) not in _VALUES:
        due = "a value is an int, a Decimal or a text"
        return Flaw(f"its formula gives {shown(value)} for the levels {_listed(numbers)}; {due}", "/formula")
    return value  # type: ignore[return-value] # its type was checked by identity, which mypy does not follow


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def beside(file: SchemeFile) -> Iterator[Flaw]:
    """Say what is wrong with a file beside what keeps its parts from going together.

    Args:
        file: what stands in it.

    Yields:
        The flaws of all parts that can be told.
    """
    factors = {factor.key: factor.factor() for factor in file.factors}
    matrix = file.matrix
    cells = [value for row in matrix.rows for value in row] if matrix else _worked_out(file)
    if matrix and {matrix.across, matrix.up} <= factors.keys():
        for name, grid in (("rows", matrix.rows), ("bands", matrix.bands), ("within", matrix.within)):
            if grid is not None:
                yield from shape_flaws(name, grid, factors[matrix.across], factors[matrix.up])
    if matrix and file.values:
        yield from unlisted_flaws(matrix.rows, file.values)
    if matrix and file.tolerance and matrix.within is not None:
        yield given_twice()
    natural = natural_order(cells) if cells else None
    if cells and not file.values and natural is None:
        yield unordered()
    values = file.values or natural
    about = file.about()
    yield from Parts(
        id=file.id,
        factors=list(factors.values()),
        order=None if values is None else Order(tuple(values)),
        bands=tuple(about.get("bands", ())),
        tolerance=file.limit(),
        claims=about.get("claims", Claims()),
    ).flaws()
    given = None if matrix is None or matrix.bands is None else dict(cells_of(matrix.bands))
    yield from band_flaws(tuple(about.get("bands", ())), given)


def _worked_out(file: SchemeFile) -> list[Value]:
    """Work out the values of a formula; none if it does not give one for every cell."""
    factors = [factor.factor() for factor in file.factors]
    if file.formula is None or any(size_flaws(factors)):
        return []
    try:
        formula = file.expression()
    except ExpressionError:
        return []
    found = [value_at(formula, numbers) for numbers in product(*map(_numbers, factors))]
    values = [value for value in found if not isinstance(value, Flaw)]
    return values if len(values) == len(found) else []


def _numbers(factor: Factor) -> list[int]:
    return [level.number for level in factor.levels]


def given_twice() -> Flaw:
    """Say that a tolerance stands beside a matrix that says which cells are within it."""
    return Flaw("the tolerance is given twice, by the matrix too; keep one", "/tolerance")


def unordered() -> Flaw:
    """Say that values which are texts have no order by themselves."""
    return Flaw("its values are texts, so say their order: values = [least, …, worst]", "/matrix/rows")


def band_flaws(bands: Sequence[Band], given: Mapping[Cell, str] | None) -> Iterator[Flaw]:
    """Say which bands are neither by value nor by cell, or both, and which cells name none.

    Args:
        bands: the bands.
        given: per cell the key of its band, None where bands follow from values.

    Yields:
        A flaw each.
    """
    for place, band in enumerate(bands):
        if given is None and not band.by_value:
            message = f"band {band.key} has no first and last value, and no cell is said to be in it"
            yield Flaw(message, f"/bands/{place}")
        if given is not None and band.by_value:
            message = f"band {band.key} is given cell by cell, so it has no first and last value"
            yield Flaw(message, f"/bands/{place}")
    keys = [band.key for band in bands]
    for key in sorted(set((given or {}).values()) - set(keys)):
        yield Flaw(no_band("a cell", key, keys), "/matrix/bands")


def place_of(factors: Sequence[Factor], grid: str, cell: Cell) -> str:
    """Name the place of a cell in the form that files have: worst row on top.

    Args:
        factors: the factors of the scheme.
        grid: which matrix.
        cell: the cell.

    Returns:
        A JSON Pointer; that of the values where there is no matrix.
    """
    if len(factors) != _TWO:
        return "/values"
    return f"/matrix/{grid}/{len(factors[1].levels) - 1 - cell[1]}/{cell[0]}"


def shape_flaws(name: str, grid: Sequence[Sequence[object]], across: Factor, up: Factor) -> Iterator[Flaw]:
    """Say that a grid does not fit its factors, with both shapes.

    Args:
        name: its name in files.
        grid: the rows, worst on top.
        across: the factor along the rows.
        up: the factor up the columns.

    Yields:
        A flaw, or nothing.
    """
    sizes = [len(row) for row in grid]
    if sizes != [len(across.levels)] * len(up.levels):
        what = {"rows": "the matrix", "bands": "the matrix of bands", "within": "the matrix of tolerance"}[
            name
        ]
        shape = f"{len(up.levels)} rows of {len(across.levels)}"
        shown = str(sizes[:_ROWS_SHOWN])
        more = f" and {len(sizes) - _ROWS_SHOWN} rows more" if len(sizes) > _ROWS_SHOWN else ""
        odd = next((at for at, size in enumerate(sizes) if size != len(across.levels)), None)
        place = f"/matrix/{name}" + ("" if odd is None or len(sizes) != len(up.levels) else f"/{odd}")
        yield Flaw(f"{what} is to have {shape} values, it has rows of {shown}{more}", place)


def cells_of(grid: Sequence[Sequence[Any]]) -> Iterator[tuple[Cell, Any]]:
    """Read a grid that is drawn worst row on top.

    Args:
        grid: the rows.

    Yields:
        Each cell with what stands in it.
    """
    for y, row in enumerate(reversed(grid)):
        for x, value in enumerate(row):
            yield (x, y), value
