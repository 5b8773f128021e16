"""GKOBJ002 risk-without-objective."""

from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule


@rule(
    code="GKOBJ002",
    name="risk-without-objective",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it names no objective, where other risks of the register do",
    source="ISO 31000:2018, 3.1",
)
def risk_without_objective(located: Located[Register], _: Context) -> Iterator[Result]:
    """A risk names no objective.

    What it does
    Asks each risk for its objective, as soon as one risk of the register names one. A register that lists
    objectives, and whose risks name none of them, is not evaluated, which is said once.

    Why it matters
    A risk is an effect of uncertainty on objectives (ISO 31000). One that threatens none is no risk, or its
    objective was forgotten, and no framework of assurance will show it in its place.

    Example
    Fourteen risks, thirteen of which name one of four objectives.

    Instead
    Name the objective it threatens most; or ask whether it belongs in this register.
    """
    register = located.item
    bare = [risk for risk in register.all_risks if risk.item.objective is None]
    if len(bare) < len(register.risks):
        for risk in bare:
            yield Fail(risk.path)
    elif bare and register.objectives:
        yield Unknown("which objectives the risks threaten: no risk of the register names one", "/risks")
