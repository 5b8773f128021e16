"""A person confirms scores under a new scheme: the new assessment is made, the old one kept as it stood."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import attrs

from govkit.errors import AmbiguousRefError, GovkitError, UnknownNameError
from govkit.model import PHASES, Assessment, EarlierAssessment, Levels, Phase, Register, Risk
from govkit.model.assessment import frozen_levels
from govkit.scoring import BaseScheme, Given

_WHO: Final = "nobody is named who confirms it; give by"
_WHY: Final = "no reason is given; say why"


class ConfirmationError(GovkitError):
    """Scores cannot be confirmed; none of them was.

    Attributes:
        problems: every fault, a sentence each, with the assessment it is about.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("nothing was confirmed: " + "; ".join(self.problems))


@attrs.frozen(kw_only=True)
class Confirmation:
    """What a person decided about one assessment.

    Args:
        ref: ref of the risk.
        phase: which assessment.
        levels: its levels under the new scheme, among the candidates or not.
        by: who decided.
        why: the reason.
        on: the day it was decided.
    """

    ref: str
    phase: Phase = attrs.field(converter=Phase)
    levels: Levels = attrs.field(converter=frozen_levels)
    by: str
    why: str
    on: date

    @property
    def address(self) -> str:
        """The assessment: ``R3.1/current``."""
        return f"{self.ref}/{self.phase}"


def confirm(
    register: Register,
    ref: str,
    phase: str,
    levels: Given,
    *,
    new: BaseScheme,
    by: str,
    why: str,
    on: date,
) -> Register:
    """Confirm one score under a new scheme.

    Args:
        register: the register; it stays as it is.
        ref: ref of the risk.
        phase: "inherent", "current" or "target".
        levels: its levels under the new scheme; they need not be among the candidates.
        new: the new scheme.
        by: who decided.
        why: the reason, which becomes the assessment's rationale.
        on: the day it was decided.

    Returns:
        A new register. The risk's assessment names the new scheme; what it said before stands in ``earlier``.

    Raises:
        ConfirmationError: it lists every fault: a level the scheme lacks, a name or reason that is missing,
            an assessment that is not there or is under the new scheme already.
        UnknownNameError: there is no such phase.
    """
    if phase not in PHASES:
        raise UnknownNameError("assessment", phase, PHASES)
    decided = Confirmation(ref=ref, phase=Phase(phase), levels=frozen_levels(levels), by=by, why=why, on=on)
    return confirm_all(register, [decided], new=new)


def confirm_all(register: Register, confirmations: Sequence[Confirmation], *, new: BaseScheme) -> Register:
    """Confirm many scores under a new scheme, all or none.

    Args:
        register: the register; it stays as it is.
        confirmations: what was decided.
        new: the new scheme.

    Returns:
        A new register. Its own ``scheme`` stays, since only its people can say when the change is complete.

    Raises:
        ConfirmationError: it lists every fault of every confirmation.
    """
    risks = {risk.ref: risk for risk in register.risks}
    counts = Counter(risk.ref for risk in register.risks)
    problems: list[str] = []
    for each in confirmations:
        found = [*_own_faults(each, new)]
        if counts[each.ref] == 1:
            found += _faults_there(getattr(risks[each.ref], each.phase), each, new)
        else:
            paths = [risk.path for risk in register.all_risks if risk.item.ref == each.ref]
            found.append(
                str(
                    AmbiguousRefError(each.ref, paths) if paths else UnknownNameError("risk", each.ref, risks)
                )
            )
        problems += [f"{each.address}: {fault}" for fault in found]
    problems += [
        f"{address}: it is confirmed {times} times"
        for address, times in Counter(each.address for each in confirmations).items()
        if times > 1
    ]
    if problems:
        raise ConfirmationError(problems)
    decided: dict[str, list[Confirmation]] = {}
    for each in confirmations:
        decided.setdefault(each.ref, []).append(each)
    return attrs.evolve(
        register, risks=tuple(_confirmed(risk, decided.get(risk.ref, ()), new) for risk in register.risks)
    )


def _own_faults(confirmation: Confirmation, new: BaseScheme) -> Iterator[str]:
    if type(confirmation.on) is not date:
        # A datetime is a date to isinstance, and would be stored as something that is none.
        yield f"on takes a datetime.date, not {type(confirmation.on).__name__} ({confirmation.on})"
    if not confirmation.by.strip():
        yield _WHO
    if not confirmation.why.strip():
        yield _WHY
    yield from (fault.message for fault in new.level_faults(confirmation.levels))


def _faults_there(
    assessment: Assessment | None, confirmation: Confirmation, new: BaseScheme
) -> Iterator[str]:
    if assessment is None:
        yield f"the risk has no {confirmation.phase} assessment, so there is none to carry over"
    elif assessment.scheme == new.id:
        yield f"it is under {new.id} already; a reassessment is no change of scheme"


def unconfirmed(register: Register, scheme: str) -> tuple[str, ...]:
    """List what is still under another scheme.

    Args:
        register: the register.
        scheme: id of the new scheme.

    Returns:
        Addresses of assessments, such as ``R3.1/current``; empty once everything is confirmed.
    """
    return tuple(each.address for each in register.all_assessments if each.item.scheme != scheme)


def _confirmed(risk: Risk, decided: Sequence[Confirmation], new: BaseScheme) -> Risk:
    for each in decided:
        replaced = EarlierAssessment(phase=each.phase, until=each.on, assessment=getattr(risk, each.phase))
        assessment = Assessment(
            levels=each.levels, scheme=new.id, date=each.on.isoformat(), by=each.by, rationale=each.why
        )
        changes: dict[str, Any] = {each.phase.value: assessment, "earlier": (*risk.earlier, replaced)}
        risk = attrs.evolve(risk, **changes)
    return risk
