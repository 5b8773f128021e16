"""The board assurance framework, computed: objective, risk, control, assurance, and the gaps between them."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from govkit.analysis.ratings import RatedRisk, rate_risk
from govkit.model import (
    Action,
    Assurance,
    AssuranceSource,
    Control,
    Objective,
    Plan,
    Register,
    Risk,
)
from govkit.scoring import Scheme

INDEPENDENT_LINE = 3
"""The line of the IIA's Three Lines Model (2020) that assures independently of management."""


class GapKind(StrEnum):
    """What is missing between an objective and the assurance that it will be met."""

    OBJECTIVE_WITHOUT_RISK = "objective without risk"
    RISK_WITHOUT_CONTROL = "risk without control"
    CONTROL_WITHOUT_ASSURANCE = "control without assurance"
    NOT_INDEPENDENT = "no independent assurance above tolerance"
    EXPIRED = "assurance expired"
    NEVER_RECEIVED = "assurance never received"
    ONE_CARRIES_ALL = "one assurance carries everything"
    EFFECTIVE_WITHOUT_EVIDENCE = "control called effective without evidence"


@attrs.frozen(kw_only=True)
class Gap:
    """Something that is missing.

    Args:
        kind: what sort of gap it is.
        ref: address of the item it stands at.
        message: the gap in a sentence.
    """

    kind: GapKind
    ref: str
    message: str


@attrs.frozen(kw_only=True)
class CoveredControl:
    """A control with what assures it.

    Args:
        control: the control, or the plan that serves as one.
        assurances: the assurances of the same risk that cover it.
    """

    control: Control | Plan
    assurances: tuple[Assurance, ...]


@attrs.frozen(kw_only=True)
class CoveredRisk:
    """A risk with its controls, their assurances, its gaps and its actions.

    Args:
        rated: the risk with its ratings.
        controls: its controls and the plans that cover it.
        unpaired: assurances that name no control.
        gaps: what is missing.
        actions: what is to be done.
    """

    rated: RatedRisk
    controls: tuple[CoveredControl, ...]
    unpaired: tuple[Assurance, ...]
    gaps: tuple[Gap, ...]
    actions: tuple[Action, ...]


@attrs.frozen(kw_only=True)
class CoveredObjective:
    """An objective with the risks that threaten it.

    Args:
        objective: the objective; None for the risks that name none, or one the register lacks.
        risks: its risks.
        gaps: what is missing at the objective itself.
    """

    objective: Objective | None
    risks: tuple[CoveredRisk, ...]
    gaps: tuple[Gap, ...]


@attrs.frozen(kw_only=True)
class Coverage:
    """What assures a register's objectives on a day.

    Args:
        register: the register.
        as_of: the day.
        objectives: its objectives in order; last, if there are any, the risks without one.
        not_evaluated: what could not be told, a sentence each.
    """

    register: Register
    as_of: date
    objectives: tuple[CoveredObjective, ...]
    not_evaluated: tuple[str, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, in the order of the objectives."""
        return tuple(
            gap
            for objective in self.objectives
            for gaps in (objective.gaps, *(risk.gaps for risk in objective.risks))
            for gap in gaps
        )


def independent(assurance: Assurance) -> bool | None:
    """Whether an assurance is independent: external, or third line; None where neither is recorded.

    Args:
        assurance: the assurance.

    Returns:
        True, False, or None if it cannot be told.
    """
    if assurance.source is AssuranceSource.EXTERNAL or assurance.line == INDEPENDENT_LINE:
        return True
    return None if assurance.source is None or assurance.line is None else False


def age_in_days(assurance: Assurance, as_of: date) -> int | None:
    """How many days ago an assurance was received.

    Args:
        assurance: the assurance.
        as_of: the day in question.

    Returns:
        Days since the last day of the date of receipt; None if no day is recorded, or it lies ahead.
    """
    if assurance.received is None or assurance.received.last is None or assurance.received.last > as_of:
        return None
    return (as_of - assurance.received.last).days


def coverage(register: Register, schemes: Mapping[str, Scheme], *, as_of: date) -> Coverage:
    """Work out what assures a register's objectives, and what is missing.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        Objective by objective its risks, their controls, assurances, gaps and actions.
    """
    keeps_receipts = any(a.received is not None for risk in register.risks for a in risk.assurances)
    knows_independence = any(independent(a) is not None for risk in register.risks for a in risk.assurances)
    covered = {
        located.path: _risk(register, located.item, schemes, as_of, keeps_receipts=keeps_receipts)
        for located in register.all_risks
    }
    known = {objective.ref for objective in register.objectives}
    groups: list[CoveredObjective] = []
    for objective in register.objectives:
        risks = tuple(
            covered[located.path] for located in register.all_risks if located.item.objective == objective.ref
        )
        gaps = () if risks else (_objective_gap(objective),)
        groups.append(CoveredObjective(objective=objective, risks=risks, gaps=gaps))
    rest = tuple(
        covered[located.path] for located in register.all_risks if located.item.objective not in known
    )
    if rest:
        groups.append(CoveredObjective(objective=None, risks=rest, gaps=()))
    return Coverage(
        register=register,
        as_of=as_of,
        objectives=tuple(groups),
        not_evaluated=tuple(
            _untold(register, keeps_receipts=keeps_receipts, knows_independence=knows_independence)
        ),
    )


def _untold(register: Register, *, keeps_receipts: bool, knows_independence: bool) -> Iterator[str]:
    if not any(risk.assurances for risk in register.risks):
        return
    if not keeps_receipts:
        yield "whether assurances were received: the register records no date of receipt"
    if not knows_independence:
        yield "whether assurances are independent: the register records neither source nor line"


def _objective_gap(objective: Objective) -> Gap:
    return Gap(
        kind=GapKind.OBJECTIVE_WITHOUT_RISK,
        ref=objective.ref,
        message=f'no risk names the objective "{objective.title}"',
    )


def _risk(
    register: Register,
    risk: Risk,
    schemes: Mapping[str, Scheme],
    as_of: date,
    *,
    keeps_receipts: bool,
) -> CoveredRisk:
    plans = tuple(plan for plan in register.plans if plan.covers_all or risk.ref in plan.covers)
    all_controls: tuple[Control | Plan, ...] = (*risk.controls, *plans)
    controls = tuple(
        CoveredControl(
            control=control,
            assurances=tuple(each for each in risk.assurances if control.ref in each.covers),
        )
        for control in all_controls
    )
    rated = rate_risk(risk, schemes)
    gaps = (
        *_control_gaps(risk, controls),
        *_assurance_gaps(risk, as_of, keeps_receipts=keeps_receipts),
        *_independence_gap(rated),
    )
    return CoveredRisk(
        rated=rated,
        controls=controls,
        unpaired=tuple(each for each in risk.assurances if not each.covers),
        gaps=gaps,
        actions=risk.actions,
    )


def _control_gaps(risk: Risk, controls: tuple[CoveredControl, ...]) -> Iterator[Gap]:
    if not controls:
        yield Gap(
            kind=GapKind.RISK_WITHOUT_CONTROL, ref=risk.ref, message="no control or plan is recorded for it"
        )
    for each in controls:
        if isinstance(each.control, Plan):
            continue
        ref = f"{risk.ref}/{each.control.ref}"
        if not each.assurances:
            yield Gap(
                kind=GapKind.CONTROL_WITHOUT_ASSURANCE,
                ref=ref,
                message=f'no assurance covers "{each.control.title}"',
            )
        if each.control.effective and not any(a.conclusion or a.received for a in each.assurances):
            yield Gap(
                kind=GapKind.EFFECTIVE_WITHOUT_EVIDENCE,
                ref=ref,
                message="it is called effective, but no assurance of it was received or concluded anything",
            )
    if len(risk.controls) > 1 and len(risk.assurances) == 1:
        only = risk.assurances[0]
        if {control.ref for control in risk.controls} <= set(only.covers):
            yield Gap(
                kind=GapKind.ONE_CARRIES_ALL,
                ref=f"{risk.ref}/{only.ref}",
                message=f'"{only.title}" is all that assures {len(risk.controls)} controls',
            )


def _assurance_gaps(risk: Risk, as_of: date, *, keeps_receipts: bool) -> Iterator[Gap]:
    for each in risk.assurances:
        ref = f"{risk.ref}/{each.ref}"
        if each.expires is not None and each.expires.last is not None and each.expires.last < as_of:
            yield Gap(kind=GapKind.EXPIRED, ref=ref, message=f'"{each.title}" expired on {each.expires.last}')
        if keeps_receipts and each.received is None:
            yield Gap(kind=GapKind.NEVER_RECEIVED, ref=ref, message=f'"{each.title}" has no date of receipt')


def _independence_gap(rated: RatedRisk) -> Iterator[Gap]:
    current = rated.current
    if current is None or current.within_tolerance is not False:
        return
    if not any(independent(each) for each in rated.risk.assurances):
        unknown = sum(independent(each) is None for each in rated.risk.assurances)
        hint = f"; of {unknown} it is not recorded" if unknown else ""
        yield Gap(
            kind=GapKind.NOT_INDEPENDENT,
            ref=rated.risk.ref,
            message=f"it is rated {current}, and no assurance is external or third-line{hint}",
        )
