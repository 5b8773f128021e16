"""A scheme's own code may raise or return anything: that is one error that says whose, where and for what."""

import inspect
import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest

from govkit import (
    Assessment,
    BaseScheme,
    Factor,
    LevelFault,
    RatingError,
    Risk,
    SchemeRaisedError,
    Toolkit,
    hookimpl,
)
from govkit.analysis import rate_risk
from govkit.io import loads
from govkit.report import report_on, text_report
from govkit.scoring import Scheme

LIKELIHOOD = Factor.numbered("likelihood", ["Rare", "Even", "Likely"])
IMPACT = Factor.numbered("impact", ["Minor", "Serious", "Major"])
EXTRA = Factor.numbered("extra", ["No", "Yes"], optional=True)
ABOUT = {"version": "3", "title": "Drone", "source": "here", "values": (1, 2, 3), "tolerance": 2}
WORST = {"likelihood": 3, "impact": 3}


@attrs.frozen(kw_only=True)
class Drone(BaseScheme):
    """Works, unless a test replaces a part of it."""

    def value_of(self, levels):
        return max(level.number for level in levels.values())


def drone(cls=Drone, **changes):
    plain = {"id": "drone", "factors": (LIKELIHOOD, IMPACT, EXTRA), "origin": "acme 1.0", **ABOUT}
    return cls(**{**plain, **changes})


def where(function):
    """Name the line after the one that begins a function."""
    return f"test_strange_code.py, line {inspect.getsourcelines(function)[1] + 1}"


def problem_of(scheme, levels=WORST):
    with pytest.raises(SchemeRaisedError) as caught:
        scheme.rate(levels)
    assert caught.value.scheme == scheme.id
    (problem,) = caught.value.problems
    return problem


FAULT = "the code of drone 3 of acme 1.0 is at fault: its"


def test_an_error_of_value_of_names_scheme_version_origin_error_line_and_levels():
    class Raising(Drone):
        def value_of(self, levels):
            return {}[levels["impact"].number]

    assert problem_of(drone(Raising)) == (
        f"{FAULT} value_of raises KeyError: 3 ({where(Raising.value_of)}), for likelihood 3, impact 3"
    )


def test_the_line_is_the_scheme_s_own_even_if_the_standard_library_raised():
    class Raising(Drone):
        def value_of(self, levels):
            return date.fromisoformat(inspect.cleandoc(levels["impact"]))

    assert where(Raising.value_of) in problem_of(drone(Raising))


def test_a_scheme_that_calls_exit_ends_nothing():
    class Leaving(Drone):
        def value_of(self, levels):
            raise SystemExit(3)

    assert f"value_of raises SystemExit: 3 ({where(Leaving.value_of)})" in problem_of(drone(Leaving))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "None, where a whole number, a Decimal or a text is due"),
        (3.0, "the number 3.0, where a whole number, a Decimal or a text is due"),
        (True, "True, where a whole number, a Decimal or a text is due"),
        ([3], "a list, where a whole number, a Decimal or a text is due"),
        (7, "the number 7, which is none of its values: 1, 2, 3"),
        ("3", 'the text "3", which is none of its values: 1, 2, 3'),
        (Decimal("NaN"), "the number NaN, which is none of its values: 1, 2, 3"),
        (Decimal("sNaN"), "the number sNaN, which is none of its values: 1, 2, 3"),
    ],
)
def test_what_is_none_of_its_values_is_refused_and_named(given, said):
    class Odd(Drone):
        def value_of(self, levels):
            return given

    assert problem_of(drone(Odd)) == f"{FAULT} value_of returns {said}, for likelihood 3, impact 3"


def test_of_many_values_the_first_dozen_is_named():
    class Odd(Drone):
        def value_of(self, levels):
            return "Z"

    problem = problem_of(drone(Odd, values=tuple(range(20)), tolerance=None))
    assert "none of its values: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …," in problem


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("It is bad.", 'the text "It is bad.", where a list of text is due'),
        (None, "None, where a list of text is due"),
        (["It is bad.", 3], "the number 3 in a list, where a text is due"),
    ],
)
def test_steps_are_a_list_of_sentences(given, said):
    class Odd(Drone):
        def steps(self, levels, value):
            return given

    assert problem_of(drone(Odd)) == f"{FAULT} steps returns {said}, for likelihood 3, impact 3"


def test_steps_that_raise_half_way_name_their_line():
    class Raising(Drone):
        def steps(self, levels, value):
            yield f"It is {levels['nothing']}."

    assert f"steps raises KeyError: 'nothing' ({where(Raising.steps)})" in problem_of(drone(Raising))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("extra", 'the text "extra", where a list of LevelFault is due'),
        (
            ["extra goes with nothing"],
            'the text "extra goes with nothing" in a list, where a LevelFault is due',
        ),
        (None, "None, where a list of LevelFault is due"),
    ],
)
def test_what_does_not_go_together_is_a_list_of_faults(given, said):
    class Odd(Drone):
        def combination_faults(self, given_factors):
            return given

    problem = problem_of(drone(Odd))
    assert problem == f"{FAULT} combination_faults returns {said}, for the factors likelihood, impact"
    with pytest.raises(SchemeRaisedError):
        drone(Odd).level_faults(WORST)


def test_a_fault_made_the_wrong_way_round_is_told_with_the_line_that_makes_it():
    class Odd(Drone):
        def combination_faults(self, given):
            return [LevelFault("extra is missing", ("extra",))]

    problem = problem_of(drone(Odd))
    assert 'path takes a tuple of texts, not the text "extra is missing"' in problem
    assert where(Odd.combination_faults) in problem


def test_no_factor_at_all_is_named_as_none():
    class Odd(Drone):
        def combination_faults(self, given):
            return None

    factors = tuple(attrs.evolve(each, optional=True) for each in (LIKELIHOOD, IMPACT))
    assert problem_of(drone(Odd, factors=factors), {}).endswith(", for no factor")

    class Silent(Drone):
        def value_of(self, levels):
            return None

    assert problem_of(drone(Silent, factors=factors), {}).endswith(", for no factor")


def test_nothing_given_where_everything_may_be_left_out_is_explained():
    class Least(Drone):
        def value_of(self, levels):
            return 1

    factors = tuple(attrs.evolve(each, optional=True) for each in (LIKELIHOOD, IMPACT))
    assert drone(Least, factors=factors).rate({}).explanation == (
        "No level make 1 under drone. It is within the tolerance of 2."
    )


def test_wrong_levels_come_first_and_the_factors_asked_about_are_the_scheme_s_own():
    asked = []

    class Looking(Drone):
        def combination_faults(self, given):
            asked.append(list(given))
            return {("likelihood", "impact"): ()}[tuple(given)]

    scheme = drone(Looking)
    assert scheme.level_faults({**WORST, "impcat": 1}) == (
        LevelFault(("impcat",), 'there is no factor "impcat"; did you mean "impact"?'),
    )
    assert scheme.level_faults({"impact": 1}) == (LevelFault((), "no level is given for likelihood"),)
    assert asked == [["likelihood", "impact"], ["impact"]]


def test_a_refusal_on_purpose_is_passed_on_as_it_is():
    class Refusing(Drone):
        def value_of(self, levels):
            raise RatingError(self.id, ["not on a Sunday"])

    with pytest.raises(RatingError) as caught:
        drone(Refusing).rate(WORST)
    assert type(caught.value) is RatingError
    assert caught.value.problems == ("not on a Sunday",)


def test_the_error_keeps_its_cause_and_travels_without_it():
    class Raising(Drone):
        def value_of(self, levels):
            raise ZeroDivisionError

    with pytest.raises(SchemeRaisedError) as caught:
        drone(Raising, origin="").rate(WORST)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert str(caught.value).startswith(
        "not rated under drone: the code of drone 3 is at fault: its value_of"
    )
    back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - what was pickled the moment before
    assert (back.version, back.origin, back.what, str(back)) == (
        "3",
        "",
        caught.value.what,
        str(caught.value),
    )


def test_a_table_whose_code_fails_for_one_cell_rates_all_others():
    class Wordless(Scheme):
        def steps(self, levels, value):
            return [{1: "Good."}[value]]

    scheme = Wordless.matrix(
        "wordless",
        version="1",
        title="W",
        source="here",
        across=LIKELIHOOD,
        up=IMPACT,
        rows=[[1, 1, 2], [1, 1, 1], [1, 1, 1]],
    )
    assert scheme.rate({"likelihood": 1, "impact": 1}).explanation == "Good."
    assert problem_of(scheme) == (
        f"the code of wordless 1 is at fault: its steps raises KeyError: 2 ({where(Wordless.steps)}), "
        "for likelihood 3, impact 3"
    )


REGISTER = """
register: r
title: R
scheme: drone
risks:
  - {ref: R1, title: One that the scheme chokes on, current: {levels: {likelihood: 3, impact: 3}}}
  - {ref: R2, title: One that it rates, current: {levels: {likelihood: 1, impact: 3}}}
  - {ref: R3, title: Wrong levels, current: {levels: {likelihood: 9, impact: 3}}}
"""


@attrs.frozen(kw_only=True)
class Choking(Drone):
    def value_of(self, levels):
        return {4: 3}[sum(level.number for level in levels.values())]


@attrs.frozen(kw_only=True)
class Unsure(Drone):
    def combination_faults(self, given):
        raise LookupError("unsure")


def kit_of(scheme):
    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            return [scheme]

    return Toolkit.installed(Plugin())


def test_one_risk_that_a_scheme_chokes_on_costs_no_other_its_rating():
    kit = kit_of(drone(Choking))
    one, two, three = (kit.rate(risk) for risk in loads(REGISTER, "r.yaml").risks)
    assert one.current is None
    assert one.unrated["current"].startswith(
        "the code of drone 3 of (passed in) is at fault: its value_of raises"
    )
    assert str(two.current) == "3, above tolerance"
    assert three.unrated["current"].startswith('likelihood has no level "9"')


@pytest.mark.parametrize("cls", [Choking, Unsure])
def test_rules_say_that_they_could_not_tell_and_none_is_blamed(cls):
    found = kit_of(drone(cls)).check(loads(REGISTER, "r.yaml"), as_of=date(2026, 1, 1))
    assert "GKPLG002" not in {each.code for each in found}
    said = {each.code: each for each in reversed(found) if each.ref == "R1"}
    assert (said["GKSCO001"].outcome, said["GKSCO001"].path) == ("not evaluated", "/risks/0/current/levels")
    assert "the code of drone 3 of (passed in) is at fault" in said["GKSCO001"].message
    wrong = [each.message for each in found if each.ref == "R3" and each.code == "GKSCO001"]
    assert wrong == ['likelihood has no level "9"; known: 1 Rare, 2 Even, 3 Likely (scheme drone)']


def test_a_report_draws_no_map_of_a_scheme_that_does_not_rate_every_cell_and_lists_what_it_rated():
    kit = kit_of(drone(Choking, factors=(LIKELIHOOD, IMPACT)))
    report = report_on(
        loads(REGISTER, "r.yaml"), as_of=date(2026, 1, 1), schemes=kit.schemes, workflows=kit.workflows
    )
    text = text_report(report)
    assert "Current ratings under drone: no map, its code does not rate every cell\n" in text
    assert (
        "Current ratings (1), the worst first\n  R2  One that it rates\n    Rating: 3; Tolerance: above\n"
        in text
    )


def test_a_rate_of_its_own_that_raises_is_no_fault_of_govkit():
    class Raising(Drone):
        def rate(self, levels):
            raise KeyError("own rate")

    scheme = drone(Raising)
    risk = Risk(ref="R1", title="A", current=Assessment(levels={"impact": 3}, scheme="drone"))
    rated = rate_risk(risk, {"drone": scheme})
    assert rated.unrated == {
        "current": f"{FAULT} rate raises KeyError: 'own rate' ({where(Raising.rate)}), for levels of impact"
    }
