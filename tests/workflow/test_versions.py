"""Two versions of a lifecycle, and what becomes of items under way."""

from datetime import date

import attrs
import pytest

from govkit import Action, Toolkit
from govkit.errors import DefinitionError
from govkit.workflow import (
    AS_OF,
    WHY,
    Compare,
    Fate,
    Field,
    Not,
    Op,
    Present,
    Row,
    State,
    Workflow,
    confirm_migration,
    fire,
    in_flight,
    log_faults,
    plan_migration,
    workflow_diff,
)

KIT = Toolkit.installed()
SHIPPED = [KIT.workflows[name] for name in KIT.workflows]
DUE = Field("due.last", "the last day of the deadline")
OLD = Workflow(
    id="repair",
    title="Repair",
    kind="action",
    initial="reported",
    states=(State("reported", "Reported"), State("parked", "Parked"), State("done", "Done", final=True)),
    rows=(
        Row("park", "reported", "parked"),
        Row("resume", "parked", "reported"),
        Row("finish", ("reported", "parked"), "done", guard=Present(Field("owner"))),
    ),
)
NEW = attrs.evolve(
    OLD,
    states=(
        State("reported", "Reported"),
        State("late", "Late"),
        State("done", "Done", final=True, holds=Present(WHY)),
    ),
    rows=(
        Row("lapse", "reported", "late", after=DUE, changes=()),
        Row("tick", "late", None, guard=Not(Compare(DUE, Op.GT, AS_OF)), by_itself=True, clears=("notes",)),
        Row("finish", ("reported", "late"), "done", guard=Present(Field("owner"))),
        Row("again", "done", "reported", reopens=True),
    ),
    facts=(Field("band"),),
)
A1 = Action(ref="A1", title="T")
A2 = attrs.evolve(A1, ref="A2", state="parked")
A3 = attrs.evolve(A1, ref="A3", state="done")
ITEMS = [(A1, "R/A1"), (A2, "R/A2"), (A3, "R/A3")]


@pytest.mark.parametrize("workflow", SHIPPED, ids=[each.id for each in SHIPPED])
def test_a_lifecycle_does_not_differ_from_itself(workflow):
    assert workflow_diff(workflow, workflow) == ()
    assert {each.fate for each in in_flight(workflow, workflow, ITEMS[:1])} == {Fate.UNAFFECTED}


def test_everything_that_differs_is_said_once():
    assert [str(each) for each in workflow_diff(OLD, NEW)] == [
        "state parked is gone; it was: in which anything may be",
        "state done: was final, in which anything may be, is final, where the reason is recorded",
        "state late is new: in which anything may be",
        "park from reported is gone; it was: to parked",
        "resume from parked is gone; it was: to reported",
        "finish from parked is gone; it was: to done, if owner is recorded",
        "lapse from reported is new: to late, by itself once the last day of the deadline is over, changes nothing",
        (
            "tick from late is new: stays, by itself, if the last day of the deadline does not come after the day in "
            "question, clears notes"
        ),
        "finish from late is new: to done, if owner is recorded",
        "again from done is new: to reported, reopens",
        "facts: was none, is band",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "risk"}, "kind: was action, is risk"),
        ({"initial": "parked"}, "initial state: was reported, is parked"),
        (
            {"states": OLD.states[::-1]},
            "order of states: was reported, parked, done, is done, parked, reported",
        ),
        ({"rows": OLD.rows[::-1]}, "order of rows: was park, resume, finish, is finish, resume, park"),
        (
            {"rows": (attrs.evolve(OLD.rows[0], changes="notes"), *OLD.rows[1:])},
            "park from reported: was to parked, is to parked, changes notes",
        ),
        (
            {"rows": (attrs.evolve(OLD.rows[0], since=DUE), *OLD.rows[1:])},
            "park from reported: was to parked, is to parked, takes effect on the last day of the deadline",
        ),
    ],
)
def test_each_sort_of_difference_makes_another_version_and_is_told(changes, said):
    new = attrs.evolve(OLD, **changes)
    assert [str(each) for each in workflow_diff(OLD, new)] == [said]
    assert new.version != OLD.version


def test_items_are_unaffected_affected_or_stranded_with_the_reason():
    moved = attrs.evolve(A1, ref="A2")
    moved, _ = _fire(moved, "park")
    found = in_flight(OLD, NEW, [(A1, "R/A1"), (moved, "R/A2"), (A3, "R/A3")])
    assert [(each.ref, each.state, each.fate) for each in found] == [
        ("R/A1", "reported", Fate.AFFECTED),
        ("R/A2", "parked", Fate.STRANDED),
        ("R/A3", "done", Fate.AFFECTED),
    ]
    assert found[0].reasons == ("park from reported differs", "lapse from reported differs")
    assert found[1].reasons == (
        'there is no state "parked" any more; known: reported, late, done',
        "it came there by park on 2026-03-01",
    )
    assert found[2].reasons == ("again from done differs", "what holds in done differs")


def test_of_an_item_that_came_there_twice_the_last_time_is_told():
    moved = A1
    for day, trigger in enumerate(("park", "resume", "park"), start=1):
        moved, _ = _fire(moved, trigger, day)
    (found,) = in_flight(OLD, NEW, [(moved, "R/A1")])
    assert found.reasons[1:] == ("it came there by park on 2026-03-03",)


def _fire(item, trigger, day=1):
    return fire(OLD, item, trigger, as_of=date(2026, 3, day), by="X")


def test_an_item_that_comes_to_no_end_any_more_is_stranded():
    dead = attrs.evolve(OLD, rows=(OLD.rows[0], attrs.evolve(OLD.rows[2], sources=("reported",))))
    (found,) = in_flight(OLD, dead, [(A2, "R/A2")])
    assert found.reasons == ("from parked no final state can be reached any more",)
    endless = attrs.evolve(OLD, states=tuple(attrs.evolve(each, final=False) for each in OLD.states))
    assert in_flight(OLD, endless, [(A1, "R/A1")])[0].fate is Fate.UNAFFECTED


def test_a_migration_moves_only_what_somebody_decided_and_records_it():
    plan = plan_migration(OLD, NEW, ITEMS, {"parked": "reported"})
    assert [(step.ref, step.from_state, step.to_state) for step in plan.steps] == [
        ("R/A2", "parked", "reported")
    ]
    assert (plan.same, dict(plan.undecided), plan.old) == (("R/A1", "R/A3"), {}, f"repair {OLD.version}")
    moved, (event,) = confirm_migration(plan, ITEMS, on=date(2026, 4, 1), by="Clerk", why="new policy")
    assert moved[0] is A1
    assert (moved[1].state, moved[1].workflow) == ("reported", "repair")
    assert (event.trigger, event.from_state, event.to_state, event.by, event.why, event.version) == (
        "migrate",
        "parked",
        "reported",
        "Clerk",
        "new policy",
        NEW.version,
    )
    assert list(log_faults(NEW, moved[1])) == []


def test_nothing_is_done_while_an_item_is_undecided_or_nobody_answers_for_it():
    plan = plan_migration(OLD, NEW, ITEMS)
    assert plan.undecided == {"R/A2": 'there is no state "parked" any more; known: reported, late, done'}
    with pytest.raises(DefinitionError) as caught:
        confirm_migration(plan, ITEMS, on=date(2026, 4, 1), by="", why=" ")
    assert caught.value.problems == (
        'R/A2 is undecided: there is no state "parked" any more; known: reported, late, done',
        "by is blank; say it",
        "why is blank; say it",
    )


def test_states_that_a_version_lacks_are_all_named():
    with pytest.raises(DefinitionError) as caught:
        plan_migration(OLD, NEW, ITEMS, {"parkd": "late", "parked": "lat"})
    assert caught.value.problems == (
        'the old version has no state "parkd"; did you mean "parked"?',
        'the new version has no state "lat"; did you mean "late"?',
    )


def test_a_state_that_keeps_its_name_may_be_given_and_changes_nothing():
    plan = plan_migration(OLD, OLD, ITEMS, {"parked": "parked"})
    assert (plan.steps, plan.same) == ((), ("R/A1", "R/A2", "R/A3"))
