"""GKCTL002 controls-without-effect."""

from collections.abc import Iterator
from typing import Final

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import not_known_by_then, why_not_compared

_PHASES: Final = ("inherent", "current")


@rule(
    code="GKCTL002",
    name="controls-without-effect",
    severity=Severity.NOTE,
    over=Over.RISK,
    message="it is rated {rating} before and after {controls}",
    source="ISO 31000:2018, 6.4.3",
)
def controls_without_effect(located: Located[Risk], context: Context) -> Iterator[Result]:
    """Controls are listed, and the risk is as great as without them.

    What it does
    Looks at risks, but closed ones, that list controls, and compares the inherent with the current rating,
    as they were in force on the day in question, where both are of one scheme and version.

    Why it matters
    Either the controls do nothing, and effort goes into them; or what they do was not assessed, and nobody
    knows what would happen if they failed.

    Example
    Inherent 18, current 18, and twelve controls.

    Instead
    Assess the risk once as if no control were there, and once with them. What does not lower likelihood or
    impact is no control of this risk.
    """
    stood = context.risk_on(located.item)
    risk, inherent, current = stood.rated.risk, stood.rated.inherent, stood.rated.current
    if context.is_over(risk) or not risk.controls or risk.inherent is None or risk.current is None:
        return
    reason = why_not_compared(stood, _PHASES, context)
    if reason is None and inherent is not None and current is not None:
        if inherent.rank != current.rank:
            return
        reason = not_known_by_then(stood, _PHASES, context)
        if reason is None:
            count = len(risk.controls)
            controls = f"{count} control{'' if count == 1 else 's'}"
            yield Fail("/controls", {"rating": current.value, "controls": controls})
            return
    yield Unknown(f"what the controls achieve: {reason}", "/controls")
