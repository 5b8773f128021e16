"""Kinds of gap that nobody can tell, since a register records nothing of what they are about."""

from collections.abc import Iterator

from govkit.analysis.gap import GapKind
from govkit.model import Register


def unrecorded(register: Register) -> Iterator[tuple[GapKind, str]]:
    """Say which kinds of gap nobody can tell.

    Args:
        register: the register.

    Returns:
        Kinds of gap, each with what is not known and why, as a clause.
    """
    assurances = [each for risk in register.risks for each in risk.assurances]
    if not register.risks:
        yield (
            GapKind.OBJECTIVE_WITHOUT_RISK,
            "whether risks name the objectives: the register records no risk",
        )
    if not register.plans and not any(risk.controls for risk in register.risks):
        said = "whether risks are controlled: the register records neither control nor plan"
        yield GapKind.RISK_WITHOUT_CONTROL, said
    if not assurances:
        said = "whether controls are assured: the register records no assurance"
        yield GapKind.CONTROL_WITHOUT_ASSURANCE, said
    if all(each.received is None for each in assurances):
        said = "whether assurances were received: the register records no date of receipt"
        yield GapKind.NEVER_RECEIVED, said
    if all(each.source is None and each.line is None for each in assurances):
        what = "neither source nor line" if assurances else "no assurance"
        yield GapKind.NOT_INDEPENDENT, f"whether assurances are independent: the register records {what}"
