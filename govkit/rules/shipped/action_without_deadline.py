"""GKACT004 action-without-deadline."""

from collections.abc import Iterator
from typing import Final

from govkit.analysis import lifecycle_of, with_deadline_on
from govkit.model import Located, Register
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import AUDIT_LOG_2016
from govkit.workflow import Workflow, opaque_parts
from govkit.workflow.verify import Survey

_DEADLINES: Final = ("due", "deadline")


@rule(
    code="GKACT004",
    name="action-without-deadline",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{actions} no deadline, so nobody can say when {they} overdue",
    source=AUDIT_LOG_2016,
)
def action_without_deadline(located: Located[Register], context: Context) -> Iterator[Result]:
    """An action has no deadline.

    What it does
    Asks that every action that is not done with has a deadline. Where most of them have none, that is said
    once, and a register that records no deadline at all is not evaluated. A deadline that is no day is for
    ``deadline-not-a-day``. An action whose lifecycle asks for no deadline, neither for a state nor on the way
    to one, needs none.

    Why it matters
    What is due on no day is never late, and drops out of the calendar.

    Example
    "Review the plan", with an owner and nothing under ``deadline``.

    Instead
    Record the day by which it is to be done; give what goes on for ever a day to look at it again.
    """
    asked = [each for each in located.item.all_actions if not context.done_with(each.item)]
    lifecycles = {lifecycle_of(each.item) for each in asked} & context.workflows.keys()
    idle = {name for name in lifecycles if _asks_for_none(context.workflows[name])}
    asked = [each for each in asked if lifecycle_of(each.item) not in idle]
    bare = [each for each in asked if with_deadline_on(each.item, context.as_of).due is None]
    if bare and all(each.item.due is None for each in located.item.all_actions):
        yield Unknown("when actions are due: the register records no deadline")
    elif len(bare) > 1 and 2 * len(bare) > len(asked):
        refs = naming(sorted(each.address for each in bare))
        told = f"{len(bare)} of {len(asked)} actions still to be done ({refs}) have"
        yield Fail("", {"actions": told, "they": "they are"})
    else:
        for each in bare:
            yield Fail(each.path, {"actions": "it has", "they": "it is"})


def _asks_for_none(workflow: Workflow) -> bool:
    """Whether a lifecycle reads no deadline; what is decided by code may read anything."""
    read = (place.field.name.removeprefix("before.") for place in Survey(workflow).reads)
    return not opaque_parts(workflow) and not any(name.split(".")[0] in _DEADLINES for name in read)
