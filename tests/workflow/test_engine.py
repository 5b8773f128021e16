"""Firing, asking why not, sweeping, and finding disagreements, over an entity of our own."""

from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

import attrs
import pytest

from govkit.errors import Blocked, DefinitionError, UnknownNameError
from govkit.model import Change, Event
from govkit.workflow import (
    BY,
    WHY,
    All,
    Compare,
    Field,
    Present,
    Row,
    State,
    Workflow,
    answer,
    disagreements,
    fire,
    state_of,
    sweep,
    why_not,
)
from govkit_workflows.action import ACTION as SHIPPED

DAY = date(2019, 10, 9)
DUE = Field("due", "the deadline")
END = Field("end", "the end")
RATED = Compare(Field("above_tolerance"), "==", False)


@attrs.frozen(kw_only=True)
class Review:
    """A subject that is no ``govkit.model.Action``: a lifecycle is for any entity of this shape."""

    KIND: ClassVar[str] = "review"

    address: str = "V1"
    state: str | None = None
    owner: str | None = None
    due: date | None = None
    end: date | None = None
    events: tuple[Event, ...] = ()

    def revised(self, changes, *, on, by, why):
        for name in changes:
            if not hasattr(self, name):
                raise UnknownNameError("field of a review", name, ["owner", "due", "end"])
        record = tuple(
            Change(field=name, before=str(getattr(self, name)), after=str(value))
            for name, value in changes.items()
        )
        return attrs.evolve(self, **changes), record


REVIEW = Workflow(
    id="review",
    title="Review",
    kind="review",
    initial="planned",
    states=(
        State("planned", "Planned"),
        State("late", "Running late"),
        State("missed", "Missed"),
        State("done", "Done", final=True, holds=Present(END)),
    ),
    rows=(
        Row("assign", "planned", None, guard=All(Present(Field("owner", "an owner")), Present(BY))),
        Row("lapse", "planned", "late", after=DUE),
        Row("miss", "late", "missed", after=Field("end", "the end")),
        Row("finish", ("planned", "late"), "done", guard=Present(END)),
        Row("finish", "planned", "missed", guard=Present(WHY)),
        Row("sign", "planned", "done", guard=RATED),
        Row("again", "done", "planned", clears=("end", "due")),
    ),
)


def test_an_item_without_a_state_is_in_the_initial_one():
    assert state_of(REVIEW, Review()) == "planned"
    assert state_of(REVIEW, Review(state="late")) == "late"


@pytest.mark.parametrize(
    "ask",
    [
        lambda item: state_of(REVIEW, item),
        lambda item: fire(REVIEW, item, "finish", as_of=DAY),
        lambda item: why_not(REVIEW, item, "finish", as_of=DAY),
        lambda item: sweep(REVIEW, [(item, "V1")], as_of=DAY),
        lambda item: disagreements(REVIEW, item, as_of=DAY),
    ],
    ids=["state_of", "fire", "why_not", "sweep", "disagreements"],
)
def test_a_state_the_lifecycle_lacks_is_named_with_its_item(ask):
    with pytest.raises(UnknownNameError) as caught:
        ask(Review(state="plannde"))
    assert str(caught.value) == (
        'there is no state "plannde" in workflow review; did you mean "planned"? (V1)'
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda item: state_of(REVIEW, item, ref="2019/V1"),
        lambda item: sweep(REVIEW, [(item, "2019/V1")], as_of=DAY),
    ],
    ids=["state_of", "sweep"],
)
def test_an_unknown_state_is_named_with_the_items_address_in_its_register_where_that_is_known(ask):
    with pytest.raises(UnknownNameError, match=r"\(2019/V1\)$"):
        ask(Review(state="plannde"))


@pytest.mark.parametrize("ask", [fire, why_not])
@pytest.mark.parametrize(
    ("trigger", "changes", "sentence"),
    [
        ("finnish", {}, 'there is no trigger "finnish" in workflow review; did you mean "finish"?'),
        ("finish", {"onwer": "x"}, 'there is no field of a review "onwer"; did you mean "owner"?'),
    ],
)
def test_an_unknown_trigger_or_field_is_refused_with_a_near_name(ask, trigger, changes, sentence):
    with pytest.raises(UnknownNameError) as caught:
        ask(REVIEW, Review(), trigger, as_of=DAY, **changes)
    assert str(caught.value) == sentence


def test_firing_gives_a_new_item_and_the_event_and_leaves_the_old_item_alone():
    item = Review(owner="CFO")
    new, event = fire(REVIEW, item, "finish", as_of=DAY, by="Chair", why="held", end=DAY)
    assert event == Event(
        kind="review", ref="V1", trigger="finish", from_state="planned", to_state="done", effective=DAY,
        recorded=DAY, by="Chair", why="held", workflow="review", version=REVIEW.version,
        changes=(Change(field="end", before="None", after="2019-10-09"),),
    )  # fmt: skip
    assert new == Review(owner="CFO", state="done", end=DAY, events=(event,))
    assert item == Review(owner="CFO")


def test_events_are_added_at_the_end():
    first, one = fire(REVIEW, Review(), "finish", as_of=DAY, why="no quorum")
    assert first.events == (one,)
    second, two = fire(REVIEW, Review(events=(one,)), "finish", as_of=DAY, why="no quorum")
    assert second.events == (one, two)


def test_an_event_carries_the_address_it_is_given():
    _, event = fire(REVIEW, Review(), "finish", as_of=DAY, why="no quorum", ref="2019/V1")
    assert event.ref == "2019/V1"
    with pytest.raises(Blocked) as caught:
        fire(REVIEW, Review(), "finish", as_of=DAY, ref="2019/V1")
    assert caught.value.ref == "2019/V1"


def test_guards_judge_the_item_with_the_changes_applied():
    assert why_not(REVIEW, Review(state="late"), "finish", as_of=DAY) == ["the end is not recorded"]
    assert why_not(REVIEW, Review(state="late"), "finish", as_of=DAY, end=DAY) == []


def test_of_several_rows_the_first_that_may_be_taken_is():
    assert fire(REVIEW, Review(end=DAY), "finish", as_of=DAY, why="x")[0].state == "done"
    assert fire(REVIEW, Review(), "finish", as_of=DAY, why="x")[0].state == "missed"


def test_a_row_without_a_target_stays_and_leaves_an_event():
    new, event = fire(REVIEW, Review(), "assign", as_of=DAY, by="Chair", owner="CFO")
    assert (new.state, new.owner) == ("planned", "CFO")
    assert (event.from_state, event.to_state) == ("planned", "planned")


@pytest.mark.parametrize(
    ("item", "trigger", "reasons"),
    [
        (Review(), "assign", ["an owner is not recorded", "who does it is not recorded"]),
        (Review(owner="CFO"), "assign", ["who does it is not recorded"]),
        (Review(), "finish", ["the end is not recorded", "the reason is not recorded"]),
        (Review(), "lapse", ["the deadline is not known"]),
        (
            Review(due=DAY),
            "lapse",
            ["the deadline (2019-10-09) does not come before the day in question (2019-10-09)"],
        ),
        (Review(state="late"), "assign", ['assign does not start from "late"; from there: miss, finish']),
        (Review(state="missed"), "finish", ['finish does not start from "missed"; from there: nothing']),
    ],
)
def test_what_is_blocked_says_every_reason_once(item, trigger, reasons):
    assert why_not(REVIEW, item, trigger, as_of=DAY) == reasons
    with pytest.raises(Blocked) as caught:
        fire(REVIEW, item, trigger, as_of=DAY)
    assert (caught.value.ref, caught.value.trigger, list(caught.value.reasons)) == ("V1", trigger, reasons)
    assert str(caught.value) == f"V1 cannot {trigger}: {'; '.join(reasons)}"


def test_one_reason_of_two_rows_is_said_once():
    twice = attrs.evolve(REVIEW, rows=(*REVIEW.rows, Row("finish", "late", "missed", guard=Present(END))))
    assert why_not(twice, Review(state="late"), "finish", as_of=DAY) == ["the end is not recorded"]


def test_guards_read_the_facts_the_caller_adds():
    for ask in (why_not, fire):
        with pytest.raises(DefinitionError, match='Review has no "above_tolerance"'):
            ask(REVIEW, Review(), "sign", as_of=DAY)
    assert why_not(REVIEW, Review(), "sign", as_of=DAY, facts={"above_tolerance": True}) == [
        "above tolerance is not false"
    ]
    new, _ = fire(REVIEW, Review(), "sign", as_of=DAY, facts={"above_tolerance": False})
    assert new.state == "done"


def test_a_declared_fact_that_nobody_supplies_is_not_known():
    asked = Row("late", "planned", "done", guard=RATED, by_itself=True)
    holds = State("planned", "Planned", holds=RATED)
    declared = attrs.evolve(
        REVIEW,
        facts=(Field("above_tolerance"),),
        rows=(asked, *REVIEW.rows),
        states=(holds, *REVIEW.states[1:]),
    )
    for facts in (None, {}, {"band": "high"}, {"above_tolerance": None}):
        assert why_not(declared, Review(), "sign", as_of=DAY, facts=facts) == ["above tolerance is not known"]
        with pytest.raises(Blocked, match="above tolerance is not known"):
            fire(declared, Review(), "sign", as_of=DAY, facts=facts)
        assert sweep(declared, [(Review(), "V1")], as_of=DAY, facts=facts) == ([Review()], [])
        assert disagreements(declared, Review(), as_of=DAY, facts=facts) == ["above tolerance is not known"]
        assert answer(declared, Review(), "sign", as_of=DAY, facts=facts).kinds == (
            "above tolerance is not known",
        )
    assert answer(REVIEW, Review(), "sign", as_of=DAY).not_evaluated == (
        'a guard of workflow review: Review has no "above_tolerance"; known: address, due, end, events, owner, state'
    )


def test_the_occasion_outranks_facts_of_the_same_name():
    facts = {"as_of": date(2030, 1, 1), "by": "Nobody", "why": "made up"}
    assert why_not(REVIEW, Review(), "finish", as_of=DAY, facts=facts) == [
        "the end is not recorded",
        "the reason is not recorded",
    ]
    _, event = fire(REVIEW, Review(end=DAY), "finish", as_of=DAY, facts=facts)
    assert (event.recorded, event.by, event.why) == (DAY, None, None)


def test_cleared_fields_are_emptied_and_stay_in_the_event():
    item = Review(state="done", end=DAY, due=date(2019, 1, 1))
    new, event = fire(REVIEW, item, "again", as_of=DAY)
    assert (new.state, new.end, new.due) == ("planned", None, None)
    assert event.changes == (
        Change(field="end", before="2019-10-09", after="None"),
        Change(field="due", before="2019-01-01", after="None"),
    )


def test_a_row_that_waited_for_a_day_takes_effect_the_day_after_however_late_it_is_recorded():
    new, event = fire(REVIEW, Review(due=date(2018, 12, 31)), "lapse", as_of=DAY)
    assert (new.state, event.effective, event.recorded) == ("late", date(2019, 1, 1), DAY)


def test_sweeping_moves_what_is_due_and_hands_back_the_rest_untouched():
    items = [Review(due=DAY - timedelta(days=1)), Review(due=DAY), Review(), Review(state="done")]
    swept, events = sweep(REVIEW, [(item, f"R/{place}") for place, item in enumerate(items)], as_of=DAY)
    assert [item.state for item in swept] == ["late", None, None, "done"]
    assert [new is old for new, old in zip(swept, items, strict=True)] == [False, True, True, True]
    (event,) = events
    assert (event.ref, event.trigger, event.by, event.why) == ("R/0", "lapse", None, None)
    assert (event.effective, event.recorded) == (DAY, DAY)
    assert swept[0].events == (event,)


def test_sweeping_goes_on_until_nothing_more_is_due():
    item = Review(due=date(2019, 1, 1), end=date(2019, 2, 1))
    swept, events = sweep(REVIEW, [(item, "V1")], as_of=DAY)
    assert [(event.from_state, event.to_state, event.effective) for event in events] == [
        ("planned", "late", date(2019, 1, 2)),
        ("late", "missed", date(2019, 2, 2)),
    ]
    assert swept[0].state == "missed"
    assert swept[0].events == tuple(events)
    assert sweep(REVIEW, [(swept[0], "V1")], as_of=DAY) == (swept, [])


def test_a_dated_row_waits_for_its_guard_too():
    guarded = attrs.evolve(
        REVIEW, rows=(Row("lapse", "planned", "late", after=DUE, guard=Present(Field("owner"))),)
    )
    past = date(2019, 1, 1)
    swept, events = sweep(guarded, [(Review(due=past), "A"), (Review(due=past, owner="CFO"), "B")], as_of=DAY)
    assert [item.state for item in swept] == [None, "late"]
    assert [event.ref for event in events] == ["B"]


def test_of_a_row_with_several_conditions_only_the_failing_ones_are_said():
    rows = (Row("lapse", "planned", "late", after=DUE, guard=Present(Field("owner"))),)
    guarded = attrs.evolve(REVIEW, rows=rows)
    assert why_not(guarded, Review(due=date(2019, 1, 1)), "lapse", as_of=DAY) == ["owner is not recorded"]
    assert why_not(guarded, Review(owner="CFO"), "lapse", as_of=DAY) == ["the deadline is not known"]
    assert why_not(guarded, Review(), "lapse", as_of=DAY) == [
        "the deadline is not known",
        "owner is not recorded",
    ]


def test_of_several_dated_rows_the_first_that_is_due_fires():
    rows = (
        Row("miss", "planned", "missed", after=Field("end")),
        Row("lapse", "planned", "late", after=DUE),
    )
    both = attrs.evolve(REVIEW, rows=rows)
    past = date(2019, 1, 1)
    items = [(Review(due=past, end=past), "A"), (Review(due=past), "B")]
    assert [item.state for item in sweep(both, items, as_of=DAY)[0]] == ["missed", "late"]


def test_a_dated_row_that_empties_its_own_date_comes_to_rest():
    rows = (Row("tick", "planned", None, after=DUE, clears=("due",)),)
    ticking = attrs.evolve(REVIEW, rows=rows)
    swept, events = sweep(ticking, [(Review(due=date(2019, 1, 1)), "V1")], as_of=DAY)
    assert (len(events), swept[0].due, swept[0].state) == (1, None, "planned")


@pytest.mark.parametrize(
    "rows",
    [
        (Row("tick", "planned", None, after=DUE),),
        (Row("lapse", "planned", "late", after=DUE), Row("back", "late", "planned", after=DUE)),
    ],
    ids=["stays", "goes round"],
)
def test_dated_rows_that_never_come_to_rest_are_named_with_the_item(rows):
    endless = attrs.evolve(REVIEW, rows=rows)
    with pytest.raises(DefinitionError) as caught:
        sweep(endless, [(Review(due=date(2019, 1, 1)), "R/V1")], as_of=DAY)
    assert caught.value.subject == "workflow review"
    assert caught.value.problems == ("the rows that fire by themselves never come to rest (R/V1)",)


def test_a_chain_through_every_state_is_no_circle():
    names = ["a", "b", "c", "d"]
    chain = Workflow(
        id="chain", title="Chain", kind="review", initial="a",
        states=tuple(State(name, name) for name in names),
        rows=tuple(Row("next", one, two, after=DUE) for one, two in pairwise(names)),
    )  # fmt: skip
    swept, events = sweep(chain, [(Review(due=date(2019, 1, 1)), "V1")], as_of=DAY)
    assert (swept[0].state, len(events)) == ("d", 3)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Review(due=DAY), []),
        (Review(due=date(2019, 1, 1)), ["the deadline (2019-01-01) is over, so it is running late"]),
        (Review(state="done"), ["the end is not recorded"]),
        (Review(state="done", end=DAY, due=date(2019, 1, 1)), []),
        (Review(state="late", end=date(2019, 1, 1)), ["the end (2019-01-01) is over, so it is missed"]),
    ],
)
def test_a_state_that_disagrees_with_the_dates_is_said(item, said):
    assert disagreements(REVIEW, item, as_of=DAY) == said


def test_a_disagreement_says_both_the_passed_day_and_what_does_not_hold():
    rows = (Row("tick", "done", None, after=DUE, clears=("due",)),)
    ticking = attrs.evolve(REVIEW, rows=rows)
    assert disagreements(ticking, Review(state="done", due=date(2019, 1, 1)), as_of=DAY) == [
        "the deadline (2019-01-01) is over, so it is done",
        "the end is not recorded",
    ]


@pytest.mark.parametrize(
    ("field", "said"), [(BY, "who does it is not recorded"), (WHY, "the reason is not recorded")]
)
def test_what_holds_of_a_state_may_ask_for_the_occasion_of_which_there_is_none(field, said):
    asking = attrs.evolve(
        REVIEW, states=(State("planned", "Planned", holds=Present(field)), *REVIEW.states[1:])
    )
    assert disagreements(asking, Review(), as_of=DAY) == [said]


# ------------------------------------------------------------------------------------------ days things came about


def ended(since, **review):
    rows = (Row("finish", "planned", "done", since=since),)
    workflow = attrs.evolve(REVIEW, rows=rows)
    return fire(workflow, Review(**review), "finish", as_of=DAY, by="Chair")[1]


def test_a_row_takes_effect_on_the_day_it_names_and_no_later_than_it_is_recorded():
    assert ended(END, end=DAY - timedelta(days=5)).effective == DAY - timedelta(days=5)
    assert ended(END, end=DAY).effective == DAY
    assert ended(END, end=DAY + timedelta(days=1)).effective == DAY
    assert {ended(END, end=DAY - timedelta(days=5)).recorded, ended(None).recorded} == {DAY}


def test_where_no_such_day_is_known_it_takes_effect_when_it_is_recorded():
    assert ended(END).effective == ended(None).effective == DAY


def test_a_day_given_on_firing_counts():
    rows = (Row("finish", "planned", "done", since=END),)
    _, event = fire(attrs.evolve(REVIEW, rows=rows), Review(), "finish", as_of=DAY, end=date(2019, 9, 1))
    assert event.effective == date(2019, 9, 1)


def test_what_is_no_day_is_no_day_to_take_effect_on():
    with pytest.raises(DefinitionError, match="row finish: it takes effect on owner, which is no day"):
        ended(Field("owner"), owner="CFO")


@pytest.mark.parametrize("given", ["by", "why"])
def test_who_and_why_are_texts(given):
    with pytest.raises(TypeError, match=rf"{given} takes a text, not int \(3\)"):
        SHIPPED.occasion(None, as_of=DAY, **{given: 3})
