"""GKACT003 state-disagrees."""

from collections.abc import Iterator

from govkit.errors import did_you_mean
from govkit.model import Action, Located
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.workflow import disagreements, state_of


@rule(
    code="GKACT003",
    name="state-disagrees",
    severity=Severity.WARNING,
    over=Over.ACTION,
    message="{state}, but {reason}",
)
def state_disagrees(located: Located[Action], context: Context) -> Iterator[Result]:
    """An action's state disagrees with its dates.

    What it does
    Asks the action's lifecycle what holds in the recorded state, and whether the calendar has moved on.

    Why it matters
    A board that reads "ongoing" does not ask; if the deadline is past, it should.

    Example
    Ongoing with a deadline of March 2016, read in October 2019; closed without an end date.

    Instead
    ``govkit sweep --write`` moves what the calendar moves; fire ``close``, ``extend`` or ``reopen``
    for the rest.
    """
    action = located.item
    workflow = context.workflow(action)
    if workflow is None:
        name = action.workflow or action.KIND
        hint = did_you_mean(name, context.workflows)
        yield Unknown(f'the workflow "{name}" is not loaded{hint}', "/workflow")
    elif action.state not in (None, *workflow.state):
        reason = f"{workflow.id} has no such state{did_you_mean(action.state, workflow.state)}"
        yield Fail("/state", {"state": f'"{action.state}" is recorded', "reason": reason})
    else:
        state = workflow.state[state_of(workflow, action)].title
        said = (
            f"{state} is recorded" if action.state else f"no state is recorded, which means {state.lower()}"
        )
        for reason in disagreements(workflow, action, as_of=context.as_of):
            yield Fail("/state" if action.state else "", {"state": said, "reason": reason})
