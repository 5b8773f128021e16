"""GKTOL001 above-tolerance-unanswered."""

from collections.abc import Iterator

from govkit.analysis import acceptance_on
from govkit.model import Action, Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.workflow import state_of


@rule(
    code="GKTOL001",
    name="above-tolerance-unanswered",
    severity=Severity.ERROR,
    over=Over.RISK,
    message="the current rating {rating} has neither an open action nor a target",
)
def above_tolerance_unanswered(located: Located[Risk], context: Context) -> Iterator[Result]:
    """A risk is above tolerance and nothing is to be done about it.

    What it does
    Looks at risks whose current rating is above their scheme's tolerance, for an action that is not done
    with, a target, or an acceptance that is in force on the day in question.

    Why it matters
    A tolerance says which risks may stay as they are; above it, controls, assurances and actions are to bring
    the risk down, or somebody has to accept it.

    Example
    A risk rated 18 under a tolerance of 13, whose only action is closed, with no target.

    Instead
    Record the target that is aimed at, or the action that will lower likelihood or impact. What is to be
    carried as it is wants an acceptance: by whom, why, from when, until when.
    """
    risk = located.item
    if risk.current is None or risk.target is not None or acceptance_on(risk, context.as_of) is not None:
        return
    rated = context.rate_risk(risk)
    if rated.current is None:
        yield Unknown(rated.unrated["current"], "/current")
    elif rated.current.within_tolerance is False:
        answers = [_is_open(action, context) for action in risk.actions]
        if None in answers and True not in answers:
            yield Unknown("the lifecycle or the state of its actions is not known", "/actions")
        elif True not in answers:
            yield Fail("/current", {"rating": str(rated.current)}, rated.current.explanation)


def _is_open(action: Action, context: Context) -> bool | None:
    workflow = context.workflow(action)
    if workflow is None or action.state not in (None, *workflow.state):
        return None
    return not workflow.state[state_of(workflow, action)].final
