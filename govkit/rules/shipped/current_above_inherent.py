"""GKSCO003 current-above-inherent."""

from collections.abc import Iterator

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import why_not_compared


@rule(
    code="GKSCO003",
    name="current-above-inherent",
    severity=Severity.WARNING,
    over=Over.RISK,
    message="the current rating {current} is above the inherent rating {inherent}",
    source="ISO 31000:2018, 6.4.3",
)
def current_above_inherent(located: Located[Risk], context: Context) -> Iterator[Result]:
    """A risk is worse with its controls than without them.

    What it does
    Compares the current with the inherent rating, where both are of one scheme and version.

    Why it matters
    Controls do not make a risk worse: one of the two assessments is out of date.

    Example
    Inherent 14, current 18.

    Instead
    Assess again, and date both assessments.
    """
    risk = located.item
    if risk.inherent is None or risk.current is None:
        return
    rated = context.rate_risk(risk)
    inherent, current = rated.inherent, rated.current
    if inherent is None or current is None:
        yield Unknown(why_not_compared(rated, ("inherent", "current"), context), "/current")
    elif (inherent.scheme, inherent.version) != (current.scheme, current.version):
        yield Unknown(
            f"inherent is rated under {inherent.scheme}, current under {current.scheme}", "/current"
        )
    elif current > inherent:
        values = {"current": current.value, "inherent": inherent.value}
        yield Fail("/current", values, current.explanation)
