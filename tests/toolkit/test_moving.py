"""Firing, asking why not, and sweeping, through a toolkit."""

from datetime import date

import attrs
import pytest

from govkit import (
    Action,
    AmbiguousRefError,
    Blocked,
    Register,
    Risk,
    Toolkit,
    UnknownNameError,
)

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


def test_firing_gives_a_new_action_and_its_event(register):
    action = register.action("SR3.1/A1")
    closed, event = KIT.fire(
        action, "close", as_of=DAY, by="Clerk", why="done", ref="SR3.1/A1", end="01/10/2019"
    )
    assert (closed.state, closed.end.text, action.state, action.end) == ("closed", "01/10/2019", None, None)
    lapse, last = closed.events
    assert last == event
    assert (lapse.trigger, lapse.by, lapse.why, lapse.ref) == ("lapse", None, None, "SR3.1/A1")
    assert (lapse.effective, lapse.recorded, event.from_state) == (date(2019, 1, 1), DAY, "overdue")
    assert (event.ref, event.by, event.why, event.recorded) == ("SR3.1/A1", "Clerk", "done", DAY)
    assert (event.workflow, event.version) == ("action", KIT.workflows["action"].version)


def test_event_names_the_action_by_its_own_address_unless_told_otherwise(register):
    _, event = KIT.fire(register.action("1.0"), "start", as_of=DAY)
    assert event.ref == "1.0"
    new, _ = KIT.fire(register.action("SR3.1/A1"), "extend", as_of=DAY, deadline="2020")
    assert [each.ref for each in new.events] == ["A1", "A1"]


def test_blocked_trigger_raises_what_why_not_says(register):
    action = register.action("SR3.1/A1")
    reasons = KIT.why_not(action, "close", as_of=DAY, by="Clerk", why="done")
    assert reasons == ["a readable end date is not recorded"]
    with pytest.raises(Blocked) as caught:
        KIT.fire(action, "close", as_of=DAY, by="Clerk", why="done", ref="SR3.1/A1")
    assert list(caught.value.reasons) == reasons
    assert caught.value.ref == "SR3.1/A1"


def test_changes_and_the_reason_count_when_asking_why_not(register):
    assert KIT.why_not(register.action("1.0"), "close", as_of=DAY, end="01/10/2019") == []
    closed = Action(ref="1", title="A", state="closed", end="01/10/2019")
    assert KIT.why_not(closed, "reopen", as_of=DAY) == ["the reason is not recorded"]
    assert KIT.why_not(closed, "reopen", as_of=DAY, why="not done") == []


@pytest.mark.parametrize("method", [KIT.fire, KIT.why_not])
@pytest.mark.parametrize(
    ("action", "trigger", "changes", "said"),
    [
        (
            Action(ref="1", title="A"),
            "clos",
            {},
            'no trigger "clos" in workflow action; did you mean "close"?',
        ),
        (Action(ref="1", title="A", state="opn"), "close", {}, 'no state "opn" in workflow action'),
        (
            Action(ref="1", title="A"),
            "close",
            {"ownr": "x"},
            '"ownr" of an action that can be changed; did you mean "owner"?',
        ),
        (Action(ref="1", title="A", workflow="gone"), "close", {}, 'no workflow "gone"'),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(method, action, trigger, changes, said):
    with pytest.raises(UnknownNameError) as caught:
        method(action, trigger, as_of=DAY, **changes)
    assert said in str(caught.value)


@pytest.mark.parametrize("address", ["SR3.1/A1", "1.0"])
def test_firing_at_an_address_changes_that_action_only(address, register):
    day = date(2018, 12, 1)
    new, event = KIT.fire_at(register, address, "start", as_of=day, by="Clerk", why="begun", owner="Clerk")
    action, expected = KIT.fire(
        register.action(address), "start", as_of=day, by="Clerk", why="begun", ref=address, owner="Clerk"
    )
    assert event == expected
    assert (event.ref, event.by, event.why, event.recorded) == (address, "Clerk", "begun", day)
    assert new == register.with_action(address, action)
    assert (new.action(address).state, new.action(address).owner) == ("ongoing", "Clerk")
    assert new.action(address).events == (event,)
    others = [each.item for each in register.all_actions if each.address != address]
    assert [each.item for each in new.all_actions if each.address != address] == others
    assert register.action(address).state is None


def test_firing_at_an_address_that_is_blocked_says_where(register):
    with pytest.raises(Blocked) as caught:
        KIT.fire_at(register, "SR3.1/A1", "close", as_of=DAY)
    assert caught.value.ref == "SR3.1/A1"
    assert caught.value.reasons == ("a readable end date is not recorded",)


@pytest.mark.parametrize(
    ("address", "trigger", "changes", "said"),
    [
        ("SR3.1/A3", "start", {}, 'there is no item "SR3.1/A3"; did you mean "SR3.1/A'),
        ("SR3.1/A1", "strat", {}, 'no trigger "strat" in workflow action; did you mean "start"?'),
        (
            "SR3.1/A1",
            "start",
            {"ownr": "x"},
            '"ownr" of an action that can be changed; did you mean "owner"?',
        ),
    ],
)
def test_firing_at_an_address_refuses_unknown_names(address, trigger, changes, said, register):
    with pytest.raises(UnknownNameError) as caught:
        KIT.fire_at(register, address, trigger, as_of=DAY, **changes)
    assert said in str(caught.value)


def test_firing_at_an_address_of_two_actions_is_refused(register):
    twice = attrs.evolve(register, actions=register.actions * 2)
    with pytest.raises(AmbiguousRefError):
        KIT.fire_at(twice, "1.0", "start", as_of=DAY)


def test_sweep_moves_what_the_calendar_has_moved_and_nothing_twice(register):
    swept, events = KIT.sweep(register, as_of=DAY)
    assert [(each.ref, each.to_state, each.effective) for each in events] == [
        ("SR3.1/A1", "overdue", date(2019, 1, 1)),
        ("SR3.1/A2", "overdue", date(2019, 4, 1)),
    ]
    assert [located.item.state for located in swept.all_actions] == ["overdue", "overdue", None]
    assert swept.action("1.0") is register.action("1.0")
    assert [located.item.state for located in register.all_actions] == [None, "ongoing", None]
    again, none = KIT.sweep(swept, as_of=DAY)
    assert again is swept
    assert none == []


def test_sweep_refuses_an_unknown_lifecycle_with_the_address_in_the_register():
    action = Action(ref="A1", title="A", workflow="gone")
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", actions=(action,)),))
    with pytest.raises(UnknownNameError, match=r"\(R1/A1\)"):
        KIT.sweep(register, as_of=DAY)


def test_what_a_sweep_of_all_can_tell_is_moved_and_heard(plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    actions = (
        Action(ref="1", title="A", state="opne"),
        Action(ref="2", title="B", deadline="31/12/2018"),
        Action(ref="3", title="C", workflow="gone"),
    )
    log = Register(ref="r", title="T", actions=actions)
    found = kit.sweep_all(log, as_of=DAY)
    assert [each.ref for each in found.not_evaluated] == ["1", "3"]
    assert [each.state for each in found.register.actions] == ["opne", "overdue", None]
    assert heard == [(found.events[0], found.register.actions[1])]
    assert kit.sweep_all(log, as_of=DAY, announce=False) == found
    assert len(heard) == 1


def test_a_trigger_of_a_kind_that_is_told_its_lifecycle_and_has_no_item_is_just_unknown():
    log = Register(ref="r", title="T", actions=(Action(ref="1", title="A", workflow="audit-recommendation"),))
    with pytest.raises(UnknownNameError, match='no trigger "close" in the workflows of this register'):
        KIT.why_not_all(log, "close", as_of=DAY)
