"""What every entity promises: it never changes, hashes, pickles, and takes tuples only."""

import copy
import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from immutabledict import immutabledict

from govkit.model import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AuditArea,
    AuditFinding,
    Body,
    Cadence,
    Change,
    Comparator,
    Control,
    DeliveryActivity,
    EarlierAssessment,
    Event,
    Every,
    ExternalRef,
    FinancialQuarter,
    FinancialYear,
    Indicator,
    Meeting,
    Objective,
    Origin,
    OriginKind,
    Period,
    Plan,
    PriorityAction,
    Reading,
    Register,
    Report,
    Review,
    Revision,
    Risk,
    Term,
    Update,
    Waiver,
    WorkCalendar,
    WrittenDate,
)
from govkit.testing import strategies

EVENT = Event(
    kind="action",
    ref="A1",
    trigger="start",
    from_state="open",
    to_state="ongoing",
    effective=date(2019, 8, 13),
    recorded=date(2019, 8, 14),
    changes=(Change(field="owner", after="OPCC"),),
)
ACTION = Action(
    ref="A1",
    title="Do it",
    origin=Origin(kind=OriginKind.AUDIT, area="4"),
    finding=AuditFinding(title="Not done"),
    revisions=(Revision(deadline=WrittenDate("Mar-16")),),
    updates=(Update(text="Begun"),),
    events=(EVENT,),
)
ENTITIES = (
    Review(last="2019-08-13", workflow="review", state="confirmed"),
    EVENT,
    ACTION,
    Assessment(levels={"likelihood": 2, "impact": {"political": 2, "economic": 4}}, printed=14),
    EarlierAssessment(phase="current", until=date(2019, 8, 13), assessment=Assessment(scheme="cambs-2016")),
    Assurance(ref="S1", title="Panel", covers=("C1",)),
    AuditArea(ref="4", title="Governance"),
    Control(ref="C1", title="Process"),
    Objective(
        ref="resourcing",
        title="Resourcing",
        priorities=(
            PriorityAction(ref="01", title="P", activities=(DeliveryActivity(ref="O1", title="D"),)),
        ),
    ),
    PriorityAction(ref="01", title="P"),
    DeliveryActivity(ref="O1.1", title="D", rag="red"),
    Indicator(
        ref="i",
        title="I",
        unit="%",
        direction="up",
        readings=(Reading(period="June 2019", value=Decimal("79.4")),),
    ),
    Reading(period="June 2019", value=Decimal("79.4"), sample=1187),
    Comparator(title="a year before", value=Decimal("81.6")),
    Body(ref="b", title="Board", kind="board", reports="quarterly", meetings=(Meeting(on="9 October 2019"),)),
    Meeting(on="9 October 2019"),
    Plan(ref="P1", title="Fuel", covers=("R1",)),
    ExternalRef(register="Force Risk Register", ref="394"),
    Acceptance(by="PCC", on="1 May 2019", until="1 May 2020", why="unaffordable"),
    Report(to="b", on="1 May 2019"),
    Waiver(rule="GKOWN001", ref="R1", reason="it is new", until="1 May 2019"),
    Period("12 months ending June 2019"),
    Risk(ref="R1", title="Posts stay empty", causes=("Retirement",), actions=(ACTION,)),
    Register(ref="r", title="T", workflows={"action": "x"}, actions=(ACTION,)),
    WrittenDate("Mar-16"),
    Term("10 working days"),
    Every("every 20 working days"),
    FinancialQuarter(FinancialYear(2019), 4),
    WorkCalendar(weekend=("friday",), closed=(date(2019, 12, 24),)),
    Register(ref="r", title="T", review="every 6 weeks", calendar=WorkCalendar(subdivision="SCT")),
    Register(ref="r", title="T", waivers=(Waiver(rule="GKOWN001", ref="R1"),)),
)
ids = [type(entity).__name__ for entity in ENTITIES]


@pytest.mark.parametrize("entity", ENTITIES, ids=ids)
def test_an_entity_does_not_change(entity):
    name = attrs.fields(type(entity))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(entity, name, "other")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(entity, name)


@pytest.mark.parametrize("entity", ENTITIES, ids=ids)
def test_an_entity_hashes_pickles_and_copies_as_what_it_is(entity):
    for other in (pickle.loads(pickle.dumps(entity)), copy.deepcopy(entity)):  # noqa: S301 - our own pickle
        assert other == entity
        assert hash(other) == hash(entity)


TUPLES = (
    (Assurance, {"ref": "S1", "title": "T"}, "covers"),
    (Action, {"ref": "A1", "title": "T"}, "revisions"),
    (Action, {"ref": "A1", "title": "T"}, "updates"),
    (Action, {"ref": "A1", "title": "T"}, "events"),
    (
        Event,
        {
            name: getattr(EVENT, name)
            for name in ("kind", "ref", "trigger", "from_state", "to_state", "effective", "recorded")
        },
        "changes",
    ),
    *(
        (Risk, {"ref": "R1", "title": "T"}, name)
        for name in (
            *("causes", "effects", "earlier", "controls", "assurances", "actions", "acceptances"),
            *("reports", "links"),
        )
    ),
    *(
        (Register, {"ref": "r", "title": "T"}, name)
        for name in (
            *("objectives", "areas", "bodies", "indicators", "plans", "links", "risks", "actions"),
            "waivers",
        )
    ),
    (WorkCalendar, {}, "closed"),
    (Objective, {"ref": "o", "title": "T"}, "priorities"),
    (PriorityAction, {"ref": "01", "title": "T"}, "activities"),
    *((Assurance, {"ref": "S1", "title": "T"}, name) for name in ("events",)),
    (Risk, {"ref": "R1", "title": "T"}, "events"),
    (Review, {}, "events"),
    *(
        (Indicator, {"ref": "i", "title": "T", "unit": "%"}, name)
        for name in ("risks", "readings", "assumed")
    ),
    *((Body, {"ref": "b", "title": "T", "kind": "board"}, name) for name in ("leads", "meetings")),
    *((Plan, {"ref": "P1", "title": "T"}, name) for name in ("covers", "areas")),
)


@pytest.mark.parametrize(
    ("cls", "values", "field"), TUPLES, ids=[f"{row[0].__name__}.{row[2]}" for row in TUPLES]
)
@pytest.mark.parametrize("given", [[], "text", None, set(), iter(())], ids=lambda value: type(value).__name__)
def test_what_is_no_tuple_is_refused_with_the_way_out(cls, values, field, given):
    with pytest.raises(TypeError) as caught:
        cls(**values, **{field: given})
    kind = type(given).__name__
    way_out = "write (text,) for one" if kind == "str" else "write tuple(…) around it"
    assert str(caught.value) == f"{cls.__name__}.{field} takes a tuple, not {kind}: {way_out}"


def test_every_field_that_holds_several_things_is_tested_above():
    held = {
        (cls, field.name)
        for cls in {type(entity) for entity in ENTITIES} | {Origin, AuditFinding, Revision, Update, Change}
        for field in attrs.fields(cls)
        if str(field.type).startswith("tuple") and not str(field.type).endswith(" | None")
    }
    assert held == {(cls, field) for cls, _, field in TUPLES}


def test_levels_are_copied_so_that_nobody_can_change_them_later():
    categories = {"political": 2}
    levels = {"likelihood": 2, "impact": categories}
    assessment = Assessment(levels=levels)
    categories["political"] = 5
    levels["likelihood"] = 5
    assert assessment.levels == {"likelihood": 2, "impact": {"political": 2}}
    assert type(assessment.levels) is type(assessment.levels["impact"]) is immutabledict


def test_levels_that_nobody_can_change_are_not_copied():
    levels = Assessment(levels={"impact": {"political": 2}}).levels
    assert Assessment(levels=levels).levels is levels
    half_frozen = immutabledict(impact={"political": 2})
    assert hash(Assessment(levels=half_frozen)) == hash(Assessment(levels=levels))


def test_an_event_reads_as_what_happened():
    assert str(EVENT) == "A1 start: open → ongoing since 2019-08-13"


@pytest.mark.parametrize(
    ("cadence", "months", "days"),
    [("weekly", 0, 7), ("monthly", 1, 0), ("quarterly", 3, 0), ("six-monthly", 6, 0), ("yearly", 12, 0)],
)
def test_a_cadence_says_how_many_months_and_days_lie_between(cadence, months, days):
    assert (Cadence(cadence).months, Cadence(cadence).days) == (months, days)


def test_lifecycles_are_copied_so_that_nobody_can_change_them_later():
    workflows = {"action": "x"}
    register = Register(ref="r", title="T", workflows=workflows)
    workflows["action"] = "y"
    assert register.workflows == {"action": "x"}
    assert hash(register) == hash(Register(ref="r", title="T", workflows={"action": "x"}))


@pytest.mark.parametrize(
    "make",
    [
        lambda day: Action(ref="A", title="T", start=day).start,
        lambda day: Action(ref="A", title="T", deadline=day).deadline,
        lambda day: Action(ref="A", title="T", end=day).end,
        lambda day: Update(date=day).date,
        lambda day: Origin(kind=OriginKind.MEETING, raised=day).raised,
        lambda day: Assessment(date=day).date,
        lambda day: Risk(ref="R", title="T", status_date=day).status_date,
        lambda day: Register(ref="r", title="T", edition=day).edition,
    ],
)
def test_a_date_may_be_a_day_or_a_text_wherever_one_is_due(make):
    assert make(date(2019, 8, 13)) == make("2019-08-13") == WrittenDate("2019-08-13")
    assert make(None) is None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_any_register_hashes_and_pickles(register):
    other = pickle.loads(pickle.dumps(register))  # noqa: S301 - our own pickle
    assert other == register
    assert hash(other) == hash(register)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Assessment(levels=[1, 2]), "Assessment.levels takes levels by factor, such as .*, not list"),
        (
            lambda: Assessment(printed_levels=4),
            "Assessment.printed_levels takes levels by factor, such as .*, not int",
        ),
        (lambda: Risk(ref="1", title="T", current={"levels": {}}), "Risk.current takes Assessment, not dict"),
        (lambda: Risk(ref=1, title="T"), "Risk.ref takes str, not int"),
        (lambda: Risk(ref="1", title="T", actions=("A1",)), r"Risk.actions\[0\] takes Action, not str"),
        (lambda: Risk(ref="1", title="T", actions=[]), "Risk.actions takes a tuple, not list"),
    ],
)
def test_a_part_of_another_class_is_refused_in_a_sentence(make, said):
    with pytest.raises(TypeError, match=said):
        make()
