"""Whether an action is done on a day."""

from collections.abc import Mapping
from datetime import date

from govkit.analysis.which_lifecycle import lifecycle_of
from govkit.model import Action
from govkit.workflow import Workflow, state_on


def done_on(action: Action, workflows: Mapping[str, Workflow], as_of: date) -> bool | None:
    """Say whether an action is done on a day.

    Args:
        action: the action.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.

    Returns:
        True where it had ended by then, or was in a final state of its lifecycle; an end without a last day
        is taken for over, and one that lies ahead is not. None where its lifecycle or its state is not known.
    """
    if action.end is not None and (action.end.last is None or action.end.last <= as_of):
        return True
    workflow = workflows.get(lifecycle_of(action))
    if workflow is None or action.state not in (None, *workflow.state):
        return None
    state = workflow.state.get(state_on(workflow, action, as_of))
    return None if state is None else state.final and action.end is None
