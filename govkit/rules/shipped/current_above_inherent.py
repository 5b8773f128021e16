"""GKSCO003 current-above-inherent."""

from collections.abc import Iterator
from typing import Final

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import not_known_by_then, why_not_compared

_PHASES: Final = ("inherent", "current")


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
    Compares the current with the inherent rating, as they were in force on the day in question, where both
    are of one scheme and version.

    Why it matters
    Controls do not make a risk worse: one of the two assessments is out of date.

    Example
    Inherent 14, current 18.

    Instead
    Assess again, and date both assessments.
    """
    stood = context.risk_on(located.item)
    risk, inherent, current = stood.rated.risk, stood.rated.inherent, stood.rated.current
    if risk.inherent is None or risk.current is None:
        return
    place = stood.places["current"]
    reason = why_not_compared(stood, _PHASES, context)
    if reason is not None:
        yield Unknown(reason, place)
    elif inherent is not None and current is not None and current > inherent:
        late = not_known_by_then(stood, _PHASES, context)
        if late is not None:
            yield Unknown(f"whether the current rating was above the inherent one: {late}", place)
            return
        values = {"current": current.value, "inherent": inherent.value}
        yield Fail(place, values, current.explanation)
