"""Two versions of a lifecycle: what differs, and what becomes of items that are under way."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import attrs
from immutabledict import immutabledict

from govkit.errors import DefinitionError, did_you_mean
from govkit.model import Event
from govkit.workflow.definition import Row, State, Workflow
from govkit.workflow.engine import Subject

S = TypeVar("S", bound=Subject)
MIGRATE = "migrate"
"""The trigger that events of a confirmed migration carry."""


@attrs.frozen
class Difference:
    """One thing that differs between two versions.

    Args:
        subject: what it is about: ``state overdue``, ``extend from open``, ``facts``.
        before: what the old version says, None where it has no such thing.
        after: what the new version says, None where it has no such thing.
    """

    subject: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        """Render as ``extend from open: was …, is …``."""
        if self.before is None:
            return f"{self.subject} is new: {self.after}"
        if self.after is None:
            return f"{self.subject} is gone; it was: {self.before}"
        return f"{self.subject}: was {self.before}, is {self.after}"


def workflow_diff(old: Workflow, new: Workflow) -> tuple[Difference, ...]:
    """Compare two versions of a lifecycle.

    Args:
        old: the old version.
        new: the new version.

    Returns:
        What differs, each thing once; empty exactly if the two have the same version.
    """
    pairs = (
        ("kind", {"": old.kind}, {"": new.kind}),
        ("initial state", {"": old.initial}, {"": new.initial}),
        ("state", _states(old), _states(new)),
        ("", _ways(old), _ways(new)),
        ("facts", {"": _facts(old)}, {"": _facts(new)}),
        ("order of states", {"": _order(old, new)}, {"": _order(new, old)}),
        ("order of rows", {"": _row_order(old, new)}, {"": _row_order(new, old)}),
    )
    return tuple(
        Difference(f"{what} {name}".strip(), before.get(name), after.get(name))
        for what, before, after in pairs
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    )


def _states(workflow: Workflow) -> Mapping[str, str]:
    return {state.name: _state(state) for state in workflow.states}


def _state(state: State) -> str:
    holds = f"where {state.holds.sentence()}" if state.holds is not None else "in which anything may be"
    return f"{'final, ' if state.final else ''}{holds}"


def _ways(workflow: Workflow) -> Mapping[str, str]:
    """Say per trigger and source where it leads; several rows of one trigger and source in their order."""
    ways: dict[str, list[str]] = {}
    for row in workflow.rows:
        for source in row.sources:
            ways.setdefault(f"{row.trigger} from {source}", []).append(_way(row))
    return {name: "; or else ".join(said) for name, said in ways.items()}


def _way(row: Row) -> str:
    parts = [f"to {row.target}" if row.target else "stays"]
    if row.after is not None:
        parts.append(f"by itself once {row.after.label} is over")
    elif row.by_itself:
        parts.append("by itself")
    if row.guard is not None:
        parts.append(f"if {row.guard.sentence()}")
    if row.since is not None:
        parts.append(f"takes effect on {row.since.label}")
    if row.clears:
        parts.append(f"clears {', '.join(row.clears)}")
    if row.changes is not None:
        parts.append(f"changes {', '.join(row.changes) or 'nothing'}")
    if row.reopens:
        parts.append("reopens")
    return ", ".join(parts)


def _facts(workflow: Workflow) -> str:
    return ", ".join(fact.name for fact in workflow.facts) or "none"


def _order(one: Workflow, other: Workflow) -> str:
    shared = {state.name for state in other.states}
    return ", ".join(state.name for state in one.states if state.name in shared)


def _row_order(one: Workflow, other: Workflow) -> str:
    shared = set(other.triggers)
    return ", ".join(trigger for trigger in one.triggers if trigger in shared)


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
    """

    ref: str
    state: str
    fate: Fate
    reasons: tuple[str, ...]


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
        state = old.initial if item.state is None else item.state
        stranded = tuple(_stranding(new, item, state, ends))
        affected = differing.get(state, ())
        fate = Fate.STRANDED if stranded else Fate.AFFECTED if affected else Fate.UNAFFECTED
        found.append(InFlight(ref=ref, state=state, fate=fate, reasons=stranded or affected))
    return tuple(found)


def _differing(old: Workflow, new: Workflow) -> Mapping[str, tuple[str, ...]]:
    """Say per state what differs of it and of the ways out of it."""
    before, after = _ways(old), _ways(new)
    said: dict[str, tuple[str, ...]] = {}
    for state in dict.fromkeys((*old.state, *new.state)):
        ways = [f"{trigger} from {state}" for trigger in dict.fromkeys((*old.triggers, *new.triggers))]
        reasons = [f"{way} differs" for way in ways if before.get(way) != after.get(way)]
        if _states(old).get(state) != _states(new).get(state):
            reasons.append(f"what holds in {state} differs")
        said[state] = tuple(reasons)
    return said


def _stranding(new: Workflow, item: Subject, state: str, ends: set[str]) -> Iterator[str]:
    if state not in new.state:
        yield f'there is no state "{state}" any more{did_you_mean(state, new.state)}'
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


@attrs.frozen(kw_only=True)
class Step:
    """One item that a migration would move.

    Args:
        ref: address of the item.
        from_state: the state it is in.
        to_state: the state it would be in.
    """

    ref: str
    from_state: str
    to_state: str


@attrs.frozen(kw_only=True)
class MigrationPlan:
    """What a migration would do; nothing has been done.

    Args:
        old: id and version of the lifecycle that items are under.
        new: the lifecycle they would be under.
        steps: the items whose state would change.
        same: addresses of the items that keep their state.
        undecided: addresses of stranded items for which no state was given, each with the reason.
    """

    old: str
    new: Workflow
    steps: tuple[Step, ...]
    same: tuple[str, ...]
    undecided: immutabledict[str, str]


def plan_migration(
    old: Workflow,
    new: Workflow,
    items: Iterable[tuple[Subject, str]],
    states: Mapping[str, str] | None = None,
) -> MigrationPlan:
    """Plan how items would go over to another version of their lifecycle.

    Args:
        old: the version they are under.
        new: the version they would be under.
        items: items with their addresses.
        states: for states of the old version the state of the new one that takes their place.

    Returns:
        The plan. An item moves only where ``states`` says so; a stranded item without a state is undecided.

    Raises:
        DefinitionError: ``states`` names a state that a version lacks; it lists every fault.
    """
    given = dict(states or {})
    faults = [
        f'the old version has no state "{name}"{did_you_mean(name, old.state)}'
        for name in given
        if name not in old.state
    ]
    faults += [
        f'the new version has no state "{name}"{did_you_mean(name, new.state)}'
        for name in given.values()
        if name not in new.state
    ]
    if faults:
        raise DefinitionError(f"a migration to {new.id}", faults)
    steps, same, undecided = [], [], {}
    for each in in_flight(old, new, items):
        if each.state in given and given[each.state] != each.state:
            steps.append(Step(ref=each.ref, from_state=each.state, to_state=given[each.state]))
        elif each.fate is Fate.STRANDED and each.state not in given:
            undecided[each.ref] = each.reasons[0]
        else:
            same.append(each.ref)
    return MigrationPlan(
        old=f"{old.id} {old.version}",
        new=new,
        steps=tuple(steps),
        same=tuple(same),
        undecided=immutabledict(undecided),
    )


def confirm_migration(
    plan: MigrationPlan, items: Iterable[tuple[S, str]], *, on: date, by: str, why: str
) -> tuple[list[S], list[Event]]:
    """Do what a plan says, in the name of somebody.

    Args:
        plan: the plan.
        items: the items it was made for, with their addresses; they stay as they are.
        on: the day it is recorded on.
        by: who confirms it.
        why: the reason.

    Returns:
        The items in order, those that keep their state being the very same objects, and an event per item
        that moved.

    Raises:
        DefinitionError: items are undecided, or who or why is blank; nothing is done then.
    """
    faults = [f"{ref} is undecided: {reason}" for ref, reason in plan.undecided.items()]
    faults += [f"{name} is blank; say it" for name, text in (("by", by), ("why", why)) if not text.strip()]
    if faults:
        raise DefinitionError(f"a migration to {plan.new.id}", faults)
    steps = {step.ref: step for step in plan.steps}
    moved, events = [], []
    for item, ref in items:
        step = steps.get(ref)
        if step is None:
            moved.append(item)
            continue
        event = Event(
            kind=item.KIND,
            ref=ref,
            trigger=MIGRATE,
            from_state=step.from_state,
            to_state=step.to_state,
            effective=on,
            recorded=on,
            by=by,
            why=why,
            workflow=plan.new.id,
            version=plan.new.version,
        )
        changed: Any = item
        new = attrs.evolve(changed, state=step.to_state, workflow=plan.new.id, events=(*item.events, event))
        moved.append(new)
        events.append(event)
    return moved, events
