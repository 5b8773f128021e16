"""What levels make: the rating, its side of tolerance, its words, and what is refused."""

from decimal import Decimal

import attrs
import pytest

from govkit.errors import RatingError
from govkit.scoring import Band, Category, Factor, FactorLevel, LevelFault, Scheme, Tolerance

LIKELIHOOD = Factor(
    key="likelihood",
    label="Likelihood",
    levels=(
        FactorLevel(number=10, key="seldom", label="Hardly ever"),
        FactorLevel(number=5, key="often", label="All the time"),
    ),
)
IMPACT = Factor.numbered(
    "impact",
    ["Minor", "Serious", "Major"],
    categories=[
        Category("political", "Political"),
        Category("economic", "Economic"),
        Category("social", "Social"),
    ],
)
LOW = Band(key="low", label="Low", first=1, last=3)
HIGH = Band(
    key="high",
    label="High",
    first=4,
    last=6,
    assumed="ends assumed",
    response="Act now",
    reported_to="the board",
)
BARE = Scheme.matrix(
    "bare",
    version="1",
    title="Bare",
    source="here",
    across=LIKELIHOOD,
    up=IMPACT,
    rows=[[3, 6], [2, 5], [1, 4]],
)
BANDED = attrs.evolve(BARE, id="banded", bands=(LOW, HIGH))
FULL = attrs.evolve(BANDED, id="full", tolerance=Tolerance(4))


def one_factor(results, /, **changes):
    """Make a scheme of one factor whose levels, least to worst, are given these results."""
    factor = Factor.numbered("f", [f"L{number}" for number in range(1, len(results) + 1)])
    return Scheme.formula(
        "one",
        version="1",
        title="One",
        source="here",
        factors=[factor],
        formula=lambda number: results[number - 1],
        **changes,
    )


def test_the_order_of_levels_is_the_one_they_are_listed_in_whatever_their_numbers_say():
    assert BARE.rate({"likelihood": 10, "impact": 1}).value == 1
    assert BARE.rate({"likelihood": 5, "impact": 1}).value == 4


@pytest.mark.parametrize("likelihood", [5, "often", "All the time"])
@pytest.mark.parametrize("impact", [2, "serious", "Serious"])
def test_a_level_goes_by_number_key_or_label_and_the_rating_is_the_shared_one(likelihood, impact):
    rating = FULL.rate({"likelihood": likelihood, "impact": impact})
    assert rating is FULL.rate({"impact": 2, "likelihood": 5})
    assert (rating.scheme, rating.version, rating.value, rating.rank) == ("full", "1", 5, 4)
    assert rating.levels == {"likelihood": 5, "impact": 2}
    assert rating.band == HIGH
    assert rating.within_tolerance is False


def test_a_rating_says_its_cell_its_band_its_side_of_tolerance_and_what_follows():
    assert FULL.rate({"likelihood": 5, "impact": 2}).explanation == (
        "Likelihood 5 All the time and impact 2 Serious make 5 under full. That is High (ends assumed). "
        "It is above the tolerance of 4. Act now. It is reported to the board."
    )


def test_the_tolerance_itself_is_within_tolerance():
    rating = FULL.rate({"likelihood": 5, "impact": 1})
    assert rating.within_tolerance is True
    assert rating.explanation == (
        "Likelihood 5 All the time and impact 1 Minor make 4 under full. That is High (ends assumed). "
        "It is within the tolerance of 4. Act now. It is reported to the board."
    )


def test_a_scheme_without_bands_and_tolerance_claims_neither():
    rating = BARE.rate({"likelihood": 5, "impact": 2})
    assert (rating.band, rating.within_tolerance, str(rating)) == (None, None, "5")
    assert rating.explanation == "Likelihood 5 All the time and impact 2 Serious make 5 under bare."


def test_a_band_that_demands_nothing_adds_no_words():
    rating = BANDED.rate({"likelihood": 10, "impact": 1})
    assert rating.within_tolerance is None
    assert rating.explanation.endswith("make 1 under banded. That is Low.")
    assert str(rating) == "1, Low"


@pytest.mark.parametrize(
    ("tolerance", "within"),
    [
        (100, [False, False, False]),
        (10, [True, False, False]),
        (7, [True, False, False]),
        (5, [True, True, False]),
        (1, [True, True, True]),
        (0, [True, True, True]),
    ],
)
def test_where_lower_is_worse_the_values_worst_last_decide_rank_order_and_tolerance(tolerance, within):
    scheme = one_factor([10, 5, 1], values=[10, 5, 1], tolerance=tolerance)
    ratings = [scheme.rate({"f": number}) for number in (1, 2, 3)]
    assert [rating.rank for rating in ratings] == [0, 1, 2]
    assert ratings[0] < ratings[1] < ratings[2]
    assert [rating.within_tolerance for rating in ratings] == within


@pytest.mark.parametrize(
    ("tolerance", "within"),
    [
        (0, [False, False, False]),
        (4, [True, False, False]),
        (5, [True, True, False]),
        (99, [True, True, True]),
    ],
)
def test_where_higher_is_worse_a_tolerance_may_lie_between_the_values(tolerance, within):
    scheme = one_factor([1, 5, 10], tolerance=tolerance)
    assert [scheme.rate({"f": number}).within_tolerance for number in (1, 2, 3)] == within


def test_where_lower_is_worse_bands_run_downwards():
    bands = [Band(key="ok", label="OK", first=12, last=4), Band(key="bad", label="Bad", first=3, last=0)]
    scheme = one_factor([10, 5, 1], values=[10, 5, 1], bands=bands)
    assert [scheme.rate({"f": number}).band.key for number in (1, 2, 3)] == ["ok", "ok", "bad"]


def test_values_may_be_texts_with_bands_and_a_tolerance_among_them():
    bands = [
        Band(key="fine", label="Fine", first="green", last="amber"),
        Band(key="bad", label="Bad", first="red", last="black"),
    ]
    scheme = one_factor(
        ["green", "amber", "red"], values=["green", "amber", "red", "black"], bands=bands, tolerance="amber"
    )
    ratings = [scheme.rate({"f": number}) for number in (1, 2, 3)]
    assert [str(rating) for rating in ratings] == [
        "green, Fine, within tolerance",
        "amber, Fine, within tolerance",
        "red, Bad, above tolerance",
    ]
    assert ratings[0] < ratings[1] < ratings[2]


def test_values_may_be_decimals():
    scheme = one_factor([Decimal("0.5"), Decimal("1.25")], tolerance=Decimal("0.5"))
    assert [str(scheme.rate({"f": number})) for number in (1, 2)] == [
        "0.5, within tolerance",
        "1.25, above tolerance",
    ]


def test_a_scheme_may_have_three_factors():
    factors = [
        Factor.numbered(key, ["Low", "Mid", "High"]) for key in ("severity", "occurrence", "detection")
    ]
    fmea = Scheme.formula(
        "fmea",
        version="1",
        title="FMEA",
        source="here",
        factors=factors,
        formula=lambda severity, occurrence, detection: severity * 100 + occurrence * 10 + detection,
    )
    rating = fmea.rate({"detection": 3, "severity": "Mid", "occurrence": "low"})
    assert (rating.value, rating.rank) == (213, 11)
    assert rating.explanation == (
        "Severity 2 Mid, occurrence 1 Low and detection 3 High make 213 under fmea."
    )


@pytest.mark.parametrize(
    ("categories", "driver"),
    [
        ({"political": 1, "economic": "Major", "social": "serious"}, "Economic"),
        ({"political": 3, "economic": 1, "social": "major"}, "Political and Social"),
        ({"social": 3}, "Social"),
    ],
)
def test_of_several_categories_the_worst_counts_and_is_named(categories, driver):
    rating = FULL.rate({"likelihood": 5, "impact": categories})
    plain = FULL.rate({"likelihood": 5, "impact": 3})
    assert rating.explanation == f"The worst impact is {driver}. {plain.explanation}"
    assert attrs.evolve(rating, explanation=plain.explanation) == plain
    assert not plain.explanation.startswith("The worst")


def test_the_worst_category_goes_by_the_order_of_levels_and_not_by_their_numbers():
    twisted = attrs.evolve(LIKELIHOOD, categories=(Category("day", "Day"), Category("night", "Night")))
    scheme = attrs.evolve(BARE, factors=(twisted, IMPACT))
    rating = scheme.rate({"likelihood": {"day": 10, "night": 5}, "impact": {"social": 1}})
    assert rating.value == 4
    assert rating.explanation.startswith("The worst likelihood is Night. The worst impact is Social. ")


KNOWN = "10 Hardly ever (seldom), 5 All the time (often)"
JUNK = [True, False, 5.0, 10.0, 0, 4, -5, "", "Often ", "ALWAYS", Decimal(5), b"often", (5,), [5], {5}]


@pytest.mark.parametrize("level", JUNK, ids=repr)
def test_what_is_no_level_is_refused(level):
    meant = '; did you mean "often"?' if level == "Often " else ";"
    with pytest.raises(RatingError) as caught:
        BARE.rate({"likelihood": level, "impact": 1})
    assert caught.value.problems == (f'likelihood has no level "{level}"{meant} known: {KNOWN}',)
    assert caught.value.scheme == "bare"


def test_nothing_is_no_level_either():
    with pytest.raises(RatingError) as caught:
        BARE.rate({"likelihood": None, "impact": {"social": None}})
    assert caught.value.problems == (
        f"no level is given for likelihood: nothing stands where one is due; known: {KNOWN}",
        "social: no level is given for impact: nothing stands where one is due; known: 1 Minor, 2 Serious, 3 Major",
    )


@pytest.mark.parametrize("level", [*JUNK, 1.0, Decimal(1)], ids=repr)
def test_what_is_no_level_is_refused_in_a_category_too(level):
    faults = BARE.level_faults({"likelihood": 5, "impact": {"social": level}})
    assert [fault.path for fault in faults] == [("impact", "social")]
    assert faults[0].message.startswith(f'social: impact has no level "{level}"')
    with pytest.raises(RatingError):
        BARE.rate({"likelihood": 5, "impact": {"social": level}})


@pytest.mark.parametrize(
    ("levels", "faults"),
    [
        ({"impact": 1}, [LevelFault((), "no level is given for likelihood")]),
        (
            {},
            [
                LevelFault((), "no level is given for likelihood"),
                LevelFault((), "no level is given for impact"),
            ],
        ),
        (
            {"likelihood": 5, "impact": 1, "impcat": 1},
            [LevelFault(("impcat",), 'there is no factor "impcat"; did you mean "impact"?')],
        ),
        (
            {"likelihood": 5, "impact": "Seriuos"},
            [
                LevelFault(
                    ("impact",),
                    'impact has no level "Seriuos"; did you mean "Serious"? known: 1 Minor, 2 Serious, 3 Major',
                )
            ],
        ),
        (
            {"likelihood": 5, "impact": {"politcal": 1}},
            [
                LevelFault(
                    ("impact", "politcal"), 'impact has no category "politcal"; did you mean "political"?'
                )
            ],
        ),
        (
            {"likelihood": {"social": 5}, "impact": 1},
            [LevelFault(("likelihood",), "likelihood has no categories; give it one level")],
        ),
        (
            {"likelihood": 5, "impact": {}},
            [LevelFault(("impact",), "no category of impact has a level")],
        ),
        (
            {"likelihod": 5, "impact": {"social": 9, "economical": 2, "political": None, "economic": 3}},
            [
                LevelFault(("likelihod",), 'there is no factor "likelihod"; did you mean "likelihood"?'),
                LevelFault((), "no level is given for likelihood"),
                LevelFault(
                    ("impact", "social"),
                    'social: impact has no level "9"; known: 1 Minor, 2 Serious, 3 Major',
                ),
                LevelFault(
                    ("impact", "economical"), 'impact has no category "economical"; did you mean "economic"?'
                ),
                LevelFault(
                    ("impact", "political"),
                    "political: no level is given for impact: nothing stands where one is due; known: 1 Minor, 2 Serious, 3 Major",
                ),
            ],
        ),
    ],
)
def test_every_fault_of_the_levels_is_listed_with_its_place(levels, faults):
    assert list(BARE.level_faults(levels)) == faults
    with pytest.raises(RatingError) as caught:
        BARE.rate(levels)
    assert list(caught.value.problems) == [fault.message for fault in faults]


def test_levels_that_can_be_rated_have_no_fault():
    assert BARE.level_faults({"likelihood": 5, "impact": {"social": 1}}) == ()
