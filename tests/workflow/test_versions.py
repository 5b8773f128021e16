"""What becomes of items under way under another version of their lifecycle, and how they go over."""

from datetime import date, datetime

import attrs
import pytest
from repair_lifecycle import DUE, NEW, OLD

from govkit import Action, Toolkit
from govkit.errors import DefinitionError
from govkit.workflow import (
    Fate,
    Field,
    Not,
    Present,
    Row,
    State,
    confirm_migration,
    fire,
    in_flight,
    log_faults,
    plan_migration,
)

KIT = Toolkit.installed()
SHIPPED = [KIT.workflows[name] for name in KIT.workflows]
A1 = Action(ref="A1", title="T")
A2 = attrs.evolve(A1, ref="A2", state="parked")
A3 = attrs.evolve(A1, ref="A3", state="done")
ITEMS = [(A1, "R/A1"), (A2, "R/A2"), (A3, "R/A3")]


@pytest.mark.parametrize("workflow", SHIPPED, ids=[each.id for each in SHIPPED])
def test_nothing_becomes_of_items_under_the_same_version(workflow):
    assert {each.fate for each in in_flight(workflow, workflow, ITEMS[:1])} == {Fate.UNAFFECTED}


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


def test_an_item_that_the_old_version_does_not_know_is_told_as_one():
    late, lost = attrs.evolve(A1, state="late"), attrs.evolve(A1, state="prked")
    found = in_flight(OLD, NEW, [(late, "R/A1"), (lost, "R/A2")])
    assert [(each.fate, each.reasons) for each in found] == [
        (Fate.AFFECTED, ('the old version has no state "late"; known: reported, parked, done',)),
        (Fate.STRANDED, ('neither version has a state "prked"; did you mean "parked"?',)),
    ]


def test_events_are_folded_under_the_new_version():
    moved = attrs.evolve(A1, owner="Clerk")
    for day, trigger in enumerate(("park", "resume", "finish"), start=1):
        moved, _ = _fire(moved, trigger, day)
    (found,) = in_flight(OLD, NEW, [(moved, "R/A1")])
    assert found.history == (
        "park of 2026-03-01 from reported to parked",
        "resume of 2026-03-02 from parked to reported",
    )
    assert found.moved_under == f"repair {OLD.version}"
    (bare,) = in_flight(OLD, NEW, [(A1, "R/A1")])
    assert (bare.history, bare.moved_under) == ((), None)
    unsigned = attrs.evolve(moved, events=(attrs.evolve(moved.events[0], version=None),))
    assert in_flight(OLD, OLD, [(unsigned, "R/A1")])[0].moved_under is None


def test_what_happens_by_itself_in_another_order_affects_who_is_there():
    first = Row("lapse", "reported", "parked", after=DUE)
    second = Row("drop", "reported", "done", guard=Not(Present(Field("owner"))), by_itself=True)
    old, new = (attrs.evolve(OLD, rows=(*rows, OLD.rows[2])) for rows in ((first, second), (second, first)))
    found = in_flight(old, new, ITEMS)
    assert [each.fate for each in found] == [Fate.AFFECTED, Fate.UNAFFECTED, Fate.UNAFFECTED]
    assert found[0].reasons == ("what happens by itself in reported is tried in another order",)


def test_an_item_without_a_state_is_in_another_one_if_the_initial_one_is():
    renamed = attrs.evolve(
        OLD,
        initial="open",
        states=(State("open", "Open"), *OLD.states[1:]),
        rows=(Row("park", "open", "parked"), Row("finish", ("open", "parked"), "done")),
    )
    recorded = attrs.evolve(A1, state="reported")
    found = in_flight(OLD, renamed, [(A1, "R/A1"), (recorded, "R/A2")])
    assert [each.fate for each in found] == [Fate.AFFECTED, Fate.STRANDED]
    assert found[0].reasons == ("no state is recorded, which means open then, where it means reported now",)
    assert found[1].reasons == ('there is no state "reported" any more; known: open, parked, done',)
    dead = attrs.evolve(renamed, rows=(Row("finish", "parked", "done"),))
    (found,) = in_flight(OLD, dead, [(A1, "R/A1")])
    assert (found.fate, found.state) == (Fate.STRANDED, "reported")
    assert found.reasons == ("from open no final state can be reached any more",)


def test_other_words_for_the_same_affect_nobody():
    reworded = attrs.evolve(
        OLD, rows=(*OLD.rows[:2], attrs.evolve(OLD.rows[2], guard=Present(Field("owner", "who does it"))))
    )
    assert {each.fate for each in in_flight(OLD, reworded, ITEMS)} == {Fate.UNAFFECTED}


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
    assert (plan.same, dict(plan.undecided), plan.old) == (("R/A1", "R/A3"), {}, OLD)
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


def test_nothing_is_recorded_before_what_was_recorded_already():
    parked, _ = _fire(A1, "park")
    items = [(parked, "R/A1"), (A2, "R/A2"), (A3, "R/A3")]
    plan = plan_migration(OLD, NEW, items, {"parked": "late"})
    with pytest.raises(DefinitionError) as caught:
        confirm_migration(plan, items, on=date(2026, 2, 28), by="Clerk", why="new policy")
    assert caught.value.problems == ("R/A1: park was recorded on 2026-03-01, which is after 2026-02-28",)
    moved, events = confirm_migration(plan, items, on=date(2026, 3, 1), by="Clerk", why="new policy")
    assert [each.ref for each in events] == ["R/A1", "R/A2"]
    assert list(log_faults(NEW, moved[0])) == []


def test_a_migration_is_recorded_on_a_plain_day():
    plan = plan_migration(OLD, OLD, ITEMS)
    with pytest.raises(TypeError) as caught:
        confirm_migration(plan, ITEMS, on=datetime(2026, 4, 1), by="Clerk", why="w")
    assert str(caught.value) == "on takes a datetime.date, not datetime (2026-04-01 00:00:00)"


def test_of_two_items_with_one_address_each_goes_its_own_way():
    items = [(A1, "R/A"), (A2, "R/A")]
    moved, (event,) = confirm_migration(
        plan_migration(OLD, NEW, items, {"parked": "late"}), items, on=date(2026, 4, 1), by="C", why="w"
    )
    assert moved[0] is A1
    assert (moved[1].state, event.from_state) == ("late", "parked")


def test_another_lifecycle_is_gone_over_to_by_decision_only():
    other = attrs.evolve(OLD, id="mend")
    plan = plan_migration(OLD, other, ITEMS, {"done": "done"})
    assert dict(plan.undecided) == dict.fromkeys(["R/A1", "R/A2"], "mend is another lifecycle than repair")
    plan = plan_migration(OLD, other, ITEMS, {name: name for name in OLD.state})
    moved, events = confirm_migration(plan, ITEMS, on=date(2026, 4, 1), by="Clerk", why="new policy")
    assert [(each.workflow, each.state) for each in moved] == [
        ("mend", "reported"),
        ("mend", "parked"),
        ("mend", "done"),
    ]
    assert len(events) == 3


def test_items_of_one_kind_do_not_go_over_to_a_lifecycle_of_another():
    with pytest.raises(DefinitionError) as caught:
        plan_migration(OLD, attrs.evolve(OLD, id="risky", kind="risk"), ITEMS, {"x": "parked"})
    assert caught.value.problems == (
        "repair is for action and risky for risk",
        'the old version has no state "x"; known: reported, parked, done',
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
