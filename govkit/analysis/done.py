"""Whether an action is done on a day."""

from collections.abc import Mapping
from datetime import date

from govkit.analysis.over import over_on
from govkit.model import Action
from govkit.workflow import Workflow


def done_on(action: Action, workflows: Mapping[str, Workflow], as_of: date) -> bool | None:
    """Say whether an action is done on a day.

    Args:
        action: the action.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.

    Returns:
        True where it had ended by then, or was in a final state of its lifecycle; an end without a last day
        is taken for over. One that lies ahead is not, unless the action's events say that it is closed. None
        where its lifecycle or its state is not known.
    """
    if action.end is not None and (action.end.last is None or action.end.last <= as_of):
        return True
    return over_on(action, workflows, as_of)
