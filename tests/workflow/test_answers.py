"""Why not, for many items: who could, who could not, what stands in the way most often."""

from datetime import date
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.errors import UnknownNameError
from govkit.model import Event
from govkit.workflow import (
    BY,
    Answer,
    Answers,
    Compare,
    Field,
    Obstacle,
    Present,
    Row,
    State,
    Workflow,
    answer,
    fire,
    why_not,
)

DAY = date(2019, 10, 9)


@attrs.frozen(kw_only=True)
class Item:
    """An entity with a number."""

    KIND: ClassVar[str] = "item"

    address: str = "I1"
    state: str | None = None
    number: int | None = None
    events: tuple[Event, ...] = ()

    def revised(self, changes, *, on, by, why):
        if changes.keys() - {"number"}:
            raise UnknownNameError("field of an item", next(iter(changes)), ["number"])
        return attrs.evolve(self, **changes), ()


WORKFLOW = Workflow(
    id="made", title="Made", kind="item", initial="open", states=(State("open", "Open"), State("done", "Done")),
    rows=(
        Row("finish", "open", "done", guard=Compare(Field("number"), ">", 5)),
        Row("sign", "open", "done", guard=Present(BY)),
        Row("weigh", "open", None, guard=Compare(Field("weight"), ">", 5)),
    ),
)  # fmt: skip


def test_an_item_that_can_has_no_reasons_and_one_that_cannot_has_them_with_and_without_values():
    assert answer(WORKFLOW, Item(number=6), "finish", as_of=DAY) == Answer("I1")
    assert answer(WORKFLOW, Item(number=3), "finish", as_of=DAY, ref="R1/I1") == Answer(
        "R1/I1", ("number (3) does not come after 5",), ("number does not come after 5",)
    )
    assert answer(WORKFLOW, Item(number=3), "finish", as_of=DAY, number=9).reasons == ()
    assert answer(WORKFLOW, Item(), "sign", as_of=DAY, by="Chair").reasons == ()
    assert answer(WORKFLOW, Item(), "weigh", as_of=DAY, facts={"weight": 6}).reasons == ()


@pytest.mark.parametrize(
    ("item", "trigger", "said"),
    [
        (Item(), "finnish", 'workflow made has no trigger "finnish"'),
        (
            Item(state="opne"),
            "finish",
            'there is no state "opne" in workflow made; did you mean "open"? (R1/I1)',
        ),
        (
            Item(),
            "weigh",
            'a guard of workflow made: Item has no "weight"; known: address, events, number, state',
        ),
        (
            Item(number="six"),
            "finish",
            "a guard of workflow made: number comes after 5: str and int have no order",
        ),
    ],
)
def test_what_cannot_be_told_is_said_and_never_raised(item, trigger, said):
    broken = said.startswith("a guard")
    assert answer(WORKFLOW, item, trigger, as_of=DAY, ref="R1/I1") == Answer(
        "R1/I1", not_evaluated=said, broken=broken
    )


def test_a_field_that_is_unknown_is_the_callers_fault_and_raised():
    with pytest.raises(UnknownNameError, match="no field of an item"):
        answer(WORKFLOW, Item(), "finish", as_of=DAY, nubmer=9)


def test_answers_are_grouped_by_reason_what_blocks_most_first():
    few, lost, never = "number is too small", "number is not known", "not now"
    found = Answers((
        Answer("A"), Answer("B", ("b",), (lost,)), Answer("C", ("c1", "c2"), (lost, few)), Answer("D", ("d",), (never,)),
        Answer("E", ("e",), (few,)), Answer("F", not_evaluated="no lifecycle"), Answer("G", ("g",), (few,)), Answer("A"),
        Answer("H", not_evaluated="no state (H)"), Answer("I", not_evaluated="no state (I)"),
    ))  # fmt: skip
    assert found.ready == ("A", "A")
    assert [each.ref for each in found.blocked] == ["B", "C", "D", "E", "G"]
    assert [each.ref for each in found.not_evaluated] == ["F", "H", "I"]
    assert found.obstacles == (
        Obstacle(few, ("C", "E", "G")),
        Obstacle(lost, ("B", "C")),
        Obstacle(never, ("D",)),
    )
    assert found.gaps == (Obstacle("no state", ("H", "I")), Obstacle("no lifecycle", ("F",)))


STATES = st.sampled_from([None, "open", "done", "lost"])


@given(
    st.lists(st.builds(Item, state=STATES, number=st.none() | st.integers(0, 9))),
    st.sampled_from(WORKFLOW.triggers[:2]),
)
def test_every_item_stands_in_exactly_one_list_and_agrees_with_asking_and_firing(items, trigger):
    found = Answers(
        tuple(answer(WORKFLOW, item, trigger, as_of=DAY, ref=f"I{place}") for place, item in enumerate(items))
    )
    listed = [*found.ready, *(each.ref for each in (*found.blocked, *found.not_evaluated))]
    assert sorted(listed) == sorted(f"I{place}" for place in range(len(items)))
    assert {ref for each in found.obstacles for ref in each.refs} == {each.ref for each in found.blocked}
    counts = [len(each.refs) for each in found.obstacles]
    assert counts == sorted(counts, reverse=True)
    for item, each in zip(items, found.answers, strict=True):
        if each.not_evaluated is not None:
            assert item.state == "lost"
        else:
            assert list(each.reasons) == why_not(WORKFLOW, item, trigger, as_of=DAY)
        if each.ref in found.ready:
            assert fire(WORKFLOW, item, trigger, as_of=DAY)[0].state == "done"
