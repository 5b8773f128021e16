"""Every cell of the 5×5 scheme of 2019, written out as the paper prints it."""

import re

import pytest

from govkit.errors import RatingError
from govkit.scoring import Claims
from govkit_schemes import cambs_2016, cambs_2019

LIKELIHOODS = ["Unlikely", "Possible", "Likely", "More likely than not", "Probable"]
IMPACTS = ["Insignificant", "Minor", "Moderate", "Significant", "Catastrophic"]
PRINTED = """
    Catastrophic   15 19 22 24 25
    Significant    10 14 18 21 23
    Moderate        6  9 13 17 20
    Minor           3  5  8 12 16
    Insignificant   1  2  4  7 11
"""
CELLS = [
    (likelihood, row.split()[0], int(value))
    for row in PRINTED.strip().splitlines()
    for likelihood, value in zip(LIKELIHOODS, row.split()[1:], strict=True)
]
BANDS = {"Low": range(1, 6), "Medium": range(6, 14), "Medium-high": range(14, 19), "High": range(19, 23),
         "Critical": range(23, 26)}  # fmt: skip
SCHEME = cambs_2019.CAMBS_2019
IMPACT = SCHEME.factors[1]


def test_the_twenty_five_cells_hold_one_to_twenty_five_once_each():
    assert sorted(value for *_, value in CELLS) == list(range(1, 26))
    assert len(SCHEME.table) == 25


@pytest.mark.parametrize(("likelihood", "impact", "value"), CELLS)
def test_a_cell_has_the_printed_value_its_side_of_thirteen_and_its_band(likelihood, impact, value):
    rating = SCHEME.rate({"likelihood": likelihood, "impact": impact})
    assert rating.value == value
    assert rating.rank == value - 1
    assert rating.within_tolerance is (value <= 13)
    assert value in BANDS[rating.band.label]
    numbers = {"likelihood": LIKELIHOODS.index(likelihood) + 1, "impact": IMPACTS.index(impact) + 1}
    assert rating.levels == numbers
    assert rating is SCHEME.rate(numbers)


def test_the_table_is_the_rank_of_the_cells_by_sum_and_then_by_impact_and_claims_to_be():
    cells = sorted(SCHEME.table, key=lambda cell: (sum(cell), cell[1]))
    assert [SCHEME.table[cell] for cell in cells] == list(range(1, 26))
    assert SCHEME.claims == Claims(injective=True, ranked_by=("likelihood + impact", "impact"))


def test_thirteen_is_within_tolerance_and_fourteen_is_not():
    by_value = {value: (likelihood, impact) for likelihood, impact, value in CELLS}
    said = []
    for value in (13, 14):
        likelihood, impact = by_value[value]
        said.append(str(SCHEME.rate({"likelihood": likelihood, "impact": impact})))
    assert said == ["13, Medium, within tolerance", "14, Medium-high, above tolerance"]


@pytest.mark.parametrize(
    ("label", "assumed", "reported_to"),
    [
        ("Low", "band boundaries assumed", None),
        ("Medium", "lower boundary assumed", None),
        ("Medium-high", "upper boundary assumed", "the relevant Executive Board"),
        ("High", "band boundaries assumed", "the relevant Executive Board"),
        ("Critical", "band boundaries assumed", "the relevant Executive Board"),
    ],
)
def test_a_band_marks_what_the_paper_does_not_show_and_above_tolerance_is_reported(
    label, assumed, reported_to
):
    (band,) = [band for band in SCHEME.bands if band.label == label]
    assert band.key == label.lower()
    assert (band.first, band.last) == (BANDS[label][0], BANDS[label][-1])
    assert (band.assumed, band.reported_to) == (assumed, reported_to)
    assert band.response


def test_bands_stand_in_order_and_the_scheme_says_once_that_their_ends_are_assumed():
    assert [band.label for band in SCHEME.bands] == list(BANDS)
    assert "13 (Medium) and 14 (Medium-high)" in SCHEME.assumed[0]
    assert not any("Low 1–5" in sentence for sentence in SCHEME.assumed[1:])


def test_a_rating_explains_cell_band_tolerance_and_what_follows():
    assert SCHEME.rate({"likelihood": 2, "impact": {"political": 3, "economic": 4}}).explanation == (
        "The worst impact is Economic. Likelihood 2 Possible and impact 4 Significant make 14 under "
        "cambs-2019. That is Medium-high (upper boundary assumed). It is above the tolerance of 13. "
        "It needs attention to bring likelihood or impact down. "
        "It is reported to the relevant Executive Board."
    )


def test_impact_is_assessed_per_category_of_pestelo():
    labels = [
        "Political",
        "Economic",
        "Social",
        "Technological",
        "Environmental",
        "Legislative",
        "Organisation",
    ]
    for label in labels:
        rating = SCHEME.rate({"likelihood": 1, "impact": {label.lower(): 5}})
        assert rating.value == 15
        assert rating.explanation.startswith(f"The worst impact is {label}. ")
    assert len(IMPACT.categories) == len(labels)


def descriptor(level, category):
    return IMPACT.levels[level - 1].descriptors.get(category)


def test_every_level_is_described_in_every_category_but_the_one_that_the_paper_lost():
    missing = [
        (level.number, category.label)
        for level in IMPACT.levels
        for category in IMPACT.categories
        if not level.descriptors.get(category.key)
    ]
    assert missing == [(5, "Social")]


@pytest.mark.parametrize(
    ("level", "figures"),
    [
        (1, ["2", "3"]),
        (2, ["2", "5", "3", "5"]),
        (3, ["5", "10", "5", "10"]),
        (4, ["10", "15", "10", "15"]),
        (5, ["15", "15"]),
    ],
)
def test_economic_levels_have_the_printed_percentages_of_overspend_and_shortfall(level, figures):
    said = descriptor(level, "economic")
    assert re.findall(r"\d+", said) == figures
    assert said.index("over budget") < said.index("short of the savings target")


def test_levels_mean_the_same_for_political_and_social_as_far_as_both_are_printed():
    for level in (1, 2, 3, 4):
        assert descriptor(level, "political") == descriptor(level, "social")
    assert "survive" in descriptor(5, "political")


def test_the_two_descriptors_that_stand_in_the_wrong_place_are_flagged_and_none_is_invented():
    assert "system fails" in descriptor(5, "technological")
    assert "system" not in descriptor(5, "organisation")
    social, technological = SCHEME.assumed[1:]
    assert "no level 5 of Social, and none is given" in social
    assert "is taken for level 5 of Technological" in technological


def test_probable_is_the_third_likelihood_of_2016_and_the_fifth_of_2019():
    assert cambs_2016.CAMBS_2016.rate({"likelihood": "Probable", "impact": 1}).levels["likelihood"] == 3
    assert SCHEME.rate({"likelihood": "Probable", "impact": 1}).levels["likelihood"] == 5
    with pytest.raises(RatingError, match='no level "Remote"'):
        SCHEME.rate({"likelihood": "Remote", "impact": 1})


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert cambs_2019.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("cambs-2019", "2019-08")
    assert "August 2019" in SCHEME.source
