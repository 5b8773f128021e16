"""Valid registers: whole ones in which no shipped rule finds anything wrong."""

from collections.abc import Iterable
from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from govkit.model import (
    Action,
    AuditArea,
    Body,
    BodyKind,
    Comparator,
    DeliveryActivity,
    Direction,
    Indicator,
    Meeting,
    Objective,
    Origin,
    OriginKind,
    Plan,
    PriorityAction,
    Rag,
    Reading,
    Register,
    Report,
    Risk,
)
from govkit.scoring import BaseScheme
from govkit.scoring.required import require_scheme
from govkit.testing.strategies.control import links
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.term import cadences, work_calendars
from govkit.testing.strategies.text import distinct_refs, neat_texts, refs
from govkit.testing.strategies.valid_action import valid_actions
from govkit.testing.strategies.valid_risk import valid_risks
from govkit.testing.strategies.written_date import (
    AS_OF,
    months_ended,
    spelled_dates,
    written_days,
)
from govkit.workflow import Workflow


def valid_registers(
    scheme: BaseScheme, workflow: Workflow | None = None, *, as_of: date = AS_OF, sparse: bool = True
) -> st.SearchStrategy[Register]:
    """Draw registers in which no shipped rule finds anything wrong on the day in question.

    Refs are unique and lead somewhere, levels are the scheme's, printed ratings are right, dates and periods
    can be read, objectives have risks, risks have what ``valid_risks`` says, shares lie between 0 and 100.
    Texts are any texts without stray blanks. What a register leaves out altogether, reports for example, is
    left out at times, so that rules answer "not evaluated".

    Args:
        scheme: the scheme of the assessments; the toolkit that checks the register has to know it.
        workflow: the lifecycle of the actions; unless given they record neither lifecycle nor state, and
            their deadlines lie ahead, which suits the shipped lifecycle.
        as_of: the day in question.
        sparse: whether lists may be empty and controls or assurances left out; if False, there is at least
            one item in every list.

    Returns:
        A strategy for registers; ``Toolkit.check(register, as_of=as_of)`` fails no shipped rule, whatever
        its severity, and each reads back equal from a file.
    """
    require_scheme(scheme)
    return _registers(scheme, workflow, as_of, least=0 if sparse else 1)


@st.composite
def _registers(
    draw: st.DrawFn, scheme: BaseScheme, workflow: Workflow | None, as_of: date, *, least: int
) -> Register:
    bodies = draw(_bodies(as_of, least))
    review = draw(maybe(cadences()))
    objectives = draw(_objectives(least))
    refs_of_risks = draw(distinct_refs(max(least, len(objectives)), 3))
    plans = draw(_plans(refs_of_risks, least))
    recorded = "all" if least else draw(st.sampled_from(["all", "no assurances", "no controls"]))
    if recorded == "no controls":
        plans = ()  # or else the other risks would be known to have none
    reporting = bool(bodies) and (least > 0 or draw(st.booleans()))
    areas = draw(_areas(refs_of_risks, least))
    risks = [
        attrs.evolve(
            _recording(draw(valid_risks(scheme, workflow, as_of=as_of)), recorded),
            ref=ref,
            objective=draw(_objective_of(place, objectives)),
            reports=draw(_reports(bodies, as_of)) if reporting else (),
        )
        for place, ref in enumerate(refs_of_risks)
    ]
    actions = draw(few(_log_actions(workflow, areas, as_of), least=least))
    return Register(
        ref=draw(refs()),
        title=draw(neat_texts()),
        organisation=draw(maybe(neat_texts())),
        # An edition of the very day is past no cycle.
        edition=draw(maybe(written_days(as_of, as_of) if review else spelled_dates())),
        scheme=draw(st.sampled_from([None, scheme.id])),
        workflows={} if workflow is None else draw(st.sampled_from([{}, {Action.KIND: workflow.id}])),
        reference=draw(maybe(neat_texts())),
        published=draw(maybe(neat_texts())),
        review=review,
        calendar=draw(maybe(work_calendars())),
        objectives=objectives,
        areas=areas,
        bodies=bodies,
        indicators=draw(_indicators(objectives, refs_of_risks, as_of, least)),
        plans=plans,
        links=draw(few(links())),
        risks=tuple(risks),
        actions=_of_own_address(risks, actions),
        notes=draw(maybe(neat_texts())),
    )


def _recording(risk: Risk, what: str) -> Risk:
    """Leave out what the whole register does not record."""
    if what == "all":
        return risk
    unproved = tuple(attrs.evolve(each, effective=None) for each in risk.controls)
    return attrs.evolve(risk, assurances=(), controls=unproved if what == "no assurances" else ())


def _of_own_address(risks: Iterable[Risk], actions: Iterable[Action]) -> tuple[Action, ...]:
    """Keep the actions of a log whose address is nobody else's."""
    taken = {f"{risk.ref}/{action.address}" for risk in risks for action in risk.actions}
    own = {action.address: action for action in actions if action.address not in taken}
    return tuple(own.values())


def _objective_of(place: int, objectives: tuple[Objective, ...]) -> st.SearchStrategy[str | None]:
    """Each risk names an objective, if there are any; the first ones one each, so that none is forgotten."""
    if place < len(objectives):
        return st.just(objectives[place].ref)
    return st.sampled_from([objective.ref for objective in objectives]) if objectives else st.none()


def _reports(bodies: tuple[Body, ...], as_of: date) -> st.SearchStrategy[tuple[Report, ...]]:
    return written_days(as_of, as_of).map(lambda day: tuple(Report(to=body.ref, on=day) for body in bodies))


@st.composite
def _objectives(draw: st.DrawFn, least: int) -> tuple[Objective, ...]:
    activity = st.builds(
        DeliveryActivity,
        ref=refs(),
        title=neat_texts(),
        lead=maybe(neat_texts()),
        rag=maybe(st.sampled_from(Rag)),
    )
    found = []
    for ref in draw(distinct_refs(least, 2)):
        activities = draw(st.lists(activity, max_size=2, unique_by=lambda each: each.ref))
        cut = draw(st.integers(0, len(activities)))
        priorities = tuple(
            PriorityAction(ref=own, title=draw(neat_texts()), activities=tuple(some))
            for own, some in zip(draw(distinct_refs(2, 2)), (activities[:cut], activities[cut:]), strict=True)
        )
        found.append(Objective(ref=ref, title=draw(neat_texts()), priorities=priorities))
    return tuple(found)


@st.composite
def _bodies(draw: st.DrawFn, as_of: date, least: int) -> tuple[Body, ...]:
    meeting = st.builds(
        Meeting, on=spelled_dates(), considers_register=st.booleans(), item=maybe(neat_texts())
    )
    return tuple(
        Body(
            ref=ref,
            title=draw(neat_texts()),
            kind=draw(st.sampled_from(BodyKind)),
            reports=draw(maybe(cadences())),
            escalates=draw(st.booleans()),
            leads=draw(few(neat_texts())),
            # One that waits for no report any more, whatever its cadence.
            meetings=(*draw(few(meeting)), Meeting(on=as_of, considers_register=True)),
        )
        for ref in draw(distinct_refs(least, 2))
    )


@st.composite
def _plans(draw: st.DrawFn, risks: tuple[str, ...], least: int) -> tuple[Plan, ...]:
    return tuple(
        Plan(
            ref=ref,
            title=draw(neat_texts()),
            covers=draw(_some_of(risks)),
            covers_all=draw(st.booleans()),
            areas=draw(few(neat_texts())),
        )
        for ref in draw(distinct_refs(least, 1))
    )


@st.composite
def _areas(draw: st.DrawFn, risks: tuple[str, ...], least: int) -> tuple[AuditArea, ...]:
    return tuple(
        AuditArea(
            ref=ref, title=draw(neat_texts()), overall_risk=draw(st.sampled_from([None, "other#R1", *risks]))
        )
        for ref in draw(distinct_refs(least, 2))
    )


def _some_of(known: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    if not known:
        return st.just(())
    return st.lists(st.sampled_from(known), unique=True).map(tuple)


@st.composite
def _indicators(
    draw: st.DrawFn, objectives: tuple[Objective, ...], risks: tuple[str, ...], as_of: date, least: int
) -> tuple[Indicator, ...]:
    # Months that are over before the risks were last looked at.
    period = months_ended(as_of - timedelta(days=900), as_of - timedelta(days=40))
    before = as_of.replace(day=1) - timedelta(days=1)
    share = st.decimals(0, 100, places=1)
    change = st.decimals(-1000, 1000, places=1)
    found = []
    for ref in draw(distinct_refs(least, 2)):
        unit, figure = draw(st.sampled_from([("%", share), ("% change", change), ("minutes", change)]))
        reading = st.builds(Reading, period=period, value=maybe(figure), sample=maybe(st.integers(1, 10_000)))
        named = draw(_some_of(risks))
        latest = Reading(period=draw(months_ended(before, before)), value=draw(figure))
        comparator = st.builds(Comparator, title=neat_texts(), value=figure, period=maybe(period))
        found.append(
            Indicator(
                ref=ref,
                title=draw(neat_texts()),
                unit=unit,
                direction=draw(maybe(st.sampled_from(Direction))),
                # What is off target is answered by the risks it names.
                target=draw(maybe(figure)) if named else None,
                tolerance=draw(maybe(share)),
                comparator=draw(maybe(comparator)),
                objective=draw(st.sampled_from([None, *(objective.ref for objective in objectives)])),
                risks=named,
                readings=(*draw(few(reading)), latest),
            )
        )
    return tuple(found)


@st.composite
def _log_actions(
    draw: st.DrawFn, workflow: Workflow | None, areas: tuple[AuditArea, ...], as_of: date
) -> Action:
    action = draw(valid_actions(workflow, as_of=as_of))
    origin = st.builds(
        Origin,
        kind=st.sampled_from(OriginKind),
        raised=maybe(spelled_dates()),
        area=st.sampled_from([None, *(area.ref for area in areas)]),
    )
    return attrs.evolve(action, origin=draw(maybe(origin)))
