"""A state machine of Hypothesis made from a lifecycle: a plug-in author's whole property test in three lines.

::

    from govkit.testing import workflow_machine
    from my_govkit.lifecycle import REPAIR

    TestRepair = workflow_machine(REPAIR).TestCase
"""

from typing import Any

from govkit.errors import MissingExtraError
from govkit.model.require import require
from govkit.workflow import Workflow
from govkit.workflow.definition import BY_ID


def workflow_machine(workflow: Workflow, *, item: Any = None) -> Any:
    """Make a ``RuleBasedStateMachine`` of a lifecycle.

    Hypothesis then makes up stories: the clock goes on, triggers are fired with and without what they need,
    fields are edited by hand, facts change, and what fires by itself is swept. After every step it is checked
    that a trigger is fired exactly when nothing speaks against it, that a sweep makes no event a second time,
    that the events lead to the state, that no event takes effect after it was recorded, and that the original
    deadline of an action is still there.

    Args:
        workflow: the lifecycle.
        item: the item every story begins with; a bare one of the lifecycle's kind unless given.

    Returns:
        A class; its ``TestCase`` is what pytest runs.

    Raises:
        MissingExtraError: Hypothesis is not installed.
        DefinitionError: the lifecycle is for a kind of item that govkit has not, and no item is given; or the
            item is of another kind.
        TypeError: ``workflow`` is no lifecycle.
    """
    require("workflow", workflow, Workflow, BY_ID)
    try:
        from govkit.testing.stories import stories  # noqa: PLC0415 - it needs an extra
    except ImportError:
        raise MissingExtraError("govkit.testing.workflow_machine", "testing") from None
    return stories(workflow, item)
