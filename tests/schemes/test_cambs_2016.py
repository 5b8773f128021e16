"""Every cell of the 4×4 scheme of 2016, written out as the paper prints it."""

import pytest

from govkit_schemes import cambs_2016

LIKELIHOODS = ["Remote", "Possible", "Probable", "More likely than not"]
IMPACTS = ["Minor", "Moderate", "Significant", "Major"]
PRINTED = """
    Major        4  8 12 16
    Significant  3  6  9 12
    Moderate     2  4  6  8
    Minor        1  2  3  4
"""
CELLS = [
    (likelihood, row.split()[0], int(value))
    for row in PRINTED.strip().splitlines()
    for likelihood, value in zip(LIKELIHOODS, row.split()[1:], strict=True)
]
SCHEME = cambs_2016.CAMBS_2016


def test_sixteen_cells_are_written_out():
    assert len(set(CELLS)) == len(SCHEME.table) == 16


@pytest.mark.parametrize(("likelihood", "impact", "value"), CELLS)
def test_a_cell_has_the_printed_value_and_no_side_of_tolerance(likelihood, impact, value):
    rating = SCHEME.rate({"likelihood": likelihood, "impact": impact})
    assert (rating.value, rating.band, rating.within_tolerance) == (value, None, None)
    numbers = {"likelihood": LIKELIHOODS.index(likelihood) + 1, "impact": IMPACTS.index(impact) + 1}
    assert rating.levels == numbers
    assert rating is SCHEME.rate(numbers)


def test_the_paper_sets_no_bands_and_no_tolerance():
    assert (SCHEME.bands, SCHEME.tolerance) == ((), None)


def test_likelihoods_stand_for_the_printed_probabilities():
    printed = [(0.01, 0.10), (0.10, 0.30), (0.30, 0.50), (0.50, 1.0)]
    levels = cambs_2016.LIKELIHOOD.levels
    assert [(level.probability.lower, level.probability.upper) for level in levels] == printed
    assert [level.label for level in levels] == LIKELIHOODS


def test_what_the_paper_contradicts_itself_on_is_marked_as_assumed():
    assert len(SCHEME.assumed) == 1
    assert "More likely than not (>50%)" in SCHEME.assumed[0]
    assert "As likely as not ≥50%" in SCHEME.assumed[0]


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert cambs_2016.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("cambs-2016", "2016")
    assert "2016" in SCHEME.source
