"""In turn: what fires by itself comes before what somebody fires, and nothing is added to a broken log."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, Generic, TypeVar

import attrs

from govkit.errors import Blocked, DefinitionError
from govkit.model import Event
from govkit.workflow.blame import blame
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject, fire, reasons, state_of
from govkit.workflow.log import log_faults, too_early
from govkit.workflow.raised import not_yet_raised
from govkit.workflow.sweeping import mover

S = TypeVar("S", bound=Subject)

_RULE: Final = "GKEVT001"


def log_reasons(workflow: Workflow, item: Subject, as_of: date) -> Iterator[str]:
    """Say why no event may be added to an item's log on a day.

    Args:
        workflow: its lifecycle.
        item: the item.
        as_of: the day on which an event would be recorded.

    Yields:
        A sentence per fault of the log, which names the event and the rule, one if something was recorded
        after that day, and one if the item was raised after it.
    """
    if item.events:
        for fault in log_faults(workflow, item):
            yield f"its events make no story ({_RULE}): {fault}"
        early = too_early(item, as_of)
        if early is not None:
            yield early
    unborn = not_yet_raised(item, as_of)
    if unborn is not None:
        yield unborn


def fire_in_turn(
    workflow: Workflow,
    item: S,
    trigger: str,
    *,
    as_of: date,
    by: str | None = None,
    why: str | None = None,
    ref: str | None = None,
    facts: Mapping[str, Any] | None = None,
    **changes: Any,
) -> tuple[S, tuple[Event, ...]]:
    """Fire a trigger, after whatever fires by itself and was due before it.

    The history is the one that a sweep and then ``fire`` on the same day would make, but for what would have
    fired by itself after the trigger took effect: an action that ended before its deadline was never overdue.
    What fires by itself can be fired too once it is due; it has ``by`` and ``why`` then.

    Args:
        workflow: the item's lifecycle.
        item: the item; it stays as it is.
        trigger: what to fire.
        as_of: the day it is recorded on.
        by: who fires it; what fires by itself is nobody's.
        why: the reason.
        ref: the item's address in its register; its own among its like unless given.
        facts: what the lifecycle declares beside the item; what is not supplied is not known.
        **changes: fields to change along with it.

    Returns:
        The new item, and its new events, the last of which is the one that was fired.

    Raises:
        Blocked: it is not allowed now, its events make no story, something was recorded later, or it was not
            yet raised; nothing is recorded then, what fires by itself neither.
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
        DefinitionError: a guard could not be worked out, and lifecycle and item are named; or the lifecycle's
            automatic rows go round in a circle.
    """
    place = ref or item.address
    broken = tuple(log_reasons(workflow, item, as_of))
    if broken:
        raise Blocked(place, trigger, broken)
    try:
        stages = _stages(workflow, item, trigger, place, workflow.occasion(facts, as_of=as_of))
    except DefinitionError as error:
        blame(error, workflow, place)
    occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": why, "ref": place, "facts": facts, **changes}
    fitting = _in_time(workflow, stages, trigger, occasion)
    if fitting is not None:
        return fitting
    ready, before = stages[-1].item, stages[-1].events
    try:
        new, event = fire(workflow, ready, trigger, **occasion)
    except Blocked as blocked:
        raise Blocked(place, trigger, _told(workflow, ready, trigger, before, blocked.reasons)) from None
    return new, (*before, event)


def reasons_in_turn(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    *,
    as_of: date,
    by: str | None = None,
    why: str | None = None,
    ref: str | None = None,
    facts: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any],
    values: bool = True,
) -> tuple[str, ...]:
    """Say why ``fire_in_turn`` would be blocked.

    Args:
        workflow: the item's lifecycle.
        item: the item.
        trigger: what would be fired.
        as_of: the day in question.
        by: who would fire it.
        why: the reason that would be given.
        ref: the item's address in its register; its own among its like unless given.
        facts: what the lifecycle declares beside the item; what is not supplied is not known.
        changes: fields that would be changed along with it.
        values: whether to say what was found.

    Returns:
        Sentences; empty if it can be fired.

    Raises:
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
        DefinitionError: a guard could not be worked out, which knows neither lifecycle nor item; or the
            lifecycle's automatic rows go round in a circle.
    """
    place = ref or item.address
    broken = tuple(log_reasons(workflow, item, as_of))
    if broken:
        return broken
    stages = _stages(workflow, item, trigger, place, workflow.occasion(facts, as_of=as_of))
    ready, before = stages[-1].item, stages[-1].events
    occasion = workflow.occasion(facts, as_of=as_of, by=by, why=why)
    said = reasons(workflow, ready, trigger, occasion, dict(changes), values=values)
    asked: dict[str, Any] = {"as_of": as_of, "by": by, "why": why, "ref": place, "facts": facts, **changes}
    if said and _in_time(workflow, stages, trigger, asked) is not None:
        return ()
    return _told(workflow, ready, trigger, before, said)


@attrs.frozen
class _Stage(Generic[S]):
    """An item on its way by itself.

    Args:
        item: the item.
        events: what fired by itself so far.
    """

    item: S
    events: tuple[Event, ...]


def _stages(
    workflow: Workflow, item: S, trigger: str, ref: str, occasion: Mapping[str, Any]
) -> list[_Stage[S]]:
    """Take an item as far as it moves by itself before the trigger, step by step."""
    events: list[Event] = []
    steps: list[S] = [item]
    mover(workflow, occasion, events, until=trigger, steps=steps)(item, ref)
    return [_Stage(step, tuple(events[:count])) for count, step in enumerate(steps)]


def _in_time(
    workflow: Workflow, stages: list[_Stage[S]], trigger: str, occasion: dict[str, Any]
) -> tuple[S, tuple[Event, ...]] | None:
    """Fire a trigger where it takes effect before the next step that the item takes by itself.

    Returns:
        The new item and its new events, from the earliest such stage; None if there is none.
    """
    for stage, later in pairwise(stages):
        try:
            new, event = fire(workflow, stage.item, trigger, **occasion)
        except Blocked:
            continue
        if event.effective < later.events[-1].effective:
            return new, (*stage.events, event)
    return None


def _told(
    workflow: Workflow, item: Subject, trigger: str, before: tuple[Event, ...], said: tuple[str, ...]
) -> tuple[str, ...]:
    """Say what came first where a trigger starts from the state that is recorded and not from the new one."""
    if not said or not before or workflow.table(trigger, state_of(workflow, item)):
        return said
    return (f"{before[-1].trigger} comes first: {before[0].from_state} → {before[-1].to_state}", *said)
