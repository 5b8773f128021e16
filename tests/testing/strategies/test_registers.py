"""Valid registers are silent, and in faulty ones the rule speaks that has to."""

from contextlib import suppress

import attrs
import pytest
from effort import examples
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

from govkit import Band, Factor, Outcome, Rating, Scheme, Toolkit, WrittenDate, hookimpl
from govkit.errors import DefinitionError, UnknownNameError
from govkit.io import dumps, loads
from govkit.rules import shipped
from govkit.testing.strategies import (
    AS_OF,
    FAULT_CODES,
    faulty_registers,
    schemes,
    valid_actions,
    valid_assessments,
    valid_registers,
    valid_risks,
    written_days,
)
from govkit.testing.strategies.valid_risk import _soon
from govkit.workflow import Row, Workflow, disagreements
from govkit_workflows import action

INSTALLED = Toolkit.installed()
SCHEME = INSTALLED.scheme("cambs-2019")
ACTION = INSTALLED.workflows["action"]
FEW = settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
QUICK = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])


WORSE = ("GKSCO003", "GKSCO005", "GKCTL003")
ABOVE = ("GKTOL001", "GKTOL002", "GKTOL003", "GKTOL004", "GKACC003", "GKASR004")
SCHEMES_OWN = (*WORSE, *ABOVE, "GKREV001", "GKSCO006")
"""Codes of faults that not every scheme allows."""


class Offering:
    """A plug-in that offers one scheme."""

    def __init__(self, scheme):
        self.scheme = scheme

    @hookimpl
    def govkit_schemes(self):
        return [self.scheme]


def failing(scheme, register, as_of=AS_OF):
    kit = Toolkit(shipped, action, Offering(scheme))
    assert list(kit.plugin_problems) == []
    findings = kit.check(register, as_of=as_of, only=list(kit.rules))  # those that run only when selected too
    return [each for each in findings if each.outcome is Outcome.FAILS]


@FEW
@given(st.data(), schemes(), st.sampled_from([None, ACTION]))
def test_no_shipped_rule_fails_in_a_valid_register_under_any_scheme(data, scheme, workflow):
    register = data.draw(valid_registers(scheme, workflow))
    assert [str(each) for each in failing(scheme, register)] == []


@FEW
@given(st.data(), st.dates(WrittenDate("2003").first, WrittenDate("2096").last))
def test_a_register_is_valid_on_the_day_it_was_drawn_for(data, as_of):
    register = data.draw(valid_registers(SCHEME, ACTION, as_of=as_of))
    assert [str(each) for each in failing(SCHEME, register, as_of)] == []


@FEW
@given(valid_registers(SCHEME, ACTION))
def test_a_valid_register_reads_back_equal_from_every_format(register):
    for name in ("x.yaml", "x.json", "x.toml"):
        assert loads(dumps(register, name), name) == register


@FEW
@given(valid_registers(SCHEME, sparse=False))
def test_a_register_that_is_not_sparse_has_an_item_in_every_list(register):
    for name in ("objectives", "areas", "bodies", "indicators", "plans", "risks"):
        assert getattr(register, name), name
    for risk in register.risks:
        assert risk.controls
        assert risk.assurances
        assert risk.reports


KINDS = {
    "nothing": lambda register: not register.risks and not register.actions,
    "risks": lambda register: len(register.risks) > 2,
    "no controls": lambda register: register.risks and not any(risk.controls for risk in register.risks),
    "no assurances": lambda register: any(risk.controls for risk in register.risks) and not any(risk.assurances for risk in register.risks),
    "reports": lambda register: any(risk.reports for risk in register.risks),
    "accepted": lambda register: any(is_above(risk) and risk.acceptances for risk in register.risks),
    "not accepted": lambda register: any(is_above(risk) and not risk.acceptances for risk in register.risks),
    "indicators of risks": lambda register: any(each.risks and each.readings for each in register.indicators),
    "audit actions": lambda register: any(each.origin and each.origin.area for each in register.actions),
}  # fmt: skip


def test_valid_registers_of_every_kind_are_drawn():
    missing = dict(KINDS)

    def was_the_last_kind(register):
        for name in [name for name, wanted in missing.items() if wanted(register)]:
            del missing[name]
        return not missing

    with suppress(NoSuchExample):
        find(valid_registers(SCHEME), was_the_last_kind, settings=QUICK)
    assert list(missing) == []


def is_above(risk):
    return SCHEME.rate(risk.current.levels).within_tolerance is False


@given(valid_assessments(SCHEME))
def test_a_valid_assessment_is_rated_as_it_is_printed(assessment):
    rating = INSTALLED.rate(assessment)
    assert assessment.printed in (None, rating.value, str(rating.value), rating.band.label)


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(lambda printed: printed is None, id="nothing"),
        pytest.param(lambda printed: isinstance(printed, int), id="number"),
        pytest.param(lambda printed: printed == "14", id="text"),
        pytest.param(lambda printed: printed == "Critical", id="band"),
    ],
)
def test_ratings_are_printed_in_every_way(wanted):
    assert find(valid_assessments(SCHEME), lambda drawn: wanted(drawn.printed), settings=QUICK)


@FEW
@given(valid_risks(SCHEME))
def test_a_valid_risk_is_no_worse_with_its_controls_and_what_is_above_tolerance_is_answered(risk):
    rated = INSTALLED.rate(risk)
    assert isinstance(rated.current, Rating)
    assert rated.inherent is None or rated.current < rated.inherent
    assert rated.target is None or rated.target <= rated.current
    assert rated.current.within_tolerance or risk.target or risk.acceptances
    assert not rated.unrated


@given(valid_actions(ACTION))
def test_the_state_of_a_valid_action_agrees_with_its_dates(drawn):
    assert drawn.workflow == "action"
    assert disagreements(ACTION, drawn, as_of=AS_OF) == []


@pytest.mark.parametrize("state", [None, *(state for state in ACTION.state if state != "overdue")])
def test_valid_actions_of_every_state_but_overdue_are_drawn(state):
    assert find(valid_actions(ACTION), lambda drawn: drawn.state == state, settings=QUICK).state == state


def test_dates_that_fit_no_state_of_a_lifecycle_are_not_drawn():
    ended = attrs.evolve(ACTION.state["closed"], name="ended")
    only = Workflow(
        id="only", title="Only ended", kind="action", initial="ended", states=(ended,), rows=(Row("end", "ended", None),)
    )  # fmt: skip
    assert find(valid_actions(only), lambda drawn: True, settings=QUICK).end is not None
    # Nothing in it is still to be done, so nothing is to be done soon.
    with pytest.raises((NoSuchExample, Unsatisfiable)):
        find(_soon(only, AS_OF), lambda drawn: True, settings=settings(QUICK, max_examples=5))


@pytest.mark.parametrize("code", FAULT_CODES)
@settings(FEW, max_examples=3)
@given(data=st.data(), scheme=schemes())
def test_every_seeded_fault_is_found_by_its_rule_and_only_where_it_was_seeded(code, data, scheme):
    try:
        strategy = faulty_registers(scheme, code)
    except DefinitionError:
        assert code in SCHEMES_OWN
        strategy = faulty_registers(SCHEME, code)
        scheme = SCHEME
    seeded = data.draw(strategy)
    assert seeded.code == code
    assert [str(each) for each in failing(scheme, seeded.valid)] == []
    assert (code, seeded.path) in {(each.code, each.path) for each in failing(scheme, seeded.register)}


def of_printed(seeded):
    """The printed levels of the fault, with the factor they are of."""
    _, _, place, _, _, key = seeded.path.split("/")
    factor = next(each for each in SCHEME.factors if each.key == key)
    return factor, seeded.register.risks[int(place)].current.printed_levels[key]


@pytest.mark.parametrize("known", [True, False])
def test_a_printed_level_that_differs_is_one_of_the_schemes_or_none(known):
    def is_so(seeded):
        factor, printed = of_printed(seeded)
        return (printed in factor.places) is known

    seeded = find(faulty_registers(SCHEME, "GKSCO009"), is_so, settings=QUICK)
    assert [each.path for each in INSTALLED.check(seeded.register, as_of=AS_OF, only=["GKSCO009"])] == [
        seeded.path
    ]


def test_where_each_category_is_rated_a_printed_level_that_differs_is_none_of_the_schemes():
    each = attrs.evolve(SCHEME, aggregation="worst-rating")
    factor, printed = of_printed(find(faulty_registers(each, "GKSCO009"), lambda _: True, settings=QUICK))
    assert printed not in factor.places


@pytest.mark.parametrize("is_printed", [True, False])
def test_an_overall_level_is_printed_of_factors_that_have_a_level(is_printed):
    scheme = INSTALLED.scheme("owasp-rr")
    drawn = find(
        valid_assessments(scheme),
        lambda drawn: bool(drawn.printed_levels) is is_printed and len(drawn.levels) < len(scheme.factors),
        settings=QUICK,
    )
    assert drawn.printed_levels.keys() <= drawn.levels.keys()


def test_any_fault_is_seeded_unless_one_is_asked_for():
    seen = set()

    @settings(FEW, database=None)
    @given(faulty_registers(SCHEME))
    def seeded(drawn):
        assert drawn.register != drawn.valid
        seen.add(drawn.code)

    seeded()
    assert seen <= set(FAULT_CODES)
    assert len(seen) > 4


FLAT = Scheme.matrix(
    "flat",
    version="1",
    title="Flat",
    source="here",
    across=Factor.numbered("likelihood", ["Rare"]),
    up=Factor.numbered("impact", ["Minor"]),
    rows=[[1]],
    bands=[Band(key="low", label="Low", first=1, last=1, review="every 3 days")],
)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        *((code, "flat gives all levels the same rating") for code in WORSE),
        *((code, "flat has nothing above tolerance") for code in ABOVE),
        ("GKREV001", "flat has bands that are reviewed after lengths of their own"),
        ("GKSCO006", "flat asks for no level in several categories"),
    ],
)
def test_a_fault_that_the_scheme_does_not_allow_is_refused_with_the_reason(code, reason):
    with pytest.raises(DefinitionError) as caught:
        faulty_registers(FLAT, code)
    assert str(caught.value) == f"faulty registers: {code} cannot fail: {reason}"

    @settings(FEW, max_examples=examples(20), database=None)
    @given(faulty_registers(FLAT))
    def seeded(drawn):
        assert drawn.code != code

    seeded()


def test_a_rule_without_a_seeded_fault_is_named_with_the_nearest_that_has_one():
    with pytest.raises(UnknownNameError) as caught:
        faulty_registers(SCHEME, "GKREF009")
    assert str(caught.value).startswith(
        'there is no rule "GKREF009" with a seeded fault; did you mean "GKREF00'
    )


@given(st.data())
def test_days_are_spelled_so_that_they_say_exactly_that_day(data):
    days = st.dates(WrittenDate("1950").first, WrittenDate("2150").last)
    first, last = sorted(data.draw(st.tuples(days, days)))
    day = data.draw(written_days(first, last))
    assert first <= day.first == day.last <= last
