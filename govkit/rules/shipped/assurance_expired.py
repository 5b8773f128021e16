"""GKASR002 assurance-expired."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule
from govkit.rules.sources import FRAMEWORK_2017


@rule(
    code="GKASR002",
    name="assurance-expired",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{gap}",
    source=FRAMEWORK_2017,
)
def assurance_expired(_: Located[Register], context: Context) -> Iterator[Result]:
    """An assurance can no longer be relied on.

    What it does
    Compares the last day of ``expires`` with the day in question; on that last day the assurance still holds.

    Why it matters
    What it said of the controls was true of another time, and the rating still rests on it.

    Example
    An inspection whose certificate ran out in March, read in October.

    Instead
    Obtain it anew and record ``received`` and ``expires``, or take it out and see what the rating becomes.
    """
    yield from gaps(context, GapKind.EXPIRED)
