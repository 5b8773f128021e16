"""GKCTL003 reduction-without-control."""

from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule


@rule(
    code="GKCTL003",
    name="reduction-without-control",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it is rated {inherent} without controls and {current} with them, but none is recorded",
    source="ISO 31000:2018, 6.4.3",
)
def reduction_without_control(located: Located[Register], context: Context) -> Iterator[Result]:
    """A rating is lower than without controls, and no control explains it.

    What it does
    Looks at risks, but closed ones, whose current rating is below the inherent one, of the same scheme and
    version, for a control, or a plan that covers them. In a register that records neither control nor plan
    such a risk is not evaluated.

    Why it matters
    The lower rating is a claim of something that is done. If nobody can say what, the higher one is true.

    Example
    Inherent 18, current 9, and nothing under ``controls``.

    Instead
    Record what keeps the risk down; or set the current rating back to the inherent one.
    """
    recorded = located.item.plans or any(risk.controls for risk in located.item.risks)
    for covered in context.coverage.live:
        inherent, current = covered.rated.inherent, covered.rated.current
        if covered.controls or inherent is None or current is None:
            continue
        same = (inherent.scheme, inherent.version) == (current.scheme, current.version)
        if same and current < inherent:
            place = covered.path + "/current"
            if recorded:
                values = {"inherent": inherent.value, "current": current.value}
                yield Fail(place, values, current.explanation)
            else:
                missing = (
                    "what makes it less than without controls: the register records neither control nor plan"
                )
                yield Unknown(missing, place)
