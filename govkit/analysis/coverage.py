"""The board assurance framework, computed: objective, risk, control, assurance, and the gaps between them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

import attrs
from immutabledict import immutabledict

from govkit.analysis.evidence import CoveredControl, independent, lapse
from govkit.analysis.gap import Gap, GapKind, objective_gap, risk_gaps
from govkit.analysis.rated_on import RiskOn, rate_risk_on
from govkit.analysis.ratings import RatedRisk
from govkit.analysis.unrecorded import unrecorded
from govkit.model import Action, Assurance, Control, Located, Objective, Plan, Register, Risk, pointer
from govkit.model.require import require_day, require_register, require_schemes
from govkit.scoring import BaseScheme


@attrs.frozen(kw_only=True)
class CoveredRisk:
    """A risk with its controls, their assurances, its gaps and its actions.

    Args:
        rated: the risk as it stood on the day, with its ratings.
        known_from: the day from which its current rating is known, if it is above tolerance and that day
            comes after the one in question; None otherwise.
        path: its JSON Pointer in the register.
        controls: its controls and the plans that cover it.
        unpaired: assurances that name no control.
        gaps: what is missing.
        untold: what may be missing, a clause each with the reason why nobody can tell.
        actions: what is to be done.
    """

    rated: RatedRisk
    known_from: date | None
    path: str
    controls: tuple[CoveredControl, ...]
    unpaired: tuple[Assurance, ...]
    gaps: tuple[Gap, ...]
    untold: immutabledict[GapKind, str]
    actions: tuple[Action, ...]


@attrs.frozen(kw_only=True)
class CoveredObjective:
    """An objective with the risks that threaten it.

    Args:
        objective: the objective; None for the risks that name none, or one the register lacks.
        risks: its risks.
        gaps: what is missing at the objective itself.
        untold: what may be missing there, a clause each with the reason why nobody can tell.
    """

    objective: Objective | None
    risks: tuple[CoveredRisk, ...]
    gaps: tuple[Gap, ...]
    untold: immutabledict[GapKind, str]


@attrs.frozen(kw_only=True)
class Coverage:
    """What assures a register's objectives on a day.

    Args:
        register: the register.
        as_of: the day.
        objectives: its objectives in order; last, if there are any, the risks without one.
    """

    register: Register
    as_of: date
    objectives: tuple[CoveredObjective, ...]

    @cached_property
    def untold(self) -> immutabledict[GapKind, str]:
        """Per kind of gap that may be there and could not be told, why, in a clause."""
        parts = [*(each.untold for each in self.objectives), *(each.untold for each in self.risks)]
        # Each kind is said once, and always in the same order.
        return immutabledict((kind, part[kind]) for kind in GapKind for part in parts if kind in part)

    @property
    def not_evaluated(self) -> tuple[str, ...]:
        """What could not be told, a sentence each."""
        unrated = (
            self._untold_of(risk.rated.risk, reason)
            for risk in self.risks
            if (reason := risk.rated.unrated.get("current")) is not None
        )
        later = (
            f"whether {risk.rated.risk.ref} needs independent assurance: its rating is dated later than "
            f"{self.as_of}"
            for risk in self.risks
            if risk.known_from is not None and not self._assured_independently(risk.rated.risk)
        )
        return (*self.untold.values(), *unrated, *later)

    def _untold_of(self, risk: Risk, reason: str) -> str:
        if self._assured_independently(risk):
            return f"how {risk.ref} is rated: {reason}"
        return f"whether {risk.ref} needs independent assurance: it could not be rated: {reason}"

    def _assured_independently(self, risk: Risk) -> bool:
        return any(independent(each) and not self.lapse(each) for each in risk.assurances)

    def lapse(self, assurance: Assurance) -> str | None:
        """Say why an assurance of the register is no evidence on the day.

        Args:
            assurance: the assurance.

        Returns:
            A clause about it ("expired on 2019-03-31"), or None if it counts. One without a receipt counts
            where the register records no receipt at all.
        """
        return lapse(assurance, self.as_of, receipts_kept=GapKind.NEVER_RECEIVED not in self.untold)

    @property
    def risks(self) -> tuple[CoveredRisk, ...]:
        """All risks, in the order of the objectives."""
        return tuple(risk for objective in self.objectives for risk in objective.risks)

    @property
    def unrated(self) -> tuple[str, ...]:
        """Refs of the risks whose current assessment has no rating, so that nobody can say what they need."""
        return tuple(risk.rated.risk.ref for risk in self.risks if "current" in risk.rated.unrated)

    @property
    def later(self) -> tuple[str, ...]:
        """Refs of the risks above tolerance whose rating is dated later than the day."""
        return tuple(risk.rated.risk.ref for risk in self.risks if risk.known_from is not None)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, in the order of the objectives."""
        return tuple(
            gap
            for objective in self.objectives
            for gaps in (objective.gaps, *(risk.gaps for risk in objective.risks))
            for gap in gaps
        )


def coverage(register: Register, schemes: Mapping[str, BaseScheme], *, as_of: date) -> Coverage:
    """Work out what assures a register's objectives, and what is missing.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        Objective by objective its risks, their controls, assurances, gaps and actions. An assurance that has
        expired or is still to come is no evidence; where receipts are recorded, one without a receipt is
        none either unless it concluded something.

    Raises:
        TypeError: an argument is of another kind.
    """
    require_register(register)
    require_schemes(schemes)
    require_day(as_of)
    untellable = immutabledict(unrecorded(register))
    plans = _plans_by_risk(register)
    known = {objective.ref for objective in register.objectives}
    by_objective: dict[str | None, list[CoveredRisk]] = {}
    for located in register.all_risks:
        named = located.item.objective if located.item.objective in known else None
        stood = rate_risk_on(register, located.item, schemes, as_of)
        covered = _risk(located, stood, plans, as_of, untellable)
        by_objective.setdefault(named, []).append(covered)
    groups: list[CoveredObjective] = []
    for i, objective in enumerate(register.objectives):
        risks = tuple(by_objective.get(objective.ref, ()))
        found = () if risks else (objective_gap(objective, pointer("objectives", i)),)
        gaps, untold = _parted(found, untellable)
        groups.append(CoveredObjective(objective=objective, risks=risks, gaps=gaps, untold=untold))
    if None in by_objective:
        rest = tuple(by_objective[None])
        groups.append(CoveredObjective(objective=None, risks=rest, gaps=(), untold=immutabledict()))
    return Coverage(register=register, as_of=as_of, objectives=tuple(groups))


def _parted(
    found: tuple[Gap, ...], untellable: Mapping[GapKind, str]
) -> tuple[tuple[Gap, ...], immutabledict[GapKind, str]]:
    """Part gaps from what only looks like one, because the register records nothing of that kind."""
    untold = immutabledict((gap.kind, untellable[gap.kind]) for gap in found if gap.kind in untellable)
    return tuple(gap for gap in found if gap.kind not in untellable), untold


def _plans_by_risk(register: Register) -> Callable[[str], tuple[Plan, ...]]:
    """Look up the plans that cover a risk, without going through all of them for each."""
    whole = [i for i, plan in enumerate(register.plans) if plan.covers_all]
    single: dict[str, list[int]] = {}
    for i, plan in enumerate(register.plans):
        for ref in plan.covers:
            single.setdefault(ref, []).append(i)
    return lambda ref: tuple(register.plans[i] for i in sorted({*whole, *single.get(ref, ())}))


def _risk(
    located: Located[Risk],
    stood: RiskOn,
    plans: Callable[[str], tuple[Plan, ...]],
    as_of: date,
    untellable: Mapping[GapKind, str],
) -> CoveredRisk:
    risk = located.item
    all_controls: tuple[Control | Plan, ...] = (*risk.controls, *plans(risk.ref))
    kept = GapKind.NEVER_RECEIVED not in untellable
    pairs = tuple((each, lapse(each, as_of, receipts_kept=kept)) for each in risk.assurances)
    controls = tuple(
        CoveredControl(
            control=control,
            assurances=tuple(each for each in risk.assurances if control.ref in each.covers),
            lapsed=tuple(each for each, why in pairs if why and control.ref in each.covers),
        )
        for control in all_controls
    )
    gaps, untold = _parted(risk_gaps(located, stood, controls, pairs, as_of), untellable)
    return CoveredRisk(
        rated=stood.rated,
        known_from=stood.known_from if stood.above else None,
        path=located.path,
        controls=controls,
        unpaired=tuple(each for each in risk.assurances if not each.covers),
        gaps=gaps,
        untold=untold,
        actions=risk.actions,
    )
