"""Firing and sweeping take short cuts; what comes of them is what the plain way makes."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import attrs
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit.errors import Blocked, DefinitionError, UnknownNameError
from govkit.model import Action, Event, Revision
from govkit.testing.strategies import actions, assurances, reviews, risks
from govkit.workflow import AS_OF, Compare, Field, Op, Row, View, fire, sweep
from govkit_workflows.action import ACTION
from govkit_workflows.assurance import ASSURANCE
from govkit_workflows.audit_recommendation import AUDIT_RECOMMENDATION
from govkit_workflows.review import REVIEW
from govkit_workflows.risk import RISK

DAY = date(2019, 10, 9)
DAYS = st.dates(date(2018, 11, 1), date(2019, 12, 31))
TEXTS = DAYS.map(date.isoformat) | st.sampled_from(["Mar 2019", "2018/19", "ongoing", "no date", ""])
KINDS = [
    (ACTION, actions, {"deadline": TEXTS}),
    (AUDIT_RECOMMENDATION, actions, {"deadline": TEXTS}),
    (ASSURANCE, assurances, {"expires": TEXTS}),
    (REVIEW, reviews, {"last": TEXTS}),
    (RISK, risks, {}),
]
FACTS = st.fixed_dictionaries(
    {"above_tolerance": st.sampled_from([True, False, None]), "review_holds_until": st.none() | DAYS}
)
CHANGES = {
    "start": TEXTS, "end": TEXTS | DAYS, "deadline": TEXTS, "owner": st.text(max_size=2).filter(lambda text: text.strip()), "evidence": st.just("photo"),
    "received": TEXTS, "expires": TEXTS, "last": TEXTS | DAYS, "acceptance": DAYS, "notes": st.none() | st.just("n"),
}  # fmt: skip


@st.composite
def logs(draw):
    """Make a lifecycle, a few items in its states or in none, and facts."""
    workflow, kind, dates = draw(st.sampled_from(KINDS))
    states = st.none() | st.sampled_from(list(workflow.state))
    items = [
        attrs.evolve(
            draw(kind()),
            state=draw(states),
            **{name: draw(st.none() | texts) for name, texts in dates.items()},
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return workflow, items, draw(FACTS)


def raised(item):
    """The day an action was raised, if it is recorded."""
    origin = getattr(item, "origin", None)
    day = origin.raised.first if origin and origin.raised else None
    return [] if day is None else [day]


def plainly(workflow, item, row, *, view, record, ref):
    """Take a row as it is written: everything by attrs, nothing from before."""
    facts = view.facts
    if row.clears:
        item, cleared = item.revised(
            dict.fromkeys(row.clears), on=facts["as_of"], by=facts["by"], why=facts["why"]
        )
        record = (*record, *cleared)
    state = view.before.state or workflow.initial
    day = facts["as_of"] if row.after is None else view.value(row.after.parts) + timedelta(days=1)
    if row.since is not None:
        day = min(day, view.value(row.since.parts) or day)
    if row.automatic:
        day = max([day, *(event.effective for event in item.events[-1:]), *raised(item)])
    event = Event(
        kind=item.KIND, ref=ref, trigger=row.trigger, from_state=state, to_state=row.target or state,
        effective=day, recorded=facts["as_of"], by=facts["by"], why=facts["why"], changes=record,
        workflow=workflow.id, version=workflow.version,
    )  # fmt: skip
    return attrs.evolve(item, state=event.to_state, events=(*item.events, event)), event


def swept_plainly(workflow, items, as_of, facts):
    swept, events = [], []
    for item, ref in items:
        new = item
        while True:
            view = View(new, new, {**facts, "as_of": as_of, "by": None, "why": None})
            state = new.state or workflow.initial
            rows = [row for row in workflow.rows if row.automatic and state in row.sources]
            row = next((row for row in rows if all(guard(view) for guard in row.conditions)), None)
            if row is None or any(day > as_of for day in raised(new)):
                break
            new, event = plainly(workflow, new, row, view=view, record=(), ref=ref)
            events.append(event)
        swept.append(new)
    return swept, events


@given(logs(), DAYS)
@settings(deadline=None, max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
def test_a_sweep_is_what_asking_every_row_of_every_item_makes(log, as_of):
    workflow, items, facts = log
    pairs = [(item, f"L/{place}") for place, item in enumerate(items)]
    expected = swept_plainly(workflow, pairs, as_of, facts)
    assert sweep(workflow, pairs, as_of=as_of, facts=facts) == expected
    assert sweep(workflow, iter(pairs), as_of=as_of, facts=facts) == expected
    moved = {event.ref for event in expected[1]}
    for (old, ref), new in zip(
        pairs, sweep(workflow, tuple(pairs), as_of=as_of, facts=facts)[0], strict=True
    ):
        assert (new is old) is (ref not in moved)


@given(logs(), DAYS, st.data())
@settings(deadline=None, max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
def test_firing_is_what_taking_the_first_open_row_as_it_is_written_makes(log, as_of, data):
    workflow, items, facts = log
    for item in items:
        trigger = data.draw(st.sampled_from(workflow.triggers))
        names = sorted(CHANGES.keys() & type(item).CHANGEABLE)
        names += ["acceptance"] if "acceptance" in type(item).CHANGEABLE and "acceptance" not in names else []
        chosen = data.draw(st.sets(st.sampled_from(names), max_size=2)) if names else ()
        changes: dict[str, Any] = {name: data.draw(CHANGES[name]) for name in sorted(chosen)}
        who = {
            "by": data.draw(st.sampled_from([None, "CFO"])),
            "why": data.draw(st.sampled_from([None, "so"])),
        }
        candidate, record = item.revised(changes, on=as_of, **who) if changes else (item, ())
        view = View(candidate, item, {**facts, "as_of": as_of, **who})
        state = item.state or workflow.initial
        taken = [
            row
            for row in workflow.rows
            if row.trigger == trigger
            and state in row.sources
            and (row.changes is None or changes.keys() <= set(row.changes))
            and all(guard(view) for guard in row.conditions)
        ]
        try:
            got = fire(workflow, item, trigger, as_of=as_of, ref="L/1", facts=facts, **who, **changes)
        except Blocked:
            assert taken == []
        else:
            assert got == plainly(workflow, candidate, taken[0], view=view, record=record, ref="L/1")


@attrs.frozen(kw_only=True)
class Written:
    """What stands where a date is waited for."""

    last: object = None


@attrs.frozen(kw_only=True)
class Odd:
    """A stranger's item, whose due date may be anything."""

    KIND: ClassVar[str] = "action"

    address: str = "X1"
    state: str | None = None
    due: Any = None
    end: Any = None
    events: tuple[Event, ...] = ()

    def revised(self, changes, *, on, by, why):
        return attrs.evolve(self, **changes), []


@attrs.frozen(kw_only=True)
class Later:
    """Another stranger's item, whose due date is not kept under that name."""

    KIND: ClassVar[str] = "action"
    address: ClassVar[str] = "X2"

    state: str | None = None
    moved: Any = None
    end: Any = None
    events: tuple[Event, ...] = ()

    @property
    def due(self):
        return self.moved


@attrs.frozen(kw_only=True)
class Sooner(Later):
    """A stranger's item that is due as another class says of the same fields."""

    @property
    def due(self):
        return None if self.moved is None else AHEAD if self.moved is PAST else PAST


PAST, AHEAD = Written(last=date(2019, 1, 1)), Written(last=date(2020, 1, 1))


def states_of(items, workflow=ACTION):
    return [item.state for item in sweep(workflow, [(item, "L/1") for item in items], as_of=DAY)[0]]


def test_items_of_several_classes_are_each_read_as_their_own():
    items = [
        Odd(due=PAST),
        Later(moved=AHEAD),
        Later(moved=PAST),
        Sooner(moved=AHEAD),
        Sooner(moved=PAST),
        Action(ref="A1", title="T", deadline="2018", revisions=(Revision(deadline="2020"),)),
        Action(ref="A2", title="T", deadline="2018"),
        Odd(due=AHEAD),
    ]
    moved = ["overdue", None, "overdue", "overdue", None, None, "overdue", None]
    for turn in range(len(items)):
        assert states_of(items[turn:] + items[:turn]) == moved[turn:] + moved[:turn]


def test_two_classes_that_read_the_same_field_in_two_ways_are_read_in_two_ways():
    items = [Later(moved=PAST), Sooner(moved=PAST), Later(moved=AHEAD), Sooner(moved=AHEAD)]
    moved = ["overdue", None, None, "overdue"]
    assert (states_of(items), states_of(items[::-1])) == (moved, moved[::-1])


@pytest.mark.parametrize("items", [[], (), iter(())])
def test_a_sweep_of_nothing_is_nothing(items):
    assert sweep(ACTION, items, as_of=DAY) == ([], [])


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2019-01-01", 'str has no "last"'),
        (Written(last=datetime(2019, 1, 1)), "datetime and date have no order"),
        (Written(last="2019-01-01"), "str and date have no order"),
    ],
)
def test_what_is_no_day_is_said_once_it_is_asked_for_and_moves_nothing_else(due, said):
    with pytest.raises(DefinitionError, match=said):
        states_of([Odd(due=PAST), Odd(due=due)])
    assert states_of([Odd(due=PAST), Odd(due=due, state="closed")]) == ["overdue", "closed"]


def test_what_moved_before_all_is_looked_at_again_has_one_event():
    items = [(Odd(due=PAST), "L/1"), (Odd(due=7), "L/2")]
    _, events = sweep(ACTION, items, as_of=DAY, facts={"due": PAST})
    assert [event.ref for event in events] == ["L/1", "L/2"]


def test_an_unknown_state_behind_what_moves_is_named():
    with pytest.raises(UnknownNameError, match=r"\(L/3\)"):
        sweep(ACTION, [(Odd(due=PAST), "L/1"), (Odd(), "L/2"), (Odd(state="gone"), "L/3")], as_of=DAY)


def test_an_event_is_of_the_items_kind_whatever_the_lifecycle_is_for():
    (_,), (event,) = sweep(attrs.evolve(ACTION, kind="task"), [(Odd(due=PAST), "L/1")], as_of=DAY)
    assert event.kind == "action"


def test_a_first_day_and_two_days_are_waited_for_like_a_last_day():
    by_first = attrs.evolve(ACTION, rows=(Row("lapse", "open", "overdue", after=Field("due.first")),))
    items = [
        Action(ref="A1", title="T", deadline=text) for text in ("2018/19", "Oct 2019", "9 Oct 2019", "2020")
    ]
    assert states_of(items, by_first) == ["overdue", "overdue", None, None]
    by_two = attrs.evolve(
        ACTION,
        rows=(
            Row("lapse", "open", "overdue", after=Field("due.last")),
            Row("end", "open", "closed", after=Field("end.last")),
        ),
    )
    items = [
        Odd(due=AHEAD, end=PAST),
        Odd(due=PAST, end=PAST),
        Odd(due=AHEAD, end=AHEAD),
        Odd(end=PAST),
        Odd(),
    ]
    assert states_of(items, by_two) == ["closed", "overdue", None, "closed", None]


def test_what_moves_by_itself_for_another_reason_than_a_day_is_asked_on_any_day():
    rows = (Row("lapse", "open", "overdue", guard=Compare(AS_OF, Op.GE, AS_OF), by_itself=True),)
    workflow = attrs.evolve(ACTION, rows=rows)
    (swept,), _ = sweep(workflow, [(Odd(), "L/1")], as_of=date.min)
    assert swept.state == "overdue"


@attrs.frozen
class Listing(Odd):
    """An item that records its changes in a list."""

    def revised(self, changes, *, on, by, why):
        return self, ["a change"]


def test_a_record_of_changes_that_can_be_changed_is_refused():
    workflow = attrs.evolve(ACTION, rows=(Row("note", "open", None),))
    with pytest.raises(TypeError, match=r"Event\.changes takes a tuple, not list"):
        fire(workflow, Listing(), "note", as_of=DAY, end=PAST)
