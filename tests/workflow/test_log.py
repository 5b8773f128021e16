"""The state on a day, and events that make one story."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, Register, Toolkit
from govkit.errors import Blocked
from govkit.history import LifecycleChange
from govkit.model import Origin
from govkit.workflow import (
    Field,
    Present,
    Row,
    State,
    Workflow,
    events_until,
    fire_in_turn,
    log_faults,
    state_on,
    sweep,
)

KIT = Toolkit.installed()
ACTION = KIT.workflows["action"]
PLAIN = Action(ref="1", title="T", deadline="31/12/2018")


def story():
    started, _ = KIT.fire(PLAIN, "start", as_of=date(2018, 6, 1), by="X")
    log = Register(ref="r", title="T", actions=(started,))
    (late,) = KIT.sweep(log, as_of=date(2019, 10, 9))[0].actions
    return KIT.fire(late, "close", as_of=date(2019, 11, 1), by="X", end="30/10/2019")[0]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2018, 1, 1), "open"),
        (date(2018, 5, 31), "open"),
        (date(2018, 6, 1), "ongoing"),
        (date(2018, 12, 31), "ongoing"),
        (date(2019, 1, 1), "overdue"),
        (date(2019, 10, 29), "overdue"),
        (date(2019, 10, 30), "closed"),
        (date(2019, 11, 1), "closed"),
        (date(2030, 1, 1), "closed"),
    ],
)
def test_the_state_on_a_day_is_the_one_that_had_taken_effect(day, state):
    assert state_on(ACTION, story(), day) == state


def test_a_lapse_that_was_found_late_was_not_known_before():
    item = story()
    day = date(2019, 3, 1)
    assert state_on(ACTION, item, day) == "overdue"
    assert state_on(ACTION, item, day, known_on=date(2019, 10, 8)) == "ongoing"
    assert state_on(ACTION, item, day, known_on=date(2019, 10, 9)) == "overdue"
    assert state_on(ACTION, item, day, known_on=date(2018, 1, 1)) == "open"
    assert [event.trigger for event in events_until(item, day)] == ["start", "lapse"]


@pytest.mark.parametrize(("stored", "state"), [(None, "open"), ("closed", "closed")])
def test_an_item_without_events_is_in_the_state_it_is_in(stored, state):
    assert state_on(ACTION, attrs.evolve(PLAIN, state=stored), date(2000, 1, 1)) == state


def test_a_story_of_the_toolkit_s_has_no_fault():
    assert list(log_faults(ACTION, story())) == []
    assert list(log_faults(ACTION, PLAIN)) == []


def test_what_does_not_make_one_story_is_said():
    item = story()
    start, lapse, close = item.events
    torn = attrs.evolve(
        item,
        state="open",
        events=(
            start,
            attrs.evolve(close, from_state="open"),
            attrs.evolve(lapse, effective=date(2019, 10, 10)),
        ),
    )
    assert list(log_faults(ACTION, torn)) == [
        "close of 2019-11-01 starts from open, and the event before it led to ongoing",
        "lapse of 2019-10-09 starts from ongoing, and the event before it led to closed",
        "lapse of 2019-10-09 stands after an event that was recorded on 2019-11-01",
        "lapse of 2019-10-09 takes effect on 2019-10-10, after it was recorded",
        "it is open, and its last event led to overdue",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"from_state": "closed"}, "leads from closed to overdue"),
        ({"trigger": "lapsd"}, "leads from ongoing to overdue"),
        ({"to_state": "open"}, "leads from ongoing to open"),
    ],
)
def test_an_event_of_this_very_version_is_one_that_the_version_makes(changes, said):
    start, lapse, _ = story().events
    torn = attrs.evolve(lapse, **changes)
    item = attrs.evolve(
        PLAIN, state=torn.to_state, events=(attrs.evolve(start, to_state=torn.from_state), torn)
    )
    assert list(log_faults(ACTION, item))[-1] == (
        f"{torn.trigger} of 2019-10-09 {said}, which action {ACTION.version} does not do"
    )


@pytest.mark.parametrize("changes", [{"version": "0123456789ab"}, {"workflow": "repair"}, {"version": None}])
def test_what_another_version_made_is_judged_by_its_states_alone(changes):
    lapse = attrs.evolve(story().events[1], trigger="lapsd", from_state="new", **changes)
    assert list(log_faults(ACTION, attrs.evolve(PLAIN, state="overdue", events=(lapse,)))) == []


def test_what_went_over_by_decision_is_in_no_version_and_no_fault():
    old = attrs.evolve(ACTION, states=(*ACTION.states, State("late", "Late")))
    change = LifecycleChange(
        Register(ref="r", title="T", actions=(attrs.evolve(PLAIN, workflow="action", state="late"),)),
        old,
        ACTION,
    )
    moved, _ = change.confirm(
        change.plan({"late": "overdue"}), on=date(2026, 1, 1), by="Clerk", why="renamed"
    )
    assert list(log_faults(ACTION, moved.actions[0])) == []


TRIGGERS = st.sampled_from(["start", "extend", "close", "reopen", "sweep"])


@given(st.lists(st.tuples(TRIGGERS, st.integers(0, 400)), max_size=8))
def test_whatever_is_fired_the_log_folds_to_the_state(steps):
    item, day = PLAIN, date(2018, 6, 1)
    for trigger, days in steps:
        day = date.fromordinal(day.toordinal() + days)
        if trigger == "sweep":
            (item,) = KIT.sweep(Register(ref="r", title="T", actions=(item,)), as_of=day)[0].actions
            continue
        changes = {"extend": {"deadline": date.fromordinal(day.toordinal() + 50)}, "close": {"end": day}}
        more = changes.get(trigger, {})
        if not KIT.why_not(item, trigger, as_of=day, by="X", why="w", **more):
            item, _ = KIT.fire(item, trigger, as_of=day, by="X", why="w", **more)
    assert list(log_faults(ACTION, item)) == []
    assert state_on(ACTION, item, day) == (item.state or "open")


OWN = Workflow(
    id="own",
    title="Own",
    kind="action",
    initial="new",
    states=(State("new", "New"), State("late", "Late"), State("done", "Done", final=True)),
    rows=(
        Row("tick", "new", "late", guard=Present(Field("notes")), since=Field("start.last"), by_itself=True),
        Row("lapse", "new", "late", after=Field("due.last")),
        Row("finish", ("new", "late"), "done", since=Field("end.last")),
        Row("again", ("late", "done"), "new", reopens=True, clears=("end",)),
    ),
)
SPAN = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    st.sampled_from([ACTION, OWN]), st.lists(st.tuples(st.integers(0, 4), SPAN, SPAN), max_size=5), st.data()
)
def test_a_sweep_never_changes_what_was_the_case_before_the_last_event(workflow, steps, data):
    dates = {name: data.draw(st.none() | SPAN, label=name) for name in ("deadline", "start", "raised")}
    raised = dates.pop("raised")
    origin = None if raised is None else Origin(kind="meeting", raised=raised)
    item = Action(ref="1", title="T", origin=origin, notes=data.draw(st.sampled_from([None, "n"])), **dates)
    for place, as_of, other in sorted(steps, key=lambda step: step[1]):
        trigger = workflow.triggers[place % len(workflow.triggers)]
        changes = {"close": {"end": other}, "finish": {"end": other}, "extend": {"deadline": other}}
        try:
            item, _ = fire_in_turn(workflow, item, trigger, as_of=as_of, why="w", **changes.get(trigger, {}))
        except Blocked:
            continue
    last = max([day for _, day, _ in steps], default=date(2026, 1, 1))
    (swept,), events = sweep(workflow, [(item, "1")], as_of=max(last, data.draw(SPAN, label="swept")))
    known = item.events[-1].effective if item.events else raised
    if known is not None:
        assert all(event.effective >= known for event in events)
        days = [known - timedelta(back) for back in (1, 2, 30, 200)]
        assert [state_on(workflow, swept, day) for day in days] == [
            state_on(workflow, item, day) for day in days
        ]
    assert [*log_faults(workflow, swept)] == []


def test_what_was_reopened_lapses_from_the_day_it_was_reopened():
    item = Action(ref="1", title="T", deadline="2026-06-30")
    item, _ = KIT.fire(item, "close", as_of=date(2026, 6, 20), end="2026-06-20")
    item, _ = KIT.fire(item, "reopen", as_of=date(2026, 8, 1), why="it leaks")
    (item,), (lapse,) = sweep(ACTION, [(item, "1")], as_of=date(2026, 8, 2))
    assert (lapse.effective, lapse.recorded) == (date(2026, 8, 1), date(2026, 8, 2))
    days = [date(2026, 6, 19), date(2026, 7, 10), date(2026, 7, 31), date(2026, 8, 1)]
    assert [state_on(ACTION, item, day) for day in days] == ["open", "closed", "closed", "overdue"]
