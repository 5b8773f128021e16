"""Bodies that a register goes to with their meetings, and the plans and audit areas it names."""

from hypothesis import strategies as st

from govkit.model import AuditArea, Body, BodyKind, Meeting, Plan
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.term import cadences
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import written_dates


def meetings() -> st.SearchStrategy[Meeting]:
    """Draw meetings, some on dates that nobody can read.

    Returns:
        A strategy for meetings.
    """
    return st.builds(
        Meeting,
        on=written_dates(),
        considers_register=st.booleans(),
        item=maybe(texts()),
        time=maybe(texts()),
        venue=maybe(texts()),
        notes=maybe(texts()),
    )


def bodies() -> st.SearchStrategy[Body]:
    """Draw boards, committees, panels and groups with their meetings.

    Returns:
        A strategy for bodies.
    """
    return st.builds(
        Body,
        ref=refs(),
        title=texts(),
        kind=st.sampled_from(BodyKind),
        reports=maybe(cadences()),
        escalates=st.booleans(),
        leads=few(texts()),
        meetings=few(meetings()),
    )


def plans() -> st.SearchStrategy[Plan]:
    """Draw plans, which may cover risks that nobody has.

    Returns:
        A strategy for plans.
    """
    return st.builds(
        Plan,
        ref=refs(),
        title=texts(),
        covers=few(refs()),
        covers_all=st.booleans(),
        areas=few(texts()),
    )


def audit_areas() -> st.SearchStrategy[AuditArea]:
    """Draw areas of audits, which may be about risks that nobody has.

    Returns:
        A strategy for audit areas.
    """
    return st.builds(AuditArea, ref=refs(), title=texts(), overall_risk=maybe(texts()))
