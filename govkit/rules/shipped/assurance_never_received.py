"""GKASR003 assurance-never-received."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule
from govkit.rules.sources import FRAMEWORK_2017


@rule(
    code="GKASR003",
    name="assurance-never-received",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{gap}",
    source=FRAMEWORK_2017,
)
def assurance_never_received(_: Located[Register], context: Context) -> Iterator[Result]:
    """An assurance is listed, and no receipt of it is recorded.

    What it does
    Asks for a date of receipt, as soon as one assurance of the register has one. A register that records no
    date of receipt at all is not evaluated, which is said once.

    Why it matters
    A source of assurance that never reported assures nobody.

    Example
    "Internal audit" beside a control, when no audit of it was ever reported.

    Instead
    Record when it was last ``received``; if it never was, ask for it.
    """
    yield from gaps(context, GapKind.NEVER_RECEIVED)
