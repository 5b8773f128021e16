"""Another version of a lifecycle for a register's items: by plan or by a file of decisions, all or none."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from repair_lifecycle import OLD

from govkit import Action, Assessment, Register, Risk, Toolkit
from govkit.errors import DefinitionError
from govkit.formats.yaml_file import read, write
from govkit.history import ConfirmationError, LifecycleChange, apply_state_decisions, state_worksheet
from govkit.workflow import Compare, Fate, Field, Row, State, fire, log_faults

DAY = date(2026, 4, 1)
KIT = Toolkit.installed()
REPORTED, _, DONE = OLD.states
NEW = attrs.evolve(OLD, states=(REPORTED, DONE), rows=(Row("finish", "reported", "done"),))
A1 = Action(ref="A1", title="T", workflow="repair")
REGISTER = Register(
    ref="r",
    title="T",
    risks=(
        Risk(ref="R1", title="T", actions=(attrs.evolve(A1, state="parked"), Action(ref="A2", title="T"))),
    ),
    actions=(A1, attrs.evolve(A1, state="parked")),
)


def test_only_items_under_the_lifecycle_are_asked_and_the_others_are_counted():
    change = LifecycleChange(REGISTER, OLD, NEW)
    assert [each.address for each in change.items] == ["R1/A1", "A1", "A1"]
    assert change.others == 1
    assert [each.fate for each in change.fates] == [Fate.STRANDED, Fate.AFFECTED, Fate.STRANDED]
    assert [each.ref for each in change.undecided] == ["R1/A1", "A1"]
    of_another_kind = LifecycleChange(REGISTER, attrs.evolve(OLD, kind="risk"), NEW)
    assert (of_another_kind.items, of_another_kind.others) == ((), 4)


def test_a_plan_is_confirmed_in_the_register():
    change = LifecycleChange(REGISTER, OLD, NEW)
    after, events = change.confirm(change.plan({"parked": "reported"}), on=DAY, by="Clerk", why="policy")
    assert [event.ref for event in events] == ["R1/A1", "A1"]
    assert [each.item.state for each in after.all_actions] == ["reported", None, None, "reported"]
    assert after.all_actions[1].item is REGISTER.all_actions[1].item
    assert LifecycleChange(after, OLD, NEW).undecided == ()
    with pytest.raises(DefinitionError, match="R1/A1 is undecided"):
        change.confirm(change.plan(), on=DAY, by="Clerk", why="policy")


def filled_in(change, **answers):
    data = read(state_worksheet(change), "sheet.yaml").data
    for each in data["decisions"]:
        each.update({"by": "Clerk", "why": "policy", "on": DAY.isoformat()} | answers)
    return write(data)


def test_of_two_items_with_one_address_the_one_in_that_state_goes_over():
    change = LifecycleChange(REGISTER, OLD, NEW)
    after, events = apply_state_decisions(change, filled_in(change, to="done"), "sheet.yaml", as_of=DAY)
    assert len(events) == 2
    assert [each.item.state for each in after.all_actions] == ["done", None, None, "done"]


def test_a_library_may_compare_with_no_day():
    change = LifecycleChange(REGISTER, OLD, NEW)
    text = filled_in(change, to="done", on="2999-01-01")
    _, events = apply_state_decisions(change, text, "sheet.yaml")
    assert {event.recorded for event in events} == {date(2999, 1, 1)}
    with pytest.raises(ConfirmationError, match="it is decided on 2999-01-01, which is after 2026-04-01"):
        apply_state_decisions(change, text, "sheet.yaml", as_of=DAY)


def test_what_holds_in_a_state_may_follow_from_the_risk():
    above = Field("above_tolerance", "whether the risk is above tolerance")
    calm = State("done", "Done", final=True, holds=Compare(above, "==", False))
    new = attrs.evolve(NEW, states=(REPORTED, calm), facts=(above,))
    scheme = KIT.scheme("cambs-2019")
    for levels, said in (
        ({"likelihood": 1, "impact": 1}, []),
        ({"likelihood": 5, "impact": 5}, ["the risk is above tolerance"]),
    ):
        risk = attrs.evolve(REGISTER.risks[0], current=Assessment(levels=levels, scheme=scheme.id))
        change = LifecycleChange(attrs.evolve(REGISTER, risks=(risk,)), OLD, new, KIT.schemes)
        assert change.at_odds(change.items[0], "done", as_of=DAY) == said
        assert change.at_odds(change.items[0], "reported", as_of=DAY) == []
        assert change.at_odds(change.items[1], "done", as_of=DAY) == [f"{above.label} is not known"]


TRIGGERS = st.lists(st.sampled_from(["park", "resume", "finish"]), max_size=4)


@st.composite
def registers(draw):
    actions = []
    for place, triggers in enumerate(draw(st.lists(TRIGGERS, max_size=4))):
        workflow = draw(st.sampled_from(["repair", None]))
        action = Action(ref=f"A{place}", title="T", owner="Clerk", workflow=workflow)
        for day, trigger in enumerate(triggers, start=1):
            if any(
                row.trigger == trigger and (action.state or "reported") in row.sources for row in OLD.rows
            ):
                action, _ = fire(OLD, action, trigger, as_of=date(2026, 3, day))
        actions.append(action)
    return Register(ref="r", title="T", actions=tuple(actions))


@given(
    registers(), st.sampled_from([NEW, attrs.evolve(NEW, id="mend")]), st.sampled_from(["reported", "done"])
)
def test_after_a_change_every_item_is_in_a_state_of_the_new_version_and_its_events_make_one_story(
    register, new, to
):
    change = LifecycleChange(register, OLD, new)
    after, events = apply_state_decisions(change, filled_in(change, to=to), "sheet.yaml", as_of=DAY)
    assert [event.ref for event in events] == [each.ref for each in change.undecided]
    moved = {each.ref for each in change.undecided}
    for old, now in zip(register.all_actions, after.all_actions, strict=True):
        if old.address in moved:
            assert now.item.state == to
            assert now.item.events[:-1] == old.item.events
            assert (now.item.workflow, now.item.events[-1].version) == (new.id, new.version)
            assert list(log_faults(new, now.item)) == []
        else:
            assert now.item is old.item
    assert all(
        (each.item.state or new.initial) in new.state for each in LifecycleChange(after, new, new).items
    )
    if not moved:
        assert after is register
