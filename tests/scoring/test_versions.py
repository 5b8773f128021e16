"""Two versions of a scheme: what moved, each thing once."""

from decimal import Decimal
from itertools import product

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from immutabledict import immutabledict

from govkit import Toolkit
from govkit.scoring import (
    Band,
    BaseScheme,
    Category,
    Claims,
    Factor,
    FactorLevel,
    Interval,
    Scheme,
    Tolerance,
    scheme_diff,
)

KIT = Toolkit.installed()
SHIPPED = KIT.scheme("cambs-2019")


def undescribed(factor):
    return attrs.evolve(
        factor, levels=tuple(attrs.evolve(each, descriptors=immutabledict()) for each in factor.levels)
    )


# Without its descriptors, so that single changes stand alone.
OLD = attrs.evolve(
    SHIPPED,
    factors=tuple(undescribed(factor) for factor in SHIPPED.factors),
    claims=Claims(),
    assumed=SHIPPED.assumed[:1],
)
LIKELIHOOD, IMPACT = OLD.factors


def sentences(new, old=OLD):
    return [str(each) for each in scheme_diff(old, new).changes]


def relevelled(factor, **changes):
    """Change the level of number 3."""
    return attrs.evolve(
        factor,
        levels=tuple(attrs.evolve(each, **changes) if each.number == 3 else each for each in factor.levels),
    )


@pytest.mark.parametrize("name", ["cambs-2016", "cambs-2019"])
def test_a_scheme_does_not_differ_from_itself(name):
    found = scheme_diff(KIT.scheme(name), KIT.scheme(name))
    assert (found.changes, found.not_compared) == ((), None)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("cambs-2019", KIT.scheme("cambs-2019")), 'old takes a scheme, not str; toolkit.scheme("cambs-2019") finds one by its id'),
        ((KIT.scheme("cambs-2019"), None), "new takes a scheme, not NoneType"),
    ],
)  # fmt: skip
def test_only_schemes_are_compared(pair, said):
    with pytest.raises(TypeError) as caught:
        scheme_diff(*pair)
    assert str(caught.value) == said


def test_a_cell_that_moved_is_listed_with_what_it_was_and_is():
    table = {**OLD.table, (2, 2): 14, (1, 3): 13}
    found = scheme_diff(OLD, attrs.evolve(OLD, table=immutabledict(table), version="2020"))
    assert [dict(each.levels) for each in found.cells] == [
        {"likelihood": 3, "impact": 3},
        {"likelihood": 2, "impact": 4},
    ]
    assert [str(each) for each in found.changes] == [
        "version was 2019-08, is 2020",
        "likelihood 3, impact 3: 13, Medium, within tolerance → 14, Medium-high, above tolerance",
        "likelihood 2, impact 4: 14, Medium-high, above tolerance → 13, Medium, within tolerance",
    ]


def test_another_tolerance_moves_the_cells_between():
    found = scheme_diff(OLD, attrs.evolve(OLD, tolerance=Tolerance(14)))
    assert str(found.tolerance) == "tolerance was 13, is 14"
    assert [(each.before.value, each.after.within_tolerance) for each in found.cells] == [(14, True)]
    assert sentences(attrs.evolve(OLD, tolerance=None))[0] == "tolerance was 13, is none"
    marked = attrs.evolve(OLD, tolerance=Tolerance(cells=frozenset({(0, 0), (0, 1)})))
    assert sentences(marked)[0] == "tolerance was 13, is 2 marked cells"


def test_other_ends_of_bands_move_the_cells_between():
    low, medium, *rest = OLD.bands
    bands = (attrs.evolve(low, last=6, review="yearly"), attrs.evolve(medium, first=7), *rest)
    assert sentences(attrs.evolve(OLD, bands=bands)) == [
        "band low: last was 5, is 6",
        "band low: review was none, is yearly",
        "band medium: first was 6, is 7",
        "likelihood 1, impact 3: 6, Medium, within tolerance → 6, Low, within tolerance",
    ]


def test_bands_come_and_go():
    top = attrs.evolve(OLD.bands[-1], key="red", label="Red")
    found = scheme_diff(OLD, attrs.evolve(OLD, bands=(*OLD.bands[:-1], top)))
    assert [str(each) for each in found.bands] == ["band critical is gone", "band red is new"]
    assert [each.before.value for each in found.cells] == [23, 24, 25]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"label": "Even"}, "likelihood 3 Likely: label was Likely, is Even"),
        ({"key": "even"}, "likelihood 3 Likely: key was likely, is even"),
        ({"probability": Interval(0.4, 0.6)}, "likelihood 3 Likely: probability was none, is 0.4 to 0.6"),
        ({"description": "half the time"}, "likelihood 3 Likely: description was none, is half the time"),
    ],
)
def test_a_level_that_is_described_in_another_way_is_named(changes, said):
    assert sentences(attrs.evolve(OLD, factors=(relevelled(LIKELIHOOD, **changes), IMPACT))) == [said]


def test_a_level_that_is_described_in_another_way_for_a_category_is_named():
    rougher = relevelled(IMPACT, descriptors=immutabledict({"social": "a riot"}))
    assert sentences(attrs.evolve(OLD, factors=(LIKELIHOOD, rougher))) == [
        "impact 3 Moderate: descriptors was none, is social: a riot"
    ]


def test_a_level_of_another_number_is_the_same_level_by_its_key_and_its_cells_are_others():
    found = scheme_diff(OLD, attrs.evolve(OLD, factors=(relevelled(LIKELIHOOD, number=9), IMPACT)))
    assert [str(each) for each in found.levels] == ["likelihood 3 Likely: number was 3, is 9"]
    assert len(found.cells) == 10
    assert str(found.cells[0]) == "likelihood 3, impact 1: 4, Low, within tolerance → no such cell"


def test_levels_come_and_go_and_change_places():
    one, two = (
        Scheme.formula(
            "f",
            version="1",
            title="F",
            source="test",
            factors=[
                Factor(
                    key="a", label="A", levels=tuple(FactorLevel(number=n, label=f"l{n}") for n in numbers)
                )
            ],
            formula=lambda a: 0,
        )
        for numbers in ((1, 2, 3), (3, 1, 4))
    )
    assert sentences(two, one) == [
        "a 2 l2 is gone",
        "a 4 l4 is new",
        "levels of a: order was 1 l1, 3 l3, is 3 l3, 1 l1",
        "a 2: 0 → no such cell",
        "a 4: no such cell → 0",
    ]


def test_a_level_is_one_level_of_the_other_version_and_not_two():
    one, two = (
        Factor(key="a", label="A", levels=tuple(FactorLevel(number=n, label=label) for n, label in levels))
        for levels in (((1, "Low"), (2, "High")), ((2, "Low"),))
    )
    about = {"version": "1", "title": "F", "source": "test", "formula": lambda a: a}
    old, new = (Scheme.formula("f", factors=[factor], **about) for factor in (one, two))
    assert [str(each) for each in scheme_diff(old, new).levels] == [
        "a 2 High: label was High, is Low",
        "a 2 High: key was high, is low",
        "a 1 Low is gone",
    ]


def test_factors_come_and_go_and_change_places():
    assert sentences(attrs.evolve(OLD, factors=(attrs.evolve(LIKELIHOOD, label="Chance"), IMPACT))) == [
        "factor likelihood: label was Likelihood, is Chance"
    ]
    bare = attrs.evolve(OLD, factors=(LIKELIHOOD, attrs.evolve(IMPACT, categories=(Category("a", "A"),))))
    assert sentences(bare) == [
        (
            "factor impact: categories was Political, Economic, Social, Technological, Environmental, Legislative, "
            "Organisation, is A"
        )
    ]
    renamed = attrs.evolve(LIKELIHOOD, key="probability")
    found = scheme_diff(OLD, attrs.evolve(OLD, factors=(renamed, IMPACT)))
    assert [str(each) for each in found.factors] == ["factor likelihood is gone", "factor probability is new"]
    assert (len(found.levels), len(found.cells)) == (0, 50)
    turned = attrs.evolve(
        OLD,
        factors=(IMPACT, LIKELIHOOD),
        table=immutabledict({(y, x): value for (x, y), value in OLD.table.items()}),
    )
    assert sentences(turned) == ["factors: order was likelihood, impact, is impact, likelihood"]


def test_whatever_else_a_scheme_says_is_compared_too():
    new = attrs.evolve(
        OLD,
        title="Other",
        assumed=(),
        values=tuple(reversed(OLD.values)),
        aggregation="worst-rating",
        claims=Claims(injective=True, equals="likelihood * impact"),
        bands=(),
        tolerance=None,
    )
    found = scheme_diff(OLD, new)
    assert [str(each) for each in found.others][1:] == [
        f"values was {', '.join(map(str, OLD.values))}, is {', '.join(map(str, reversed(OLD.values)))}",
        "aggregation was highest-level, is worst-rating",
        f"assumed was {OLD.assumed[0]}, is none",
        "claims: injective was no, is yes",
        "claims: equals was none, is likelihood * impact",
    ]
    assert sentences(attrs.evolve(OLD, origin="acme 1.0")) == []


class Summed(BaseScheme):
    """A scheme that is no table."""

    def value_of(self, levels):
        return sum(level.number for level in levels.values())


def test_of_a_scheme_that_is_no_table_everything_but_the_cells_is_compared():
    about = {"id": "s", "version": "1", "title": "S", "source": "test", "factors": (LIKELIHOOD,)}
    one = Summed(**about, values=(1, 2, 3, 4, 5))
    found = scheme_diff(one, attrs.evolve(one, tolerance=Tolerance(2)))
    assert [str(each) for each in found.changes] == ["tolerance was none, is 2"]
    assert found.not_compared == "cells were not compared: s 1 has no table of them"
    other = Scheme.formula(
        **{key: about[key] for key in ("id", "version", "title", "source", "factors")}, formula=lambda a: a
    )
    assert [str(each) for each in scheme_diff(one, other).changes] == ["kind was Summed, is Scheme"]
    assert scheme_diff(other, one).not_compared == found.not_compared


@st.composite
def factors(draw, key):
    size = draw(st.integers(1, 3))
    numbers = draw(st.lists(st.integers(1, 4), min_size=size, max_size=size, unique=True))
    names = draw(
        st.lists(st.sampled_from(["low", "mid", "high", "top"]), min_size=size, max_size=size, unique=True)
    )
    levels = tuple(
        FactorLevel(number=number, label=name.title(), key=name)
        for number, name in zip(numbers, names, strict=True)
    )
    return Factor(key=key, label=draw(st.sampled_from(["One", "Two"])), levels=levels)


@st.composite
def schemes(draw):
    keys = draw(st.lists(st.sampled_from("ab"), min_size=1, max_size=2, unique=True))
    axes = tuple(draw(factors(key)) for key in keys)
    cells = list(product(*(range(len(axis.levels)) for axis in axes)))
    table = {cell: draw(st.sampled_from([1, 2, Decimal(3), "x"])) for cell in cells}
    values = draw(st.permutations([1, 2, Decimal(3), "x"]))
    cell_bands = draw(st.none() | st.fixed_dictionaries(dict.fromkeys(cells, st.sampled_from(["g", "r"]))))
    tolerances = [st.none(), st.sampled_from([Tolerance(1), Tolerance("x")])]
    tolerances.append(st.frozensets(st.sampled_from(cells)).map(lambda some: Tolerance(cells=some)))
    return Scheme(
        id="made",
        version=draw(st.sampled_from("12")),
        title="Made",
        source="test",
        factors=axes,
        table=immutabledict(table),
        values=tuple(values),
        bands=() if cell_bands is None else (Band(key="g", label="Green"), Band(key="r", label="Red")),
        cell_bands=None if cell_bands is None else immutabledict(cell_bands),
        tolerance=draw(st.one_of(tolerances)),
    )


@given(schemes(), schemes())
def test_nothing_differs_exactly_if_two_tables_are_equal(one, other):
    assert scheme_diff(one, one).changes == ()
    assert (scheme_diff(one, other).changes == ()) == (one == other)


@given(schemes(), schemes())
def test_seen_from_the_other_side_as_much_moved(one, other):
    there, back = scheme_diff(one, other), scheme_diff(other, one)
    for name in ("factors", "levels", "cells", "bands", "others"):
        assert len(getattr(there, name)) == len(getattr(back, name))
    assert {(each.levels, each.before, each.after) for each in there.cells} == {
        (each.levels, each.after, each.before) for each in back.cells
    }


@given(schemes(), schemes())
@settings(max_examples=examples(200))
def test_every_cell_that_changed_is_listed_exactly_once_and_no_other(one, other):
    def results(scheme):
        rated = [
            scheme.rate(dict(zip([axis.key for axis in scheme.factors], cell, strict=True)))
            for cell in product(*([level.number for level in axis.levels] for axis in scheme.factors))
        ]
        return {
            frozenset(each.levels.items()): (each.value, each.band and each.band.key, each.within_tolerance)
            for each in rated
        }

    was, now = results(one), results(other)
    expected = {cell for cell in {*was, *now} if was.get(cell) != now.get(cell)}
    listed = [frozenset(each.levels.items()) for each in scheme_diff(one, other).cells]
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
