"""Events are told of once, under keys that stand for them in every process."""

from datetime import date
from types import SimpleNamespace

import attrs

from govkit import Action, Register, Risk, Toolkit, hookimpl
from govkit.model import Change, Event
from govkit.plugin import event_key

DAY = date(2019, 10, 9)
LATE = (
    Action(ref="A1", title="A", deadline="31/12/2018"),
    Action(ref="A2", title="B", deadline="Q4 2018-19"),
)
REGISTER = Register(ref="r", title="T", risks=(Risk(ref="SR3.1", title="A", actions=LATE),))


def plugin(listener):
    listener.__name__ = "govkit_event"
    return SimpleNamespace(govkit_event=hookimpl(listener))


def listening():
    """Make a toolkit, and a list of the events it tells of with their keys."""
    heard = []
    kit = Toolkit.installed(plugin(lambda event, key: heard.append((event.ref, key))))
    return kit, heard


def test_an_event_is_told_of_once_however_often_it_is_announced():
    kit, heard = listening()
    swept, events = kit.sweep(REGISTER, as_of=DAY)
    assert [ref for ref, _ in heard] == [event.ref for event in events]
    kit.announce(swept, events)
    kit.announce(swept, [*events, *events])
    kit.sweep(REGISTER, as_of=DAY)
    assert len(heard) == len(events)


def test_the_key_of_an_event_is_the_same_in_another_program_that_reads_the_file(tmp_path):
    kit, heard = listening()
    swept, events = kit.sweep(REGISTER, as_of=DAY)
    kit.save(swept, tmp_path / "r.json")
    other, again = listening()
    read = other.load(tmp_path / "r.json")
    other.announce(read, [event for item in read.risk("SR3.1").actions for event in item.events])
    assert again == heard
    assert len({key for _, key in heard}) == len(events) == 2


def test_the_key_is_the_one_it_was_in_every_release():
    change = Change(field="end", before=None, after="2019-10-09")
    event = Event(
        kind="action", ref="1", trigger="close", from_state="open", to_state="closed", effective=DAY, recorded=DAY,
        by="Żółć", changes=(change,), workflow="w", version="v",
    )  # fmt: skip
    assert event_key(event, place=0, register="r") == "4ec2258118ca3e0be08ce09296025cf7"


def test_events_that_are_alike_have_keys_of_their_own():
    kit, heard = listening()
    register = Register(ref="r", title="T", actions=(Action(ref="1", title="T"),))
    events = []
    for trigger, more in (("close", {"end": DAY}), ("reopen", {"why": "a slip"})) * 2:
        register, event = kit.fire_at(register, "1", trigger, as_of=DAY, announce=False, **more)
        events.append(event)
    assert events[:2] == events[2:]
    kit.announce(register, events)
    assert len({key for _, key in heard}) == 4
    other, newest = listening()
    other.announce(register, [attrs.evolve(events[2]), attrs.evolve(events[3])])
    assert newest == heard[2:]


def test_registers_and_items_of_one_address_have_keys_of_their_own():
    kit, heard = listening()
    late = Action(ref="1", title="T", deadline="31/12/2018")
    for ref in ("one", "other"):
        kit.sweep(Register(ref=ref, title="T", actions=(late, late)), as_of=DAY)
    assert len(heard) == len({key for _, key in heard}) == 4


def test_a_toolkit_does_not_tell_again_of_what_a_plug_in_could_not_take():
    calls = []

    def raises(event):
        calls.append(event)
        raise ConnectionError

    kit = Toolkit.installed(plugin(raises))
    swept, events = kit.sweep(REGISTER, as_of=DAY)
    kit.announce(swept, events)
    assert calls == events
