"""Finite scoring schemes of every shape, coherent ones unless anything is asked for."""

from collections.abc import Mapping
from itertools import product
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from immutabledict import immutabledict

from govkit.scoring import Aggregation, Band, Cell, Claims, Scheme, Tolerance, Value
from govkit.testing.strategies.factor import factors
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.term import cadences
from govkit.testing.strategies.text import distinct_refs, refs, short_texts

_KEYS: Final = ("likelihood", "impact", "time-to-detect")
_MOST_LEVELS: Final = {1: 5, 2: 5, 3: 3}
"""Per number of factors how many levels each has at most, so that no table has more than 27 cells."""


def schemes(
    *, monotone: bool = True, min_factors: int = 1, max_factors: int = 3
) -> st.SearchStrategy[Scheme]:
    """Draw finite scoring schemes.

    They have one to three factors of one to five levels, of different length; numbers or labels for values,
    of which higher or lower is worse, in an order that is said; bands by value, by cell, or none; a tolerance
    by value, by band, by cells, or none; categories and either way to bring them together; claims.

    Args:
        monotone: draw coherent schemes: a worse level never gives a better value, band or side of tolerance,
            a tolerance has ratings on both sides, and what is claimed holds. If False, the table, the bands,
            the tolerance and the claims are whatever ``Scheme`` accepts.
        min_factors: how many factors at least, from 1.
        max_factors: how many factors at most, up to 3.

    Returns:
        A strategy for schemes. ``coherence(scheme).faults`` is empty for each that is monotone, and each
        keeps all of ``SCHEME_CHECKS``. One of two factors can be written to a file that reads back equal.
    """
    return _schemes(monotone=monotone, least=min_factors, most=max_factors)


@attrs.frozen
class _Results:
    """What the cells of a scheme come to, before it is said in values and bands.

    Args:
        ladder: values from least to worst; more than the cells have, maybe.
        value: per cell the place of its value on the ladder.
        bands: the bands, least first.
        band: per cell the place of its band; empty where there are no bands.
        by_cell: whether the bands are given cell by cell.
    """

    ladder: tuple[Value, ...]
    value: Mapping[Cell, int]
    bands: tuple[Band, ...]
    band: Mapping[Cell, int]
    by_cell: bool


def _ids() -> st.SearchStrategy[str]:
    """Draw what can be the id of a scheme, which people type in shells."""
    return refs().map(lambda ref: ref.replace(" ", "-"))


@st.composite
def _schemes(draw: st.DrawFn, *, monotone: bool, least: int, most: int) -> Scheme:
    count = draw(st.integers(least, most))
    keys = draw(st.just(_KEYS[:count]) | distinct_refs(count, count))
    scales = tuple(draw(factors(key, max_levels=_MOST_LEVELS[count])) for key in keys)
    cells = tuple(product(*(range(len(scale.levels)) for scale in scales)))
    found = draw(_results(cells, monotone=monotone))
    table = {cell: found.ladder[place] for cell, place in found.value.items()}
    return Scheme(
        id=draw(_ids()),
        version=draw(short_texts()),
        title=draw(short_texts()),
        source=draw(short_texts()),
        factors=scales,
        values=draw(st.sampled_from(_enough(found.ladder, table))),
        table=immutabledict(table),
        bands=found.bands,
        cell_bands=(
            immutabledict({cell: found.bands[place].key for cell, place in found.band.items()})
            if found.by_cell
            else None
        ),
        tolerance=draw(_tolerances(found, monotone=monotone)),
        aggregation=draw(st.sampled_from(Aggregation)),
        claims=draw(_claims_that_hold(found) if monotone else _any_claims(named=keys == _KEYS[:count])),
        assumed=draw(few(short_texts())),
    )


def _enough(ladder: tuple[Value, ...], table: Mapping[Cell, Value]) -> list[tuple[Value, ...]]:
    """What a scheme may list as its values: the whole ladder, or those that cells have.

    The others may go only if those left show by themselves where numbers between them stand.
    """
    found = set(table.values())
    reached = tuple(value for value in ladder if value in found)
    if len(reached) == 1 or any(isinstance(value, str) for value in ladder):
        return [ladder]
    numbers: list[Any] = list(ladder)
    return [ladder, reached] if sorted(numbers) in (numbers, numbers[::-1]) else [ladder]


@st.composite
def _results(draw: st.DrawFn, cells: tuple[Cell, ...], *, monotone: bool) -> _Results:
    ladder = draw(_ladders(monotone=monotone))
    starts = draw(_starts(len(ladder)))
    value, band = draw(_placed(cells, len(ladder), len(starts), monotone=monotone))
    kind = draw(st.sampled_from(("no bands", "by cell", "by value")))
    if kind == "no bands":
        return _Results(ladder, value, (), {}, by_cell=False)
    about = draw(_bands(len(starts)))
    if kind == "by cell":
        return _Results(ladder, value, tuple(Band(**each) for each in about), band, by_cell=True)
    ends = zip(starts, [*starts[1:], len(ladder)], strict=True)
    bands = tuple(
        Band(**each, first=ladder[start], last=ladder[end - 1])
        for each, (start, end) in zip(about, ends, strict=True)
    )
    band = {cell: sum(start <= place for start in starts) - 1 for cell, place in value.items()}
    return _Results(ladder, value, bands, band, by_cell=False)


def _starts(count: int) -> st.SearchStrategy[list[int]]:
    """Draw where on a ladder bands begin, the first on its first rung."""
    return st.sets(st.integers(0, count - 1), max_size=4).map(lambda some: sorted({0, *some}))


@st.composite
def _placed(
    draw: st.DrawFn, cells: tuple[Cell, ...], values: int, bands: int, *, monotone: bool
) -> tuple[dict[Cell, int], dict[Cell, int]]:
    """Draw the place of each cell's value, and of its band."""
    if not monotone:
        return (
            dict(zip(cells, draw(_places(len(cells), values)), strict=True)),
            dict(zip(cells, draw(_places(len(cells), bands)), strict=True)),
        )
    # All that is said of a cell follows from one number, which grows with its levels.
    badness = draw(_badness(cells))
    distinct = sorted(set(badness.values()))
    grades, shades = (draw(_rising(len(distinct), count)) for count in (values, bands))
    return (
        {cell: grades[distinct.index(badness[cell])] for cell in cells},
        {cell: shades[distinct.index(badness[cell])] for cell in cells},
    )


def _ladders(*, monotone: bool) -> st.SearchStrategy[tuple[Value, ...]]:
    numbers: st.SearchStrategy[Any] = st.integers(-20, 99) | st.decimals(0, 99, places=1)
    some = st.lists(numbers, min_size=1, max_size=9, unique=True)
    said = st.lists(short_texts(), min_size=1, max_size=9, unique=True)
    mixed = st.lists(numbers | short_texts(), min_size=1, max_size=9, unique=True)
    rising = some.map(sorted)
    orders = [rising, rising.map(lambda found: found[::-1]), said, mixed]
    return st.one_of(*orders, *(() if monotone else (some,))).map(tuple)


def _places(size: int, count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, count - 1), min_size=size, max_size=size)


def _rising(size: int, count: int) -> st.SearchStrategy[list[int]]:
    """Draw places that never fall; those of a scheme that numbers what is worse higher every time, too."""
    rising = _places(size, count).map(sorted)
    return st.just(list(range(size))) | rising if size <= count else rising


def _badness(cells: tuple[Cell, ...]) -> st.SearchStrategy[dict[Cell, int]]:
    """Draw how bad each cell is: any number no lower than those of better cells, or the sum of its levels."""

    def worst_below(own: list[int]) -> dict[Cell, int]:
        bad = dict(zip(cells, own, strict=True))
        return {cell: max(bad[other] for other in cells if _at_least(cell, other)) for cell in cells}

    return _places(len(cells), 10).map(worst_below) | st.just({cell: sum(cell) for cell in cells})


def _at_least(worse: Cell, cell: Cell) -> bool:
    return all(high >= low for high, low in zip(worse, cell, strict=True))


@st.composite
def _bands(draw: st.DrawFn, count: int) -> list[dict[str, Any]]:
    about = st.fixed_dictionaries(
        {"label": short_texts()},
        optional={
            **dict.fromkeys(("description", "response", "reported_to", "assumed"), short_texts()),
            "review": cadences(),
        },
    )
    return [{**draw(about), "key": key} for key in draw(distinct_refs(count, count))]


def _tolerances(found: _Results, *, monotone: bool) -> st.SearchStrategy[Tolerance | None]:
    cells = list(found.value)
    kinds: list[st.SearchStrategy[Tolerance | None]] = [st.none()]
    ends = _ends(found.value, len(found.ladder), monotone=monotone)
    if ends:
        kinds.append(st.sampled_from(ends).map(lambda place: Tolerance(found.ladder[place])))
    if found.bands:
        ends = _ends(found.band, len(found.bands), monotone=monotone)
        if ends:
            kinds.append(st.sampled_from(ends).map(lambda place: Tolerance(band=found.bands[place].key)))
    if not monotone:
        kinds.append(st.frozensets(st.sampled_from(cells)).map(lambda some: Tolerance(cells=some)))
    elif len(cells) > 1:
        # A staircase: what is at least as bad as one of a few cells is above it, the best cell of all never.
        above = st.sets(st.sampled_from(cells[1:]), min_size=1, max_size=3)
        kinds.append(
            above.map(
                lambda edge: Tolerance(
                    cells=frozenset(cell for cell in cells if not any(_at_least(cell, each) for each in edge))
                )
            )
        )
    return st.one_of(kinds)


def _ends(places: Mapping[Cell, int], count: int, *, monotone: bool) -> range:
    """Where a tolerance may end; with ratings on both sides of it if the scheme is to be coherent."""
    return range(min(places.values()), max(places.values())) if monotone else range(count)


def _claims_that_hold(found: _Results) -> st.SearchStrategy[Claims]:
    cells = list(found.value)
    steps = [
        found.value[worse] - found.value[cell]
        for worse, cell in product(cells, cells)
        if worse != cell and _at_least(worse, cell)
    ]
    holds = {
        "injective": len(set(found.value.values())) == len(cells),
        "strictly_monotone": all(step > 0 for step in steps),
        "symmetric": len(cells[0]) == 2  # noqa: PLR2004 - a matrix
        and all(found.value.get((up, across)) == place for (across, up), place in found.value.items()),
    }
    may = {name: st.booleans() if true else st.just(False) for name, true in holds.items()}
    return st.builds(Claims, **may)


def _any_claims(*, named: bool) -> st.SearchStrategy[Claims]:
    """Draw claims, with expressions that name a factor only where its key is one of those known here."""
    expressions = st.sampled_from(("1", "2 * 3", *(("likelihood", "max(likelihood, 2)") if named else ())))
    return st.builds(
        Claims,
        injective=st.booleans(),
        symmetric=st.booleans(),
        strictly_monotone=st.booleans(),
        ranked_by=few(expressions),
        equals=maybe(expressions),
    )
