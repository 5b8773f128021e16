"""GKSCO004 risk-not-assessed."""

from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKSCO004",
    name="risk-not-assessed",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it has no current assessment, so nobody knows whether it is above tolerance",
    source="ISO 31000:2018, 6.4",
)
def risk_not_assessed(located: Located[Register], context: Context) -> Iterator[Result]:
    """A risk has no current assessment, in a register that assesses others.

    What it does
    Asks for ``current`` at each risk, as soon as one risk of the register has it. A risk that its lifecycle
    is done with needs none.

    Why it matters
    What is not assessed is in no heat map, escalates nowhere and asks for no assurance; it is not seen.

    Example
    Thirteen risks with likelihood and impact, and one with ``inherent`` alone.

    Instead
    Assess it as it stands, with the controls in place, and date the assessment.
    """
    register = located.item
    if any(risk.current is not None for risk in register.risks):
        for risk in register.all_risks:
            if context.risk_on(risk.item).rated.risk.current is None and not context.is_over(risk.item):
                yield Fail(risk.path)
