"""Python that gives a scheme something else than is due: one sentence each, and all of them at once."""

from decimal import Decimal

import attrs
import pytest

from govkit import (
    Band,
    BaseScheme,
    Cadence,
    Category,
    Claims,
    DefinitionError,
    Factor,
    FactorLevel,
    Interval,
    LevelFault,
    RatingError,
    Scheme,
    Tolerance,
    coherence,
)
from govkit.scoring import Aggregation

ACROSS = Factor.numbered("likelihood", ["Rare", "Likely"])
UP = Factor.numbered("impact", ["Minor", "Major"])
BANDS = (Band(key="low", label="Low", first=1, last=2), Band(key="high", label="High", first=3, last=4))


def matrix(**changes):
    plain = {"id": "s", "version": "1", "title": "S", "source": "here", "across": ACROSS, "up": UP}
    return Scheme.matrix(**{**plain, "rows": [[2, 4], [1, 3]], **changes})


@attrs.frozen(kw_only=True)
class Worst(BaseScheme):
    def value_of(self, levels):
        return max(level.number for level in levels.values())


def worst(**changes):
    plain = {"id": "worst", "version": "1", "title": "W", "source": "here", "factors": (ACROSS, UP)}
    return Worst(**{**plain, "values": (1, 2), **changes})


def problems_of(build, *arguments, **changes):
    with pytest.raises(DefinitionError) as caught:
        build(*arguments, **changes)
    return list(caught.value.problems)


FACTOR = 'write Factor.numbered("likelihood", ["Rare", "Often"])'
LEVEL = 'write FactorLevel(number=1, label="Rare"), or let Factor.numbered make levels of labels'
BAND = 'write Band(key="low", label="Low", first=1, last=4)'
LIMIT = 'give the greatest value within it, or Tolerance(band="low")'
VALUE = "a whole number, a Decimal or a text"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": 5}, "id takes a text, not the number 5: put it in quotes"),
        ({"version": 1}, "version takes a text, not the number 1: put it in quotes"),
        ({"title": None}, "title takes a text, not None"),
        ({"across": "likelihood"}, f'across takes a Factor, not the text "likelihood": {FACTOR}'),
        ({"up": Factor}, "up takes a Factor, not the class Factor: give an instance of it"),
        ({"rows": None}, "rows takes a list of rows, not None"),
        ({"rows": [1, [1, 3]]}, "rows[0] takes a list of values, not the number 1"),
        ({"rows": [[2, 4], "13"]}, 'rows[1] takes a list of values, not the text "13": write ["13"] for one'),
        ({"rows": [[2, 4.0], [1, 3]]}, f"rows[0][1] takes {VALUE}, not the number 4.0: write 4"),
        ({"rows": [[2, 4], [1, 2.5]]}, f'rows[1][1] takes {VALUE}, not the number 2.5: write Decimal("2.5")'),
        ({"band_rows": [["low"], [7]]}, "band_rows[1][0] takes a text, not the number 7: put it in quotes"),
        ({"within_rows": [["no"]]}, 'within_rows[0][0] takes True or False, not the text "no"'),
        ({"values": "abc"}, 'values takes a list of values or None, not the text "abc": write ["abc"] for one'),
        ({"values": [1, True]}, f"values[1] takes {VALUE}, not True"),
        ({"tolerance": True}, f"tolerance takes a whole number, a Decimal, a text, a Tolerance or None, not True: {LIMIT}"),
        ({"tolerance": 4.0}, "tolerance takes a whole number, a Decimal, a text, a Tolerance or None, not the number 4.0: write 4"),
        ({"tolerance": {"band": "low"}}, f"tolerance takes a whole number, a Decimal, a text, a Tolerance or None, not a dict: {LIMIT}"),
        ({"bands": [{"key": "low"}]}, f"bands[0] takes a Band, not a dict: {BAND}"),
        ({"bands": {"low": 1}}, "bands takes a list of Band, not a dict"),
        ({"assumed": "Hi"}, 'assumed takes a list of texts, not the text "Hi": write ["Hi"] for one'),
        ({"claims": {"injective": True}}, "claims takes a Claims, not a dict: write Claims(injective=True)"),
        ({"aggregation": "mean"}, 'aggregation cannot be "mean"; known: highest-level, worst-rating'),
        ({"aggregation": 1}, "aggregation takes an Aggregation, not the number 1"),
        ({"titel": "S"}, 'there is no argument "titel"; did you mean "title"?'),
        ({"id": "My Id"}, '"My Id" cannot be the id of a scheme: write printable characters without blanks, / and #, as acme-2026'),
        ({"id": ""}, '"" cannot be the id of a scheme: write printable characters without blanks, / and #, as acme-2026'),
    ],
)  # fmt: skip
def test_a_matrix_says_of_each_argument_what_it_takes(changes, problem):
    assert problems_of(matrix, **changes) == [problem]


def test_everything_that_is_not_due_is_listed_at_once():
    assert problems_of(matrix, version=1, rows=[[1, None], [None, 2]], bands=BANDS[0], colour="red") == [
        f"rows[0][1] takes {VALUE}, not None",
        f"rows[1][0] takes {VALUE}, not None",
        'there is no argument "colour"; known: version, title, source, bands, aggregation, claims, assumed',
        "version takes a text, not the number 1: put it in quotes",
        "bands takes a list of Band, not a Band",
    ]


def test_what_is_missing_is_named():
    with pytest.raises(DefinitionError) as caught:
        Scheme.matrix("s", across=ACROSS, up=UP, rows=[[2, 4], [1, 3]], title="S")
    assert caught.value.problems == ("the argument version is missing", "the argument source is missing")


def test_a_formula_says_of_each_argument_what_it_takes():
    about = {"version": "1", "title": "S", "source": "here"}
    assert problems_of(Scheme.formula, "s", factors=["likelihood"], formula="likelihood", **about) == [
        f'factors[0] takes a Factor, not the text "likelihood": {FACTOR}',
        'formula takes a function, not the text "likelihood"',
    ]
    assert problems_of(Scheme.formula, "s", factors="likelihood", formula=max, **about) == [
        'factors takes a list of Factor, not the text "likelihood": write ["likelihood"] for one',
    ]


@pytest.mark.parametrize(
    ("build", "problems"),
    [
        (lambda: Factor.numbered("x", "abc"), ['labels takes a list of texts, not the text "abc": write ["abc"] for one']),
        (lambda: Factor.numbered("x", ["a", 2]), ["labels[1] takes a text, not the number 2: put it in quotes"]),
        (lambda: Factor.numbered(3, ["a"], optional="yes"), ["key takes a text, not the number 3: put it in quotes", 'optional takes True or False, not the text "yes"']),
        (lambda: Factor(key="f", label="F", levels=("a", "b")), [f'levels[0] takes a FactorLevel, not the text "a": {LEVEL}', f'levels[1] takes a FactorLevel, not the text "b": {LEVEL}']),
        (lambda: Factor(key="f", label="F", levels=list(ACROSS.levels)), ["levels takes a tuple of FactorLevel, not a list: write tuple(…) around it"]),
        (lambda: Factor.numbered("f", ["a"], categories=["money"]), ['categories[0] takes a Category, not the text "money": write Category("money", "Money")']),
        (lambda: FactorLevel(number="1", label="Rare"), ['number takes a whole number, not the text "1": write 1 without quotes']),
        (lambda: FactorLevel(number=True, label=7), ["number takes a whole number, not True", "label takes a text, not the number 7: put it in quotes", "key takes a text, not the number 7: put it in quotes"]),
        (lambda: FactorLevel(number=1, label="A", probability=(0, 1)), ["probability takes an Interval or None, not a tuple: write Interval(0, 0.1)"]),
        (lambda: FactorLevel(number=1, label="A", descriptors="bad"), ['descriptors takes a mapping, not the text "bad"']),
        (lambda: FactorLevel(number=1, label="A", descriptors={"money": 3}), ["descriptors['money'] takes a text, not the number 3: put it in quotes"]),
        (lambda: Category("money", None), ["label takes a text, not None"]),
        (lambda: Interval("0", "1"), ['lower takes a finite number, not the text "0": write 0 without quotes', 'upper takes a finite number, not the text "1": write 1 without quotes']),
        (lambda: Interval(0, float("nan")), ["upper takes a finite number, not the number nan"]),
        (lambda: Interval(0.5, 0.1), ["it runs upwards, not from 0.5 to 0.1: give the lower end first"]),
        (lambda: Band(key="low", label="Low", first=1.5, last=2), ['first takes a whole number, a Decimal, a text or None, not the number 1.5: write Decimal("1.5")']),
        (lambda: Band(key="low", label="Low", review="monthyl"), ['review cannot be "monthyl"; did you mean "monthly"?']),
        (lambda: Band(key="low", label="Low", review=[1]), ["review takes a Cadence, an Every or None, not a list"]),
        (lambda: Tolerance(True), ["value takes a whole number, a Decimal, a text or None, not True"]),
        (lambda: Tolerance(cells=[(0, 0)]), ["cells takes a frozenset of cells or None, not a list"]),
        (lambda: Claims(ranked_by="impact"), ['ranked_by takes a tuple of texts, not the text "impact": write ("impact",) for one']),
        (lambda: Claims(injective="yes"), ['injective takes True or False, not the text "yes"']),
        (lambda: LevelFault("impact", "no"), ['path takes a tuple of texts, not the text "impact": write ("impact",) for one']),
        (lambda: worst(bands=list(BANDS)), ["bands takes a tuple of Band, not a list: write tuple(…) around it"]),
        (lambda: worst(factors=(ACROSS, Factor)), ["factors[1] takes a Factor, not the class Factor: give an instance of it"]),
        (lambda: worst(values=[1, 2], assumed="Hi"), ["values takes a tuple of values, not a list: write tuple(…) around it", 'assumed takes a tuple of texts, not the text "Hi": write ("Hi",) for one']),
        (lambda: worst(aggregation="mean"), ['aggregation cannot be "mean"; known: highest-level, worst-rating']),
        (lambda: worst(tolerance=1.0), [f"tolerance takes a Tolerance or None, not the number 1.0: {LIMIT}"]),
        (lambda: worst(tolerance=Tolerance), ["tolerance takes a Tolerance or None, not the class Tolerance: give an instance of it"]),
        (lambda: worst(factors=(attrs.evolve(ACROSS, key=" a"),)), ['" a" cannot be the key of a factor: write printable characters without / and #, nothing blank around them']),
        (lambda: attrs.evolve(matrix(), table="x"), ['table takes a mapping, not the text "x"']),
        (lambda: coherence("s"), ['"s" is the name of a scheme, and a scheme is due; a toolkit finds it: kit.scheme("s")']),
        (lambda: coherence(Scheme, bound=0), ["Scheme is a class, and a scheme is due; give an instance: Scheme(id=…, …)", "bound takes a whole number from 1 up, not the number 0"]),
        (lambda: coherence(matrix(), bound=True), ["bound takes a whole number from 1 up, not True"]),
    ],
)  # fmt: skip
def test_each_part_says_what_it_takes(build, problems):
    assert problems_of(build) == problems


def test_a_long_text_is_cut():
    (problem,) = problems_of(matrix, rows="x" * 100)
    assert f'not the text "{"x" * 40}…"' in problem


def test_a_tolerance_may_be_a_bare_value_of_a_scheme_that_is_no_table_too():
    assert worst(tolerance=1) == worst(tolerance=Tolerance(1))
    assert worst(tolerance="B", values=("A", "B")).tolerance == Tolerance("B")
    assert worst(tolerance=None).tolerance is None


def test_what_enumerations_mean_may_be_written_as_text():
    assert worst(aggregation="worst-rating").aggregation is Aggregation.WORST_RATING
    assert matrix(aggregation="worst-rating").aggregation is Aggregation.WORST_RATING
    assert Band(key="low", label="Low", review="monthly").review is Cadence.MONTHLY


def test_a_factor_made_of_labels_may_be_optional_and_have_a_label_of_its_own():
    made = Factor.numbered("time-to-notice", ["At once"], label="Time to notice", optional=True)
    assert (made.label, made.optional) == ("Time to notice", True)
    assert Factor.numbered("speed", ["Slow"]).optional is False


def test_descriptors_are_copied_so_that_nobody_can_change_a_level():
    given = {"money": "a pound"}
    level = FactorLevel(number=1, label="A", descriptors=given)
    given["money"] = "two pounds"
    assert level.descriptors == {"money": "a pound"}
    hash(level)


def test_expressions_of_a_claim_may_be_a_list():
    assert Claims(ranked_by=["impact"]).ranked_by == ("impact",)


def test_intervals_are_written_as_people_write_them():
    assert str(Interval(0.0, 1e-06)) == "0 to 0.000001"
    assert str(Interval(Decimal("0.10"), 1.0)) == "0.1 to 1"
    assert str(Interval(10, 1000)) == "10 to 1000"


@pytest.mark.parametrize(
    ("levels", "shown"), [(None, "None"), ([1, 2], "a list"), ("likelihood", 'the text "likelihood"')]
)
@pytest.mark.parametrize("scheme", [matrix(), worst()], ids=["table", "no table"])
def test_what_is_no_mapping_of_levels_is_refused_like_any_other_levels(scheme, levels, shown):
    with pytest.raises(RatingError) as caught:
        scheme.rate(levels)
    assert caught.value.problems == (f'levels are given per factor, as {{"likelihood": 3}}, not as {shown}',)
    assert [fault.path for fault in scheme.level_faults(levels)] == [()]


def test_keys_that_are_no_texts_are_unknown_and_no_error_of_python():
    assert [fault.path for fault in matrix().level_faults({1: 1, "likelihood": 1, "impact": 1})] == [("1",)]
    split = attrs.evolve(UP, categories=(Category("money", "Money"),))
    levels = {"likelihood": 1, "impact": {2: 1}}
    assert [fault.path for fault in matrix(up=split).level_faults(levels)] == [("impact", "2")]
