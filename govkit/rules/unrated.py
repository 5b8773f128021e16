"""Why an assessment has no rating, or none that is known, as the rules say it that need one."""

from collections.abc import Iterator, Sequence

from govkit.analysis import RiskOn
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


def why_unrated_on(stood: RiskOn, phase: str, context: Context) -> str:
    """Say why an assessment that was in force on the day has no rating.

    Args:
        stood: how the risk stood on the day; its assessment of the phase has no rating.
        phase: the phase.
        context: the register and the schemes at hand.

    Returns:
        A clause about the assessment; the reason itself where another one has replaced it, for the rule that
        tells of the others does not look at that.
    """
    reason = stood.rated.unrated[phase]
    if stood.places[phase] != f"/{phase}":
        return reason
    return why_unrated(getattr(stood.rated.risk, phase), reason, context)


def dated_later(context: Context) -> str:
    """Say that a rating is not known on the day, as the rules say it that need one."""
    return f"the rating is dated later than {context.as_of}"


def without_rating(context: Context, what: str) -> Iterator[Unknown]:
    """Say of each risk that is not over and whose current assessment has no rating what nobody can tell.

    Args:
        context: the register, the schemes at hand and the day.
        what: what cannot be told of it, as a clause about the risk.

    Returns:
        An ``Unknown`` per risk, at the assessment that was in force.
    """
    for place, stood in _live(context):
        if "current" in stood.rated.unrated:
            why = why_unrated_on(stood, "current", context)
            yield Unknown(f"{what}: {why}", place + stood.places["current"])


def not_rated_then(context: Context, what: str) -> Iterator[Unknown]:
    """Say it also of risks above tolerance whose rating is dated later than the day.

    Args:
        context: the register, the schemes at hand and the day.
        what: what cannot be told of it, as a clause about the risk.

    Returns:
        An ``Unknown`` per risk, at the assessment that was in force.
    """
    yield from without_rating(context, what)
    for place, stood in _live(context):
        if stood.above is not None and stood.known_from is not None:
            yield Unknown(f"{what}: {dated_later(context)}", place + stood.places["current"])


def _live(context: Context) -> Iterator[tuple[str, RiskOn]]:
    """The risks that are not over, by their places, as they stood on the day."""
    live = {covered.path for covered in context.coverage.live}
    for each in context.register.all_risks:
        if each.path in live:
            yield each.path, context.risk_on(each.item)


def why_not_compared(stood: RiskOn, phases: tuple[str, str], context: Context) -> str | None:
    """Say why nobody can compare two assessments of a risk on the day.

    Args:
        stood: how the risk stood on the day; it has both assessments.
        phases: the two that are to be compared.
        context: the register and the schemes at hand.

    Returns:
        A clause per assessment without a rating, or else that they are of two schemes; None if they can be
        compared.
    """
    whys = [
        f"{phase}: {why_unrated_on(stood, phase, context)}"
        for phase in phases
        if phase in stood.rated.unrated
    ]
    if whys:
        return "; ".join(whys)
    first, second = (getattr(stood.rated, phase) for phase in phases)
    if (first.scheme, first.version) != (second.scheme, second.version):
        return f"{phases[0]} is rated under {first.scheme}, {phases[1]} under {second.scheme}"
    return None


def not_known_by_then(stood: RiskOn, phases: Sequence[str], context: Context) -> str | None:
    """Say that what a rule found rests on assessments that are dated later than the day.

    Args:
        stood: how the risk stood on the day.
        phases: the phases that the rule looked at.
        context: the register and the day.

    Returns:
        A clause; None if all of them were known on the day.
    """
    late = [phase for phase in phases if phase in stood.later]
    if not late:
        return None
    which, verb = (f"the {late[0]} assessment", "is") if len(late) == 1 else ("both assessments", "are")
    return f"{which} {verb} dated later than {context.as_of}"
