"""Firing triggers: reads the machine's table, evaluates the guards, and returns a new item with its event."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Final, Protocol, Self, TypeVar

import attrs

from govkit.errors import Blocked, DefinitionError, UnknownNameError
from govkit.model import Change, Event
from govkit.model.constraint import is_tuple
from govkit.model.copying import Copier, replaced
from govkit.workflow.blame import blame
from govkit.workflow.definition import Row, Way, Workflow
from govkit.workflow.field import View
from govkit.workflow.raised import not_yet_raised, raised_on


class Subject(Protocol):
    """What a lifecycle needs of an item: a frozen attrs entity such as ``govkit.model.Action``."""

    KIND: ClassVar[str]

    @property
    def state(self) -> str | None:
        """Its state, None where none is recorded."""
        ...

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to it."""
        ...

    @property
    def address(self) -> str:
        """Its name among its like."""
        ...

    def revised(
        self, changes: dict[str, Any], *, on: date, by: str | None, why: str | None
    ) -> tuple[Self, tuple[Change, ...]]:
        """Change fields, and say what was changed."""
        ...


S = TypeVar("S", bound=Subject)


_EVENTS: Final = Copier(Event)
_CHANGES: Final = attrs.fields(Event).changes
_DAY: Final = timedelta(days=1)


def state_of(workflow: Workflow, item: Subject, *, ref: str | None = None) -> str:
    """Say which state an item is in; one without a state is in the initial one.

    Args:
        workflow: its lifecycle.
        item: the item.
        ref: its address in its register, for the message.

    Returns:
        The name of the state.

    Raises:
        UnknownNameError: the item is in a state the lifecycle lacks.
    """
    state = workflow.initial if item.state is None else item.state
    if state not in workflow.state:
        raise unknown_state(workflow, item, ref or item.address)
    return state


def unknown_state(workflow: Workflow, item: Subject, ref: str) -> UnknownNameError:
    """Make the error that names an item in a state its lifecycle lacks.

    Args:
        workflow: its lifecycle.
        item: the item.
        ref: its address.
    """
    return UnknownNameError(
        "state", item.state or "", workflow.state, f" ({ref})", where=f"in workflow {workflow.id}"
    )


def _ways(workflow: Workflow, item: Subject, trigger: str) -> tuple[Way, ...]:
    ways = workflow.ways.get((trigger, item.state))
    if ways is None:
        if trigger not in workflow.triggers:
            raise UnknownNameError("trigger", trigger, workflow.triggers, where=f"in workflow {workflow.id}")
        state_of(workflow, item)
        ways = workflow.ways[trigger, item.state]
    return ways


def first_open(ways: Iterable[Way], view: View, changes: Collection[str]) -> Way | None:
    """Find the way to take.

    Args:
        ways: the ways to try, in order.
        view: the item with the changes applied, and the occasion.
        changes: names of the fields that are changed along.

    Returns:
        The first that may be taken, None if there is none.
    """
    for way in ways:
        if way.is_open(view, changes):
            return way
    return None


def next_move(ways: Iterable[Way], view: View) -> Way | None:
    """Find the way that an item takes by itself.

    Args:
        ways: the ways that are taken by themselves from its state, in order.
        view: the item, and the occasion.

    Returns:
        The first that is open; None if there is none, or the item is not raised by the day in question.
    """
    way = first_open(ways, view, ())
    facts: Mapping[str, Any] = view.facts
    return way if way is None or not_yet_raised(view.item, facts["as_of"]) is None else None


def reasons(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    facts: Mapping[str, Any],
    changes: dict[str, Any],
    *,
    values: bool = True,
) -> tuple[str, ...]:
    """Say why a trigger cannot be fired, as ``why_not`` does.

    Args:
        workflow: the item's lifecycle.
        item: the item.
        trigger: what would be fired.
        facts: the occasion, and further facts that guards may read.
        changes: fields that would be changed along with it.
        values: whether to say what was found.

    Returns:
        Sentences; empty if it can be fired.

    Raises:
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
    """
    ways = _ways(workflow, item, trigger)
    view = View(_revised(item, facts, changes)[0], item, facts)
    if first_open(ways, view, changes) is not None:
        return ()
    return _blocking(workflow, item, trigger, view, changes, values=values)


def _revised(item: S, facts: Mapping[str, Any], changes: dict[str, Any]) -> tuple[S, tuple[Change, ...]]:
    return (
        item.revised(changes, on=facts["as_of"], by=facts["by"], why=facts["why"]) if changes else (item, ())
    )


def _blocking(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    view: View,
    changes: Collection[str],
    *,
    values: bool = True,
) -> tuple[str, ...]:
    ways = _ways(workflow, item, trigger)
    said: dict[str, None] = {}
    for way in ways:
        said |= dict.fromkeys(way.refuses(changes))
        for guard in way.row.conditions:
            if not guard(view):
                said |= dict.fromkeys(guard.reasons(view, values=values))
    if not ways:
        state = state_of(workflow, item)
        others = [name for name in workflow.triggers if workflow.table(name, state)]
        said[f'{trigger} does not start from "{state}"; from there: {", ".join(others) or "nothing"}'] = None
    return tuple(said)


def why_not(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    *,
    as_of: date,
    by: str | None = None,
    why: str | None = None,
    ref: str | None = None,
    facts: Mapping[str, Any] | None = None,
    **changes: Any,
) -> list[str]:
    """Say why a trigger cannot be fired now.

    Args:
        workflow: the item's lifecycle.
        item: the item.
        trigger: what would be fired.
        as_of: the day in question.
        by: who would fire it.
        why: the reason that would be given.
        ref: the item's address in its register, for messages; its own among its like unless given.
        facts: what the lifecycle declares beside the item; what is not supplied is not known.
        **changes: fields that would be changed along with it.

    Returns:
        Sentences; empty if it can be fired.

    Raises:
        BlankTextError: who, why or what would be changed is a text that says nothing.
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
        DefinitionError: a guard could not be worked out; lifecycle and item are named.
    """
    occasion = workflow.occasion(facts, as_of=as_of, by=by, why=why)
    try:
        return list(reasons(workflow, item, trigger, occasion, changes))
    except DefinitionError as error:
        blame(error, workflow, ref or item.address)


def fire(
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
) -> tuple[S, Event]:
    """Fire a trigger.

    Args:
        workflow: the item's lifecycle.
        item: the item; it stays as it is.
        trigger: what to fire.
        as_of: the day it is recorded on, and takes effect on unless the row names another day.
        by: who fires it.
        why: the reason.
        ref: the item's address in its register; its own among its like unless given.
        facts: what the lifecycle declares beside the item; what is not supplied is not known.
        **changes: fields to change along with it; guards judge the item with them applied.

    Returns:
        The new item, and the event, which is also among the new item's events.

    Raises:
        BlankTextError: who, why or what is changed is a text that says nothing.
        Blocked: it is not allowed now; the reasons are what ``why_not`` says.
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
        DefinitionError: a guard could not be worked out; lifecycle and item are named.
    """
    occasion = workflow.occasion(facts, as_of=as_of, by=by, why=why)
    ways = _ways(workflow, item, trigger)
    candidate, record = _revised(item, occasion, changes)
    view = View(candidate, item, occasion)
    try:
        way = first_open(ways, view, changes)
        if way is not None:
            return taken(way, candidate, view, record, ref or item.address)
        blocking = _blocking(workflow, item, trigger, view, changes)
    except DefinitionError as error:
        blame(error, workflow, ref or item.address)
    raise Blocked(ref or item.address, trigger, blocking)


def taken(way: Way, item: S, view: View, record: tuple[Change, ...], ref: str) -> tuple[S, Event]:
    """Take a way that is open.

    Args:
        way: the way.
        item: the item with the changes applied.
        view: what the guards looked at.
        record: what was changed along.
        ref: the item's address, for the event.

    Returns:
        The item in its new state, and the event, which is also among its events.
    """
    facts: Mapping[str, Any] = view.facts
    row, as_of = way.row, facts["as_of"]
    if row.clears:
        item, cleared = _revised(item, facts, dict.fromkeys(row.clears))
        record = (*record, *cleared)
    event = _EVENTS.opened(way.event)
    event.kind = item.KIND
    event.ref = ref
    effective = _effective(row, view, as_of)
    event.effective = max(effective, *_known_days(item)) if row.automatic else effective
    event.recorded = as_of
    event.by = facts["by"]
    event.why = facts["why"]
    event.changes = record
    happened = _EVENTS.closed(event)
    if record:
        is_tuple(happened, _CHANGES, record)
    return replaced(item, {"state": happened.to_state, "events": (*item.events, happened)}), happened


def _known_days(item: Subject) -> tuple[date, ...]:
    """List days before which nothing moves by itself: it was not there yet, or in another state."""
    raised = raised_on(item)
    last = item.events[-1].effective if item.events else date.min
    return (last,) if raised is None else (last, raised)


def _effective(row: Row, view: View, as_of: date) -> date:
    if row.after is not None:
        passed: date = view.value(row.after.parts)
        return passed + _DAY
    if row.since is None:
        return as_of
    day = view.value(row.since.parts)
    if day is None:
        return as_of
    if not isinstance(day, date):
        raise DefinitionError(f"row {row.trigger}", [f"it takes effect on {row.since.name}, which is no day"])
    # What is recorded has come about by then, though the month or year that somebody wrote is not over.
    return min(day, as_of)


def disagreements(
    workflow: Workflow, item: Subject, *, as_of: date, facts: Mapping[str, Any] | None = None
) -> list[str]:
    """Say where an item's stored state disagrees with its dates.

    Args:
        workflow: its lifecycle.
        item: the item.
        as_of: the day in question.
        facts: what the lifecycle declares beside the item; what is not supplied is not known.

    Returns:
        Sentences; empty if they agree.

    Raises:
        UnknownNameError: the item is in a state the lifecycle lacks.
    """
    state = workflow.state[state_of(workflow, item)]
    view = View(item, item, workflow.occasion(facts, as_of=as_of))
    said = []
    way = next_move(workflow.moves[state.name], view)
    if way is not None:
        row = way.row
        target = workflow.state[row.target or state.name].title.lower()
        day = f"{row.after.label} ({view.value(row.after.parts)}) is over" if row.after else None
        said.append(f"{day or row.conditions[0].sentence()}, so it is {target}")
    if state.holds is not None and not state.holds(view):
        said += state.holds.reasons(view)
    return said
