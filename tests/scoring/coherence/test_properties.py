"""Laws of the analysis, over schemes of any shape."""

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from govkit import FactorLevel, Tolerance, coherence
from govkit.testing.strategies import schemes

COLOURED = schemes(min_factors=2, max_factors=2).filter(lambda scheme: bool(scheme.bands))


@given(schemes(), st.data())
def test_a_monotone_scheme_has_no_fault_but_a_tolerance_that_separates_nothing(drawn, data):
    assert coherence(drawn).faults == ()
    limit = data.draw(st.integers(0, len(drawn.values) - 1))
    scheme = attrs.evolve(drawn, tolerance=Tolerance(drawn.values[limit]))
    ranks = [scheme.values.index(value) for value in scheme.table.values()]
    separates = min(ranks) <= limit < max(ranks)
    checks = {entry.check for entry in coherence(scheme).faults}
    assert checks == (set() if separates else {"tolerance-separates"})


def dominates(worse, cell):
    return worse != cell and all(a >= b for a, b in zip(worse, cell, strict=True))


@given(st.data())
def test_exchanging_two_unequal_cells_of_which_one_is_worse_is_a_fault(data):
    scheme = data.draw(schemes())
    rank = {cell: scheme.values.index(value) for cell, value in scheme.table.items()}
    pairs = [
        (cell, worse)
        for cell in scheme.table
        for worse in scheme.table
        if dominates(worse, cell) and rank[cell] < rank[worse]
    ]
    assume(pairs)
    cell, worse = data.draw(st.sampled_from(pairs))
    exchanged = scheme.table.update({cell: scheme.table[worse], worse: scheme.table[cell]})
    entries = coherence(attrs.evolve(scheme, table=exchanged)).of("weakly-monotone")
    assert entries
    for entry in entries:
        low, high = entry.cells
        assert dominates(high, low)
        assert scheme.values.index(exchanged[high]) < scheme.values.index(exchanged[low])


def renamed(scheme, shift, word):
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
    return attrs.evolve(scheme, factors=factors)


@given(schemes() | schemes(monotone=False), st.integers(-50, 50), st.sampled_from(["Level", "Stufe"]))
def test_what_is_found_does_not_hang_on_numbers_or_labels_of_levels(drawn, shift, word):
    # What a claim computes from level numbers does.
    scheme = attrs.evolve(drawn, claims=attrs.evolve(drawn.claims, ranked_by=(), equals=None))

    def found(result):
        return [(entry.check, entry.cells, entry.assumption) for entry in result.entries]

    one, other = coherence(renamed(scheme, 1, "A")), coherence(renamed(scheme, shift, word))
    assert found(one) == found(other)
    assert one.not_evaluated == other.not_evaluated


def bands_of(scheme):
    """The band of every cell."""
    return {
        cell: scheme.rate(
            {f.key: f.levels[at].number for f, at in zip(scheme.factors, cell, strict=True)}
        ).band
        for cell in scheme.table
    }


@given(COLOURED)
def test_betweenness_is_what_its_definition_says(scheme):
    red, green = scheme.bands[-1], scheme.bands[0]
    colours = bands_of(scheme)
    touching = {
        ((x, y), (x + right, y + up))
        for x, y in scheme.table
        for right, up in ((0, 1), (1, 0), (1, 1))
        if red != green and colours[x, y] == green and colours.get((x + right, y + up)) == red
    }
    assume(len(touching) <= 20)  # more are not told one by one
    result = coherence(scheme)
    assert {entry.cells for entry in result.of("betweenness")} == touching
    told = {each.check for each in result.not_evaluated}
    assert ("betweenness" in told) == (red == green or not {red, green} <= set(colours.values()))


@given(COLOURED)
def test_weak_consistency_under_equal_widths_is_what_its_definition_says(scheme):
    bands = bands_of(scheme)
    # Multiplied out by the sizes of both factors, the products are whole numbers.
    reds = [x * y for (x, y), band in bands.items() if band == scheme.bands[-1]]
    greens = [(x + 1) * (y + 1) for (x, y), band in bands.items() if band == scheme.bands[0]]
    result = coherence(scheme)
    if len(scheme.bands) < 2 or not reds or not greens:
        assert result.of("weak-consistency") == ()
        assert "weak-consistency" in {each.check for each in result.not_evaluated}
        return
    # Schemes that state probabilities have the question answered under those too.
    equal = [entry for entry in result.of("weak-consistency") if entry.assumption == result.assumptions[0]]
    assert bool(equal) == (min(reds) < max(greens))
