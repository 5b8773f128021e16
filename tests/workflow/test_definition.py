"""What a lifecycle's definition must be, its machine, and its version."""

import attrs
import pytest
import transitions

from govkit.errors import DefinitionError
from govkit.workflow import AS_OF, All, Compare, Field, Not, Present, Row, State, Workflow

DUE = Field("due", "the deadline")
OWNER = Present(Field("owner"))
PAST = Compare(DUE, "<", AS_OF)

PLAIN = Workflow(
    id="w",
    title="W",
    kind="item",
    initial="open",
    states=(
        State("open", "Open", holds=Not(PAST)),
        State("late", "Late"),
        State("done", "Done", final=True),
    ),
    rows=(
        Row("finish", ("open", "late"), "done", guard=OWNER),
        Row("lapse", "open", "late", after=DUE),
        Row("note", "open", None),
        Row("finish", "open", "done", guard=PAST, clears=("due",)),
    ),
)


def changed(row, **changes):
    rows = [attrs.evolve(each, **changes) if place == row else each for place, each in enumerate(PLAIN.rows)]
    return {"rows": tuple(rows)}


def states(place, **changes):
    found = [attrs.evolve(each, **changes) if at == place else each for at, each in enumerate(PLAIN.states)]
    return {"states": tuple(found)}


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"initial": "opne"}, ['the initial state "opne" is not defined; did you mean "open"?']),
        (
            {"states": (*PLAIN.states, State("late", "Later"))},
            ['the state "late" is defined twice'],
        ),
        (changed(1, target="gone"), ['lapse names the state "gone", not defined; did you mean "done"?']),
        (changed(1, sources="xyz"), ['lapse names the state "xyz", not defined; known: open, late, done']),
        (
            changed(0, sources=("opn", "latte")),
            [
                'finish names the state "opn", not defined; did you mean "open"?',
                'finish names the state "latte", not defined; did you mean "late"?',
            ],
        ),
        (changed(2, trigger="a/b"), ['"a/b" names no state or trigger: a name is not blank and has no "/" or "#"']),
        (changed(2, trigger=""), ['"" names no state or trigger: a name is not blank and has no "/" or "#"']),
        (changed(2, trigger="state"), ['"state" names no state or trigger: transitions means something else by it']),
        (
            {"states": (*PLAIN.states, State("=", "Same"))},
            ['"=" names no state or trigger: transitions means something else by it'],
        ),
        (
            {
                "states": (State("on hold#", "On hold"), State("late", "Late"), State("late", "Later")),
                "initial": "opened",
                "rows": (Row("go", ("open", "late"), "on hold"),),
            },
            [
                'the state "late" is defined twice',
                '"on hold#" names no state or trigger: a name is not blank and has no "/" or "#"',
                'the initial state "opened" is not defined; known: on hold#, late',
                'go names the state "open", not defined; known: on hold#, late',
                'go names the state "on hold", not defined; did you mean "on hold#"?',
            ],
        ),
        (
            {"rows": (*PLAIN.rows, Row("settle", "late", "open", by_itself=True))},
            ["settle fires by itself and has no guard, so it would always fire"],
        ),
        (
            {"states": (), "rows": ()},
            ['the initial state "open" is not defined; there are none'],
        ),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_work_is_told_everything_that_is_wrong(changes, problems):
    with pytest.raises(DefinitionError) as caught:
        attrs.evolve(PLAIN, **changes)
    assert caught.value.subject == "workflow w"
    assert list(caught.value.problems) == problems


def test_one_source_may_be_written_without_a_tuple():
    assert Row("go", "open", "done") == Row("go", ("open",), "done")
    assert Row("go", ["open", "late"], "done").sources == ("open", "late")


def test_a_row_that_waits_for_a_day_has_that_day_among_its_conditions():
    assert PLAIN.rows[1].conditions == (PAST,)
    assert attrs.evolve(PLAIN.rows[1], guard=OWNER).conditions == (PAST, OWNER)
    assert PLAIN.rows[0].conditions == (OWNER,)
    assert PLAIN.rows[2].conditions == ()


def test_triggers_states_and_automatic_rows_keep_the_order_of_the_definition():
    assert PLAIN.triggers == ("finish", "lapse", "note")
    assert list(PLAIN.state) == ["open", "late", "done"]
    assert PLAIN.state["done"].final is True
    assert PLAIN.automatic == {"open": (PLAIN.rows[1],), "late": (), "done": ()}


def test_the_machine_is_transitions_own_and_bound_to_no_model():
    assert isinstance(PLAIN.machine, transitions.Machine)
    assert PLAIN.machine.models == []
    assert list(PLAIN.machine.states) == ["open", "late", "done"]
    assert [state.final for state in PLAIN.machine.states.values()] == [False, False, True]
    assert list(PLAIN.machine.events) == ["finish", "lapse", "note"]
    assert PLAIN.machine is PLAIN.machine


def test_the_table_lists_the_ways_from_a_state_in_the_order_of_the_rows():
    assert [way.row for way in PLAIN.table("finish", "open")] == [PLAIN.rows[0], PLAIN.rows[3]]
    assert [way.row for way in PLAIN.table("finish", "late")] == [PLAIN.rows[0]]
    assert PLAIN.table("finish", "done") == ()
    assert [way.dest for way in PLAIN.table("note", "open")] == [None]
    assert [way.guards for way in PLAIN.table("lapse", "open")] == [(PAST,)]


def test_reading_the_table_adds_nothing_to_the_machine():
    fresh = attrs.evolve(PLAIN)
    fresh.table("lapse", "done")
    assert list(fresh.machine.events["lapse"].transitions) == ["open"]


def test_the_version_is_the_same_on_every_machine_and_in_every_release():
    assert PLAIN.version == "0f1de8069666"
    assert attrs.evolve(PLAIN).version == PLAIN.version


VARIANTS = {
    "kind": {"kind": "risk"},
    "initial": {"initial": "late"},
    "state name": {"states": (*PLAIN.states, State("new", "New"))},
    "state order": {"states": PLAIN.states[::-1]},
    "final": states(1, final=True),
    "holds": states(1, holds=OWNER),
    "other holds": states(0, holds=PAST),
    "no holds": states(0, holds=None),
    "trigger": changed(0, trigger="end"),
    "sources": changed(0, sources=("open",)),
    "source order": changed(0, sources=("late", "open")),
    "target": changed(1, target="done"),
    "stays": changed(1, target=None),
    "guard": changed(0, guard=PAST),
    "deeper guard": changed(0, guard=All(OWNER)),
    "no guard": changed(0, guard=None),
    "after": changed(1, after=Field("end")),
    "no after": changed(1, after=None),
    "the same day as a guard": changed(1, after=None, guard=PAST),
    "since": changed(0, since=Field("end")),
    "other since": changed(0, since=Field("start")),
    "clears": changed(3, clears=("end",)),
    "no clears": changed(3, clears=()),
    "row order": {"rows": PLAIN.rows[::-1]},
    "fewer rows": {"rows": PLAIN.rows[:-1]},
}


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_the_version_changes_with_every_part_of_the_definition(changes):
    assert attrs.evolve(PLAIN, **changes).version != PLAIN.version


def test_no_two_definitions_share_a_version():
    versions = {attrs.evolve(PLAIN, **changes).version for changes in VARIANTS.values()}
    assert len(versions) == len(VARIANTS)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "v"},
        {"title": "V"},
        {"source": "elsewhere"},
        states(0, title="Opened"),
        changed(1, after=Field("due", "other words")),
        changed(0, since=None),
    ],
    ids=["id", "title", "source", "state title", "label", "no since"],
)
def test_the_version_does_not_depend_on_words(changes):
    assert attrs.evolve(PLAIN, **changes).version == PLAIN.version


def test_a_row_that_fires_by_itself_needs_no_day_and_marks_make_another_version():
    quiet = Row("settle", "late", "open", guard=Present(Field("owner")), by_itself=True)
    plain = attrs.evolve(quiet, by_itself=False)
    assert (quiet.automatic, plain.automatic, PLAIN.rows[1].automatic) == (True, False, True)
    with_it, without = (attrs.evolve(PLAIN, rows=(*PLAIN.rows, row)) for row in (quiet, plain))
    assert with_it.automatic["late"] == (quiet,)
    assert without.automatic["late"] == ()
    assert len({with_it.version, without.version, PLAIN.version}) == 3
    reopening = attrs.evolve(PLAIN, rows=(attrs.evolve(PLAIN.rows[0], reopens=True), *PLAIN.rows[1:]))
    assert reopening.version != PLAIN.version


def test_facts_are_declared_and_part_of_the_version():
    told = attrs.evolve(PLAIN, facts=(Field("above_tolerance", "whether it is above tolerance"),))
    assert told.version != PLAIN.version
    with pytest.raises(DefinitionError, match=r"facts\[0\] takes a Field, not the text"):
        attrs.evolve(PLAIN, facts=("above_tolerance",))


def test_a_row_names_one_day_at_most_that_it_takes_effect_on_and_names_it_as_a_field():
    row = PLAIN.rows[1]
    with pytest.raises(DefinitionError) as caught:
        attrs.evolve(
            PLAIN, rows=(attrs.evolve(row, since=Field("end")), attrs.evolve(PLAIN.rows[0], since="end"))
        )
    assert caught.value.problems == (
        'rows[1].since takes a Field or None, not the text "end": write Field("owner")',
        f"{row.trigger} waits for a day and takes effect after it, so it cannot name another",
    )
