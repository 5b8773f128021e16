"""The board assurance framework, computed: objective, risk, control, assurance, and the gaps between them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

import attrs
from immutabledict import immutabledict

from govkit.analysis.evidence import CoveredControl, independent, lapse, receipt_untold, state_untold
from govkit.analysis.gap import Gap, GapKind, Lapses, objective_gap, risk_gaps
from govkit.analysis.over import over_since
from govkit.analysis.rated_on import RiskOn, rate_risk_on
from govkit.analysis.ratings import RatedRisk
from govkit.analysis.unrecorded import unrecorded
from govkit.model import Action, Assurance, Control, Located, Objective, Plan, Register, Risk, pointer
from govkit.model.require import require_day, require_register, require_schemes
from govkit.scoring import BaseScheme
from govkit.workflow import Workflow


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
        over: that it is in a final state of its lifecycle ("closed since 2019-05-01"), so that nothing is
            missing; None otherwise.
    """

    rated: RatedRisk
    known_from: date | None
    path: str
    controls: tuple[CoveredControl, ...]
    unpaired: tuple[Assurance, ...]
    gaps: tuple[Gap, ...]
    untold: immutabledict[GapKind, str]
    actions: tuple[Action, ...]
    over: str | None = None


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
        workflows: lifecycles that were at hand, by id.
    """

    register: Register
    as_of: date
    objectives: tuple[CoveredObjective, ...]
    workflows: Mapping[str, Workflow] = attrs.field(default=immutabledict(), eq=False, repr=False)

    @cached_property
    def _clauses(self) -> dict[GapKind, tuple[str, ...]]:
        parts = [*(each.untold for each in self.objectives), *(each.untold for each in self.risks)]
        # Each clause is said once, and always in the same order.
        told = ((kind, dict.fromkeys(part[kind] for part in parts if kind in part)) for kind in GapKind)
        return {kind: tuple(clauses) for kind, clauses in told if clauses}

    @cached_property
    def untold(self) -> immutabledict[GapKind, str]:
        """Per kind of gap that may be there and could not be told, why, in a clause."""
        return immutabledict((kind, "; ".join(clauses)) for kind, clauses in self._clauses.items())

    @cached_property
    def unrecorded(self) -> immutabledict[GapKind, str]:
        """Per kind of gap of which the register records nothing at all, what is not known, in a clause."""
        return immutabledict(unrecorded(self.register))

    @property
    def not_evaluated(self) -> tuple[str, ...]:
        """What could not be told, a sentence each."""
        unrated = (
            self._untold_of(risk.rated.risk, reason)
            for risk in self.live
            if (reason := risk.rated.unrated.get("current")) is not None
        )
        later = (
            f"whether {risk.rated.risk.ref} needs independent assurance: its rating is dated later than "
            f"{self.as_of}"
            for risk in self.live
            if risk.known_from is not None and not self._assured_independently(risk.rated.risk)
        )
        clauses = dict.fromkeys(clause for each in self._clauses.values() for clause in each)
        return (*clauses, *unrated, *later)

    def _untold_of(self, risk: Risk, reason: str) -> str:
        if self._assured_independently(risk):
            return f"how {risk.ref} is rated: {reason}"
        return f"whether {risk.ref} needs independent assurance: it could not be rated: {reason}"

    def _assured_independently(self, risk: Risk) -> bool:
        counting = (each for each in risk.assurances if not (self.lapse(each) or self.doubt(each)))
        return any(map(independent, counting))

    def lapse(self, assurance: Assurance) -> str | None:
        """Say why an assurance of the register is no evidence on the day.

        Args:
            assurance: the assurance.

        Returns:
            A clause about it ("expired on 2019-03-31"), or None if it counts. One without a receipt counts
            where the register records no receipt at all.
        """
        kept = GapKind.NEVER_RECEIVED not in self.unrecorded
        return lapse(assurance, self.as_of, receipts_kept=kept, workflows=self.workflows)

    def doubt(self, assurance: Assurance) -> str | None:
        """Say why nobody can tell whether an assurance of the register had been received by the day.

        Args:
            assurance: the assurance.

        Returns:
            A clause about it ('is dated "July 2026" and may not have been received'); None if that can be
            told, or it is no evidence anyway.
        """
        return None if self.lapse(assurance) else receipt_untold(assurance, self.as_of)

    @property
    def risks(self) -> tuple[CoveredRisk, ...]:
        """All risks, in the order of the objectives."""
        return tuple(risk for objective in self.objectives for risk in objective.risks)

    @property
    def live(self) -> tuple[CoveredRisk, ...]:
        """The risks that are not over, in the order of the objectives."""
        return tuple(risk for risk in self.risks if risk.over is None)

    @property
    def unrated(self) -> tuple[str, ...]:
        """Refs of the risks whose current assessment has no rating, so that nobody can say what they need."""
        return tuple(risk.rated.risk.ref for risk in self.live if "current" in risk.rated.unrated)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, in the order of the objectives."""
        return tuple(
            gap
            for objective in self.objectives
            for gaps in (objective.gaps, *(risk.gaps for risk in objective.risks))
            for gap in gaps
        )


def coverage(
    register: Register,
    schemes: Mapping[str, BaseScheme],
    workflows: Mapping[str, Workflow] | None = None,
    *,
    as_of: date,
) -> Coverage:
    """Work out what assures a register's objectives, and what is missing.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id; unless given, no state is heard, only dates.
        as_of: the day in question.

    Returns:
        Objective by objective its risks, their controls, assurances, gaps and actions. An assurance that has
        expired, is still to come, or is withdrawn or only planned by its lifecycle is no evidence; where
        receipts are recorded, one without a receipt is none either unless it concluded something. At a risk
        that is closed nothing is missing.

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
        covered = _risk(located, stood, plans, untellable=untellable, workflows=workflows, as_of=as_of)
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
    return Coverage(
        register=register, as_of=as_of, objectives=tuple(groups), workflows=workflows or immutabledict()
    )


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
    *,
    untellable: Mapping[GapKind, str],
    workflows: Mapping[str, Workflow] | None,
    as_of: date,
) -> CoveredRisk:
    risk, known = located.item, workflows or {}
    kept = GapKind.NEVER_RECEIVED not in untellable
    pairs = tuple(
        (each, lapse(each, as_of, receipts_kept=kept, workflows=workflows)) for each in risk.assurances
    )
    controls = _controls(risk, plans, pairs)
    over = over_since(risk, known, as_of)
    gaps: tuple[Gap, ...] = ()
    untold: Mapping[GapKind, str] = immutabledict()
    if over is None:
        found = risk_gaps(located, stood, controls, pairs, workflows=known, as_of=as_of)
        gaps, untold = _parted(found, untellable)
        doubts = _doubts(located, [each for each, why in pairs if why is None], workflows, as_of)
        if doubts:
            said = "; ".join(dict.fromkeys(doubts.values()))
            least = tuple((each, said if each.ref in doubts else why) for each, why in pairs)
            missing = risk_gaps(
                located, stood, _controls(risk, plans, least), least, workflows=known, as_of=as_of
            )
            held = {(gap.kind, gap.path) for gap in found}
            hangs = {gap.kind: said for gap in missing if (gap.kind, gap.path) not in held}
            untold = {**hangs, **untold}
    return CoveredRisk(
        rated=stood.rated,
        known_from=stood.known_from if stood.above else None,
        path=located.path,
        controls=controls,
        unpaired=tuple(each for each in risk.assurances if not each.covers),
        gaps=gaps,
        untold=immutabledict(untold),
        actions=risk.actions,
        over=over,
    )


def _doubts(
    located: Located[Risk],
    counting: Iterable[Assurance],
    workflows: Mapping[str, Workflow] | None,
    as_of: date,
) -> dict[str, str]:
    """Say in clauses, by their refs, of which assurances nobody can tell whether they count."""
    doubts: dict[str, str] = {}
    stateless: list[Assurance] = []
    for each in counting:
        late = receipt_untold(each, as_of)
        if late is not None:
            doubts[each.ref] = f"whether {located.address}/{each.ref} counts: it {late}"
        elif workflows is not None and state_untold(each, workflows, as_of):
            stateless.append(each)
    refs = ", ".join(f"{located.address}/{each.ref}" for each in stateless)
    verb, their = ("counts", "its") if len(stateless) == 1 else ("count", "their")
    said = f"whether {refs} {verb}: {their} lifecycle or {their} state is not known"
    return doubts | {each.ref: said for each in stateless}


def _controls(
    risk: Risk, plans: Callable[[str], tuple[Plan, ...]], pairs: Lapses
) -> tuple[CoveredControl, ...]:
    all_controls: tuple[Control | Plan, ...] = (*risk.controls, *plans(risk.ref))
    return tuple(
        CoveredControl(
            control=control,
            assurances=tuple(each for each, _ in pairs if control.ref in each.covers),
            lapsed=tuple(each for each, why in pairs if why and control.ref in each.covers),
        )
        for control in all_controls
    )
