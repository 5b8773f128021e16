"""GKACT003 state-disagrees."""

from collections.abc import Iterator
from typing import Any

from govkit.analysis import lifecycle_of, with_deadline_on, with_lifecycles
from govkit.errors import UnknownNameError, did_you_mean
from govkit.model import Action, Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.workflow import Workflow, disagreements, state_of


@rule(
    code="GKACT003",
    name="state-disagrees",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{state}, but {reason}",
)
def state_disagrees(located: Located[Register], context: Context) -> Iterator[Result]:
    """A recorded state disagrees with the dates, or with what follows from the register.

    What it does
    Asks the lifecycle of each action, risk, review and assurance what holds in the recorded state, and
    whether it should have moved on by itself.

    Why it matters
    A board that reads "ongoing" does not ask; if the deadline is past, it should.

    Example
    Ongoing with a deadline of March 2016, read in October 2019; closed without an end date; a risk "open"
    that is above tolerance.

    Instead
    ``govkit sweep --write`` moves what moves by itself; fire ``close``, ``extend`` or ``reopen`` for the
    rest.
    """
    for each in with_lifecycles(located.item):
        workflow = context.workflows.get(lifecycle_of(each.item))
        if workflow is None:
            name = lifecycle_of(each.item)
            hint = did_you_mean(name, context.workflows)
            yield Unknown(f'the workflow "{name}" is not loaded{hint}', each.path + "/workflow")
        else:
            yield from _of(each, workflow, context)


def _of(located: Located[Any], workflow: Workflow, context: Context) -> Iterator[Result]:
    item = located.item
    if item.state not in (None, *workflow.state):
        reason = str(
            UnknownNameError("state", item.state, workflow.state, where=f"in workflow {workflow.id}")
        )
        yield Fail(located.path + "/state", {"state": f'"{item.state}" is recorded', "reason": reason})
        return
    state = workflow.state[state_of(workflow, item)].title
    said = f"{state} is recorded" if item.state else f"no state is recorded, which means {state.lower()}"
    if isinstance(item, Action) and not any(event.effective > context.as_of for event in item.events):
        item = with_deadline_on(item, context.as_of)
    told = context.facts.of(workflow, located)
    for reason in disagreements(workflow, item, as_of=context.as_of, facts=told):
        yield Fail(located.path + ("/state" if item.state else ""), {"state": said, "reason": reason})
