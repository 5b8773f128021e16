"""The board assurance framework, computed: objective, risk, control, assurance, and the gaps between them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs
from immutabledict import immutabledict

from govkit.analysis.ratings import RatedRisk, rate_risk
from govkit.model import (
    Action,
    Assurance,
    AssuranceSource,
    Control,
    Located,
    Objective,
    Plan,
    Register,
    Risk,
    pointer,
)
from govkit.scoring import BaseScheme

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
        path: its JSON Pointer in the register.
        message: the gap in a sentence.
    """

    kind: GapKind
    ref: str
    path: str
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
        path: its JSON Pointer in the register.
        controls: its controls and the plans that cover it.
        unpaired: assurances that name no control.
        gaps: what is missing.
        actions: what is to be done.
    """

    rated: RatedRisk
    path: str
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
        untold: per kind of gap that could not be told, why, in a sentence.
    """

    register: Register
    as_of: date
    objectives: tuple[CoveredObjective, ...]
    untold: immutabledict[GapKind, str]

    @property
    def not_evaluated(self) -> tuple[str, ...]:
        """What could not be told, a sentence each."""
        return tuple(self.untold.values())

    @property
    def risks(self) -> tuple[CoveredRisk, ...]:
        """All risks, in the order of the objectives."""
        return tuple(risk for objective in self.objectives for risk in objective.risks)

    @property
    def unrated(self) -> tuple[str, ...]:
        """Refs of the risks whose current assessment has no rating, so that nobody can say what they need."""
        return tuple(risk.rated.risk.ref for risk in self.risks if "current" in risk.rated.unrated)

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


def coverage(register: Register, schemes: Mapping[str, BaseScheme], *, as_of: date) -> Coverage:
    """Work out what assures a register's objectives, and what is missing.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        Objective by objective its risks, their controls, assurances, gaps and actions.
    """
    untold = immutabledict(_untold(register))
    plans = _plans_by_risk(register)
    known = {objective.ref for objective in register.objectives}
    by_objective: dict[str | None, list[CoveredRisk]] = {}
    for located in register.all_risks:
        named = located.item.objective if located.item.objective in known else None
        covered = _risk(located, plans, schemes, as_of, untold)
        by_objective.setdefault(named, []).append(covered)
    groups: list[CoveredObjective] = []
    for i, objective in enumerate(register.objectives):
        risks = tuple(by_objective.get(objective.ref, ()))
        gaps = () if risks else (_objective_gap(objective, pointer("objectives", i)),)
        groups.append(CoveredObjective(objective=objective, risks=risks, gaps=gaps))
    if None in by_objective:
        groups.append(CoveredObjective(objective=None, risks=tuple(by_objective[None]), gaps=()))
    return Coverage(register=register, as_of=as_of, objectives=tuple(groups), untold=untold)


def _untold(register: Register) -> Iterator[tuple[GapKind, str]]:
    assurances = [each for risk in register.risks for each in risk.assurances]
    if not assurances:
        return
    if all(each.received is None for each in assurances):
        yield (
            GapKind.NEVER_RECEIVED,
            "whether assurances were received: the register records no date of receipt",
        )
    if all(each.source is None and each.line is None for each in assurances):
        yield (
            GapKind.NOT_INDEPENDENT,
            "whether assurances are independent: the register records neither source nor line",
        )


def _plans_by_risk(register: Register) -> Callable[[str], tuple[Plan, ...]]:
    """Look up the plans that cover a risk, without going through all of them for each."""
    whole = [i for i, plan in enumerate(register.plans) if plan.covers_all]
    single: dict[str, list[int]] = {}
    for i, plan in enumerate(register.plans):
        for ref in plan.covers:
            single.setdefault(ref, []).append(i)
    return lambda ref: tuple(register.plans[i] for i in sorted({*whole, *single.get(ref, ())}))


def _objective_gap(objective: Objective, path: str) -> Gap:
    return Gap(
        kind=GapKind.OBJECTIVE_WITHOUT_RISK,
        ref=objective.ref,
        path=path,
        message=f'no risk names the objective "{objective.title}"',
    )


def _risk(
    located: Located[Risk],
    plans: Callable[[str], tuple[Plan, ...]],
    schemes: Mapping[str, BaseScheme],
    as_of: date,
    untold: Collection[GapKind],
) -> CoveredRisk:
    risk, path = located.item, located.path
    all_controls: tuple[Control | Plan, ...] = (*risk.controls, *plans(risk.ref))
    controls = tuple(
        CoveredControl(
            control=control,
            assurances=tuple(each for each in risk.assurances if control.ref in each.covers),
        )
        for control in all_controls
    )
    rated = rate_risk(risk, schemes)
    gaps = (
        *_control_gaps(located, controls),
        *_assurance_gaps(located, as_of),
        *_independence_gap(rated, path),
    )
    return CoveredRisk(
        rated=rated,
        path=path,
        controls=controls,
        unpaired=tuple(each for each in risk.assurances if not each.covers),
        gaps=tuple(gap for gap in gaps if gap.kind not in untold),
        actions=risk.actions,
    )


def _control_gaps(located: Located[Risk], controls: tuple[CoveredControl, ...]) -> Iterator[Gap]:
    risk = located.item
    if not controls:
        yield Gap(
            kind=GapKind.RISK_WITHOUT_CONTROL,
            ref=risk.ref,
            path=located.path,
            message="no control or plan is recorded for it",
        )
    for i, each in enumerate(controls):
        if isinstance(each.control, Plan):
            continue
        ref, path = f"{risk.ref}/{each.control.ref}", located.path + pointer("controls", i)
        if not each.assurances:
            yield Gap(
                kind=GapKind.CONTROL_WITHOUT_ASSURANCE,
                ref=ref,
                path=path,
                message=f'no assurance covers "{each.control.title}"',
            )
        if each.control.effective and not any(a.conclusion or a.received for a in each.assurances):
            yield Gap(
                kind=GapKind.EFFECTIVE_WITHOUT_EVIDENCE,
                ref=ref,
                path=path,
                message="it is called effective, but no assurance of it was received or concluded anything",
            )
    if len(risk.controls) > 1 and len(risk.assurances) == 1:
        only = risk.assurances[0]
        if {control.ref for control in risk.controls} <= set(only.covers):
            yield Gap(
                kind=GapKind.ONE_CARRIES_ALL,
                ref=f"{risk.ref}/{only.ref}",
                path=located.path + pointer("assurances", 0),
                message=f'"{only.title}" is all that assures {len(risk.controls)} controls',
            )


def _assurance_gaps(located: Located[Risk], as_of: date) -> Iterator[Gap]:
    for i, each in enumerate(located.item.assurances):
        ref, path = f"{located.item.ref}/{each.ref}", located.path + pointer("assurances", i)
        if each.expires is not None and each.expires.last is not None and each.expires.last < as_of:
            said = f'"{each.title}" expired on {each.expires.last}'
            yield Gap(kind=GapKind.EXPIRED, ref=ref, path=path, message=said)
        if each.received is None:
            said = f'"{each.title}" has no date of receipt'
            yield Gap(kind=GapKind.NEVER_RECEIVED, ref=ref, path=path, message=said)


def _independence_gap(rated: RatedRisk, path: str) -> Iterator[Gap]:
    current = rated.current
    if current is None or current.within_tolerance is not False:
        return
    if not any(independent(each) for each in rated.risk.assurances):
        unknown = sum(independent(each) is None for each in rated.risk.assurances)
        hint = f"; of {unknown} it is not known" if unknown else ""
        yield Gap(
            kind=GapKind.NOT_INDEPENDENT,
            ref=rated.risk.ref,
            path=path,
            message=f"it is rated {current}, and no assurance is recorded as external or third-line{hint}",
        )
