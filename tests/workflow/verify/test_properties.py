"""What holds of every verification: generated guards and rows, against items that really exist."""

from datetime import date, timedelta
from typing import ClassVar

import attrs
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import verify
from govkit.errors import DefinitionError
from govkit.model import Event
from govkit.workflow import (
    AS_OF,
    WHY,
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
    sweep,
)
from govkit.workflow.verify import Occasion, Survey
from govkit.workflow.verify.valuation import leaves

EPOCH = date(2019, 1, 1)
DAYS = st.integers(0, 6).map(lambda days: EPOCH + timedelta(days=days))
NUMBERS = st.integers(0, 3)
WORDS = st.sampled_from(["", " ", "a", "ab", "b"])


@attrs.frozen
class When:
    """A date as somebody wrote it."""

    last: date | None


@attrs.frozen(kw_only=True)
class Item:
    """An entity any of whose fields may be missing."""

    KIND: ClassVar[str] = "item"
    address: ClassVar[str] = "I1"

    state: str | None = None
    few: int | None = None
    many: int | None = None
    word: str | None = None
    other: str | None = None
    due: When | None = None
    end: When | None = None
    sure: bool | None = None
    events: tuple[Event, ...] = ()

    def revised(self, changes, *, on, by, why):
        return attrs.evolve(self, **changes), ()


def maybe(strategy):
    return st.none() | strategy


WHENS = maybe(st.builds(When, maybe(DAYS)))
ITEMS = st.builds(
    Item,
    few=maybe(NUMBERS),
    many=maybe(NUMBERS),
    word=maybe(WORDS),
    other=maybe(WORDS),
    due=WHENS,
    end=WHENS,
    sure=maybe(st.booleans()),
)
OCCASIONS = st.fixed_dictionaries({"as_of": DAYS, "by": maybe(WORDS), "why": maybe(WORDS)})


def either(*names):
    return st.sampled_from([Field(name) for name in names])


NUMBERED = either("few", "many", "before.few", "before.many")
WORDED = either("word", "other", "before.word", "by")
DATED = either("due.last", "end.last", "before.due.last")
LEAVES = st.one_of(
    either(
        "few", "word", "due", "due.last", "before.due", "end.last", "sure", "by", "why", "before.many"
    ).map(Present),
    st.builds(Compare, NUMBERED, st.sampled_from(Op), NUMBERS | NUMBERED),
    st.builds(Compare, WORDED, st.sampled_from(Op), WORDS | WORDED),
    st.builds(Compare, DATED, st.sampled_from(Op), DAYS | DATED | st.just(AS_OF)),
    st.builds(Compare, st.just(Field("sure")), st.sampled_from([Op.EQ, Op.NE]), st.booleans()),
)
GUARDS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any_(*parts)),
        inner.map(Not),
    ),
    max_leaves=6,
)  # fmt: skip
NAMES = ["s0", "s1", "s2"]


@st.composite
def rows(draw, names):
    guard = draw(maybe(GUARDS))
    after = draw(maybe(st.just(Field("due.last"))))
    return Row(
        draw(st.sampled_from(["go", "stop"])),
        tuple(draw(st.lists(st.sampled_from(names), min_size=1, unique=True))),
        draw(maybe(st.sampled_from(names))),
        guard=guard,
        after=after,
        by_itself=guard is not None and draw(st.booleans()),
        clears=draw(st.sampled_from([(), (), ("few",), ("due", "word")])),
        changes=draw(st.sampled_from([None, None, (), ("few",)])),
    )


@st.composite
def workflows(draw):
    names = NAMES[: draw(st.integers(1, 3))]
    return Workflow(
        id="made",
        title="Made",
        kind="item",
        initial=names[0],
        states=tuple(State(name, name, final=draw(st.booleans())) for name in names),
        rows=tuple(draw(st.lists(rows(names), min_size=1, max_size=5))),
    )


EMPTY = Workflow(id="w", title="W", kind="item", initial="a", states=(State("a", "A"),), rows=())


def truths(guards, view):
    return tuple(leaf(view) for leaf in leaves(guards))


@given(st.lists(GUARDS, min_size=1, max_size=3), ITEMS, ITEMS, OCCASIONS)
@settings(max_examples=examples(150))
def test_whatever_an_item_makes_of_conditions_is_among_the_ways_they_can_come_out(
    guards, item, before, facts
):
    survey = Survey(EMPTY)
    cases = {
        Occasion.FIRED: View(item, before, facts),
        Occasion.UNCHANGED: View(item, item, facts),
        Occasion.SWEPT: View(item, item, facts | {"by": None, "why": None}),
    }
    for occasion, view in cases.items():
        ways = survey.ways("these", guards, occasion)
        assert truths(guards, view) in [truths(guards, way) for way in ways]


def as_item(values):
    """An item that holds what a way says: a part that is told is part of something."""

    def when(name):
        last = values.get((name, "last"))
        return When(last) if last is not None or values.get((name,)) not in (None, "") else None

    return Item(
        **{name: values.get((name,)) for name in ("few", "many", "word", "other", "sure")},
        due=when("due"),
        end=when("end"),
    )


@given(st.lists(GUARDS, min_size=1, max_size=2))
@settings(max_examples=examples(200))
def test_every_way_in_which_conditions_can_come_out_is_that_of_some_item(guards):
    for way in Survey(EMPTY).ways("these", guards, Occasion.FIRED):
        before = {parts[1:]: value for parts, value in way.values.items() if parts[0] == "before"}
        facts = {name: way.values.get((name,)) for name in ("as_of", "by", "why")}
        view = View(as_item(way.values), as_item(before), facts)
        assert truths(guards, view) == truths(guards, way)


def open_rows(workflow, trigger, state, view):
    return [
        place
        for place, row in enumerate(workflow.rows)
        if row.trigger == trigger and state in row.sources and all(guard(view) for guard in row.conditions)
    ]


@given(workflows(), ITEMS, ITEMS, OCCASIONS)
@settings(max_examples=examples(150))
def test_no_item_is_open_to_two_rows_of_one_trigger_unless_that_is_said(workflow, item, before, facts):
    result = verify(workflow)
    said = {
        (trigger, state)
        for check in ("no-row-shadowed", "one-row-at-a-time", "alike-rows-are-one")
        for entry in result.of(check)
        for trigger in entry.triggers
        for state in entry.states
    }
    for trigger in workflow.triggers:
        for state in workflow.state:
            still = open_rows(workflow, trigger, state, View(item, item, facts))
            assert len(still) < 2 or (trigger, state) in said
            moved = open_rows(workflow, trigger, state, View(item, before, facts))
            free = [place for place in moved if workflow.rows[place].changes is None]
            assert len(free) < 2 or (trigger, state) in said


@given(workflows(), ITEMS, ITEMS, OCCASIONS)
@settings(max_examples=examples(150))
def test_a_row_that_is_said_never_to_be_taken_never_is(workflow, item, before, facts):
    result = verify(workflow)
    never = {entry.message.partition(" (")[0] for entry in result.of("guards-can-hold")}
    behind = {
        (entry.message.partition(" (")[0], state)
        for entry in result.of("no-row-shadowed")
        for state in entry.states
    }
    for place, row in enumerate(workflow.rows):
        view = View(item, item if row.changes == () else before, facts)
        if all(guard(view) for guard in row.conditions):
            assert f"row {place + 1}" not in never
            for state in row.sources:
                if (f"row {place + 1}", state) in behind:
                    assert open_rows(workflow, row.trigger, state, view)[0] < place


def comes_to_rest(workflow, item, day):
    try:
        sweep(workflow, [(item, "I1")], as_of=day)
    except DefinitionError:
        return False
    return True


@given(workflows(), ITEMS, DAYS)
@settings(max_examples=examples(200))
def test_a_sweep_comes_to_rest_unless_it_is_said_that_it_may_not(workflow, item, day):
    result = verify(workflow)
    circles = {state for entry in result.of("comes-to-rest") for state in entry.states}
    untold = any(each.check == "comes-to-rest" for each in result.not_evaluated)
    for state in workflow.state:
        rests = comes_to_rest(workflow, attrs.evolve(item, state=state), day)
        assert rests or circles or untold


@given(GUARDS, GUARDS)
def test_a_circle_is_reported_exactly_if_its_guards_can_hold_together(there, back):
    workflow = Workflow(
        id="round",
        title="Round",
        kind="item",
        initial="a",
        states=(State("a", "A"), State("b", "B")),
        rows=(
            Row("go", "a", "b", guard=there, by_itself=True),
            Row("come", "b", "a", guard=back, by_itself=True),
        ),
    )
    ways = Survey(workflow).ways("both", [there, back], Occasion.SWEPT)
    assert bool(verify(workflow).of("comes-to-rest")) is any(there(way) and back(way) for way in ways)


@given(GUARDS)
def test_what_needs_a_reason_never_fires_by_itself(guard):
    row = Row("go", "a", "b", guard=All(guard, Present(WHY)), by_itself=True)
    workflow = attrs.evolve(EMPTY, states=(*EMPTY.states, State("b", "B", final=True)), rows=(row,))
    found = verify(workflow)
    assert found.of("guards-can-hold") or found.of("automatic-rows-can-fire")
