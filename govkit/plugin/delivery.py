"""Telling plug-ins of events: each recorded event under a key by which it is known again."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from govkit.analysis import with_lifecycles
from govkit.errors import UnknownNameError
from govkit.model import Event, Item, Register


@attrs.frozen
class Delivery:
    """An event to tell of.

    Args:
        event: what happened.
        subject: the item as it is now.
        key: the event's key.
    """

    event: Event
    subject: Item
    key: str


def event_key(event: Event, *, place: int, twin: int = 0, register: str = "") -> str:
    """Make the key of a recorded event: the same whenever it is told of, and another for every other event.

    It follows from what is recorded alone, so that it is the same tomorrow and in another process.

    Args:
        event: the event.
        place: its place among the events of its item, counted from 0.
        twin: the item's place among those of its kind that have the same address, counted from 0.
        register: ref of the register; empty where it is not known.

    Returns:
        32 hexadecimal digits.
    """
    recorded = [
        register,
        event.kind,
        event.ref,
        twin,
        place,
        event.trigger,
        event.from_state,
        event.to_state,
        event.effective.isoformat(),
        event.recorded.isoformat(),
        event.by,
        event.why,
        [[change.field, change.before, change.after] for change in event.changes],
        event.workflow,
        event.version,
    ]
    return hashlib.sha256(json.dumps(recorded).encode()).hexdigest()[:32]


@attrs.frozen
class _Held:
    """An event where it is recorded: the item, its place among its like, the event's place among its own."""

    item: Item
    twin: int
    place: int

    @property
    def event(self) -> Event:
        return self.item.events[self.place]


def deliveries(register: Register, events: Iterable[Event]) -> Iterator[Delivery]:
    """Find where events are recorded.

    Args:
        register: the register in which the events' items stand now.
        events: the events.

    Yields:
        A delivery per event, in the order of the events; none for one that is given more often than it is
        recorded.

    Raises:
        UnknownNameError: no item of the register has such an event; those before it have been yielded.
    """
    listed = list(events)
    asked = {event.ref for event in listed}
    held: dict[str, list[_Held]] = {}
    twins: Counter[tuple[str, str]] = Counter()
    for located in with_lifecycles(register):
        twin = twins[located.item.KIND, located.address]
        twins[located.item.KIND, located.address] += 1
        known = held.setdefault(located.address, [])
        if located.address in asked:
            known += (_Held(located.item, twin, place) for place in range(len(located.item.events)))
    taken: set[int] = set()
    for event in listed:
        alike = [each for each in held.get(event.ref, ()) if each.event == event]
        if not alike:
            raise UnknownNameError(f"item that holds the event {event.trigger} of", event.ref, held)
        left = [each for each in alike if id(each) not in taken]
        if left:
            # Of events that are alike it is this very one, or else, after a file was read, the newest.
            found = next((each for each in left if each.event is event), left[-1])
            taken.add(id(found))
            where = {"place": found.place, "twin": found.twin}
            yield Delivery(event, found.item, event_key(event, register=register.ref, **where))
