"""GKCTL001 risk-without-control."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule


@rule(
    code="GKCTL001",
    name="risk-without-control",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{gap}",
    source="ISO 31000:2018, 6.4.3",
)
def risk_without_control(_: Located[Register], context: Context) -> Iterator[Result]:
    """Nothing keeps a risk down.

    What it does
    Asks that a risk records a control, or that a plan of the register covers it. A register that records
    neither control nor plan at all is not evaluated, which is said once.

    Why it matters
    The current rating claims what controls achieve. Without any it is the inherent rating under another name.

    Example
    A risk with assurances and actions, and nothing under ``controls``.

    Instead
    Record what is in place, or add the risk's ref to what a plan ``covers``.
    """
    yield from gaps(context, GapKind.RISK_WITHOUT_CONTROL)
