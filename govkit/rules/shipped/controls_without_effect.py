"""GKCTL002 controls-without-effect."""

from collections.abc import Iterator

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import why_not_compared


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
    where both are of one scheme and version.

    Why it matters
    Either the controls do nothing, and effort goes into them; or what they do was not assessed, and nobody
    knows what would happen if they failed.

    Example
    Inherent 18, current 18, and twelve controls.

    Instead
    Assess the risk once as if no control were there, and once with them. What does not lower likelihood or
    impact is no control of this risk.
    """
    risk = located.item
    if context.is_over(risk) or not risk.controls or risk.inherent is None or risk.current is None:
        return
    rated = context.rated[located.path]
    inherent, current = rated.inherent, rated.current
    if inherent is None or current is None:
        reasons = why_not_compared(rated, ("inherent", "current"), context)
        yield Unknown(f"what the controls achieve: {reasons}", "/controls")
    elif (inherent.scheme, inherent.version) == (current.scheme, current.version):
        if inherent.rank == current.rank:
            count = len(risk.controls)
            controls = f"{count} control{'' if count == 1 else 's'}"
            yield Fail("/controls", {"rating": current.value, "controls": controls})
    else:
        missing = f"inherent is rated under {inherent.scheme}, current under {current.scheme}"
        yield Unknown(f"what the controls achieve: {missing}", "/controls")
