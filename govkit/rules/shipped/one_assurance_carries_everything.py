"""GKASR005 one-assurance-carries-everything."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule
from govkit.rules.sources import FRAMEWORK_2017


@rule(
    code="GKASR005",
    name="one-assurance-carries-everything",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="{gap}",
    source=FRAMEWORK_2017,
)
def one_assurance_carries_everything(_: Located[Register], context: Context) -> Iterator[Result]:
    """One assurance is all that several controls rest on.

    What it does
    Finds risks with two controls or more, all of which their only assurance covers.

    Why it matters
    If that one is wrong, late or not given, nobody knows of any of the controls whether it works.

    Example
    Seven controls and one yearly audit that covers them all.

    Instead
    Find a second source for the controls that matter most, or live with it knowingly.
    """
    yield from gaps(context, GapKind.ONE_CARRIES_ALL)
