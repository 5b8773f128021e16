"""The 4×4 scheme of Leicestershire, cell by cell, and how often each band is reviewed."""

import pytest

from govkit.errors import RatingError
from govkit.model import Cadence
from govkit_schemes import leicestershire_2016

SCHEME = leicestershire_2016.LEICESTERSHIRE_2016
TABLE = """
    4 8 12 16
    3 6  9 12
    2 4  6  8
    1 2  3  4
"""
CELLS = [
    (likelihood, 4 - row, int(value))
    for row, line in enumerate(TABLE.strip().splitlines())
    for likelihood, value in enumerate(line.split(), start=1)
]


def test_sixteen_cells_are_written_out():
    assert len(set(CELLS)) == len(SCHEME.table) == 16


@pytest.mark.parametrize(("likelihood", "impact", "value"), CELLS)
def test_a_cell_has_its_product_and_the_band_of_that_product(likelihood, impact, value):
    rating = SCHEME.rate({"likelihood": likelihood, "impact": impact})
    assert (rating.value, rating.within_tolerance) == (value, None)
    label, review = ("Low", "quarterly") if value <= 4 else ("Medium", "quarterly")
    if value >= 9:
        label, review = "High", "monthly"
    assert (rating.band.label, rating.band.review) == (label, Cadence(review))


def test_bands_have_the_printed_ends_even_where_no_product_reaches_them():
    assert [(band.label, band.first, band.last) for band in SCHEME.bands] == [
        ("Low", 1, 4),
        ("Medium", 5, 8),
        ("High", 9, 16),
    ]


def test_levels_are_called_by_their_numbers_which_is_assumed():
    assert str(SCHEME.rate({"likelihood": "4", "impact": 3})) == "12, High"
    assert SCHEME.rate({"likelihood": 4, "impact": 3}).explanation.startswith(
        "Likelihood 4 and impact 3 make 12"
    )
    assert len(SCHEME.assumed) == 1
    assert "called by their numbers" in SCHEME.assumed[0]
    with pytest.raises(RatingError, match='no level "5"; likelihood takes 1 to 4'):
        SCHEME.rate({"likelihood": 5, "impact": 1})


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert leicestershire_2016.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("leicestershire-2016", "2016")
    assert SCHEME.source.endswith("5 July 2016")
