"""What is due by itself comes before what somebody fires, and nothing is added to a broken log."""

from datetime import date, timedelta

import attrs
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit.errors import Blocked, DefinitionError
from govkit.model import Action, Event, Origin
from govkit.testing.strategies import actions, assurances, reviews, risks
from govkit.workflow import (
    AS_OF,
    Compare,
    Field,
    Op,
    Row,
    disagreements,
    fire,
    fire_in_turn,
    log_faults,
    log_reasons,
    reasons_in_turn,
    state_on,
    sweep,
    why_not,
)
from govkit.workflow.raised import not_yet_raised
from govkit_workflows.action import ACTION
from govkit_workflows.assurance import ASSURANCE
from govkit_workflows.audit_recommendation import AUDIT_RECOMMENDATION
from govkit_workflows.review import REVIEW
from govkit_workflows.risk import RISK

DAY = date(2019, 10, 9)
LATE = Action(ref="1", title="T", state="open", deadline="31/12/2018")
KINDS = [
    (ACTION, actions),
    (AUDIT_RECOMMENDATION, actions),
    (ASSURANCE, assurances),
    (REVIEW, reviews),
    (RISK, risks),
]
DAYS = st.dates(date(2018, 11, 1), date(2019, 12, 31))
CHANGES = {"end": DAYS, "deadline": DAYS, "received": DAYS, "expires": DAYS, "last": DAYS, "acceptance": DAYS}


@st.composite
def items(draw):
    """Make a lifecycle, an item in one of its states or in none, and facts."""
    workflow, kind = draw(st.sampled_from(KINDS))
    state = draw(st.none() | st.sampled_from(list(workflow.state)))
    facts = {
        "above_tolerance": draw(st.sampled_from([True, False, None])),
        "review_holds_until": draw(st.none() | DAYS),
    }
    item = attrs.evolve(draw(kind()), state=state, events=())
    for name in sorted({"deadline", "expires"} & {each.name for each in attrs.fields(type(item))}):
        item = attrs.evolve(item, **{name: draw(st.none() | DAYS)})
    return workflow, item, facts


@given(items(), DAYS, st.data())
@settings(deadline=None, max_examples=examples(300), suppress_health_check=[HealthCheck.too_slow])
def test_to_sweep_and_then_fire_and_to_fire_alone_give_the_same_history(case, day, data):
    workflow, item, facts = case
    trigger = data.draw(st.sampled_from(workflow.triggers))
    names = sorted(CHANGES.keys() & type(item).CHANGEABLE)
    chosen = data.draw(st.sets(st.sampled_from(names), max_size=2)) if names else ()
    changes = {name: data.draw(CHANGES[name]) for name in sorted(chosen)}
    who = {"by": data.draw(st.sampled_from([None, "CFO"])), "why": data.draw(st.sampled_from([None, "so"]))}
    asked = {"as_of": day, "facts": facts, "ref": "L/1", **who}
    (swept,), moved = sweep(workflow, [(item, "L/1")], as_of=day, facts=facts)
    stands_in_the_way = reasons_in_turn(workflow, item, trigger, **asked, changes=changes)
    if trigger in [event.trigger for event in moved]:  # it is due anyway, and may be taken before the sweep
        return
    blocking = why_not(workflow, swept, trigger, as_of=day, facts=facts, **who, **changes)
    unborn = not_yet_raised(item, day)
    if unborn is not None:
        assert (moved, stands_in_the_way) == ([], (unborn,))
        return
    try:
        _, events = fire_in_turn(workflow, item, trigger, **asked, **changes)
    except Blocked:
        pass
    else:
        if events[-1].effective < (moved[-1].effective if moved else date.min):
            # What was there before the calendar moved it has no step of the calendar after it.
            assert [*events[:-1]] == moved[: len(events) - 1] != moved
            assert all(each.effective <= events[-1].effective for each in events)
            assert stands_in_the_way == ()
            return
    if blocking:
        with pytest.raises(Blocked) as caught:
            fire_in_turn(workflow, item, trigger, **asked, **changes)
        assert caught.value.reasons == stands_in_the_way
        assert set(blocking) <= set(stands_in_the_way)
    else:
        expected, last = fire(workflow, swept, trigger, **asked, **changes)
        assert stands_in_the_way == ()
        assert fire_in_turn(workflow, item, trigger, **asked, **changes) == (expected, (*moved, last))
        assert [*log_faults(workflow, expected)] == []


def test_an_overdue_action_that_is_extended_was_overdue():
    new, (lapse, extend) = fire_in_turn(ACTION, LATE, "extend", as_of=DAY, by="CFO", deadline="2020")
    assert (lapse.trigger, lapse.by, lapse.effective, lapse.recorded) == (
        "lapse",
        None,
        date(2019, 1, 1),
        DAY,
    )
    assert (extend.from_state, extend.to_state, extend.by) == ("overdue", "ongoing", "CFO")
    days = (date(2018, 12, 31), date(2019, 1, 1), DAY - timedelta(1), DAY)
    assert [state_on(ACTION, new, day) for day in days] == ["open", "overdue", "overdue", "ongoing"]


def test_what_came_first_is_said_where_it_shuts_the_way():
    said = (
        "lapse comes first: open → overdue",
        'start does not start from "overdue"; from there: extend, close',
    )
    assert reasons_in_turn(ACTION, LATE, "start", as_of=DAY, changes={}) == said
    with pytest.raises(Blocked, match="1 cannot start: lapse comes first") as caught:
        fire_in_turn(ACTION, LATE, "start", as_of=DAY)
    assert caught.value.reasons == said
    assert why_not(ACTION, LATE, "start", as_of=DAY) == []  # one step, as the table has it


def test_what_is_due_by_itself_can_be_fired():
    new, (lapse,) = fire_in_turn(ACTION, LATE, "lapse", as_of=DAY, by="Clerk", why="seen")
    assert (new.state, lapse.by, lapse.why, lapse.effective) == ("overdue", "Clerk", "seen", date(2019, 1, 1))
    assert reasons_in_turn(ACTION, LATE, "lapse", as_of=DAY, changes={}) == ()


def event(trigger, before, after, day):
    return Event(
        kind="action",
        ref="1",
        trigger=trigger,
        from_state=before,
        to_state=after,
        effective=day,
        recorded=day,
    )


def test_nothing_is_recorded_before_what_is_recorded():
    held = attrs.evolve(
        LATE, state="ongoing", events=(event("start", "open", "ongoing", DAY),), deadline="2020"
    )
    before = DAY - timedelta(1)
    said = ("start was recorded on 2019-10-09, which is after 2019-10-08",)
    assert reasons_in_turn(ACTION, held, "close", as_of=before, changes={"end": before}) == said
    with pytest.raises(Blocked) as caught:
        fire_in_turn(ACTION, held, "close", as_of=before, end=before)
    assert (caught.value.ref, caught.value.reasons) == ("1", said)
    assert fire_in_turn(ACTION, held, "close", as_of=DAY, end=before)[0].state == "closed"


def test_nothing_is_added_to_events_that_make_no_story():
    held = attrs.evolve(LATE, state="open", events=(event("start", "open", "ongoing", DAY),))
    said = ("its events make no story (GKEVT001): it is open, and its last event led to ongoing",)
    assert tuple(log_reasons(ACTION, held, DAY)) == said
    assert reasons_in_turn(ACTION, held, "close", as_of=DAY, changes={"end": DAY}) == said
    with pytest.raises(Blocked) as caught:
        fire_in_turn(ACTION, held, "close", as_of=DAY, end=DAY)
    assert caught.value.reasons == said


def test_a_guard_that_breaks_down_before_what_is_fired_is_named_with_lifecycle_and_item():
    rows = (
        Row("lapse", "open", "overdue", guard=Compare(Field("due.lst"), Op.LT, AS_OF), by_itself=True),
        *ACTION.rows,
    )
    broken = attrs.evolve(ACTION, rows=rows)
    with pytest.raises(DefinitionError, match="a guard of workflow action, asked of R1/1"):
        fire_in_turn(broken, LATE, "close", as_of=DAY, ref="R1/1", end=DAY)


def test_what_ended_before_its_deadline_never_lapsed():
    due = Action(ref="1", title="T", deadline="2026-06-30")
    as_of = date(2026, 9, 1)
    new, (close,) = fire_in_turn(ACTION, due, "close", as_of=as_of, end="2026-06-15")
    assert (new.state, close.from_state, close.effective) == ("closed", "open", date(2026, 6, 15))
    new, events = fire_in_turn(ACTION, due, "close", as_of=as_of, end="2026-07-01")
    assert [(each.trigger, each.effective.day) for each in events] == [("lapse", 1), ("close", 1)]


ONE_WAY = attrs.evolve(
    ACTION,
    rows=(
        Row("lapse", "open", "overdue", after=Field("due.last")),
        Row("lapse", "overdue", "ongoing", after=Field("start.last")),
        Row("close", "open", "closed", since=Field("end.last")),
        Row("extend", "overdue", "open"),
    ),
)


def test_what_is_fired_from_where_the_calendar_had_not_led_yet_needs_no_way_from_there():
    item = Action(ref="1", title="T", deadline="2026-06-30", start="2026-07-31")
    asked = {"as_of": date(2026, 9, 1)}
    new, (close,) = fire_in_turn(ONE_WAY, item, "close", **asked, end="2026-06-15")
    assert (new.state, close.from_state) == ("closed", "open")
    assert reasons_in_turn(ONE_WAY, item, "close", **asked, changes={"end": "2026-06-15"}) == ()
    late = ("lapse comes first: open → ongoing", 'close does not start from "ongoing"; from there: nothing')
    assert reasons_in_turn(ONE_WAY, item, "close", **asked, changes={"end": "2026-07-01"}) == late
    with pytest.raises(Blocked) as caught:
        fire_in_turn(ONE_WAY, item, "close", **asked, end="2026-07-01")
    assert caught.value.reasons == late
    assert reasons_in_turn(ONE_WAY, item, "extend", **asked, changes={}) != ()


def test_nothing_happens_to_an_action_before_it_was_raised():
    item = Action(
        ref="1", title="T", deadline="2026-04-15", origin=Origin(kind="meeting", raised="2026-05-01")
    )
    before, on = date(2026, 4, 30), date(2026, 5, 1)
    said = ("it was raised on 2026-05-01, which is after 2026-04-30",)
    assert reasons_in_turn(ACTION, item, "start", as_of=before, changes={}) == said
    with pytest.raises(Blocked) as caught:
        fire_in_turn(ACTION, item, "start", as_of=before)
    assert caught.value.reasons == said
    assert sweep(ACTION, [(item, "1")], as_of=before) == ([item], [])
    assert disagreements(ACTION, item, as_of=before) == []
    (_,), (lapse,) = sweep(ACTION, [(item, "1")], as_of=date(2026, 6, 1))
    assert lapse.effective == on
