"""What holds of every lifecycle: generated states, rows and guards, against transitions' own engine."""

import copy
from datetime import date, timedelta
from typing import ClassVar

import attrs
import transitions
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.errors import Blocked, DefinitionError
from govkit.model import Action, Event, Revision
from govkit.workflow import (
    AS_OF,
    All,
    Any_,
    Compare,
    Field,
    Not,
    Op,
    Present,
    Row,
    State,
    View,
    Workflow,
    fire,
    sweep,
    why_not,
)
from govkit_workflows.action import ACTION

EPOCH = date(2019, 1, 1)
DAYS = st.integers(0, 9).map(lambda days: EPOCH + timedelta(days=days))
NUMBERS = st.integers(0, 3)
WORDS = st.sampled_from(["", "a", "b"])


@attrs.frozen(kw_only=True)
class Item:
    """An entity with two numbers, a word, a day and a yes or no, any of which may be missing."""

    KIND: ClassVar[str] = "item"
    address: ClassVar[str] = "I1"

    state: str | None = None
    few: int | None = None
    many: int | None = None
    word: str | None = None
    due: date | None = None
    sure: bool | None = None
    events: tuple[Event, ...] = ()

    def revised(self, changes, *, on, by, why):
        return attrs.evolve(self, **changes), ()


def maybe(strategy):
    return st.none() | strategy


ITEMS = st.builds(
    Item,
    few=maybe(NUMBERS),
    many=maybe(NUMBERS),
    word=maybe(WORDS),
    due=maybe(DAYS),
    sure=maybe(st.booleans()),
)
FEW, MANY, WORD, DUE, SURE = (Field(name) for name in ("few", "many", "word", "due", "sure"))
LEAVES = st.one_of(
    st.sampled_from([FEW, WORD, DUE, Field("before.many")]).map(Present),
    st.builds(Compare, st.sampled_from([FEW, Field("before.few")]), st.sampled_from(Op), NUMBERS | st.just(MANY)),
    st.builds(Compare, st.just(WORD), st.sampled_from(Op), WORDS),
    st.builds(Compare, st.just(DUE), st.sampled_from(Op), DAYS | st.just(AS_OF)),
    st.builds(Compare, st.just(SURE), st.sampled_from([Op.EQ, Op.NE]), st.booleans()),
)  # fmt: skip
GUARDS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any_(*parts)),
        inner.map(Not),
    ),
    max_leaves=5,
)
NAMES = ["s0", "s1", "s2", "s3"]


@st.composite
def workflows(draw):
    names = NAMES[: draw(st.integers(1, 4))]
    rows = st.builds(
        Row,
        st.sampled_from(["go", "stop"]),
        st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True),
        maybe(st.sampled_from(names)),
        guard=maybe(GUARDS),
        after=maybe(st.just(DUE)),
    )
    return Workflow(
        id="made",
        title="Made",
        kind="item",
        initial=names[0],
        states=tuple(State(name, name, final=draw(st.booleans())) for name in names),
        rows=tuple(draw(st.lists(rows, min_size=1, max_size=6))),
    )


class Model:
    """What transitions moves."""


def by_transitions(workflow, state, trigger, view):
    """Let transitions itself fire a trigger: the state it leads to, or None where it refuses."""
    model = Model()
    workflow.machine.add_model(model, initial=state)
    try:
        moved = model.trigger(trigger, view)
    except transitions.MachineError:
        moved = False
    assert moved or model.state == state
    return model.state if moved else None


@st.composite
def cases(draw):
    """Make a lifecycle and an item in one of its states, or in none."""
    workflow = draw(workflows())
    return workflow, attrs.evolve(draw(ITEMS), state=draw(maybe(st.sampled_from(list(workflow.state)))))


def tried(workflow, item, trigger, **occasion):
    """Fire a trigger: the new item and the event, or what blocks it."""
    try:
        return (*fire(workflow, item, trigger, **occasion), None)
    except Blocked as blocked:
        return None, None, list(blocked.reasons)


@given(cases(), st.dictionaries(st.sampled_from(["few", "due"]), st.none()), DAYS, st.booleans())
@settings(deadline=None, max_examples=examples(300))
def test_our_reading_of_the_table_agrees_with_transitions_own_engine(case, changes, as_of, sure):
    workflow, item = case
    state = item.state or workflow.initial
    view = View(attrs.evolve(item, **changes), item, {"sure": sure, "as_of": as_of, "by": None, "why": None})
    for trigger in workflow.triggers:
        new, event, blocked = tried(workflow, item, trigger, as_of=as_of, facts={"sure": sure}, **changes)
        theirs = by_transitions(workflow, state, trigger, view)
        if blocked is None:
            assert (new.state, event.from_state, event.to_state) == (theirs, state, theirs)
        else:
            assert theirs is None


@given(cases(), DAYS)
@settings(deadline=None)
def test_a_trigger_fires_exactly_if_nothing_says_why_not(case, as_of):
    workflow, item = case
    before = copy.deepcopy(item)
    for trigger in workflow.triggers:
        reasons = why_not(workflow, item, trigger, as_of=as_of)
        new, event, blocked = tried(workflow, item, trigger, as_of=as_of)
        if reasons:
            assert blocked == reasons
            assert all(reason.strip() for reason in reasons)
        else:
            assert new.events[-1] is event
            assert new == attrs.evolve(item, state=event.to_state, events=(event,))
        assert item == before


@given(cases(), DAYS)
@settings(deadline=None)
def test_a_sweep_of_any_lifecycle_comes_to_rest_or_says_that_it_never_does(case, as_of):
    workflow, item = case
    try:
        swept, events = sweep(workflow, [(item, "I1")], as_of=as_of)
    except DefinitionError as error:
        said = str(error)
        assert said == "workflow made: the rows that fire by themselves never come to rest (I1)"
    else:
        assert swept[0].events == tuple(events)
        again, more = sweep(workflow, [(swept[0], "I1")], as_of=as_of)
        assert again[0] is swept[0]
        assert more == []


@given(GUARDS, ITEMS, ITEMS, DAYS, st.booleans())
@settings(deadline=None, max_examples=examples(200))
def test_a_guard_and_its_opposite_disagree_and_the_false_one_says_why(guard, item, before, as_of, sure):
    view = View(item, before, {"sure": sure, "as_of": as_of})
    truth = guard(view)
    assert type(truth) is bool
    assert Not(guard)(view) is not truth
    assert Not(guard).sentence() == guard.sentence(wanted=False)
    assert Not(guard).sentence(wanted=False) == guard.sentence()
    assert guard.sentence() != guard.sentence(wanted=False)
    false = Not(guard) if truth else guard
    reasons = list(false.reasons(view))
    assert reasons
    assert all(reason.strip() for reason in reasons)
    assert reasons == list(guard.reasons(view, wanted=not truth))


@given(GUARDS, GUARDS)
@settings(deadline=None, max_examples=examples(200))
def test_guards_are_equal_exactly_if_they_write_themselves_alike(one, other):
    assert (one == other) is (one.canonical() == other.canonical())
    assert copy.deepcopy(one) == one
    assert hash(copy.deepcopy(one)) == hash(one)


TEXTS = st.sampled_from(
    ["", "no date", "ongoing", "Dec 2018", "2018/19", "18/09/2019 and on-going", "1 April 2019"]
) | st.dates(date(2018, 11, 1), date(2019, 11, 30)).map(date.isoformat)  # fmt: skip
ACTIONS = st.builds(
    Action,
    ref=st.just("A1"),
    title=st.just("Do it"),
    state=maybe(st.sampled_from(list(ACTION.state))),
    deadline=maybe(TEXTS),
    revisions=st.lists(st.builds(Revision, deadline=TEXTS.map(Action.__attrs_attrs__.deadline.converter)), max_size=2).map(tuple),
    start=maybe(TEXTS),
    end=maybe(TEXTS),
)  # fmt: skip
TODAY = st.dates(date(2018, 11, 1), date(2019, 12, 31))


@given(st.lists(ACTIONS, max_size=4), TODAY)
@settings(deadline=None)
def test_sweeping_twice_changes_nothing_more(actions, today):
    items = [(action, f"L/{place}") for place, action in enumerate(actions)]
    swept, _ = sweep(ACTION, items, as_of=today)
    again, events = sweep(
        ACTION, [(action, ref) for action, (_, ref) in zip(swept, items, strict=True)], as_of=today
    )
    assert events == []
    assert all(new is old for new, old in zip(again, swept, strict=True))


@given(ACTIONS, TODAY)
@settings(deadline=None)
def test_a_sweep_lapses_exactly_what_is_unfinished_past_its_last_day(action, today):
    before = copy.deepcopy(action)
    last = None if action.due is None else action.due.last
    ended = None if action.end is None else action.end.last
    in_time = last is not None and ended is not None and ended <= last
    due = action.state in (None, "open", "ongoing") and last is not None and last < today and not in_time
    (swept,), events = sweep(ACTION, [(action, "A1")], as_of=today)
    assert swept.state == ("overdue" if due else action.state)
    assert [(event.effective, event.recorded) for event in events] == (
        [(last + timedelta(days=1), today)] if due else []
    )
    assert attrs.evolve(swept, state=action.state, events=()) == action == before


@given(ACTIONS, TODAY, TODAY)
@settings(deadline=None)
def test_a_sweep_never_moves_backwards_and_the_days_in_between_do_not_matter(action, one_day, other_day):
    early, late = sorted([one_day, other_day])
    (first,), first_events = sweep(ACTION, [(action, "A1")], as_of=early)
    (second,), second_events = sweep(ACTION, [(first, "A1")], as_of=late)
    (at_once,), events = sweep(ACTION, [(action, "A1")], as_of=late)
    assert second.state == at_once.state
    in_two_steps = [attrs.evolve(event, recorded=late) for event in (*first_events, *second_events)]
    assert in_two_steps == events
    (back,), undone = sweep(ACTION, [(second, "A1")], as_of=early)
    assert (back, undone) == (second, [])


@given(
    ACTIONS,
    st.sampled_from(ACTION.triggers),
    TODAY,
    maybe(st.sampled_from(["-", "because"])),
    st.fixed_dictionaries(
        {},
        optional={
            "deadline": maybe(TEXTS),
            "end": maybe(TEXTS),
            "start": TEXTS,
            "owner": st.sampled_from(["a", "b"]),
        },
    ),
)
@settings(deadline=None, max_examples=examples(300))
def test_an_action_moves_exactly_if_nothing_says_why_not(action, trigger, today, why, changes):
    before = copy.deepcopy(action)
    reasons = why_not(ACTION, action, trigger, as_of=today, why=why, **changes)
    new, event, blocked = tried(ACTION, action, trigger, as_of=today, why=why, **changes)
    if reasons:
        assert blocked == reasons
    else:
        assert new.events == (*action.events, event)
        assert new.state == event.to_state
        assert new.revisions[: len(action.revisions)] == action.revisions
        assert new.deadline == action.deadline or action.due is None
    assert action == before
