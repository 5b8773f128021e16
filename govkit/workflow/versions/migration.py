"""Taking items over to another version of their lifecycle: a plan, and doing it in the name of somebody."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs
from immutabledict import immutabledict

from govkit.errors import DefinitionError, did_you_mean
from govkit.model import Event
from govkit.model.constraint import says_something
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject
from govkit.workflow.log import MIGRATE, too_early
from govkit.workflow.versions.fate import Fate, InFlight, in_flight, state_under

S = TypeVar("S", bound=Subject)


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
        old: the lifecycle that items are under.
        new: the lifecycle they would be under.
        steps: the items that would be moved.
        same: addresses of the items that nothing is done to.
        undecided: addresses of items that cannot stay and for which no state was given, each with the reason.
    """

    old: Workflow
    new: Workflow
    steps: tuple[Step, ...]
    same: tuple[str, ...]
    undecided: immutabledict[str, str]


def cannot_stay(each: InFlight, old: Workflow, new: Workflow) -> str | None:
    """Say why somebody has to decide what becomes of an item.

    Args:
        each: what becomes of it unless somebody decides.
        old: the lifecycle it is under.
        new: the one it would be under.

    Returns:
        The reason: it is stranded, or the new lifecycle is another one and no version of the same; None where
        it may stay as it is.
    """
    if each.fate is Fate.STRANDED:
        return each.reasons[0]
    return None if old.id == new.id else f"{new.id} is another lifecycle than {old.id}"


def plan_migration(
    old: Workflow,
    new: Workflow,
    items: Iterable[tuple[Subject, str]],
    states: Mapping[str, str] | None = None,
) -> MigrationPlan:
    """Plan how items would go over to another version of their lifecycle, or to another lifecycle.

    Args:
        old: the version they are under.
        new: the version they would be under.
        items: items with their addresses.
        states: for states of the old version the state of the new one that takes their place.

    Returns:
        The plan. An item moves only where ``states`` says so. One that is stranded is undecided without it,
        and so is every item if ``new`` is no version of ``old`` but another lifecycle.

    Raises:
        DefinitionError: ``states`` names a state that a version lacks, or the lifecycles are for different
            kinds of item; it lists every fault.
    """
    given = dict(states or {})
    faults = [*kind_faults(old, new)]
    faults += [
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
        reason = cannot_stay(each, old, new)
        to_state = given.get(each.state)
        if to_state is not None and (reason is not None or to_state != each.state):
            steps.append(Step(ref=each.ref, from_state=each.state, to_state=to_state))
        elif reason is not None:
            undecided[each.ref] = reason
        else:
            same.append(each.ref)
    return MigrationPlan(
        old=old,
        new=new,
        steps=tuple(steps),
        same=tuple(same),
        undecided=immutabledict(undecided),
    )


def kind_faults(old: Workflow, new: Workflow) -> list[str]:
    """Say whether two lifecycles are for different kinds of item, so that nothing can go over."""
    return [] if old.kind == new.kind else [f"{old.id} is for {old.kind} and {new.id} for {new.kind}"]


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
        DefinitionError: items are undecided, who or why is blank, or something was recorded of an item after
            ``on``; nothing is done then.
        TypeError: ``on`` is no plain date.
    """
    if type(on) is not date:
        # A datetime is a date to isinstance, and would be stored as something that is none.
        raise TypeError(f"on takes a datetime.date, not {type(on).__name__} ({on})")
    items = list(items)
    steps = {(step.ref, step.from_state): step for step in plan.steps}
    due = [steps.get((ref, state_under(plan.old, item))) for item, ref in items]
    faults = [f"{ref} is undecided: {reason}" for ref, reason in plan.undecided.items()]
    given = {"by": by, "why": why}
    faults += [f"{name} is blank; say it" for name, text in given.items() if not says_something(text)]
    faults += [
        f"{ref}: {said}"
        for (item, ref), step in zip(items, due, strict=True)
        if step is not None and (said := too_early(item, on)) is not None
    ]
    if faults:
        raise DefinitionError(f"a migration to {plan.new.id}", faults)
    moved, events = [], []
    for (item, _), step in zip(items, due, strict=True):
        if step is None:
            moved.append(item)
            continue
        new, event = migrated(item, step, plan.new, on=on, by=by, why=why)
        moved.append(new)
        events.append(event)
    return moved, events


def migrated(item: S, step: Step, new: Workflow, *, on: date, by: str, why: str) -> tuple[S, Event]:
    """Take one item over.

    Args:
        item: the item; it stays as it is.
        step: its address, and the states it leaves and comes to.
        new: the lifecycle it is under then.
        on: the day it is recorded on, and takes effect on.
        by: who confirms it.
        why: the reason.

    Returns:
        The new item, and the event, which is also among the new item's events.
    """
    event = Event(
        kind=item.KIND,
        ref=step.ref,
        trigger=MIGRATE,
        from_state=step.from_state,
        to_state=step.to_state,
        effective=on,
        recorded=on,
        by=by,
        why=why,
        workflow=new.id,
        version=new.version,
    )
    subject: Any = item
    moved: S = attrs.evolve(subject, state=step.to_state, workflow=new.id, events=(*item.events, event))
    return moved, event
