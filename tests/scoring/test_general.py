"""What the general interface holds: bands by cell, three sorts of tolerance, aggregation, schemes that are no table."""

import attrs
import pytest
from immutabledict import immutabledict

from govkit.errors import DefinitionError, RatingError
from govkit.scoring import (
    Aggregation,
    Band,
    BaseScheme,
    Category,
    Claims,
    Factor,
    FactorLevel,
    LevelFault,
    Scheme,
    Tolerance,
)

ACROSS = Factor.numbered("likelihood", ["Rare", "Even", "Likely"])
UP = Factor.numbered("impact", ["Minor", "Serious", "Major"])
ROWS = [[3, 6, 9], [2, 4, 6], [1, 2, 3]]
BANDS = [Band(key=key, label=key.title()) for key in ("low", "medium", "high")]
BY_CELL = [["medium", "high", "high"], ["low", "medium", "high"], ["low", "low", "low"]]


def matrix(**changes):
    plain = {"version": "1", "title": "S", "source": "here", "across": ACROSS, "up": UP, "rows": ROWS}
    return Scheme.matrix("s", **{**plain, **changes})


def faults_of(**changes):
    with pytest.raises(DefinitionError) as caught:
        matrix(**changes)
    assert len(caught.value.paths) == len(caught.value.problems)
    return list(zip(caught.value.problems, caught.value.paths, strict=True))


def rate(scheme, likelihood, impact):
    return scheme.rate({"likelihood": likelihood, "impact": impact})


def test_two_cells_of_one_value_may_be_in_two_bands_when_bands_are_given_cell_by_cell():
    scheme = matrix(bands=BANDS, band_rows=BY_CELL)
    left, right = rate(scheme, 3, 1), rate(scheme, 1, 3)
    assert (left.value, left.band.key) == (3, "low")
    assert (right.value, right.band.key) == (3, "medium")
    assert left.rank == right.rank


def test_the_worst_band_within_tolerance_may_be_named_instead_of_a_value():
    scheme = matrix(bands=BANDS, band_rows=BY_CELL, tolerance=Tolerance(band="medium"))
    assert rate(scheme, 2, 2).within_tolerance is True
    above = rate(scheme, 3, 2)
    assert above.within_tolerance is False
    assert above.explanation == (
        "Likelihood 3 Likely and impact 2 Serious make 6 under s. That is High. "
        "It is above the tolerance, which ends with Medium."
    )


def test_the_cells_within_tolerance_may_be_marked_in_a_matrix_of_their_own():
    within = [[True, False, False], [True, True, False], [True, True, True]]
    scheme = matrix(within_rows=within)
    assert [[rate(scheme, x, y).within_tolerance for x in (1, 2, 3)] for y in (3, 2, 1)] == within
    assert rate(scheme, 1, 3).explanation.endswith("It is within the tolerance that the matrix marks.")
    assert str(scheme.tolerance) == "marked cells"


@pytest.mark.parametrize(
    ("tolerance", "said"), [(Tolerance(4), "4"), (Tolerance("D"), "D"), (Tolerance(band="amber"), "amber")]
)
def test_a_tolerance_says_itself(tolerance, said):
    assert str(tolerance) == said


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        (
            {"bands": BANDS},
            [
                (f"band {key} has no first and last value, and no cell is said to be in it", f"/bands/{at}")
                for at, key in enumerate(("low", "medium", "high"))
            ],
        ),
        (
            {"bands": [attrs.evolve(BANDS[0], first=1), *BANDS[1:]], "band_rows": BY_CELL},
            [
                ("band low has no last value; give both ends, or neither of any band", "/bands/0"),
                ("band low is given cell by cell, so it has no first and last value", "/bands/0"),
            ],
        ),
        (
            {"bands": [attrs.evolve(BANDS[0], last=9)]},
            [("band low has no first value; give both ends, or neither of any band", "/bands/0")],
        ),
        (
            {"bands": BANDS[:2], "band_rows": BY_CELL},
            [('there is no band "high" for a cell; known: low, medium', "/matrix/bands")],
        ),
        (
            {"bands": BANDS, "band_rows": BY_CELL[:2]},
            [("the matrix of bands is to have 3 rows of 3 values, it has rows of [3, 3]", "/matrix/bands")],
        ),
        (
            {"rows": [ROWS[0], ROWS[1][:2], ROWS[2]]},
            [("the matrix is to have 3 rows of 3 values, it has rows of [3, 2, 3]", "/matrix/rows/1")],
        ),
        (
            {"within_rows": [[True] * 3] * 3, "tolerance": 4},
            [("the tolerance is given twice, by the matrix too; keep one", "/tolerance")],
        ),
        (
            {"tolerance": Tolerance(4, band="low"), "bands": BANDS, "band_rows": BY_CELL},
            [("the tolerance is to be one of a value, a band and cells", "/tolerance")],
        ),
        (
            {"tolerance": Tolerance()},
            [("the tolerance is to be one of a value, a band and cells", "/tolerance")],
        ),
        (
            {"tolerance": Tolerance(band="meduim"), "bands": BANDS, "band_rows": BY_CELL},
            [
                (
                    'there is no band "meduim" for the tolerance; did you mean "medium"? known: low, medium, high',
                    "/tolerance",
                )
            ],
        ),
        (
            {"tolerance": Tolerance(cells=frozenset({(5, 5)}))},
            [("the tolerance marks cells that no combination of levels reaches", "/matrix/within")],
        ),
        (
            {"claims": Claims(equals="likelihood * inpact", ranked_by=["impact", "2 ** 3"])},
            [
                (
                    'the expression "2 ** 3" uses what is not part of the arithmetic; known: + - * / ( ) and min, max, mean, round, floor, ceil',
                    "/claims/ranked_by/1",
                ),
                (
                    'the expression "likelihood * inpact" has no factor "inpact"; did you mean "impact"?',
                    "/claims/equals",
                ),
            ],
        ),
        (
            {"up": attrs.evolve(UP, optional=True)},
            [
                (
                    "impact cannot be optional: a table has no cell without it; derive a scheme that is no table from BaseScheme",
                    "/factors/1/optional",
                )
            ],
        ),
    ],
)
def test_what_does_not_go_together_is_refused_with_its_place(changes, faults):
    assert faults_of(**changes) == faults


def test_bands_by_cell_have_every_cell_and_no_other():
    scheme = matrix(bands=BANDS, band_rows=BY_CELL)
    with pytest.raises(DefinitionError, match="the bands are to be given for every combination of levels"):
        attrs.evolve(scheme, cell_bands=immutabledict({(0, 0): "low"}))


TWINS = Factor(
    key="impact",
    label="Impact",
    levels=(
        FactorLevel(number=1, key="low", label="Low"),
        FactorLevel(number=2, key="some", label="High"),
        FactorLevel(number=3, key="much", label="High"),
    ),
)


def test_a_label_that_two_levels_share_names_neither_and_the_way_out_is_the_number():
    scheme = matrix(up=TWINS)
    assert rate(scheme, 1, "some").value == 2
    assert rate(scheme, 1, 3).value == 3
    with pytest.raises(RatingError) as caught:
        rate(scheme, 1, "High")
    assert caught.value.problems == ('impact has several levels "High", 2 and 3; give the number',)


CATEGORIES = (
    Category("political", "Political"),
    Category("economic", "Economic"),
    Category("social", "Social"),
)
PER_CATEGORY = {
    "across": attrs.evolve(ACROSS, categories=CATEGORIES),
    "up": attrs.evolve(UP, categories=CATEGORIES),
}


def test_each_category_may_be_rated_and_the_worst_rating_counts():
    levels = {"likelihood": {"political": 3, "economic": 1}, "impact": {"political": 1, "economic": 3}}
    highest = matrix(**PER_CATEGORY).rate(levels)
    assert highest.value == 9
    worst = matrix(**PER_CATEGORY, aggregation=Aggregation.WORST_RATING).rate(levels)
    assert worst.value == 3
    assert worst.explanation.startswith(
        "Each category is rated: Political 3, Economic 3. The worst is Political and Economic. "
        "Likelihood 3 Likely and impact 1 Minor make 3 under s."
    )


def test_of_categories_that_rate_alike_the_one_of_the_worse_levels_counts_in_whatever_order_they_stand():
    scheme = matrix(**PER_CATEGORY, rows=[[3, 3, 9], [2, 2, 6], [1, 1, 3]], aggregation="worst-rating")
    for likelihood in ({"political": 1, "economic": 2}, {"economic": 2, "political": 1}):
        assert scheme.rate({"likelihood": likelihood, "impact": 3}).levels == {"likelihood": 2, "impact": 3}


def test_one_level_for_all_categories_is_rated_with_each_of_them():
    scheme = matrix(**PER_CATEGORY, aggregation="worst-rating")
    rated = scheme.rate({"likelihood": 2, "impact": {"social": 1, "economic": "Major"}})
    assert rated.value == 6
    assert "Each category is rated: Social 2, Economic 6. The worst is Economic." in rated.explanation
    assert scheme.rate({"likelihood": 2, "impact": 3}).explanation.startswith("Likelihood 2 Even")


def test_a_category_in_which_a_factor_has_no_level_is_not_rated_from_a_guess():
    scheme = matrix(**PER_CATEGORY, aggregation="worst-rating")
    levels = {"likelihood": {"political": 3}, "impact": {"political": 1, "economic": 3}}
    assert scheme.level_faults(levels) == (
        LevelFault(("likelihood",), "no level is given for likelihood in economic, in which impact has one"),
    )
    with pytest.raises(RatingError, match="for likelihood in economic"):
        scheme.rate(levels)


def test_a_label_that_says_what_the_band_says_is_not_said_twice():
    labels = ["Low", "High"]
    bands = [Band(key=each.lower(), label=each, first=each, last=each) for each in labels]
    factor = Factor.numbered("f", ["A", "B"])
    scheme = Scheme.formula(
        "s",
        version="1",
        title="S",
        source="here",
        factors=[factor],
        formula=lambda number: labels[number - 1],
        values=labels,
        bands=bands,
    )
    rating = scheme.rate({"f": 1})
    assert str(rating) == "Low"
    assert rating.explanation == "F 1 A make Low under s."


@attrs.frozen(kw_only=True)
class Worse(BaseScheme):
    """The worse of two factors, one of which may be left out; a third goes only with the second."""

    def value_of(self, levels):
        return max(level.number for level in levels.values())

    def combination_faults(self, given):
        if "extra" in given and "impact" not in given:
            yield LevelFault(("extra",), "extra goes only with impact")


WORSE = Worse(
    id="worse",
    version="1",
    title="Worse",
    source="here",
    factors=(
        ACROSS,
        attrs.evolve(UP, optional=True),
        attrs.evolve(Factor.numbered("extra", ["No", "Yes"]), optional=True),
    ),
    values=(1, 2, 3),
    tolerance=Tolerance(2),
    bands=(Band(key="low", label="Low", first=1, last=2), Band(key="high", label="High", first=3, last=3)),
)


def test_a_scheme_that_is_no_table_reads_refuses_bands_and_explains_like_any_other():
    rating = WORSE.rate({"likelihood": "Rare"})
    assert (rating.value, rating.rank, rating.band.key, rating.within_tolerance) == (1, 0, "low", True)
    assert rating.levels == {"likelihood": 1}
    assert rating.explanation == (
        "Likelihood 1 Rare make 1 under worse. That is Low. It is within the tolerance of 2."
    )
    assert WORSE.rate({"likelihood": 1, "impact": "Major"}).value == 3


def test_a_scheme_that_is_no_table_says_which_factors_do_not_go_together():
    assert WORSE.level_faults({"likelihood": 4, "extra": 1}) == (
        LevelFault(("likelihood",), 'likelihood has no level "4"; known: 1 Rare, 2 Even, 3 Likely'),
        LevelFault(("extra",), "extra goes only with impact"),
    )


def test_the_origin_of_a_scheme_stands_in_its_ratings_and_changes_neither():
    stamped = attrs.evolve(matrix(), origin="acme 1.0")
    assert rate(stamped, 1, 1).origin == "acme 1.0"
    assert stamped == matrix()
    assert rate(stamped, 1, 1) == rate(matrix(), 1, 1)
    assert rate(matrix(), 1, 1).origin == ""
