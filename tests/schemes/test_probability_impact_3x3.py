"""The 3×3 scheme: grades instead of numbers, and every cell assumed."""

import pytest

from govkit.errors import RatingError
from govkit_schemes import probability_impact_3x3

SCHEME = probability_impact_3x3.PROBABILITY_IMPACT_3X3
LEVELS = ["Low", "Medium", "High"]
CELLS = [
    ("Low", "High", "Medium"), ("Medium", "High", "High"), ("High", "High", "High"),
    ("Low", "Medium", "Low"), ("Medium", "Medium", "Medium"), ("High", "Medium", "High"),
    ("Low", "Low", "Low"), ("Medium", "Low", "Low"), ("High", "Low", "Medium"),
]  # fmt: skip


def test_nine_cells_are_written_out():
    assert len(set(CELLS)) == len(SCHEME.table) == 9


@pytest.mark.parametrize(("probability", "impact", "grade"), CELLS)
def test_a_cell_has_its_grade_which_is_its_band_too_and_said_once(probability, impact, grade):
    rating = SCHEME.rate({"probability": probability, "impact": impact})
    assert (rating.value, rating.band.label, rating.rank) == (grade, grade, LEVELS.index(grade))
    assert str(rating) == grade
    assert rating.explanation.endswith(f"make {grade} under probability-impact-3x3.")


def test_grades_are_ordered_by_badness_and_not_by_alphabet():
    medium = SCHEME.rate({"probability": "Medium", "impact": "Medium"})
    assert SCHEME.rate({"probability": "Low", "impact": "Low"}) < medium
    assert SCHEME.rate({"probability": "High", "impact": "High"}) > medium


def test_all_cells_are_said_to_be_assumed():
    assert len(SCHEME.assumed) == 1
    assert "all nine cells, are assumed" in SCHEME.assumed[0]
    assert "section 4.1" in SCHEME.source
    assert SCHEME.tolerance is None


def test_the_other_word_for_probability_is_not_guessed():
    with pytest.raises(RatingError, match='no factor "likelihood"'):
        SCHEME.rate({"likelihood": "Low", "impact": "Low"})


def test_the_module_is_a_plug_in_that_offers_the_scheme():
    assert probability_impact_3x3.govkit_schemes() == [SCHEME]
    assert (SCHEME.id, SCHEME.version) == ("probability-impact-3x3", "2019-10")
