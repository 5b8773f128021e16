"""GKTOL001 above-tolerance-unanswered."""

from collections.abc import Iterator

from govkit.analysis import acceptance_on, acceptance_untold
from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.unrated import dated_later, why_unrated


@rule(
    code="GKTOL001",
    name="above-tolerance-unanswered",
    severity=Severity.ERROR,
    over=Over.RISK,
    message="the current rating {rating} has neither an open action nor a target{aim}",
    source=REGISTER_2019,
)
def above_tolerance_unanswered(located: Located[Risk], context: Context) -> Iterator[Result]:
    """A risk is above tolerance and nothing is to be done about it.

    What it does
    Looks at risks, but closed ones, whose current rating is above their scheme's tolerance, for an action
    that is not done with, a target that is not above tolerance itself, or an acceptance that is in force on
    the day in question.

    Why it matters
    A tolerance says which risks may stay as they are; above it, controls, assurances and actions are to bring
    the risk down, or somebody has to accept it.

    Example
    A risk rated 18 under a tolerance of 13, whose only action is closed, with no target or one of 14.

    Instead
    Record the target that is aimed at, or the action that will lower likelihood or impact. What is to be
    carried as it is wants an acceptance: by whom, why, from when, until when.
    """
    risk = located.item
    if context.is_over(risk) or risk.current is None or acceptance_on(risk, context.as_of) is not None:
        return
    stood = context.risk_on(risk)
    rated = stood.rated
    aims_within = rated.target is not None and rated.target.within_tolerance is not False
    if aims_within:
        return
    if rated.current is None:
        yield Unknown(why_unrated(risk.current, rated.unrated["current"], context), "/current")
    elif rated.current.within_tolerance is False:
        done = [context.done_with(action) for action in risk.actions]
        if False in done:
            return
        if stood.known_from is not None:
            yield Unknown(f"whether it applies: {dated_later(context)}", "/current")
        elif (untold := acceptance_untold(risk, context.as_of)) is not None:
            yield Unknown(f"whether it is accepted: {untold}", "/acceptances")
        elif None in done:
            yield Unknown("the lifecycle or the state of its actions is not known", "/actions")
        elif risk.target is not None and "target" in rated.unrated:
            why = why_unrated(risk.target, rated.unrated["target"], context)
            yield Unknown(f"whether the target answers it: {why}", "/target")
        else:
            aim = f" within tolerance (it is {rated.target.value})" if rated.target else ""
            yield Fail("/current", {"rating": str(rated.current), "aim": aim}, rated.current.explanation)
