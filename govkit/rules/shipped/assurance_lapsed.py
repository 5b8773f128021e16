"""GKASR007 assurance-lapsed."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import untold
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import FRAMEWORK_2017


@rule(
    code="GKASR007",
    name="assurance-lapsed",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="no assurance that still counts names {controls} ({count} of {total} controls)",
    source=FRAMEWORK_2017,
)
def assurance_lapsed(_: Located[Register], context: Context) -> Iterator[Result]:
    """A control is left with assurances that no longer count.

    What it does
    Looks for controls that assurances of the same risk cover, all of which are withdrawn, only planned,
    expired or, where the register records receipts, have neither a receipt nor a conclusion. It says so once
    per risk.

    Why it matters
    The control looks assured, and nothing of today shows that it works.

    Example
    A control that an inspection covers, whose certificate ran out in March; read in October.

    Instead
    Obtain one of the assurances anew, or find another. What ``assurance-expired`` and
    ``assurance-never-received`` find says which they are.
    """
    yield from untold(context, GapKind.ASSURANCE_LAPSED)
    for covered in context.coverage.risks:
        bare = [gap for gap in covered.gaps if gap.kind is GapKind.ASSURANCE_LAPSED]
        if bare:
            values = {
                "controls": naming(gap.ref.rpartition("/")[2] for gap in bare),
                "count": len(bare),
                "total": len(covered.rated.risk.controls),
            }
            yield Fail(f"{covered.path}/controls", values)
