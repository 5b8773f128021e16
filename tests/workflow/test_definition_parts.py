"""A definition is refused when one of its parts is of the wrong sort, not when it is first used."""

from datetime import date

import pytest

from govkit import Action, DefinitionError, Workflow
from govkit.workflow import All, Compare, Field, Not, Present, Row, State, why_not


def workflow(*rows, **more):
    states = (State("a", "A"), State("b", "B", **more))
    return Workflow(id="w", title="W", kind="action", initial="a", states=states, rows=rows)


FIELD = 'write Field("owner")'
GUARD = 'write Present(Field("owner"))'
ROW = 'write Row("close", "open", "closed")'
STATE = 'write State("open", "Open")'


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Row("go", "a", "b", guard="owner"), f'guard takes a Guard or None, not the text "owner": {GUARD}'),
        (Row("go", "a", "b", guard=lambda _: True), f"guard takes a Guard or None, not a function: {GUARD}"),
        (Row("go", "a", "b", guard=Present), "guard takes a Guard or None, not the class Present: give an instance of it"),
        (Row("go", "a", "b", after="due.last"), f'after takes a Field or None, not the text "due.last": {FIELD}'),
        (Row("go", "a", "b", since=date(2026, 1, 1)), f"since takes a Field or None, not a date: {FIELD}"),
        (Row(3, "a", "b"), "trigger takes a text, not the number 3: put it in quotes"),
        (Row("go", {"a"}, "b"), "sources takes a tuple of texts, not a set"),
        (Row("go", ("a", 1), "b"), "sources[1] takes a text, not the number 1: put it in quotes"),
        (Row("go", 1, "b"), "sources takes a tuple of texts, not the number 1"),
        (Row("go", "a", 1), "target takes a text or None, not the number 1: put it in quotes"),
        (Row("go", "a", "b", reopens="yes"), 'reopens takes True or False, not the text "yes"'),
        (Row("go", "a", "b", changes=5), "changes takes a tuple of texts or None, not the number 5"),
        (Row("go", "a", "b", clears={"end": 1}), "clears takes a tuple of texts, not a dict"),
    ],
)  # fmt: skip
def test_a_part_of_a_row_is_of_its_sort(row, fault):
    with pytest.raises(DefinitionError) as caught:
        workflow(row)
    assert caught.value.problems == (f"rows[0].{fault}",)
    assert caught.value.paths == ("/rows/0",)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"holds": True}, f"states[1].holds takes a Guard or None, not True: {GUARD}"),
        ({"final": 1}, "states[1].final takes True or False, not the number 1"),
    ],
)
def test_a_part_of_a_state_is_of_its_sort(more, fault):
    with pytest.raises(DefinitionError) as caught:
        workflow(Row("go", "a", "b"), **more)
    assert caught.value.problems == (fault,)
    assert caught.value.paths == ("/states/1",)


def test_every_part_that_is_of_another_sort_is_listed_with_what_is_wrong_beside_it():
    with pytest.raises(DefinitionError) as caught:
        Workflow(
            id=5, title=None, kind="action", initial=3, facts=("grade",),
            states=(State("a", "A"), State(7, "B"), "c", State("a", "D")),
            rows=(("go", "a", "b"), Row("go", "q", "a", guard=3), Row("", "a", "a")),
        )  # fmt: skip
    assert caught.value.problems == (
        "id takes a text, not the number 5: put it in quotes",
        "title takes a text, not None",
        f'states[2] takes a State, not the text "c": {STATE}',
        "initial takes a text, not the number 3: put it in quotes",
        f"rows[0] takes a Row, not a tuple: {ROW}",
        f'facts[0] takes a Field, not the text "grade": {FIELD}',
        "states[1].name takes a text, not the number 7: put it in quotes",
        f"rows[1].guard takes a Guard or None, not the number 3: {GUARD}",
        'the state "a" is defined twice',
        '"" names no state or trigger: a name is not blank and has no "/" or "#"',
    )


def test_where_every_state_is_known_one_that_is_not_is_said_beside_a_part_of_another_sort():
    with pytest.raises(DefinitionError) as caught:
        workflow(Row("go", "a", "c", guard=3))
    assert caught.value.problems == (
        f"rows[0].guard takes a Guard or None, not the number 3: {GUARD}",
        'go names the state "c", not defined; known: a, b',
    )


def test_an_initial_state_that_is_no_text_is_said_once():
    with pytest.raises(DefinitionError) as caught:
        Workflow(id="w", title="W", kind="action", initial=3, states=(State("a", "A"),), rows=())
    assert caught.value.problems == ("initial takes a text, not the number 3: put it in quotes",)


def test_states_and_rows_are_tuples():
    with pytest.raises(DefinitionError) as caught:
        Workflow(
            id="w", title="W", kind="action", initial="a", states=[State("a", "A")], rows=State("a", "A")
        )
    assert caught.value.problems == (
        "states takes a tuple of State, not a list: write tuple(…) around it",
        "rows takes a tuple of Row, not a State",
    )


def test_a_row_may_be_given_lists_of_names():
    row = Row("go", ["a", "b"], "b", clears=["end"], changes=["owner"])
    assert (row.sources, row.clears, row.changes) == (("a", "b"), ("end",), ("owner",))


def test_what_a_row_clears_or_changes_may_be_one_name():
    row = Row("go", "a", "b", clears="end", changes="owner")
    assert (row.clears, row.changes) == (("end",), ("owner",))


OPS = "; known: <, <=, ==, !=, >=, >"
RIGHT = "right takes a Field, a text, a finite number, a Decimal, True or False or a date"


@pytest.mark.parametrize(
    ("make", "faults"),
    [
        (lambda: Present("owner"), (f'field takes a Field, not the text "owner": {FIELD}',)),
        (lambda: Present(Field), ("field takes a Field, not the class Field: give an instance of it",)),
        (lambda: Not("owner"), (f'part takes a Guard, not the text "owner": {GUARD}',)),
        (lambda: Compare(Field("end"), "=", 1), (f'op cannot be "="{OPS}',)),
        (lambda: Compare(Field("end"), 3, 1), ("op takes an Op, not the number 3",)),
        (
            lambda: Compare("owner", "equals", None),
            (
                f'left takes a Field, not the text "owner": {FIELD}',
                f'op cannot be "equals"{OPS}',
                f"{RIGHT}, not None: {FIELD}",
            ),
        ),
        (lambda: Compare(Field("end"), "==", float("nan")), (f"{RIGHT}, not the number nan: {FIELD}",)),
        (lambda: Compare(Field("end"), "==", ["a"]), (f"{RIGHT}, not a list: {FIELD}",)),
        (lambda: Field(3), ("name takes a text, not the number 3: put it in quotes",)),
        (lambda: Field("end", 3), ("label takes a text, not the number 3: put it in quotes",)),
        (lambda: Field(" "), ('" " names nothing to read; write a name, or several with dots between',)),
        (lambda: Field("due..last"), ('"due..last" names nothing to read; write a name, or several with dots between',)),
    ],
)  # fmt: skip
def test_conditions_take_fields_and_conditions(make, faults):
    with pytest.raises(DefinitionError) as caught:
        make()
    assert caught.value.problems == faults


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
