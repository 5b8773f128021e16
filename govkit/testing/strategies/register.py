"""Whole registers, of whatever a file can hold."""

from hypothesis import strategies as st

from govkit.model import Register
from govkit.testing.strategies.action import actions
from govkit.testing.strategies.body import audit_areas, bodies, plans
from govkit.testing.strategies.control import links, waivers
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.objective import indicators, objectives
from govkit.testing.strategies.risk import risks
from govkit.testing.strategies.term import cadences, work_calendars
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import written_dates


def registers() -> st.SearchStrategy[Register]:
    """Draw registers of risks and actions.

    Returns:
        A strategy for registers; some repeat refs, and some items name their own schemes and lifecycles.
    """
    return st.builds(
        Register,
        ref=refs(),
        title=texts(),
        organisation=maybe(texts()),
        edition=maybe(written_dates()),
        scheme=maybe(refs()),
        workflows=st.dictionaries(st.just("action") | refs(), refs(), max_size=2),
        reference=maybe(texts()),
        published=maybe(texts()),
        review=maybe(cadences()),
        calendar=maybe(work_calendars()),
        objectives=few(objectives()),
        areas=few(audit_areas()),
        bodies=few(bodies()),
        indicators=few(indicators()),
        plans=few(plans()),
        links=few(links()),
        risks=few(risks()),
        actions=few(actions()),
        waivers=few(waivers()),
        notes=maybe(texts()),
    )
