"""Firing triggers: reads the machine's table, evaluates the guards, and returns a new item with its event."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Protocol, Self, TypeVar

import attrs

from govkit.errors import Blocked, DefinitionError, UnknownNameError
from govkit.model import Change, Event
from govkit.workflow.definition import Row, RowTransition, Workflow
from govkit.workflow.guard import View


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


@attrs.frozen
class _Attempt:
    """A trigger tried on an item: the row that may be taken, or else why none may."""

    item: Any
    state: str
    view: View
    changes: tuple[Change, ...]
    taken: RowTransition | None
    reasons: tuple[str, ...]


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
        raise UnknownNameError(
            f"state in workflow {workflow.id}", state, workflow.state, f" ({ref or item.address})"
        )
    return state


def _attempt(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    facts: Mapping[str, Any],
    changes: dict[str, Any],
    *,
    values: bool = True,
) -> _Attempt:
    if trigger not in workflow.triggers:
        raise UnknownNameError(f"trigger in workflow {workflow.id}", trigger, workflow.triggers)
    state = state_of(workflow, item)
    candidate = item
    record: tuple[Change, ...] = ()
    if changes:
        candidate, record = item.revised(changes, on=facts["as_of"], by=facts["by"], why=facts["why"])
    view = View(candidate, item, facts)
    transitions = workflow.table(trigger, state)
    reasons: dict[str, None] = {}
    for transition in transitions:
        fixed = _fixed(transition.row, changes)
        if not fixed and all(guard(view) for guard in transition.guards):
            return _Attempt(candidate, state, view, record, transition, ())
        reasons |= dict.fromkeys(fixed)
        for guard in transition.row.conditions:
            if not guard(view):
                reasons |= dict.fromkeys(guard.reasons(view, values=values))
    if not transitions:
        ways = [name for name in workflow.triggers if workflow.table(name, state)]
        reasons[f'{trigger} does not start from "{state}"; from there: {", ".join(ways) or "nothing"}'] = None
    return _Attempt(candidate, state, view, record, None, tuple(reasons))


def _fixed(row: Row, changes: Mapping[str, Any]) -> list[str]:
    if row.changes is None:
        return []
    may = f"only {', '.join(row.changes)}" if row.changes else "nothing"
    return [f"{row.trigger} changes {may}, not {name}" for name in changes if name not in row.changes]


def why_not(
    workflow: Workflow,
    item: Subject,
    trigger: str,
    *,
    as_of: date,
    by: str | None = None,
    why: str | None = None,
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
        facts: what the lifecycle declares beside the item; what is not supplied is not known.
        **changes: fields that would be changed along with it.

    Returns:
        Sentences; empty if it can be fired.

    Raises:
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
    """
    occasion = workflow.occasion(facts, as_of=as_of, by=by, why=why)
    return list(_attempt(workflow, item, trigger, occasion, changes).reasons)


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
        Blocked: it is not allowed now; the reasons are what ``why_not`` says.
        UnknownNameError: the trigger, the item's state or a changed field is unknown.
    """
    occasion = workflow.occasion(facts, as_of=as_of, by=by, why=why)
    attempt = _attempt(workflow, item, trigger, occasion, changes)
    if attempt.taken is None:
        raise Blocked(ref or item.address, trigger, attempt.reasons)
    return _complete(workflow, attempt, attempt.taken.row, ref or item.address)


def _complete(workflow: Workflow, attempt: _Attempt, row: Row, ref: str) -> tuple[Any, Event]:
    facts = attempt.view.facts
    as_of: Any = facts["as_of"]
    who: dict[str, Any] = {"by": facts["by"], "why": facts["why"]}
    item, changes = attempt.item, attempt.changes
    if row.clears:
        item, cleared = item.revised(dict.fromkeys(row.clears), on=as_of, **who)
        changes = (*changes, *cleared)
    event = Event(
        kind=item.KIND,
        ref=ref,
        trigger=row.trigger,
        from_state=attempt.state,
        to_state=attempt.state if row.target is None else row.target,
        effective=_effective(row, attempt.view, as_of),
        recorded=as_of,
        changes=changes,
        workflow=workflow.id,
        version=workflow.version,
        **who,
    )
    return attrs.evolve(item, state=event.to_state, events=(*item.events, event)), event


def _effective(row: Row, view: View, as_of: date) -> date:
    if row.after is not None:
        passed: date = view.value(row.after.parts)
        return passed + timedelta(days=1)
    if row.since is None:
        return as_of
    day = view.value(row.since.parts)
    if day is None:
        return as_of
    if not isinstance(day, date):
        raise DefinitionError(f"row {row.trigger}", [f"it takes effect on {row.since.name}, which is no day"])
    # What is recorded has come about by then, though the month or year that somebody wrote is not over.
    return min(day, as_of)


def sweep(
    workflow: Workflow,
    items: Iterable[tuple[S, str]],
    *,
    as_of: date,
    facts: Mapping[str, Any] | None = None,
) -> tuple[list[S], list[Event]]:
    """Fire everything that fires by itself, until nothing more does.

    Args:
        workflow: the lifecycle of all the items.
        items: items with their addresses.
        as_of: the day in question; deadlines whose last day is before it have passed.
        facts: what the lifecycle declares beside the items, for all the same; what is missing is not known.

    Returns:
        The items in order, those that nothing happened to being the very same objects, and the events.
        Sweeping the result again on the same day makes no event.

    Raises:
        UnknownNameError: an item is in a state the lifecycle lacks.
        DefinitionError: the lifecycle's automatic rows go round in a circle.
    """
    swept, events = [], []
    occasion = workflow.occasion(facts, as_of=as_of)
    waits = workflow.waits
    for item, ref in items:
        # Most items wait for a day that is not over yet, and are passed by without a closer look.
        paths = waits.get(item.state)
        if paths is not None and _all_wait(item, paths, as_of):
            swept.append(item)
            continue
        new = item
        for _ in range(len(workflow.states) + 1):
            state = state_of(workflow, new, ref=ref)
            view = View(new, new, occasion)
            row = _due_row(workflow, state, view)
            if row is None:
                break
            new, event = _complete(workflow, _Attempt(new, state, view, (), None, ()), row, ref)
            events.append(event)
        else:
            raise DefinitionError(
                f"workflow {workflow.id}", [f"the rows that fire by themselves never come to rest ({ref})"]
            )
        swept.append(new)
    return swept, events


def _all_wait(item: object, paths: tuple[tuple[str, str], ...], as_of: date) -> bool:
    """Whether no day is over that an item waits for; what is no day is for a guard to complain of."""
    for head, part in paths:
        held = getattr(item, head)
        if held is not None:
            day = getattr(held, part)
            if day is not None and (type(day) is not date or day < as_of):
                return False
    return True


def _due_row(workflow: Workflow, state: str, view: View) -> Row | None:
    for row in workflow.automatic[state]:
        if all(guard(view) for guard in row.conditions):
            return row
    return None


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
    row = _due_row(workflow, state.name, view)
    if row is not None:
        target = workflow.state[row.target or state.name].title.lower()
        day = f"{row.after.label} ({view.value(row.after.parts)}) is over" if row.after else None
        said.append(f"{day or row.conditions[0].sentence()}, so it is {target}")
    if state.holds is not None and not state.holds(view):
        said += state.holds.reasons(view)
    return said
