"""Levels that a scheme rates, and levels that it has to refuse."""

from collections.abc import Mapping

import pytest
from effort import examples
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from govkit import Factor, RatingError, Toolkit
from govkit.scoring import Aggregation, BaseScheme, Category, LevelFault
from govkit.testing.strategies import (
    faulty_registers,
    levels,
    schemes,
    unknown_levels,
    valid_assessments,
    valid_registers,
    valid_risks,
)

KIT = Toolkit.installed()
ANY = schemes() | schemes(monotone=False)
QUICK = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])
WORST = settings(QUICK, max_examples=5000)


@pytest.mark.parametrize(
    "ask",
    [levels, unknown_levels, valid_assessments, valid_risks, valid_registers, faulty_registers],
    ids=lambda ask: ask.__name__,
)
def test_what_is_no_scheme_is_refused_where_it_is_given_and_not_where_something_is_drawn(ask):
    with pytest.raises(TypeError) as caught:
        ask("cambs-2019")
    assert str(caught.value) == (
        'scheme takes a scheme, not str; toolkit.scheme("cambs-2019") finds one by its id'
    )


@given(st.data(), ANY)
def test_what_is_drawn_is_rated(data, scheme):
    drawn = data.draw(levels(scheme))
    assert scheme.level_faults(drawn) == ()
    assert scheme.rate(drawn).scheme == scheme.id


@pytest.mark.parametrize("name", list(KIT.schemes))
@given(data=st.data())
@settings(max_examples=20)
def test_what_is_drawn_is_rated_by_every_shipped_scheme(name, data):
    scheme = KIT.scheme(name)
    assert scheme.rate(data.draw(levels(scheme))).scheme == name


@given(st.data(), ANY)
def test_what_is_to_be_refused_is_refused_with_exactly_the_faults_it_has(data, scheme):
    drawn = data.draw(unknown_levels(scheme))
    assert drawn.paths
    assert tuple(sorted(fault.path for fault in scheme.level_faults(drawn.levels))) == drawn.paths
    with pytest.raises(RatingError) as caught:
        scheme.rate(drawn.levels)
    assert len(caught.value.problems) == len(drawn.paths)


@pytest.mark.parametrize("name", list(KIT.schemes))
@given(data=st.data())
@settings(max_examples=20)
def test_shipped_schemes_refuse_what_they_have_to(name, data):
    scheme = KIT.scheme(name)
    drawn = data.draw(unknown_levels(scheme))
    assert tuple(sorted(fault.path for fault in scheme.level_faults(drawn.levels))) == drawn.paths


def per_category(drawn):
    return [level for level in drawn.values() if isinstance(level, Mapping)]


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(lambda drawn: {type(level) for level in drawn.values()} == {int}, id="by number"),
        pytest.param(lambda drawn: drawn["likelihood"] == "likely", id="by key"),
        pytest.param(lambda drawn: drawn["likelihood"] == "Likely", id="by label"),
        pytest.param(lambda drawn: any(len(level) > 1 for level in per_category(drawn)), id="per category"),
    ],
)
def test_levels_are_given_in_every_way(wanted):
    assert wanted(find(levels(KIT.scheme("cambs-2019")), wanted, settings=QUICK))


class Summed(BaseScheme):
    """Optional factors of which not every choice goes together."""

    def value_of(self, levels):
        return sum(level.number for level in levels.values())

    def combination_faults(self, given):
        whole = len(given) in (1, len(self.factors))
        return [] if whole else [LevelFault((), "half of the factors is no assessment")]


def summed(count):
    factors = [
        Factor(key=f"f{place}", label="F", levels=FIRST.levels, optional=place > 0) for place in range(count)
    ]
    return Summed(
        id="s", version="1", title="S", source="here", factors=tuple(factors), values=tuple(range(1, 2 * count + 1))
    )  # fmt: skip


FIRST = Factor.numbered("f", ["Low", "High"])


@pytest.mark.parametrize("count", [3, 13])
def test_optional_factors_are_given_or_not_as_they_go_together(count):
    scheme = summed(count)
    for wanted in (1, count):
        drawn = find(levels(scheme), lambda drawn, wanted=wanted: len(drawn) == wanted, settings=QUICK)
        assert scheme.rate(drawn).value >= wanted


@pytest.mark.parametrize("count", [3, 13])
@given(data=st.data())
def test_levels_of_optional_factors_are_refused_for_what_is_wrong_with_them_alone(count, data):
    scheme = summed(count)
    drawn = data.draw(unknown_levels(scheme))
    assert tuple(sorted(fault.path for fault in scheme.level_faults(drawn.levels))) == drawn.paths


def test_categories_that_are_rated_one_by_one_are_given_for_all_factors_or_none():
    def of(*names):
        return tuple(Category(name, name.title()) for name in names)

    def scheme(*categories):
        factors = tuple(
            Factor.numbered(key, ["Low", "High"], categories=some)
            for key, some in zip("ab", categories, strict=True)
        )
        return Summed(
            id="s", version="1", title="S", source="here", factors=factors, values=(2, 3, 4),
            aggregation=Aggregation.WORST_RATING,
        )  # fmt: skip

    drawn = find(levels(scheme(of("x", "y"), of("y", "z"))), lambda drawn: len(per_category(drawn)) == 2, settings=QUICK)  # fmt: skip
    assert [set(level) for level in per_category(drawn)] == [{"y"}, {"y"}]
    apart = scheme(of("x"), of("z"))

    @settings(max_examples=examples(50), database=None)
    @given(levels(apart))
    def rated(drawn):
        assert len(per_category(drawn)) < 2
        assert apart.level_faults(drawn) == ()

    rated()


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(lambda drawn: drawn.paths == ((),), id="a factor left out"),
        pytest.param(lambda drawn: drawn.paths == (("impact", "political"),), id="a level of a category"),
        pytest.param(lambda drawn: drawn.levels.get("impact") == {}, id="no category"),
        pytest.param(lambda drawn: drawn.levels.get("likelihood") == "3", id="a number as text"),
        pytest.param(lambda drawn: drawn.levels.get("likelihood") == 6, id="the next number"),
        pytest.param(lambda drawn: drawn.levels.get("likelihood") == "", id="nothing"),
        pytest.param(
            lambda drawn: isinstance(drawn.levels.get("likelihood"), dict), id="needless categories"
        ),
        pytest.param(lambda drawn: len(drawn.levels) == 3 and len(drawn.paths) == 1, id="a factor too many"),
        pytest.param(lambda drawn: len(drawn.paths) == 3, id="all at once"),
    ],
)
def test_levels_are_spoilt_in_every_way(wanted):
    assert wanted(find(unknown_levels(KIT.scheme("cambs-2019")), wanted, settings=WORST))
