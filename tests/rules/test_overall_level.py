"""An overall level that is printed, held to the level that counts."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Assessment, Category, Factor, Register, Risk, Scheme, Toolkit, hookimpl
from govkit.scoring import Aggregation
from govkit.testing import strategies

CATEGORIES = [Category(key, key.capitalize()) for key in ("people", "money", "name")]
RATED_EACH = Scheme.matrix(
    "rated-each",
    version="1",
    title="Each category rated",
    source="a test",
    across=Factor.numbered("likelihood", ["Rare", "Even", "Likely"], categories=CATEGORIES),
    up=Factor.numbered("impact", ["Minor", "Major", "Severe"], categories=CATEGORIES),
    rows=[[3, 6, 9], [2, 4, 6], [1, 2, 3]],
    aggregation="worst-rating",
)
HIGHEST = attrs.evolve(RATED_EACH, id="highest", aggregation=Aggregation.HIGHEST_LEVEL)
PAIRED = {"likelihood": {"people": 3, "money": 2, "name": 1}, "impact": {"people": 2, "money": 3, "name": 3}}
"""People and money rate 6, the first for its likelihood, the second for its impact; name rates 3."""


class Plugin:
    @hookimpl
    def govkit_schemes(self):
        return [RATED_EACH, HIGHEST]


KIT = Toolkit.installed(Plugin())


def register_of(assessment: Assessment) -> Register:
    return Register(ref="r", title="T", risks=(Risk(ref="R", title="T", current=assessment),))


def messages(assessment):
    found = KIT.check(register_of(assessment), as_of=date(2019, 10, 9), only=["GKSCO009"])
    return [each.message for each in found]


@pytest.mark.parametrize("printed", [{"likelihood": 3, "impact": 2}, {"likelihood": 2, "impact": "Severe"}])
def test_where_each_category_is_rated_the_level_of_any_that_rates_worst_counts(printed):
    assert messages(Assessment(scheme="rated-each", levels=PAIRED, printed_levels=printed)) == []


@pytest.mark.parametrize(
    ("levels", "printed", "made"),
    [
        (PAIRED, {"likelihood": 1}, "2 Even or 3 Likely"),
        (PAIRED, {"impact": 1}, "2 Major or 3 Severe"),
        (
            {"likelihood": {"people": 3, "name": 1}, "impact": {"people": 2, "name": 3}},
            {"impact": 3},
            "2 Major",
        ),
        ({"likelihood": 2, "impact": 2}, {"impact": 3}, "2 Major"),
    ],
)
def test_where_each_category_is_rated_a_level_of_one_that_rates_less_does_not_count(levels, printed, made):
    (factor, level), *_ = printed.items()
    assert messages(Assessment(scheme="rated-each", levels=levels, printed_levels=printed)) == [
        f"{level} is printed as the overall {factor}, but the levels make {made} (scheme rated-each)"
    ]


@given(st.data())
def test_under_the_highest_level_it_passes_the_worst_of_the_categories_and_no_other(data):
    levels = data.draw(strategies.levels(HIGHEST))
    for factor in HIGHEST.factors:
        given_level = levels[factor.key]
        each = given_level.values() if isinstance(given_level, dict) else [given_level]
        worst = max(factor.places[level] for level in each)
        for place, level in enumerate(factor.levels):
            stated = Assessment(scheme="highest", levels=levels, printed_levels={factor.key: level.number})
            assert bool(messages(stated)) == (place != worst)
