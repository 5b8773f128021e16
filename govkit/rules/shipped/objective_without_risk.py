"""GKOBJ001 objective-without-risk."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule


@rule(
    code="GKOBJ001",
    name="objective-without-risk",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{gap}",
    source="ISO 31000:2018, 3.1",
)
def objective_without_risk(_: Located[Register], context: Context) -> Iterator[Result]:
    """No risk names an objective.

    What it does
    Looks for objectives that no risk of the register names. A register without any risk is not evaluated,
    which is said once.

    Why it matters
    A risk is an effect of uncertainty on objectives (ISO 31000). An objective without one was forgotten, or
    its risks hang on the wrong one.

    Example
    Objectives ``victims`` and ``offenders``, and risks that all name ``victims``.

    Instead
    Ask what could keep the objective from being met, and record it; or mend the ``objective`` of the risks.
    """
    yield from gaps(context, GapKind.OBJECTIVE_WITHOUT_RISK)
