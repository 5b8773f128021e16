"""Why an assessment has no rating, as the rules say it that need one."""

from collections.abc import Iterator

from govkit.analysis import RatedRisk
from govkit.model import Assessment
from govkit.rules.rule import Context, Unknown


def why_unrated(assessment: Assessment, reason: str, context: Context) -> str:
    """Point to the rule that tells why an assessment has no rating, so that not every rule repeats it.

    Args:
        assessment: an assessment without a rating.
        reason: why it has none, in a clause.
        context: the register and the schemes at hand.

    Returns:
        A clause about the assessment; the reason itself where the rule does not tell it.
    """
    told = assessment.levels or assessment.scheme not in context.schemes
    return "it has no rating (GKSCO001 says why)" if told else reason


def dated_later(context: Context) -> str:
    """Say that a rating is not known on the day, as the rules say it that need one."""
    return f"the rating is dated later than {context.as_of}"


def without_rating(context: Context, what: str) -> Iterator[Unknown]:
    """Say of each risk that is not over and whose current assessment has no rating what nobody can tell.

    Args:
        context: the register, the schemes at hand and the day.
        what: what cannot be told of it, as a clause about the risk.

    Returns:
        An ``Unknown`` per risk, at its current assessment.
    """
    for covered in context.coverage.live:
        risk, reason = covered.rated.risk, covered.rated.unrated.get("current")
        if risk.current is not None and reason is not None:
            yield Unknown(f"{what}: {why_unrated(risk.current, reason, context)}", f"{covered.path}/current")


def not_rated_then(context: Context, what: str) -> Iterator[Unknown]:
    """Say it also of risks above tolerance whose rating is dated later than the day.

    Args:
        context: the register, the schemes at hand and the day.
        what: what cannot be told of it, as a clause about the risk.

    Returns:
        An ``Unknown`` per risk, at its current assessment.
    """
    yield from without_rating(context, what)
    for covered in context.coverage.live:
        if covered.known_from is not None:
            yield Unknown(f"{what}: {dated_later(context)}", f"{covered.path}/current")


def why_not_compared(rated: RatedRisk, phases: tuple[str, str], context: Context) -> str:
    """Say which of two assessments of a risk have no rating, and why, so that nobody can compare them.

    Args:
        rated: the risk with its ratings; it has both assessments.
        phases: the two that are to be compared.
        context: the register and the schemes at hand.

    Returns:
        A clause per assessment without a rating.
    """
    return "; ".join(
        f"{phase}: {why_unrated(getattr(rated.risk, phase), rated.unrated[phase], context)}"
        for phase in phases
        if phase in rated.unrated
    )
