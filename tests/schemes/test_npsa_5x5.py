"""The 5×5 scheme of the NHS, cell by cell with the band it is coloured in."""

import pytest

from govkit_schemes import npsa_5x5

SCHEME = npsa_5x5.NPSA_5X5
LIKELIHOODS = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]
TABLE = """
    Catastrophic 5M 10H 15E 20E 25E
    Major        4M  8H 12H 16E 20E
    Moderate     3L  6M  9H 12H 15E
    Minor        2L  4M  6M  8H 10H
    Negligible   1L  2L  3L  4M  5M
"""
BANDS = {"L": "Low", "M": "Moderate", "H": "High", "E": "Extreme"}
CELLS = [
    (likelihood, line.split()[0], int(cell[:-1]), BANDS[cell[-1]])
    for line in TABLE.strip().splitlines()
    for likelihood, cell in zip(LIKELIHOODS, line.split()[1:], strict=True)
]


def test_twenty_five_cells_are_written_out():
    assert len(set(CELLS)) == len(SCHEME.table) == 25


@pytest.mark.parametrize(("likelihood", "consequence", "value", "band"), CELLS)
def test_a_cell_has_its_product_and_its_band(likelihood, consequence, value, band):
    rating = SCHEME.rate({"likelihood": likelihood, "consequence": consequence})
    assert (rating.value, rating.band.label, rating.within_tolerance) == (value, band, None)
    assert str(rating) == f"{value}, {band}"


def test_bands_leave_out_only_what_no_product_reaches():
    assert [(band.first, band.last) for band in SCHEME.bands] == [(1, 3), (4, 6), (8, 12), (15, 25)]
    assert {7, 13, 14}.isdisjoint(SCHEME.values)


def test_nothing_is_assumed_and_no_tolerance_is_set():
    assert (SCHEME.assumed, SCHEME.tolerance) == ((), None)
    assert "A risk matrix for risk managers" in SCHEME.source


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert npsa_5x5.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("npsa-5x5", "2008-01")
