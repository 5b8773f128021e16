"""Laws of the analysis, over schemes of any shape."""

from itertools import product

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from immutabledict import immutabledict

from govkit import Band, Factor, FactorLevel, Scheme, Tolerance, coherence

KEYS = ["green", "yellow", "amber", "red"]


@st.composite
def axes(draw, key):
    size = draw(st.integers(1, 4))
    return Factor.numbered(key, [f"{key} {place}" for place in range(size)])


@st.composite
def monotone(draw, most=3):
    """Draw schemes in which every cell is at least as bad as those it dominates, with bands by value."""
    factors = [draw(axes(f"f{place}")) for place in range(draw(st.integers(2, most)))]
    cells = list(product(*(range(len(factor.levels)) for factor in factors)))
    own = {cell: draw(st.integers(0, 9)) for cell in cells}
    table = {
        cell: max(own[other] for other in cells if all(a <= b for a, b in zip(other, cell, strict=True)))
        for cell in cells
    }
    cuts = sorted(draw(st.sets(st.integers(0, 8), max_size=3)))
    ends = zip([0, *(cut + 1 for cut in cuts)], [*cuts, 9], strict=True)
    bands = [
        Band(key=key, label=key, first=first, last=last)
        for key, (first, last) in zip(KEYS, ends, strict=False)
    ]
    return Scheme(
        id="made",
        version="1",
        title="Made",
        source="a strategy",
        factors=tuple(factors),
        table=immutabledict(table),
        values=tuple(sorted(set(table.values()))),
        bands=tuple(bands),
        tolerance=Tolerance(draw(st.integers(0, 9))),
    )


@given(monotone())
def test_a_monotone_scheme_has_no_fault_but_a_tolerance_that_separates_nothing(scheme):
    checks = {entry.check for entry in coherence(scheme).faults}
    limit = scheme.tolerance.value
    separates = min(scheme.values) <= limit < max(scheme.values)
    assert checks == (set() if separates else {"tolerance-separates"})


def dominates(worse, cell):
    return worse != cell and all(a >= b for a, b in zip(worse, cell, strict=True))


@given(st.data())
def test_exchanging_two_unequal_cells_of_which_one_is_worse_is_a_fault(data):
    scheme = data.draw(monotone())
    pairs = [
        (cell, worse)
        for cell in scheme.table
        for worse in scheme.table
        if dominates(worse, cell) and scheme.table[cell] < scheme.table[worse]
    ]
    assume(pairs)
    cell, worse = data.draw(st.sampled_from(pairs))
    exchanged = scheme.table.update({cell: scheme.table[worse], worse: scheme.table[cell]})
    entries = coherence(attrs.evolve(scheme, table=exchanged)).of("weakly-monotone")
    assert entries
    for entry in entries:
        low, high = entry.cells
        assert dominates(high, low)
        assert exchanged[high] < exchanged[low]


@given(monotone(), st.integers(-50, 50), st.sampled_from(["Level", "Stufe"]))
def test_what_is_found_does_not_hang_on_numbers_or_labels_of_levels(scheme, shift, word):
    factors = tuple(
        attrs.evolve(
            factor,
            levels=tuple(
                FactorLevel(number=shift - 3 * place, label=f"{word} {place}")
                for place in range(len(factor.levels))
            ),
        )
        for factor in scheme.factors
    )
    renamed = attrs.evolve(scheme, factors=factors)

    def found(result):
        return [(entry.check, entry.cells, entry.assumption) for entry in result.entries]

    assert found(coherence(renamed)) == found(coherence(scheme))
    assert coherence(renamed).not_evaluated == coherence(scheme).not_evaluated


@given(monotone(most=2))
def test_betweenness_is_what_its_definition_says(scheme):
    def band(cell):
        levels = {factor.key: at + 1 for factor, at in zip(scheme.factors, cell, strict=True)}
        return scheme.rate(levels).band.key

    red, green = scheme.bands[-1].key, scheme.bands[0].key
    colours = {cell: band(cell) for cell in scheme.table}
    touching = {
        ((x, y), (x + right, y + up))
        for x, y in scheme.table
        for right, up in ((0, 1), (1, 0), (1, 1))
        if red != green and colours[x, y] == green and colours.get((x + right, y + up)) == red
    }
    result = coherence(scheme)
    assert {entry.cells for entry in result.of("betweenness")} == touching
    told = {each.check for each in result.not_evaluated}
    assert ("betweenness" in told) == (red == green or not {red, green} <= set(colours.values()))


@given(monotone(most=2))
def test_weak_consistency_under_equal_widths_is_what_its_definition_says(scheme):
    bands = {cell: scheme.rate({f.key: at + 1 for f, at in zip(scheme.factors, cell, strict=True)}).band for cell in scheme.table}  # fmt: skip
    # Multiplied out by the sizes of both factors, the products are whole numbers.
    reds = [x * y for (x, y), band in bands.items() if band == scheme.bands[-1]]
    greens = [(x + 1) * (y + 1) for (x, y), band in bands.items() if band == scheme.bands[0]]
    result = coherence(scheme)
    if len(scheme.bands) < 2 or not reds or not greens:
        assert result.of("weak-consistency") == ()
        assert "weak-consistency" in {each.check for each in result.not_evaluated}
        return
    assert bool(result.of("weak-consistency")) == (min(reds) < max(greens))
