"""GKEVT001 events-make-no-story."""

from collections.abc import Iterator

from govkit.analysis import lifecycle_of, with_lifecycles
from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.workflow import log_faults


@rule(
    code="GKEVT001",
    name="events-make-no-story",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message="{fault}",
)
def events_make_no_story(located: Located[Register], context: Context) -> Iterator[Result]:
    """Recorded events do not lead to the recorded state.

    What it does
    Goes through the events of each item in order: each is to start from the state that the one before it led
    to, to be recorded no earlier than that one, to take effect no later than it was recorded, and the last is
    to lead to the recorded state. One that names the version of the lifecycle in force is also to be one that
    this version makes; what another version made is not held to it.

    Why it matters
    The events are what shows who closed an action, when and why. If they do not fit the state, somebody has
    changed one of the two by hand.

    Example
    An action whose state was set back to open in an editor, while its last event closed it.

    Instead
    Restore the file from before the edit, and fire the trigger that does what was meant.
    """
    for each in with_lifecycles(located.item):
        workflow = context.workflows.get(lifecycle_of(each.item))
        if workflow is not None:
            for fault in log_faults(workflow, each.item):
                yield Fail(each.path, {"fault": fault})
