"""A risk's whole story as data: everything that a register holds about it, and what follows from that."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs
from immutabledict import immutabledict

from govkit.analysis import (
    Begun,
    CoveredControl,
    Due,
    DueKind,
    Escalation,
    Facts,
    Gap,
    Judgement,
    RatedRisk,
    RiskOn,
    Undated,
    Unrated,
    acceptance_on,
    agenda,
    coverage,
    escalations,
    has_lifecycle,
    judge,
    lifecycle_of,
    not_in_force,
    rate_assessment,
    rate_risk_on,
    register_on,
)
from govkit.history import Movement, RefMap, StandingStill, diff, standing_still
from govkit.model import (
    PHASES,
    Acceptance,
    Assurance,
    AuditArea,
    EarlierAssessment,
    Item,
    Located,
    Objective,
    Register,
    Risk,
)
from govkit.model.copying import replaced
from govkit.report.provenance import Provenance, provenance
from govkit.report.standing import Standing, standing, state_on
from govkit.rules import Finding
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Workflow


@attrs.frozen
class Earlier:
    """An assessment that another one has replaced, with what its own scheme makes of it."""

    was: EarlierAssessment
    rating: Rating | Unrated


@attrs.frozen
class Later:
    """An assessment that came into force after the day.

    Args:
        phase: which assessment of the risk it is.
        begun: when it came into force.
        rating: what its own scheme makes of it.
    """

    phase: str
    begun: Begun
    rating: Rating | Unrated


@attrs.frozen
class Accepted:
    """A decision to carry the risk, and in a clause how it stands on the day."""

    acceptance: Acceptance
    standing: str


@attrs.frozen(kw_only=True)
class Moved:
    """What moved since an earlier edition.

    Args:
        movement: how the risk moved, None if the earlier edition has no such risk.
        changed: names of the fields that are worded otherwise.
        rewritten: names of the fields that say the same and are only written differently.
        still: indicators that worsen while its likelihood stands still.
        unmapped_in_both: refs that stand in both editions and not in the map.
    """

    movement: Movement | None
    changed: tuple[str, ...]
    rewritten: tuple[str, ...]
    still: tuple[StandingStill, ...]
    unmapped_in_both: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Story:
    """Everything a register holds about a risk, and what follows from it on a day.

    Args:
        register: the register.
        as_of: the day in question.
        rated: the risk with the assessments that were in force on the day, and their ratings; those that are
            known only from a later day are left out.
        not_rated: why it has no rating on the day, in a clause; None if it has one, or was not assessed.
        objective: the objective it threatens, None if it names none that the register has.
        earlier: assessments that others had replaced by the day, oldest first.
        later: assessments that came into force after the day.
        controls: its controls and the plans that cover it, with the assurances that cover them.
        unpaired: its assurances that cover none of these.
        actions: its actions as they stand on the day.
        acceptances: decisions to carry it, oldest first.
        indicators: the indicators that name it, as judged.
        areas: audit areas that are about it.
        state: the state it is in on the day, None if it has no lifecycle.
        over: that this is a final state ("closed since 2019-05-01"), so that it goes nowhere and nothing is
            missing; None otherwise.
        review_state: the same for its review.
        assurance_states: the same for its assurances, by their refs.
        lapses: why an assurance is no evidence, in a clause, by their refs.
        doubts: why nobody can tell whether an assurance is evidence, in a clause, by their refs.
        escalations: where it goes, being above tolerance.
        due: what is due for it, ends of acceptances and expiries of assurances among it.
        undated: what falls due without a day.
        gaps: what is missing between it and its assurance.
        untold: what may be missing, a clause each with the reason why nobody can tell.
        findings: what the rules found at it, without what is a gap.
        moved: what moved since an earlier edition, None if there was none to compare with.
        made: what the story was made with.
    """

    register: Register
    as_of: date
    rated: RatedRisk
    not_rated: str | None
    objective: Objective | None
    earlier: tuple[Earlier, ...]
    later: tuple[Later, ...]
    controls: tuple[CoveredControl, ...]
    unpaired: tuple[Assurance, ...]
    actions: tuple[Standing, ...]
    acceptances: tuple[Accepted, ...]
    indicators: tuple[Judgement, ...]
    areas: tuple[AuditArea, ...]
    state: str | None
    over: str | None
    review_state: str | None
    assurance_states: Mapping[str, str]
    lapses: Mapping[str, str]
    doubts: Mapping[str, str]
    escalations: tuple[Escalation, ...]
    due: tuple[Due, ...]
    undated: tuple[Undated, ...]
    gaps: tuple[Gap, ...]
    untold: tuple[str, ...]
    findings: tuple[Finding, ...]
    moved: Moved | None
    made: Provenance

    @property
    def risk(self) -> Risk:
        """The risk."""
        return self.rated.risk


def story_of(
    located: Located[Risk],
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, BaseScheme],
    workflows: Mapping[str, Workflow],
    findings: Sequence[Finding],
    rules: Sequence[str] = (),
    before: Register | None = None,
    ref_map: RefMap | Mapping[str, str] | None = None,
) -> Story:
    """Gather everything about a risk.

    Args:
        located: the risk with its place.
        register: the register it is in.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.
        findings: what the rules found in the register.
        rules: origins of the rules that were run.
        before: an earlier edition to compare with.
        ref_map: which risks of the earlier edition continue; the same refs unless given.

    Returns:
        The story, for text or JSON to write down.

    Raises:
        RefMapError: nobody can tell which risks continue.
    """
    risk = located.item
    stood = rate_risk_on(register, risk, schemes, as_of)
    framework = coverage(register, schemes, workflows, as_of=as_of)
    covered = next(each for each in framework.risks if each.path == located.path)
    earlier = tuple(_earlier(stood, risk, schemes))
    later = tuple(_later(stood, schemes))
    facts = Facts(register, schemes, as_of)
    found = agenda(register, schemes, workflows, as_of=as_of)
    own = f"{located.path}/"
    shown = {assurance.ref for each in covered.controls for assurance in each.assurances}
    items: list[Item] = [risk, *risk.assurances, *risk.actions, *([risk.review] if risk.review else [])]
    used = {lifecycle_of(item) for item in items if has_lifecycle(item)} & workflows.keys()

    def state(place: Located[Risk] | Located[Assurance]) -> str | None:
        return state_on(place, workflows, facts, as_of).state if has_lifecycle(place.item) else None

    reviews = [each for each in register.all_reviews if each.path.startswith(own)]
    assurances = [each for each in register.all_assurances if each.path.startswith(own)]
    return Story(
        register=register,
        as_of=as_of,
        rated=_known(stood),
        not_rated=covered.rated.unrated.get("current") if covered.over is None else None,
        objective=next((each for each in register.objectives if each.ref == risk.objective), None),
        earlier=earlier,
        later=later,
        controls=covered.controls,
        unpaired=tuple(each for each in risk.assurances if each.ref not in shown),
        actions=tuple(
            standing(each, workflows, facts, as_of)
            for each in register.all_actions
            if each.path.startswith(own)
        ),
        acceptances=tuple(Accepted(each, _standing(each, risk, as_of)) for each in risk.acceptances),
        indicators=tuple(judge(each, as_of=as_of) for each in register.indicators if risk.ref in each.risks),
        areas=tuple(each for each in register.areas if each.overall_risk == risk.ref),
        state=state(located),
        over=covered.over,
        review_state=next(
            (state_on(each, workflows, facts, as_of).state for each in reviews if has_lifecycle(each.item)),
            None,
        ),
        assurance_states={each.item.ref: said for each in assurances if (said := state(each))},
        lapses={each.ref: why for each in risk.assurances if (why := framework.lapse(each))},
        doubts={each.ref: why for each in risk.assurances if (why := framework.doubt(each))},
        escalations=tuple(
            each
            for each in escalations(register, schemes, workflows, as_of=as_of)
            if each.path == located.path
        ),
        due=tuple(each for each in found.due if each.path == located.path or _ends(each, own)),
        undated=tuple(each for each in found.undated if each.path == located.path or _ends(each, own)),
        gaps=covered.gaps,
        untold=tuple(dict.fromkeys(covered.untold.values())),
        findings=tuple(_findings(located, covered.gaps, findings)),
        moved=None
        if before is None
        else _moved(before, register_on(register, schemes, as_of), risk, schemes, ref_map),
        made=provenance(
            ratings=[
                *_ratings(stood.rated),
                *(each.rating for each in earlier if isinstance(each.rating, Rating)),
                *(each.rating for each in later if isinstance(each.rating, Rating)),
            ],
            workflows=[workflows[name] for name in used],
            rules=rules,
        ),
    )


def _known(stood: RiskOn) -> RatedRisk:
    """Leave out the assessments that are known only from a later day."""
    rated, late = stood.rated, dict.fromkeys(stood.later)
    return RatedRisk(
        risk=replaced(rated.risk, late),
        unrated=immutabledict((phase, why) for phase, why in rated.unrated.items() if phase not in late),
        **{phase: getattr(rated, phase) for phase in PHASES if phase not in late},
    )


def _earlier(stood: RiskOn, risk: Risk, schemes: Mapping[str, BaseScheme]) -> Iterator[Earlier]:
    """List what had been replaced by the day; what came into force later, or was then, is told elsewhere."""
    told = [getattr(stood.rated.risk, phase) for phase in stood.places]
    told += [each.assessment for following in stood.following.values() for each in following]
    for each in risk.earlier:
        if not any(each.assessment is other for other in told):
            yield Earlier(each, rate_assessment(each.assessment, schemes))


def _later(stood: RiskOn, schemes: Mapping[str, BaseScheme]) -> Iterator[Later]:
    for phase, following in stood.following.items():
        for each in following:
            yield Later(phase, each.begun, rate_assessment(each.assessment, schemes))


def _ends(each: Due | Undated, own: str) -> bool:
    """Whether it is the end of one of the risk's acceptances or assurances; actions have a section."""
    return each.kind in (DueKind.ACCEPTANCE, DueKind.ASSURANCE) and each.path.startswith(own)


def _ratings(rated: RatedRisk) -> Iterator[Rating]:
    return (each for each in (rated.inherent, rated.current, rated.target) if each is not None)


def _standing(acceptance: Acceptance, risk: Risk, as_of: date) -> str:
    wrong = not_in_force(acceptance, as_of)
    if wrong is not None:
        return wrong
    return "in force" if acceptance is acceptance_on(risk, as_of) else "overtaken by a later one"


def _findings(located: Located[Risk], gaps: Sequence[Gap], findings: Sequence[Finding]) -> Iterator[Finding]:
    # The rule for a kind of gap bears its name; what it finds has been said.
    said = {gap.kind.replace(" ", "-") for gap in gaps}
    for each in findings:
        own = each.path == located.path or each.path.startswith(f"{located.path}/")
        if own and each.name not in said:
            yield each


def _moved(
    before: Register,
    after: Register,
    risk: Risk,
    schemes: Mapping[str, BaseScheme],
    ref_map: RefMap | Mapping[str, str] | None,
) -> Moved:
    found = diff(before, after, schemes, ref_map=ref_map)
    return Moved(
        movement=next((each for each in found.moved if each.ref == risk.ref), None),
        changed=found.changed.get(risk.ref, ()),
        rewritten=found.rewritten.get(risk.ref, ()),
        still=tuple(each for each in standing_still(found, after) if each.ref == risk.ref),
        unmapped_in_both=found.unmapped_in_both,
    )
