"""What holds of every scheme: generated shapes, names, values and orders."""

from itertools import product

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.errors import RatingError
from govkit.scoring import Category, Factor, Scheme, Tolerance
from govkit.testing.strategies import schemes


def all_cells(scheme):
    return product(*(factor.levels for factor in scheme.factors))


def rate(scheme, levels, name):
    return scheme.rate(
        {factor.key: getattr(level, name) for factor, level in zip(scheme.factors, levels, strict=True)}
    )


@given(schemes())
@settings(deadline=None)
def test_a_worse_level_of_any_factor_never_rates_better(scheme):
    for cell in scheme.table:
        levels = [factor.levels[at] for factor, at in zip(scheme.factors, cell, strict=True)]
        here = rate(scheme, levels, "number")
        for place, factor in enumerate(scheme.factors):
            if cell[place] + 1 < len(factor.levels):
                levels_up = [*levels[:place], factor.levels[cell[place] + 1], *levels[place + 1 :]]
                worse = rate(scheme, levels_up, "number")
                assert here <= worse
                assert here.rank <= worse.rank
                assert scheme.tolerance is None or here.within_tolerance >= worse.within_tolerance


def labelled(scheme):
    """Whether no two levels of a factor share a label, which would then name neither."""
    labels = [[level.label for level in factor.levels] for factor in scheme.factors]
    return all(len(set(each)) == len(each) for each in labels)


@given(schemes(monotone=False))
@settings(deadline=None)
def test_number_key_and_label_of_a_level_give_the_very_same_rating(scheme):
    for levels in all_cells(scheme):
        by_number, by_key = (rate(scheme, levels, name) for name in ("number", "key"))
        assert by_number is by_key
        assert not labelled(scheme) or rate(scheme, levels, "label") is by_number
        assert by_number.levels == {
            factor.key: level.number for factor, level in zip(scheme.factors, levels, strict=True)
        }


@given(schemes(), st.data())
@settings(deadline=None)
def test_a_value_is_within_tolerance_unless_it_ranks_above_it(drawn, data):
    limit = data.draw(st.integers(0, len(drawn.values) - 1))
    scheme = attrs.evolve(drawn, tolerance=Tolerance(drawn.values[limit]))
    for levels in all_cells(scheme):
        rating = rate(scheme, levels, "number")
        assert rating.rank == scheme.values.index(rating.value)
        assert rating.within_tolerance is (rating.rank <= limit)


CATEGORIES = (Category("social", "Social"), Category("economic", "Economic"))
FIXED = Scheme.formula(
    "fixed",
    version="1",
    title="Fixed",
    source="here",
    factors=[
        Factor.numbered("likelihood", ["Rare", "Even", "Sure"]),
        Factor.numbered("impact", ["Minor", "Middling", "Major"], categories=CATEGORIES),
    ],
    formula=lambda likelihood, impact: likelihood * impact,
)
LEVELS = st.sampled_from([1, 2, 3, "Sure", "rare", "Major", "middling"])
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 5), st.floats(), st.text(max_size=3), st.binary(max_size=2),
    st.lists(st.integers(), max_size=2), st.dates(),
)  # fmt: skip
PER_CATEGORY = st.dictionaries(
    st.sampled_from(["social", "economic", "socail"]) | st.text(max_size=2), LEVELS | JUNK, max_size=3
)
ANYTHING = st.dictionaries(st.text(max_size=3), JUNK, max_size=1)
HALF_RIGHT = st.fixed_dictionaries(
    {},
    optional={
        "likelihood": LEVELS | JUNK | PER_CATEGORY,
        "impact": LEVELS | JUNK | PER_CATEGORY,
        "impcat": JUNK,
    },
)


@given(st.builds(lambda some, others: {**others, **some}, HALF_RIGHT, ANYTHING))
@settings(deadline=None, max_examples=examples(300))
def test_levels_have_a_fault_exactly_if_they_are_not_rated(levels):
    faults = FIXED.level_faults(levels)
    if faults:
        with pytest.raises(RatingError) as caught:
            FIXED.rate(levels)
        assert list(caught.value.problems) == [fault.message for fault in faults]
    else:
        assert FIXED.rate(levels).scheme == "fixed"


@given(
    st.sampled_from([1, "even", "Sure"]),
    st.dictionaries(st.sampled_from(["social", "economic"]), st.integers(1, 3), min_size=1),
)
@settings(deadline=None)
def test_a_map_of_categories_rates_like_its_worst_level(likelihood, impact):
    worst = max(impact.values())
    by_map = FIXED.rate({"likelihood": likelihood, "impact": impact})
    plain = FIXED.rate({"likelihood": likelihood, "impact": worst})
    assert (by_map.value, by_map.levels, by_map.rank) == (plain.value, plain.levels, plain.rank)
    drivers = " and ".join(key.title() for key, level in impact.items() if level == worst)
    assert by_map.explanation == f"The worst impact is {drivers}. {plain.explanation}"
