"""A definition is refused when one of its parts is of the wrong sort, not when it is first used."""

from datetime import date

import pytest

from govkit import Action, DefinitionError, Workflow
from govkit.workflow import All, Compare, Field, Not, Op, Present, Row, State, why_not


def workflow(*rows, **more):
    states = (State("a", "A"), State("b", "B", **more))
    return Workflow(id="w", title="W", kind="action", initial="a", states=states, rows=rows)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Row("go", "a", "b", guard="owner"), "the guard of go is no Guard but str"),
        (Row("go", "a", "b", guard=lambda _: True), "the guard of go is no Guard but function"),
        (Row("go", "a", "b", after="due.last"), "the day that go waits for is no Field but str"),
    ],
)
def test_a_guard_is_a_guard_and_a_day_is_a_field(row, fault):
    with pytest.raises(DefinitionError) as caught:
        workflow(row)
    assert caught.value.problems == (fault,)


def test_what_holds_is_a_guard():
    with pytest.raises(DefinitionError, match="what holds in b is no Guard but bool"):
        workflow(holds=True)


def test_rows_are_a_tuple():
    with pytest.raises(TypeError, match=r"Workflow\.rows takes a tuple, not list"):
        Workflow(id="w", title="W", kind="action", initial="a", states=(State("a", "A"),), rows=[])


def test_what_a_row_clears_or_changes_may_be_one_name():
    row = Row("go", "a", "b", clears="end", changes="owner")
    assert (row.clears, row.changes) == (("end",), ("owner",))


@pytest.mark.parametrize(
    "make",
    [lambda: Present("owner"), lambda: Compare("owner", Op.EQ, 1), lambda: Not("owner")],
)
def test_conditions_take_fields_and_conditions(make):
    with pytest.raises(TypeError, match="must be"):
        make()


def test_conditions_taken_together_are_conditions():
    with pytest.raises(DefinitionError, match="All takes conditions, not list"):
        All([Present(Field("owner"))])


@pytest.mark.parametrize(
    ("changes", "said"), [((), "go changes nothing, not deadline"), (("end",), "go changes only end, not deadline")]
)  # fmt: skip
def test_a_row_changes_only_what_it_says(changes, said):
    action = Action(ref="1", title="T", state="a")
    defined = workflow(Row("go", "a", "b", changes=changes))
    assert why_not(defined, action, "go", as_of=date(2019, 1, 1), deadline="1 May 2019") == [said]
    assert why_not(defined, action, "go", as_of=date(2019, 1, 1)) == []
