"""Levels of one scheme as candidates of another: by label, number, key, probability, or a table."""

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Toolkit
from govkit.scoring import (
    BaseScheme,
    Basis,
    Explicit,
    Factor,
    FactorLevel,
    Interval,
    MappingError,
    Scheme,
    map_factor,
    map_scheme,
)

KIT = Toolkit.installed()
OLD, NEW = KIT.scheme("cambs-2016"), KIT.scheme("cambs-2019")


def factor(scheme, key="likelihood"):
    return next(each for each in scheme.factors if each.key == key)


def likely(*ends, labels="abcdefgh"):
    """Make a factor whose levels have the probabilities given, None for those that state none."""
    levels = tuple(
        FactorLevel(number=place, label=label, probability=None if pair is None else Interval(*pair))
        for place, (label, pair) in enumerate(zip(labels, ends, strict=False), start=1)
    )
    return Factor(key="likelihood", label="Likelihood", levels=levels)


def found(old, new, rule, **intervals):
    return {
        number: [level.number for level in each.candidates]
        for number, each in map_factor(old, new, rule, **intervals).levels.items()
    }


def notes(old, new, rule, **intervals):
    mapped = map_factor(old, new, rule, **intervals)
    return [each.note for each in mapped.levels.values() if each.note], list(mapped.notes)


def test_probable_of_2016_is_likely_by_number_and_the_highest_level_by_label():
    assert found(factor(OLD), factor(NEW), Basis.NUMBER) == {1: [1], 2: [2], 3: [3], 4: [4]}
    assert found(factor(OLD), factor(NEW), Basis.LABEL) == {1: [], 2: [2], 3: [5], 4: [4]}
    assert found(factor(OLD, "impact"), factor(NEW, "impact"), Basis.LABEL) == {1: [2], 2: [3], 3: [4], 4: []}


def test_a_label_that_nobody_else_has_has_no_candidate_and_says_so():
    assert notes(factor(OLD), factor(NEW), Basis.LABEL)[0] == [
        'likelihood by label: 1 Remote has no candidate, no new level is called "Remote"'
    ]


def test_levels_that_a_rule_puts_the_other_way_round_are_named():
    assert notes(factor(OLD), factor(NEW), Basis.LABEL)[1] == [
        (
            "likelihood by label: 3 Probable becomes 5 Probable and 4 More likely than not becomes "
            "4 More likely than not, which is the other way round"
        )
    ]


def test_capitals_make_no_other_label_and_a_label_of_two_levels_has_two_candidates():
    old = Factor.numbered("impact", ["LOW", "Straße", "top"])
    new = Factor.numbered("impact", ["Low", "low", "STRASSE"])
    assert found(old, new, Basis.LABEL) == {1: [1, 2], 2: [3], 3: []}
    assert notes(old, new, Basis.LABEL)[0][0] == "impact by label: 1 LOW could be 1 Low or 2 low"


def test_a_number_out_of_range_is_not_clamped():
    assert found(factor(NEW), factor(OLD), Basis.NUMBER) == {1: [1], 2: [2], 3: [3], 4: [4], 5: []}
    assert notes(factor(NEW), factor(OLD), Basis.NUMBER)[0] == [
        "likelihood by number: 5 Probable has no candidate, no new level has the number 5"
    ]


def test_levels_may_go_together_by_key_whatever_they_are_called():
    level = FactorLevel(number=1, label="Remote")
    old, new = (
        Factor(key="likelihood", label="L", levels=(attrs.evolve(level, label=label, key=key),))
        for label, key in (("Remote", "rare"), ("Rare", "rare"))
    )
    assert found(old, new, Basis.KEY) == {1: [1]}
    assert notes(old, factor(NEW), Basis.KEY)[0] == [
        'likelihood by key: 1 Remote has no candidate, no new level has the key "rare"'
    ]


@pytest.mark.parametrize(
    ("new", "candidates"),
    [
        ([(0, 0.3), (0.3, 0.5), (0.5, 1)], [2]),  # common ends are nothing in common
        ([(0, 0.4), (0.4, 0.45), (0.45, 1)], [1, 2, 3]),
        ([(0, 0.1), (0.6, 1)], []),
        ([(0, 0.3), (0.4, 0.4)], [2]),  # a point inside
        ([(0.3, 0.3), (0.5, 0.5)], []),  # points at the ends
    ],
)
def test_by_probability_every_level_that_shares_some_of_it_is_a_candidate(new, candidates):
    assert found(likely((0.3, 0.5)), likely(*new), Basis.PROBABILITY) == {1: candidates}


def test_a_point_is_the_same_point():
    assert found(likely((0.5, 0.5)), likely((0.5, 0.5)), Basis.PROBABILITY) == {1: [1]}


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ([None], [(0, 1)], "no usable probability is stated for the old level 1 a"),
        ([(0, 1)], [None, None], "no usable probability is stated for any new level"),
        ([(0, 1)], [(0, 0.5), None, None], "no usable probability is stated for the new 2 b and 3 c"),
        ([(0, 1)], [(0, 0.5), (0.5, 1.1)], "no usable probability is stated for the new 2 b"),
    ],
)
def test_without_every_probability_it_is_not_evaluated_rather_than_half(old, new, missing):
    mapped = map_factor(likely(*old), likely(*new), Basis.PROBABILITY).levels[1]
    assert (mapped.evaluated, mapped.candidates) == (False, ())
    assert mapped.note == f"likelihood by probability: not evaluated, {missing}"


def test_probabilities_that_a_scheme_does_not_state_may_be_supplied_and_are_told():
    fifths = {place: Interval((place - 1) / 5, place / 5) for place in range(1, 6)}
    mapped = found(factor(OLD), factor(NEW), Basis.PROBABILITY, new_intervals=fifths)
    assert mapped == {1: [1], 2: [1, 2], 3: [2, 3], 4: [3, 4, 5]}
    assert notes(factor(OLD), factor(NEW), Basis.PROBABILITY, new_intervals=fifths) == (
        [
            "likelihood by probability: 2 Possible could be 1 Unlikely or 2 Possible",
            "likelihood by probability: 3 Probable could be 2 Possible or 3 Likely",
            (
                "likelihood by probability: 4 More likely than not could be 3 Likely or 4 More likely than not or "
                "5 Probable"
            ),
        ],
        ["likelihood by probability: probabilities of new levels are supplied, not taken from their scheme"],
    )


def test_a_table_says_it_level_by_level_and_what_it_leaves_out_has_no_candidate():
    table = Explicit({"Remote": 1, 2: ["Possible", 3], "probable": ("Likely",)}, "the board's table")
    assert found(factor(OLD), factor(NEW), table) == {1: [1], 2: [2, 3], 3: [3], 4: []}
    assert notes(factor(OLD), factor(NEW), table)[0] == [
        "likelihood by the board's table: 2 Possible could be 2 Possible or 3 Likely",
        (
            "likelihood by the board's table: 4 More likely than not has no candidate, the board's table does not say "
            "what becomes of it"
        ),
    ]


def test_everything_that_a_table_and_probabilities_name_wrongly_is_listed_at_once():
    with pytest.raises(MappingError) as caught:
        map_factor(
            factor(OLD),
            factor(NEW),
            Explicit({"Remot": 9, True: 1}),
            old_intervals={7: Interval(0, 1)},
            new_intervals={"Unlikely": Interval(0.5, 1.4)},
        )
    assert caught.value.problems == (
        'the old likelihood has no level "7"; known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not',
        'the probability of the new likelihood "Unlikely" runs from 0.5 to 1.4, not within 0 to 1',
        'the old likelihood has no level "Remot"; known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not',
        'the old likelihood has no level "True"; known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not',
        (
            'the new likelihood has no level "9"; known: 1 Unlikely, 2 Possible, 3 Likely, 4 More likely than not, '
            "5 Probable"
        ),
    )


def test_everything_that_a_mapping_names_wrongly_is_listed_at_once():
    with pytest.raises(MappingError) as caught:
        map_scheme(
            OLD,
            NEW,
            {"likelihood": Explicit({"Remot": 1}), "impcat": Basis.LABEL},
            intervals={"cambs-2019": {"probability": {}}},
        )
    assert str(caught.value) == (
        'the mapping cannot be used: cambs-2019 has no factor "impcat"; did you mean "impact"?; '
        'the old likelihood has no level "Remot"; known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not; '
        "no rule is given for impact; "
        'probabilities are given for "probability", no factor of cambs-2019; known: likelihood, impact'
    )


def test_every_fault_says_where_in_the_table_or_the_probabilities_it_stands():
    table = Explicit({"Remot": 1, "2": ["Possible", 9]}, "t.yaml")
    with pytest.raises(MappingError) as caught:
        map_scheme(
            OLD,
            NEW,
            {"likelihood": table, "impact": Basis.LABEL},
            intervals={
                "cambs-2019": {"speed": {}, "likelihood": {1: Interval(0, 1), 9: Interval(1, 2)}},
                "cambs-2016": {"likelihood": {"Remote": Interval(0, 0.1), 1: Interval(0, 0.2)}},
            },
        )
    assert [(fault.path, fault.table) for fault in caught.value.faults] == [
        ("/cambs-2016/likelihood/1", None),
        ("/cambs-2019/likelihood/9", None),
        ("/cambs-2019/likelihood/9", None),
        ("/Remot", table),
        ("/2", table),
        ("/2/1", table),
        ("/cambs-2019/speed", None),
    ]
    assert caught.value.problems[0] == (
        'the old likelihood "1" is the level "Remote", which has a probability already'
    )


def test_a_rule_may_be_given_by_its_name():
    for basis in Basis:
        assert map_factor(factor(OLD), factor(NEW), basis.value) == map_factor(
            factor(OLD), factor(NEW), basis
        )


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("lable", 'there is no rule "lable"; did you mean "label"?'),
        (None, "None is no rule; give one of label, number, key, probability, or an Explicit"),
        ({1: 2}, "{1: 2} is no rule; give one of label, number, key, probability, or an Explicit"),
    ],
)
def test_what_is_no_rule_is_said_in_a_sentence(rule, message):
    with pytest.raises(MappingError) as caught:
        map_scheme(OLD, NEW, {"likelihood": rule, "impact": Basis.LABEL})
    assert caught.value.problems == (message,)


def made(*names, name="made"):
    return Scheme.formula(
        name,
        version="1",
        title="Made",
        source="test",
        factors=[Factor.numbered(key, ["Low", "High"]) for key in names],
        formula=lambda *numbers: sum(numbers),
    )


def test_factors_that_only_one_scheme_has_are_told_and_nothing_is_made_up_for_them():
    mapped = map_scheme(
        made("likelihood", "impact"),
        made("likelihood", "velocity", name="other"),
        dict.fromkeys(["likelihood", "velocity"], Basis.NUMBER),
    )
    assert (list(mapped.factors), mapped.missing) == (["likelihood"], ("velocity",))
    assert mapped.notes == (
        "impact is no factor of other, so its level is left out",
        "velocity is no factor of made, so nothing can be proposed",
    )


def test_a_factor_takes_the_place_of_one_of_another_name_if_somebody_says_so():
    old, new = made("likelihood", "impact"), made("likelihood", "harm", name="other")
    rules = dict.fromkeys(["likelihood", "harm"], Basis.NUMBER)
    mapped = map_scheme(old, new, rules, renamed={"harm": "impact"})
    assert {key: each.source for key, each in mapped.factors.items()} == {
        "likelihood": "likelihood",
        "harm": "impact",
    }
    assert (mapped.missing, mapped.notes) == ((), ("harm takes the levels of impact",))


def test_probabilities_of_an_old_factor_are_found_under_its_own_name():
    old, new = made("chance", "impact"), made("likelihood", "impact", name="other")
    rules = {"likelihood": Basis.PROBABILITY, "impact": Basis.NUMBER}
    ends = [Interval(0, 0.5), Interval(0.5, 1)]
    levels = [level.number for level in old.factors[0].levels]
    given = {level: ends[at > 0] for at, level in enumerate(levels)}
    mapped = map_scheme(
        old, new, rules, renamed={"likelihood": "chance"},
        intervals={"made": {"chance": given}, "other": {"likelihood": given}},
    )  # fmt: skip
    assert [level.number for level in mapped.factors["likelihood"].levels[1].candidates] == [1]
    with pytest.raises(MappingError, match='the old chance has no level "9"'):
        map_scheme(
            old, new, rules, renamed={"likelihood": "chance"},
            intervals={"made": {"chance": {9: ends[0]}}},
        )  # fmt: skip


def test_a_new_name_counts_only_where_there_is_the_old_factor_and_what_nobody_has_is_refused():
    old, new = made("likelihood", "impact"), made("likelihood", "harm", name="other")
    rules = dict.fromkeys(["likelihood", "harm"], Basis.NUMBER)
    same = map_scheme(old, new, rules, renamed={"likelihood": "frequency", "harm": "impact"})
    assert same.factors["likelihood"].source == "likelihood"
    with pytest.raises(MappingError) as caught:
        map_scheme(old, new, rules, renamed={"harm": "impct", "hram": "impact"})
    assert caught.value.problems == (
        'other has no factor "hram"; did you mean "harm"?',
        'made has no factor "impct"; did you mean "impact"?',
    )


class Summed(BaseScheme):
    """A scheme that is no table, whose second factor may be left out."""

    def value_of(self, levels):
        return sum(level.number for level in levels.values())


def test_an_optional_factor_of_the_new_scheme_is_left_out():
    likelihood, velocity = (Factor.numbered(key, ["Low", "High"]) for key in ("likelihood", "velocity"))
    new = Summed(
        id="summed",
        version="1",
        title="S",
        source="test",
        factors=(likelihood, attrs.evolve(velocity, optional=True)),
        values=(1, 2, 3, 4),
    )
    mapped = map_scheme(made("likelihood"), new, dict.fromkeys(["likelihood", "velocity"], Basis.LABEL))
    assert mapped.missing == ()
    assert mapped.notes == ("velocity is no factor of made, so it is left out",)


ENDS = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(
    lambda pair: tuple(each / 10 for each in sorted(pair))
)
LABELS = ["Low", "low", "LOW", "Mid", "mid", "High", "Rare"]


@st.composite
def factors(draw):
    size = draw(st.integers(1, 5))
    numbers = draw(st.lists(st.integers(-2, 7), min_size=size, max_size=size, unique=True))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=size, max_size=size))
    ends = draw(st.lists(ENDS, min_size=size, max_size=size))
    return Factor(
        key="likelihood",
        label="Likelihood",
        levels=tuple(
            FactorLevel(number=number, label=label, key=f"k{number}", probability=Interval(*pair))
            for number, label, pair in zip(numbers, labels, ends, strict=True)
        ),
    )


@given(factors(), factors(), st.sampled_from(Basis))
def test_candidates_are_levels_of_the_new_factor_least_first_and_each_once(old, new, rule):
    for number, each in map_factor(old, new, rule).levels.items():
        places = [new.levels.index(level) for level in each.candidates]
        assert places == sorted(set(places))
        assert each.level.number == number
        assert (each.note is None) == (len(places) == 1)


@given(factors(), factors())
def test_by_number_a_level_that_both_have_stays_and_no_other_has_a_candidate(old, new):
    known = {level.number for level in new.levels}
    assert found(old, new, Basis.NUMBER) == {
        level.number: [level.number] if level.number in known else [] for level in old.levels
    }


@given(factors(), factors())
def test_by_label_candidates_are_those_of_the_same_name(old, new):
    assert found(old, new, Basis.LABEL) == {
        level.number: [other.number for other in new.levels if other.label.lower() == level.label.lower()]
        for level in old.levels
    }


@given(factors(), factors())
def test_by_probability_candidates_are_those_that_share_a_probability(old, new):
    grid = [each / 20 for each in range(21)]  # ends are tenths, so the middles tell what is inside

    def inside(interval):
        proper = {at for at in grid if interval.lower < at < interval.upper}
        return proper or {interval.lower}

    expected = {
        level.number: [
            other.number for other in new.levels if inside(level.probability) & inside(other.probability)
        ]
        for level in old.levels
    }
    assert found(old, new, Basis.PROBABILITY) == expected


@given(factors())
def test_mapped_to_itself_every_rule_finds_the_level_itself(same):
    for rule, (number, candidates) in product(Basis, found(same, same, Basis.NUMBER).items()):
        assert candidates == [number]
        assert number in found(same, same, rule)[number]


@given(factors(), factors(), st.sampled_from([Basis.NUMBER, Basis.LABEL]))
def test_levels_are_called_the_other_way_round_exactly_if_every_choice_reverses_them(old, new, rule):
    mapped = map_factor(old, new, rule)
    places = {
        each.level: [new.levels.index(level) for level in each.candidates] for each in mapped.levels.values()
    }
    reversed_ = [
        (less, more)
        for at, less in enumerate(old.levels)
        for more in old.levels[at + 1 :]
        if places[less] and places[more] and all(x > y for x, y in product(places[less], places[more]))
    ]
    assert len(mapped.notes) == len(reversed_)
