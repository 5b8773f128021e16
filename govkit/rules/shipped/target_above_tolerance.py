"""GKTOL003 target-above-tolerance."""

from collections.abc import Iterator

from govkit.analysis import acceptance_on, acceptance_untold
from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.unrated import not_known_by_then, why_unrated_on


@rule(
    code="GKTOL003",
    name="target-above-tolerance",
    severity=Severity.WARNING,
    over=Over.RISK,
    message="the target of {target} is itself above tolerance, and nobody has accepted the risk",
    source=REGISTER_2019,
)
def target_above_tolerance(located: Located[Risk], context: Context) -> Iterator[Result]:
    """What is aimed at is itself above tolerance.

    What it does
    Rates the target of each risk, and asks for one within the scheme's tolerance, or else for an acceptance.
    Both are those in force on the day in question. A closed risk is not asked.

    Why it matters
    Once everything is done that was to be done, the risk will still be one that may not stay as it is.
    Somebody has to aim lower, or to decide that it is carried.

    Example
    Rated 22 with a target of 18, under a tolerance of 13.

    Instead
    Aim within tolerance; or record an acceptance: by whom, why, from when, until when.
    """
    risk = located.item
    stood = context.risk_on(risk)
    rated = stood.rated
    if context.is_over(risk) or rated.risk.target is None or acceptance_on(risk, context.as_of) is not None:
        return
    place = stood.places["target"]
    if rated.target is None:
        why = why_unrated_on(stood, "target", context)
        yield Unknown(f"whether the target is within tolerance: {why}", place)
    elif rated.target.within_tolerance is False:
        untold = acceptance_untold(risk, context.as_of)
        if untold is not None:
            yield Unknown(f"whether it is accepted: {untold}", "/acceptances")
            return
        late = not_known_by_then(stood, ["target"], context)
        if late is not None:
            yield Unknown(f"whether the target was above tolerance: {late}", place)
            return
        yield Fail(place, {"target": rated.target.value}, rated.target.explanation)
