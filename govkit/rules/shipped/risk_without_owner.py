"""GKOWN001 risk-without-owner."""

from collections.abc import Iterator

from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKOWN001",
    name="risk-without-owner",
    severity=Severity.WARNING,
    over=Over.RISK,
    message="nobody is named as executive or senior lead",
    source="ISO 31000:2018, 5.4.3",
)
def risk_without_owner(located: Located[Risk], context: Context) -> Iterator[Result]:
    """Nobody looks after a risk.

    What it does
    Asks that a risk that is not closed names an executive lead or a senior lead.

    Why it matters
    ISO 31000 asks for a risk owner with the accountability and authority to manage the risk.

    Example
    A risk with neither ``executive_lead`` nor ``senior_lead``.

    Instead
    Name the role, rather than the person who holds it today.
    """
    risk = located.item
    if risk.executive_lead is None and risk.senior_lead is None and not context.is_over(risk):
        yield Fail()
