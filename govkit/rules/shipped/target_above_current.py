"""GKSCO005 target-above-current."""

from collections.abc import Iterator

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import why_not_compared


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
    Compares the target with the current rating, where both are of one scheme and version.

    Why it matters
    Nobody treats a risk to make it worse: the target was set when the risk was greater, or one of the two was
    mistyped. If more risk is to be taken on purpose, somebody has to say so.

    Example
    Current 9, target 14.

    Instead
    Set the target anew; if it has been reached and passed, aim at what the risk is now.
    """
    rated = context.rated[located.path]
    if located.item.current is None or located.item.target is None:
        return
    current, target = rated.current, rated.target
    if current is None or target is None:
        yield Unknown(why_not_compared(rated, ("current", "target"), context), "/target")
    elif (current.scheme, current.version) != (target.scheme, target.version):
        yield Unknown(f"current is rated under {current.scheme}, target under {target.scheme}", "/target")
    elif target > current:
        yield Fail("/target", {"target": target.value, "current": current.value}, target.explanation)
