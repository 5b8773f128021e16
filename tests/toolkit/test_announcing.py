"""Who hears of events, of which item, and when."""

from datetime import date

import attrs
import pytest

from govkit import (
    Action,
    Register,
    Toolkit,
    UnknownNameError,
    hookimpl,
)

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


def test_firing_at_an_address_is_heard_once_with_the_action_as_it_is_now(register, plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    new, event = kit.fire_at(register, "1.0", "start", as_of=DAY)
    assert heard == [(event, new.action("1.0"))]


@pytest.mark.parametrize("at", [True, False])
def test_what_comes_before_what_is_fired_is_heard_first(at, register, plugin):
    heard = []
    kit = Toolkit.installed(
        plugin(govkit_event=lambda event, subject, key: heard.append((event, subject, key)))
    )
    if at:
        new = kit.fire_at(register, "SR3.1/A1", "close", as_of=DAY, end=DAY)[0].action("SR3.1/A1")
    else:
        new, _ = kit.fire(register.action("SR3.1/A1"), "close", as_of=DAY, end=DAY)
    assert [(event, subject) for event, subject, _ in heard] == [(event, new) for event in new.events]
    assert [event.trigger for event, _, _ in heard] == ["lapse", "close"]
    assert len({key for _, _, key in heard}) == 2


def test_plugins_hear_of_what_is_fired_and_swept_with_the_item_as_it_is_now(register, plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    action, event = kit.fire(register.action("1.0"), "start", as_of=DAY)
    assert heard == [(event, action)]
    heard.clear()
    swept, events = kit.sweep(register, as_of=DAY)
    assert heard == list(zip(events, swept.risk("SR3.1").actions, strict=True))
    kit.why_not(action, "close", as_of=DAY)
    assert len(heard) == 2


def test_sweep_can_be_announced_later_with_the_items_as_they_are_then(register, plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    swept, events = kit.sweep(register, as_of=DAY, announce=False)
    assert heard == []
    assert (swept, events) == KIT.sweep(register, as_of=DAY)
    later = swept.with_action("SR3.1/A2", attrs.evolve(swept.action("SR3.1/A2"), owner="Clerk"))
    kit.announce(later, iter(events))
    assert heard == list(zip(events, later.risk("SR3.1").actions, strict=True))
    kit.announce(later, [])
    assert len(heard) == 2


def test_what_is_fired_can_be_announced_later_too(register, plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    kit.fire(register.action("1.0"), "start", as_of=DAY, announce=False)
    new, event = kit.fire_at(register, "SR3.1/A1", "close", as_of=DAY, announce=False, end="01/10/2019")
    assert heard == []
    kit.announce(new, [event])
    assert heard == [(event, new.action("SR3.1/A1"))]


def test_of_two_actions_with_one_address_the_one_that_moved_is_announced(plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    first = Action(ref="1", title="First", deadline="31/12/2018")
    for actions in (
        (first, attrs.evolve(first, deadline="2099")),
        (attrs.evolve(first, deadline="2099"), first),
    ):
        swept, (event,) = kit.sweep(Register(ref="r", title="T", actions=actions), as_of=DAY)
        (moved,) = (action for action in swept.actions if action.state == "overdue")
        assert heard == [(event, moved)]
        heard.clear()


def test_event_that_no_action_of_the_register_holds_is_refused_after_those_before_it(register, plugin):
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append(event)))
    swept, (first, second) = kit.sweep(register, as_of=DAY, announce=False)
    without = swept.with_action("SR3.1/A2", register.action("SR3.1/A2"))
    with pytest.raises(UnknownNameError) as caught:
        kit.announce(without, [first, second])
    assert str(caught.value).startswith('there is no item that holds the event lapse of "SR3.1/A2"; ')
    assert heard == [first]


def test_of_two_equal_events_each_action_hears_its_own():
    heard = []

    class Listener:
        @hookimpl
        def govkit_event(self, event, subject):
            heard.append(subject.title)

    twins = tuple(Action(ref="1", title=title, deadline="1 May 2019") for title in ("First", "Second"))
    Toolkit.installed(Listener()).sweep(Register(ref="r", title="T", actions=twins), as_of=date(2019, 10, 9))
    assert heard == ["First", "Second"]
