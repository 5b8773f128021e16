"""Valid risks: nothing about them is wrong on the day in question, and nothing of them is missing."""

from datetime import date, timedelta
from typing import Any, Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from govkit.model import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AssuranceSource,
    Control,
    EarlierAssessment,
    Phase,
    Risk,
    Update,
)
from govkit.scoring import BaseScheme
from govkit.scoring.required import require_scheme
from govkit.testing.strategies.control import links
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import distinct_refs, names, neat_texts, refs
from govkit.testing.strategies.valid_action import valid_actions
from govkit.testing.strategies.valid_assessment import valid_assessments
from govkit.testing.strategies.written_date import AS_OF, spelled_dates, written_days
from govkit.workflow import Workflow, disagreements

_LONG: Final = timedelta(days=700)
_SOON: Final = timedelta(days=80)


def valid_risks(
    scheme: BaseScheme, workflow: Workflow | None = None, *, as_of: date = AS_OF
) -> st.SearchStrategy[Risk]:
    """Draw risks about which nothing is wrong, and of which nothing is missing.

    They have a lead, causes and effects; a current assessment of the day in question, an inherent one if it
    is worse, and no target that is worse; controls, each covered by an assurance; two assurances or more,
    which cover controls, received, not expired, one of them independent. What is above tolerance has an
    acceptance that is in force, or a target within it and an action that is due soon; what aims above
    tolerance has an acceptance.

    Args:
        scheme: the scheme of their assessments.
        workflow: the lifecycle of their actions, as ``valid_actions`` takes it.
        as_of: the day in question.

    Returns:
        A strategy for risks. They name no objective, no body and no plan, which are a register's.
    """
    require_scheme(scheme)
    return _risks(scheme, workflow, as_of)


@st.composite
def _risks(draw: st.DrawFn, scheme: BaseScheme, workflow: Workflow | None, as_of: date) -> Risk:
    target, current, inherent = _sorted(
        scheme, [draw(valid_assessments(scheme, as_of=as_of)) for _ in range(3)]
    )
    answered, targeted = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
    above = _above(scheme, current)
    carried = (answered and above) or (targeted and _above(scheme, target))
    actions = draw(
        st.lists(valid_actions(workflow, as_of=as_of), max_size=2, unique_by=lambda each: each.ref)
    )
    if above and not carried:
        actions = [draw(_soon(workflow, as_of))]
    controls = draw(_controls())
    leads = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
    return Risk(
        ref=draw(refs()),
        title=draw(neat_texts()),
        statement=draw(maybe(neat_texts())),
        status=draw(maybe(neat_texts())),
        status_date=draw(maybe(spelled_dates())),
        causes=draw(few(neat_texts(), least=1)),
        effects=draw(few(neat_texts(), least=1)),
        executive_lead=draw(names()) if leads[0] else None,
        senior_lead=draw(names()) if leads[1] else None,
        # Controls that are listed lower it.
        inherent=inherent if _rank(scheme, inherent) > _rank(scheme, current) else None,
        # Assessed on the very day, so that it is due for review under no cadence.
        current=attrs.evolve(current, date=draw(written_days(as_of, as_of))),
        target=target if targeted else None,
        earlier=draw(few(_earlier(scheme, as_of), most=1)),
        controls=controls,
        assurances=draw(_assurances(controls, as_of)),
        actions=tuple(actions),
        acceptances=draw(few(_acceptances(as_of), least=int(carried))),
        links=draw(few(links())),
        notes=draw(maybe(neat_texts())),
    )


def _rank(scheme: BaseScheme, assessment: Assessment) -> int:
    return scheme.rate(assessment.levels).rank


def _sorted(scheme: BaseScheme, found: list[Assessment]) -> list[Assessment]:
    return sorted(found, key=lambda each: _rank(scheme, each))


@st.composite
def _soon(draw: st.DrawFn, workflow: Workflow | None, as_of: date) -> Action:
    """An action that is to be done within a quarter."""
    deadline = draw(written_days(as_of, as_of + _SOON))
    action = draw(valid_actions(workflow, as_of=as_of))
    update = Update(date=draw(written_days(as_of, as_of)))
    soon = attrs.evolve(action, state=None, end=None, deadline=deadline, revisions=(), updates=(update,))
    if workflow is not None and disagreements(workflow, soon, as_of=as_of):
        reject()  # another lifecycle may have no state for such dates
    return soon


def _above(scheme: BaseScheme, assessment: Assessment) -> bool:
    return scheme.rate(assessment.levels).within_tolerance is False


def _earlier(scheme: BaseScheme, as_of: date) -> st.SearchStrategy[EarlierAssessment]:
    return st.builds(
        EarlierAssessment,
        phase=st.sampled_from(Phase),
        until=maybe(st.dates(as_of - _LONG, as_of)),
        assessment=valid_assessments(scheme, as_of=as_of),
    )


@st.composite
def _controls(draw: st.DrawFn) -> tuple[Control, ...]:
    return tuple(
        Control(
            ref=ref,
            title=draw(neat_texts()),
            label=draw(maybe(neat_texts())),
            effective=draw(maybe(st.booleans())),
            notes=draw(maybe(neat_texts())),
        )
        for ref in draw(distinct_refs(1, 2))
    )


@st.composite
def _assurances(draw: st.DrawFn, controls: tuple[Control, ...], as_of: date) -> tuple[Assurance, ...]:
    known = [control.ref for control in controls]
    covered = draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
    # Every control is covered by one of the first two, and no assurance carries all of them alone.
    rest = [ref for ref in known if ref not in covered] or covered[:1]
    other = st.lists(st.sampled_from(known), min_size=1, unique=True)
    covers = [covered, rest, *draw(st.lists(other, max_size=1))]
    independent: dict[str, Any] = draw(st.sampled_from([{"source": AssuranceSource.EXTERNAL}, {"line": 3}]))
    told: list[dict[str, Any]] = [
        independent,
        *({"line": draw(maybe(st.integers(1, 3)))} for _ in covers[1:]),
    ]
    return tuple(
        Assurance(
            ref=ref,
            title=draw(neat_texts()),
            label=draw(maybe(neat_texts())),
            provider=draw(maybe(neat_texts())),
            covers=tuple(some),
            received=draw(written_days(as_of - _LONG, as_of)),
            expires=draw(maybe(written_days(as_of, as_of + _LONG))),
            conclusion=draw(maybe(neat_texts())),
            notes=draw(maybe(neat_texts())),
            **who,
        )
        for ref, some, who in zip(draw(distinct_refs(len(covers), len(covers))), covers, told, strict=True)
    )


def _acceptances(as_of: date) -> st.SearchStrategy[Acceptance]:
    return st.builds(
        Acceptance,
        by=neat_texts(),
        on=written_days(as_of - _LONG, as_of),
        until=written_days(as_of, as_of + _LONG),
        why=neat_texts(),
    )
