"""What becomes of items that are under way, under another version of their lifecycle."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import attrs

from govkit.errors import did_you_mean
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject
from govkit.workflow.log import makes
from govkit.workflow.versions.difference import states_said, ways_said


class Fate(StrEnum):
    """What becomes of an item under another version."""

    UNAFFECTED = "unaffected"
    """It can do from here what it could do before."""
    AFFECTED = "affected"
    """It goes on, and what it can do from here is not what it was."""
    STRANDED = "stranded"
    """It is in a state that the new version lacks, or from which it comes to no end any more."""


@attrs.frozen(kw_only=True)
class InFlight:
    """What becomes of one item.

    Args:
        ref: address of the item.
        state: the state it is in under the old version.
        fate: what becomes of it.
        reasons: why, a sentence each; empty for an item that is unaffected.
        history: those of its events that the new version would not have made; they stay as they are, and
            decide nothing.
        moved_under: id and version of the lifecycle that allowed its last event, None where that is not
            recorded.
    """

    ref: str
    state: str
    fate: Fate
    reasons: tuple[str, ...]
    history: tuple[str, ...] = ()
    moved_under: str | None = None


def in_flight(old: Workflow, new: Workflow, items: Iterable[tuple[Subject, str]]) -> tuple[InFlight, ...]:
    """Say what becomes of items under another version of their lifecycle.

    Args:
        old: the version they are under.
        new: the version they would be under.
        items: items with their addresses.

    Returns:
        One answer per item, in their order.
    """
    ends = _that_end(new)
    differing = _differing(old, new)
    found = []
    for item, ref in items:
        state = state_under(old, item)
        stranded = tuple(_stranding(old, new, item, state_under(new, item), ends))
        affected = (*_unrecorded(old, new, item), *differing.get(state, ()))
        fate = Fate.STRANDED if stranded else Fate.AFFECTED if affected else Fate.UNAFFECTED
        each = InFlight(
            ref=ref,
            state=state,
            fate=fate,
            reasons=stranded or affected,
            history=tuple(_not_of(new, item)),
            moved_under=_moved_under(item),
        )
        found.append(each)
    return tuple(found)


def state_under(workflow: Workflow, item: Subject) -> str:
    """Name the state an item is in, whether or not its lifecycle has it."""
    return workflow.initial if item.state is None else item.state


def _differing(old: Workflow, new: Workflow) -> Mapping[str, tuple[str, ...]]:
    """Say per state what differs of it and of the ways out of it."""
    before, after = ways_said(old), ways_said(new)
    states = states_said(old), states_said(new)
    said: dict[str, tuple[str, ...]] = {}
    for state in new.state:
        if state not in old.state:
            said[state] = (f'the old version has no state "{state}"{did_you_mean(state, old.state)}',)
            continue
        ways = [f"{trigger} from {state}" for trigger in dict.fromkeys((*old.triggers, *new.triggers))]
        reasons = [f"{way} differs" for way in ways if before.get(way) != after.get(way)]
        if states[0][state] != states[1][state]:
            reasons.append(f"what holds in {state} differs")
        if not reasons and _by_itself(old, state) != _by_itself(new, state):
            reasons.append(f"what happens by itself in {state} is tried in another order")
        said[state] = tuple(reasons)
    return said


def _by_itself(workflow: Workflow, state: str) -> list[str]:
    return [row.trigger for row in workflow.automatic[state]]


def _unrecorded(old: Workflow, new: Workflow, item: Subject) -> Iterator[str]:
    """Say that an item without a state changes it with the version, since nothing says which it is in."""
    if item.state is None and old.initial != new.initial:
        yield f"no state is recorded, which means {new.initial} then, where it means {old.initial} now"


def _stranding(old: Workflow, new: Workflow, item: Subject, state: str, ends: set[str]) -> Iterator[str]:
    if state not in new.state:
        if state in old.state:
            yield f'there is no state "{state}" any more{did_you_mean(state, new.state)}'
        else:
            yield f'neither version has a state "{state}"{did_you_mean(state, (*old.state, *new.state))}'
        came = [event for event in item.events if event.to_state == state]
        yield from (f"it came there by {event.trigger} on {event.effective}" for event in came[-1:])
    elif ends and state not in ends:
        yield f"from {state} no final state can be reached any more"


def _that_end(workflow: Workflow) -> set[str]:
    """The states that are final, or lead to a final one by some rows; guards are not looked at."""
    ends = {state.name for state in workflow.states if state.final}
    grown = True
    while grown:
        more = {
            source
            for row in workflow.rows
            for source in row.sources
            if (row.target or source) in ends and source not in ends
        }
        ends |= more
        grown = bool(more)
    return ends


def _not_of(workflow: Workflow, item: Subject) -> Iterator[str]:
    """Fold an item's events under a lifecycle: say which of them no row of it leads along."""
    for event in item.events:
        if not makes(workflow, event):
            yield f"{event.trigger} of {event.effective} from {event.from_state} to {event.to_state}"


def _moved_under(item: Subject) -> str | None:
    last = item.events[-1] if item.events else None
    return None if last is None or last.version is None else f"{last.workflow} {last.version}"
