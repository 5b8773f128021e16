"""Risks with everything that hangs on one."""

from hypothesis import strategies as st

from govkit.model import Review, Risk
from govkit.testing.strategies.action import actions
from govkit.testing.strategies.assessment import assessments, earlier_assessments
from govkit.testing.strategies.control import acceptances, assurances, controls, links, reports
from govkit.testing.strategies.event import events
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import written_dates


def reviews() -> st.SearchStrategy[Review]:
    """Draw reviews of risks.

    Returns:
        A strategy for reviews; their states are any texts.
    """
    return st.builds(
        Review,
        last=maybe(written_dates()),
        workflow=maybe(refs()),
        state=maybe(refs()),
        notes=maybe(texts()),
        events=few(events(), most=1),
    )


def risks() -> st.SearchStrategy[Risk]:
    """Draw risks with everything that hangs on one.

    Returns:
        A strategy for risks.
    """
    return st.builds(
        Risk,
        ref=refs(),
        title=texts(),
        statement=maybe(texts()),
        status=maybe(texts()),
        status_date=maybe(written_dates()),
        objective=maybe(refs()),
        causes=few(texts()),
        effects=few(texts()),
        executive_lead=maybe(texts()),
        senior_lead=maybe(texts()),
        inherent=maybe(assessments()),
        current=maybe(assessments()),
        target=maybe(assessments()),
        earlier=few(earlier_assessments()),
        controls=few(controls()),
        assurances=few(assurances()),
        actions=few(actions()),
        acceptances=few(acceptances()),
        reports=few(reports()),
        links=few(links()),
        notes=maybe(texts()),
        review=maybe(reviews()),
        workflow=maybe(refs()),
        state=maybe(refs()),
        events=few(events(), most=1),
    )
