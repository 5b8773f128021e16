"""The risk priority number: a product of three, without bands and without tolerance."""

from itertools import product

import pytest

from govkit.errors import RatingError
from govkit_schemes import fmea_rpn

SCHEME = fmea_rpn.FMEA_RPN


def rate(severity, occurrence, detection):
    return SCHEME.rate({"severity": severity, "occurrence": occurrence, "detection": detection})


@pytest.mark.parametrize(
    ("severity", "occurrence", "detection", "number"),
    [(1, 1, 1, 1), (9, 3, 5, 135), (10, 2, 2, 40), (7, 7, 7, 343), (10, 10, 1, 100), (10, 10, 10, 1000)],
)
def test_known_numbers(severity, occurrence, detection, number):
    rating = rate(severity, occurrence, detection)
    assert (rating.value, rating.band, rating.within_tolerance) == (number, None, None)


def test_every_one_of_the_thousand_cells_is_the_product_of_its_levels():
    ranks = range(1, 11)
    assert len(SCHEME.table) == 1000
    assert all(
        rate(*levels).value == levels[0] * levels[1] * levels[2] for levels in product(ranks, repeat=3)
    )
    assert len(SCHEME.values) == 120


def test_the_least_detectable_failure_is_the_worst():
    assert rate(5, 5, 10) > rate(5, 5, 1)
    assert "10 of detection is least likely to be detected, and worst" in SCHEME.assumed[0]


def test_a_rating_names_all_three_levels():
    assert rate(9, 3, 5).explanation == "Severity 9, occurrence 3 and detection 5 make 135 under fmea-rpn."


@pytest.mark.parametrize("level", [0, 11, 5.0, True, None])
def test_a_rank_outside_of_one_to_ten_is_refused(level):
    with pytest.raises(RatingError, match="detection"):
        rate(1, 1, level)


def test_all_three_factors_are_needed():
    with pytest.raises(RatingError) as caught:
        SCHEME.rate({"severity": 1})
    assert caught.value.problems == ("no level is given for occurrence", "no level is given for detection")


def test_no_bands_and_no_tolerance_are_made_up():
    assert (SCHEME.bands, SCHEME.tolerance) == ((), None)


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert fmea_rpn.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("fmea-rpn", "4")
    assert "AIAG" in SCHEME.source
