"""GKSCO005 target-above-current."""

from collections.abc import Iterator
from typing import Final

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import not_known_by_then, why_not_compared

_PHASES: Final = ("current", "target")


@rule(
    code="GKSCO005",
    name="target-above-current",
    severity=Severity.WARNING,
    over=Over.RISK,
    message="the target {target} is above the current rating {current}",
    source="ISO 31000:2018, 6.5",
)
def target_above_current(located: Located[Risk], context: Context) -> Iterator[Result]:
    """A risk is aimed at a rating worse than the one it has.

    What it does
    Compares the target with the current rating, as they were in force on the day in question, where both are
    of one scheme and version.

    Why it matters
    Nobody treats a risk to make it worse: the target was set when the risk was greater, or one of the two was
    mistyped. If more risk is to be taken on purpose, somebody has to say so.

    Example
    Current 9, target 14.

    Instead
    Set the target anew; if it has been reached and passed, aim at what the risk is now.
    """
    stood = context.risk_on(located.item)
    risk, current, target = stood.rated.risk, stood.rated.current, stood.rated.target
    if risk.current is None or risk.target is None:
        return
    place = stood.places["target"]
    reason = why_not_compared(stood, _PHASES, context)
    if reason is not None:
        yield Unknown(reason, place)
    elif current is not None and target is not None and target > current:
        late = not_known_by_then(stood, _PHASES, context)
        if late is not None:
            yield Unknown(f"whether the target was above the current rating: {late}", place)
            return
        yield Fail(place, {"target": target.value, "current": current.value}, target.explanation)
