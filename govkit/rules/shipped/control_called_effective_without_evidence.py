"""GKASR006 control-called-effective-without-evidence."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule
from govkit.rules.sources import FRAMEWORK_2017


@rule(
    code="GKASR006",
    name="control-called-effective-without-evidence",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{gap}",
    source=FRAMEWORK_2017,
)
def control_called_effective_without_evidence(_: Located[Register], context: Context) -> Iterator[Result]:
    """A control is called effective, and nothing shows it.

    What it does
    Looks, at each control with ``effective: true``, for an assurance that covers it, counts, and was received
    or concluded something.

    Why it matters
    It is the claim of whoever runs the control, and the current rating rests on it.

    Example
    ``effective: true`` at a control that no assurance covers.

    Instead
    Record the assurance that shows it, with ``received`` or ``conclusion``, or leave ``effective`` out.
    """
    yield from gaps(context, GapKind.EFFECTIVE_WITHOUT_EVIDENCE)
