"""GKTOL001 above-tolerance-unanswered."""

from collections.abc import Iterator

from govkit.analysis import RiskOn, acceptance_on, acceptance_untold
from govkit.model import Located, Phase, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.unrated import dated_later, not_known_by_then, why_unrated_on


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
    that is not done with, a target that is not above tolerance itself, or an acceptance. Assessments, target
    and acceptance are those in force on the day in question; what is dated later is not evaluated.

    Why it matters
    A tolerance says which risks may stay as they are; above it, controls, assurances and actions are to bring
    the risk down, or somebody has to accept it.

    Example
    A risk rated 18 under a tolerance of 13, whose only action is closed, with no target or one of 14.

    Instead
    Record the target that is aimed at, or the action that will lower likelihood or impact. What is to be
    carried as it is wants an acceptance: by whom, why, from when, until when.
    """
    risk, stood = located.item, context.risk_on(located.item)
    rated = stood.rated
    if context.is_over(risk) or rated.risk.current is None or acceptance_on(risk, context.as_of) is not None:
        return
    aims_within = rated.target is not None and rated.target.within_tolerance is not False
    if aims_within and Phase.TARGET not in stood.later:
        return
    place = stood.places[Phase.CURRENT]
    if rated.current is None:
        yield Unknown(why_unrated_on(stood, Phase.CURRENT, context), place)
    elif rated.current.within_tolerance is False:
        done = [context.done_with(action) for action in risk.actions]
        if False in done:
            return
        if stood.known_from is not None:
            yield Unknown(f"whether it applies: {dated_later(context)}", place)
        elif (untold := acceptance_untold(risk, context.as_of)) is not None:
            yield Unknown(f"whether it is accepted: {untold}", "/acceptances")
        elif None in done:
            yield Unknown("the lifecycle or the state of its actions is not known", "/actions")
        elif (why := _target_untold(stood, context)) is not None:
            yield Unknown(f"whether the target answers it: {why}", stood.places[Phase.TARGET])
        else:
            aim = f" within tolerance (it is {rated.target.value})" if rated.target else ""
            yield Fail(place, {"rating": str(rated.current), "aim": aim}, rated.current.explanation)


def _target_untold(stood: RiskOn, context: Context) -> str | None:
    late = not_known_by_then(stood, [Phase.TARGET], context)
    if late is None and Phase.TARGET in stood.rated.unrated:
        return why_unrated_on(stood, Phase.TARGET, context)
    return late
