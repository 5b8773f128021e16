"""What a scheme's definition must be, and what a wrong one is told."""

import re
from decimal import Decimal

import attrs
import pytest
from immutabledict import immutabledict

from govkit.errors import DefinitionError
from govkit.scoring import Band, Category, Factor, FactorLevel, Interval, Scheme

ACROSS = Factor.numbered("likelihood", ["Rare", "Likely"])
UP = Factor.numbered("impact", ["Minor", "Major"])
LOW = Band(key="low", label="Low", first=1, last=2)
HIGH = Band(key="high", label="High", first=3, last=4)
TEXTS = [["amber", "red"], ["green", "amber"]]
ORDER = ["green", "amber", "red"]
VALUE = "a value is an int, a Decimal or a text"
TURNED = (
    'band high goes from "4" to "3", which is less bad; '
    "give the less bad end first, or say in values that lower is worse"
)


def matrix(**changes):
    plain = {"version": "1", "title": "S", "source": "here", "across": ACROSS, "up": UP}
    return Scheme.matrix("s", **{**plain, "rows": [[2, 4], [1, 3]], **changes})


def formula(**changes):
    plain = {"version": "1", "title": "S", "source": "here", "factors": [ACROSS, UP]}
    return Scheme.formula("s", **{**plain, "formula": lambda *numbers: sum(numbers), **changes})


def faults_of(build, **changes):
    with pytest.raises(DefinitionError) as caught:
        build(**changes)
    assert caught.value.subject == "scheme s"
    assert all(problem in str(caught.value) for problem in caught.value.problems)
    return list(caught.value.problems)


def factor(*levels, categories=()):
    return Factor(key="f", label="F", levels=levels, categories=categories)


def level(number, key, label):
    return FactorLevel(number=number, key=key, label=label)


def test_a_matrix_is_read_with_its_worst_row_on_top_and_its_least_column_on_the_left():
    assert matrix().table == {(0, 0): 1, (1, 0): 3, (0, 1): 2, (1, 1): 4}


def test_a_formula_is_called_once_per_cell_with_level_numbers_and_never_again():
    calls = []

    def add(*numbers):
        calls.append(numbers)
        return sum(numbers)

    scheme = formula(formula=add)
    scheme.rate({"likelihood": 1, "impact": 2})
    assert sorted(calls) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert scheme.table == {(0, 0): 2, (0, 1): 3, (1, 0): 3, (1, 1): 4}


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        ([], "[]"),
        ([[1, 2]], "[2]"),
        ([[1, 2], [3, 4], [5, 6]], "[2, 2, 2]"),
        ([[1, 2], [3]], "[2, 1]"),
        ([[1, 2], [3, 4, 5]], "[2, 3]"),
    ],
)
def test_a_matrix_that_does_not_fit_its_factors_is_told_both_shapes(rows, sizes):
    assert faults_of(matrix, rows=rows) == [
        f"the matrix is to have 2 rows of 2 values, it has rows of {sizes}"
    ]


def test_a_matrix_need_not_be_square_but_is_not_turned_round():
    wide = Factor.numbered("likelihood", ["A", "B", "C"])
    scheme = matrix(across=wide, rows=[[2, 4, 6], [1, 3, 5]])
    assert [scheme.table[x, 0] for x in range(3)] == [1, 3, 5]
    assert faults_of(matrix, across=wide, rows=[[1, 2], [3, 4], [5, 6]]) == [
        "the matrix is to have 2 rows of 3 values, it has rows of [2, 2, 2]"
    ]


@pytest.mark.parametrize(
    ("build", "changes"),
    [
        (matrix, {"rows": TEXTS}),
        (matrix, {"rows": [[2, "high"], [1, 3]]}),
        (formula, {"formula": lambda *numbers: f"{sum(numbers)}"}),
    ],
)
def test_values_that_are_texts_need_their_order_said(build, changes):
    assert faults_of(build, **changes) == [
        "its values are texts, so say their order: values = [least, …, worst]"
    ]


def test_the_order_of_texts_is_the_one_given_and_not_the_alphabet():
    assert matrix(rows=TEXTS, values=ORDER).values == ("green", "amber", "red")


def test_the_order_of_numbers_is_theirs_unless_another_is_given():
    rows = [[Decimal("2.5"), 10], [1, 3]]
    assert matrix(rows=rows).values == (1, Decimal("2.5"), 3, 10)
    assert matrix(rows=rows, values=[10, 3, Decimal("2.5"), 1]).values == (10, 3, Decimal("2.5"), 1)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"bands": [LOW]}, ['the value "3" is in no band', 'the value "4" is in no band']),
        ({"bands": [LOW, attrs.evolve(HIGH, first=2)]}, ['the value "2" is in Low and High']),
        ({"bands": [LOW, attrs.evolve(HIGH, first=4, last=3)]}, [TURNED]),
        (
            {"bands": [attrs.evolve(LOW, first="least"), HIGH]},
            ['band low ends at "least", which has no place among the values'],
        ),
        (
            {"rows": TEXTS, "values": ORDER, "bands": [attrs.evolve(LOW, first="green", last="mauve")]},
            ['band low ends at "mauve", which has no place among the values'],
        ),
        ({"tolerance": "amber"}, ['the tolerance is "amber", which has no place among the values']),
        (
            {"rows": TEXTS, "values": ORDER, "tolerance": 2},
            ['the tolerance is "2", which has no place among the values'],
        ),
        (
            {"rows": TEXTS, "values": sorted(ORDER), "tolerance": 2},
            ['the tolerance is "2", which has no place among the values'],
        ),
        (
            {"values": [1, 4, 2, 3], "tolerance": Decimal("3.5")},
            ['the tolerance is "3.5", which has no place among the values'],
        ),
        ({"values": [1, 2, 4]}, ['the value "3" is missing from values']),
        ({"values": [1, 2, 3, 4, 2]}, ["a value stands twice in values"]),
        ({"up": ACROSS}, ['two factors have the key "likelihood"']),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_work_is_refused(changes, problems):
    assert faults_of(matrix, **changes) == problems


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        (
            factor(level(1, "a", "A"), level(1, "b", "B")),
            ['factor f has the level number "1" twice; give each its own'],
        ),
        (
            factor(level(1, "a", "A"), level(2, "a", "B")),
            ['factor f has the level key "a" twice; give each its own'],
        ),
        (
            factor(level(1, "high", "Medium"), level(2, "top", "high")),
            ['factor f has "high" as the key of one level and the label of another'],
        ),
        (
            factor(FactorLevel(number=1, label="High"), FactorLevel(number=2, label="High")),
            ['factor f has the level key "high" twice; give each its own'],
        ),
        (
            factor(level(1, "a", "A"), categories=(Category("c", "C"), Category("c", "D"))),
            ['factor f has the category key "c" twice; give each its own'],
        ),
        (factor(), ["factor f has no level"]),
    ],
)
def test_the_names_of_a_factors_levels_and_categories_stand_for_one_thing_each(wrong, problems):
    assert faults_of(formula, factors=[wrong]) == problems


def test_a_name_may_be_both_key_and_label_of_the_same_level():
    scheme = formula(factors=[factor(level(1, "low", "low"), level(2, "high", "high"))])
    assert scheme.rate({"f": "high"}).value == 2


def test_a_tolerance_without_any_value_is_refused_by_naming_the_empty_factor():
    assert "factor f has no level" in faults_of(formula, factors=[factor()], tolerance=3)


def test_a_scheme_needs_a_factor():
    assert faults_of(formula, factors=[], formula=lambda: 1) == ["it has no factor"]


@pytest.mark.parametrize(
    "table",
    [{(0, 0): 1, (1, 0): 3, (0, 1): 2}, {(0, 0): 1, (1, 0): 3, (0, 1): 2, (1, 1): 4, (2, 0): 4}, {}],
    ids=["a cell missing", "a cell too many", "no cell"],
)
def test_a_table_has_every_cell_and_no_other(table):
    with pytest.raises(
        DefinitionError, match=r"a value for every combination of levels, and for nothing else$"
    ):
        attrs.evolve(matrix(), table=immutabledict(table))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_value_of_a_formula_that_is_not_listed_is_named_whatever_the_number_of_factors(count):
    factors = [Factor.numbered(key, ["x", "y"]) for key in "abc"[:count]]
    highest = 2 * count
    with pytest.raises(DefinitionError) as caught:
        formula(factors=factors, values=range(highest))
    assert caught.value.problems == (f'the value "{highest}" is missing from values',)
    assert caught.value.paths == ("/matrix/rows/0/1" if count == 2 else "/values",)


def test_every_fault_is_listed_at_once():
    twice = factor(level(1, "a", "A"), level(1, "b", "A"))
    assert faults_of(
        formula,
        factors=[twice, twice],
        formula=lambda one, other: one + other,
        values=[1, 1],
        bands=[attrs.evolve(LOW, last="most")],
        tolerance="most",
    ) == [
        'two factors have the key "f"',
        'factor f has the level number "1" twice; give each its own',
        'factor f has the level number "1" twice; give each its own',
        "a value stands twice in values",
        'band low ends at "most", which has no place among the values',
        'the tolerance is "most", which has no place among the values',
        'the value "2" is missing from values',
    ]


def test_several_values_in_no_band_are_each_named():
    bands = [attrs.evolve(LOW, first=0, last=0), attrs.evolve(LOW, key="next", first=2, last=3)]
    assert faults_of(matrix, bands=bands) == [
        'the value "1" is in no band',
        'the value "4" is in no band',
    ]  # fmt: skip


@pytest.mark.parametrize("ends", [(0, 2, 3, 99), (Decimal("0.5"), Decimal("2.9"), Decimal("2.95"), 4)])
def test_a_band_may_end_on_a_number_no_cell_reaches(ends):
    first, last, next_first, next_last = ends
    scheme = matrix(
        bands=[
            attrs.evolve(LOW, first=first, last=last),
            attrs.evolve(HIGH, first=next_first, last=next_last),
        ]
    )
    bands = [scheme.rate({"likelihood": x, "impact": y}).band.key for x in (1, 2) for y in (1, 2)]
    assert bands == ["low", "low", "high", "high"]


def test_a_hole_is_told_along_with_a_wrong_tolerance_and_a_key_that_stands_twice():
    bands = [attrs.evolve(LOW, last=1), attrs.evolve(LOW, first=3, last=4)]
    assert faults_of(matrix, bands=bands, tolerance="Low") == [
        'two bands have the key "low"',
        (
            'the tolerance is "Low", which has no place among the values; '
            'for the band write Tolerance(band="low"), or { band = "low" } in a file'
        ),
        'the value "2" is in no band',
    ]


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        (lambda a: None, f"its formula gives None for the levels 1; {VALUE}"),
        (lambda a: a / 2, f"its formula gives the number 0.5 for the levels 1; {VALUE}"),
        (lambda a: a > 1, f"its formula gives False for the levels 1; {VALUE}"),
        (
            lambda a: 1 // (a - 2),
            (
                "its formula raises ZeroDivisionError: integer division or modulo by zero "
                "(test_definition.py, line N) for the levels 2"
            ),
        ),
    ],
)
def test_a_formula_that_gives_no_value_is_a_fault(formula, fault):
    with pytest.raises(DefinitionError) as caught:
        Scheme.formula("s", version="1", title="S", source="test", factors=[Factor.numbered("a", ["x", "y"])], formula=formula)  # fmt: skip
    assert [re.sub("line [0-9]+", "line N", problem) for problem in caught.value.problems] == [fault]


def test_a_factor_made_of_labels_numbers_its_levels_from_one_and_keys_them_in_lower_case():
    made = Factor.numbered("impact", ["Minor", "Very major"], categories=[Category("social", "Social")])
    assert [(item.number, item.key, item.label) for item in made.levels] == [
        (1, "minor", "Minor"),
        (2, "very-major", "Very major"),
    ]
    assert (made.label, made.categories) == ("Impact", (Category("social", "Social"),))
    assert str(made.levels[1]) == "2 Very major"


def test_a_level_keeps_the_probability_and_descriptors_of_its_source():
    said = FactorLevel(
        number=1,
        label="Remote",
        probability=Interval(0.01, 0.1),
        descriptors=immutabledict(social="Grumbling"),
    )
    assert (said.probability.lower, said.probability.upper, said.descriptors["social"]) == (
        0.01,
        0.1,
        "Grumbling",
    )
    assert (UP.levels[0].probability, UP.levels[0].descriptors) == (None, {})


def test_a_level_that_is_described_for_a_category_the_factor_has_not_is_refused_with_its_place():
    described = attrs.evolve(
        UP.levels[1], descriptors=immutabledict(policital="Ministers fall", social="Riots")
    )
    split = attrs.evolve(
        UP,
        levels=(UP.levels[0], described),
        categories=(Category("political", "Political"), Category("social", "Social")),
    )
    with pytest.raises(DefinitionError) as caught:
        matrix(up=split)
    assert caught.value.problems == (
        'impact has no category "policital", for which level 2 Major is described; did you mean "political"?',
    )
    assert caught.value.paths == ("/factors/1/levels/1/descriptors/policital",)
