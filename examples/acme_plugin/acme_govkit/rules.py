"""Acme's rule: what is red goes to somebody senior."""

from collections.abc import Iterator

from govkit import Context, Fail, Over, Rule, Severity, Unknown, hookimpl, rule
from govkit.model import Located, Risk


@rule(
    code="ACMRED001",
    name="red-without-senior-lead",
    severity=Severity.ERROR,
    over=Over.RISK,
    message="it is {band} ({value}) and nobody senior leads it",
)
def red_without_senior_lead(located: Located[Risk], context: Context) -> Iterator[Fail | Unknown]:
    """A red risk has no senior lead.

    What it does
    Rates the current assessment that was in force on the day, and asks for ``senior_lead`` where it is red.

    Why it matters
    The board wants somebody in the room who can answer for it.

    Example
    A risk rated E with an executive lead only.

    Instead
    Name the senior lead.
    """
    risk = located.item
    rated = context.risk_on(risk).rated
    if rated.risk.current is None or risk.senior_lead is not None:
        return
    if rated.current is None:
        yield Unknown(rated.unrated["current"], "/current")
    elif rated.current.band is not None and rated.current.band.key == "red":
        yield Fail("", {"band": rated.current.band.label, "value": rated.current.value})


@hookimpl
def govkit_rules() -> list[Rule]:
    """Offer the rule."""
    return [red_without_senior_lead]
