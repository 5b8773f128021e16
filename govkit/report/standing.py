"""Items as they stand on a day: as their events say, and then as a sweep on that day would leave them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs

from govkit.analysis import Facts, lifecycle_of
from govkit.errors import UnknownNameError
from govkit.model import Action, Located
from govkit.workflow import Workflow, state_if_raised, state_of, sweep

_UNKNOWN: Final = "state not known"
_NOT_YET: Final = "not yet raised"


@attrs.frozen(kw_only=True)
class Standing:
    """An action as it stands on the day.

    Args:
        action: the action.
        address: how people name it ("SR3.1/A2").
        state: its state by now.
        since: since when, if the calendar moved it.
    """

    action: Action
    address: str
    state: str
    since: date | None = None

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.action.title

    @property
    def due(self) -> str | None:
        """The deadline in force, as written."""
        return None if self.action.due is None else self.action.due.text

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
    state, since = state_on(located, workflows, facts, as_of)
    return Standing(action=located.item, address=located.address, state=state, since=since)


def state_on(
    located: Located[Any], workflows: Mapping[str, Workflow], facts: Facts, as_of: date
) -> tuple[str, date | None]:
    """Say which state an item is in on a day.

    Args:
        located: an action, risk, review or assurance with its place.
        workflows: lifecycles at hand, by id.
        facts: what its lifecycle may read of its risk.
        as_of: the day in question.

    Returns:
        The state, and since when if it moved by itself. Where something took effect after that day, the
        state is what the events say of it; an action that was raised later is not yet raised.
    """
    item = located.item
    workflow = workflows.get(lifecycle_of(item))
    if workflow is None or workflow.kind != item.KIND:
        return item.state or _UNKNOWN, None
    past = state_if_raised(workflow, item, as_of)
    if past is None:
        return _NOT_YET, None
    if any(event.effective > as_of for event in item.events):
        return past, None
    told = facts.of(workflow, located)
    try:
        (swept,), events = sweep(workflow, [(item, located.address)], as_of=as_of, facts=told)
    except UnknownNameError:
        return f"{item.state} ({_UNKNOWN} to {workflow.id})", None
    return state_of(workflow, swept), events[-1].effective if events else None
