"""GKASR001 control-without-assurance."""

from collections.abc import Iterator

from govkit.analysis import CoveredRisk, GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import untold
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import REGISTER_2019


@rule(
    code="GKASR001",
    name="control-without-assurance",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="no assurance names {controls} ({count} of {total} controls){hint}",
    source=REGISTER_2019,
)
def control_without_assurance(_: Located[Register], context: Context) -> Iterator[Result]:
    """Nothing shows whether a control works.

    What it does
    Looks for controls that no assurance of the same risk covers, and says so once per risk. A register that
    records no assurance at all is not evaluated, which is said once.

    Why it matters
    The current rating counts on controls of which nobody knows whether they work.

    Example
    Controls i to iv, and assurances numbered i and iii only.

    Instead
    Say in ``covers`` which controls an assurance speaks about, or find one for those that are left. A control
    that matters little may well go without.
    """
    yield from untold(context, GapKind.CONTROL_WITHOUT_ASSURANCE)
    for covered in context.coverage.risks:
        bare = [gap for gap in covered.gaps if gap.kind is GapKind.CONTROL_WITHOUT_ASSURANCE]
        if bare:
            values = {
                "controls": naming(gap.ref.rpartition("/")[2] for gap in bare),
                "count": len(bare),
                "total": len(covered.rated.risk.controls),
                "hint": _hint(covered),
            }
            yield Fail(f"{covered.path}/controls", values)


def _hint(covered: CoveredRisk) -> str:
    count = len(covered.unpaired)
    if count == 0:
        return ""
    return f"; {count} assurance{' names' if count == 1 else 's name'} no control"
