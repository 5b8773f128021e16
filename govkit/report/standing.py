"""Items as they stand on a day: as their events say, and then as a sweep on that day would leave them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import attrs

from govkit.analysis import Facts, ends_ahead, lifecycle_of, stage_on, with_deadline_on
from govkit.errors import UnknownNameError
from govkit.model import Action, Event, Located
from govkit.workflow import Workflow, events_until, state_if_raised, state_of, sweep

_UNKNOWN: Final = "state not known"
_NOT_YET: Final = "not yet"


@attrs.frozen
class Stood:
    """The state of an item on a day.

    Args:
        state: the state.
        since: since when, as far as events or a sweep on the day tell.
        by_itself: whether the calendar moved it there.
    """

    state: str
    since: date | None = None
    by_itself: bool = False


@attrs.frozen(kw_only=True)
class Standing:
    """An action as it stands on the day.

    Args:
        action: the action.
        address: how people name it ("SR3.1/A2").
        state: its state by now.
        since: since when, as far as that is known.
        by_itself: whether the calendar moved it there.
        due: the deadline in force on the day, as written.
    """

    action: Action
    address: str
    state: str
    since: date | None = None
    by_itself: bool = False
    due: str | None = None

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.action.title

    @property
    def owner(self) -> str | None:
        """Who is to do it."""
        return self.action.owner


def standing(
    located: Located[Action], workflows: Mapping[str, Workflow], facts: Facts, as_of: date
) -> Standing:
    """Say how an action stands on a day.

    Args:
        located: the action with its place.
        workflows: lifecycles at hand, by id.
        facts: what its lifecycle may read of its risk.
        as_of: the day in question.

    Returns:
        The action with its state; the recorded one where its lifecycle is not at hand, or not one of actions.
    """
    stood = state_on(located, workflows, facts, as_of)
    due = with_deadline_on(located.item, as_of).due
    return Standing(
        action=located.item,
        address=located.address,
        state=stood.state,
        since=stood.since,
        by_itself=stood.by_itself,
        due=None if due is None else due.text,
    )


def state_on(located: Located[Any], workflows: Mapping[str, Workflow], facts: Facts, as_of: date) -> Stood:
    """Say which state an item is in on a day.

    Args:
        located: an action, risk, review or assurance with its place.
        workflows: lifecycles at hand, by id.
        facts: what its lifecycle may read of its risk.
        as_of: the day in question.

    Returns:
        The state, and since when if events tell it, or it moves by itself. Where something took effect after
        that day, the state is what the events say of it; an action that was raised later is not yet raised,
        and one that is closed without an event, with an end that lies ahead, is not yet closed.
    """
    item = located.item
    workflow = workflows.get(lifecycle_of(item))
    if workflow is None or workflow.kind != item.KIND:
        return Stood(item.state or _UNKNOWN)
    past = state_if_raised(workflow, item, as_of)
    if past is None:
        return Stood(f"{_NOT_YET} raised")
    stage = stage_on(item, workflows, as_of)
    if stage is not None and stage.state.final and ends_ahead(item, as_of):
        return Stood(f"{_NOT_YET} {past}")
    happened = events_until(item, as_of)
    if len(happened) < len(item.events):
        return _as_told(workflow, past, happened)
    told = facts.of(workflow, located)
    dated = with_deadline_on(item, as_of) if isinstance(item, Action) else item
    try:
        (swept,), events = sweep(workflow, [(dated, located.address)], as_of=as_of, facts=told)
    except UnknownNameError:
        return Stood(f"{item.state} ({_UNKNOWN} to {workflow.id})")
    return _as_told(workflow, state_of(workflow, swept), (*happened, *events))


def _as_told(workflow: Workflow, state: str, events: Sequence[Event]) -> Stood:
    """Say since when an item is in its state, and whether it went there by itself."""
    if not events:
        return Stood(state)
    last = events[-1]
    by_itself = any(row.automatic and row.trigger == last.trigger for row in workflow.rows)
    return Stood(state, last.effective, by_itself)
