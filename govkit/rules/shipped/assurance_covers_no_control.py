"""GKASR008 assurance-covers-no-control."""

from collections.abc import Iterator

from govkit.model import Located, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.telling import each_or_once


@rule(
    code="GKASR008",
    name="assurance-covers-no-control",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="no control is named by {who}",
    source=REGISTER_2019,
)
def assurance_covers_no_control(located: Located[Register], _: Context) -> Iterator[Result]:
    """An assurance says of no control whether it works.

    What it does
    Looks, at risks that list controls, for assurances with nothing under ``covers``. More than five are told
    at once. A register whose assurances name no control at all is not evaluated, which is said once.

    Why it matters
    An assurance shows that controls work. One that names none shows nothing anybody can rely on, and the gap
    it was to close stays open.

    Example
    Controls i to iv, and an assurance numbered v.

    Instead
    Say in ``covers`` which controls it speaks about. If it speaks about none, it is a control itself, or does
    not belong here.
    """
    asked = [
        Located(assurance, f"{risk.address}/{assurance.ref}", risk.path + pointer("assurances", i))
        for risk in located.item.all_risks
        if risk.item.controls
        for i, assurance in enumerate(risk.item.assurances)
    ]
    bare = [each for each in asked if not each.item.covers]
    if bare and len(bare) == len(asked):
        yield Unknown("which controls are assured: no assurance of the register names one", "/risks")
        return
    for path, who in each_or_once(bare, len(asked), "assurances"):
        yield Fail(path, {"who": who})
