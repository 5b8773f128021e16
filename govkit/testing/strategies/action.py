"""Actions of risks, meetings and audits."""

from hypothesis import strategies as st

from govkit.model import Action, AuditFinding, Origin, OriginKind, Revision, Update
from govkit.testing.strategies.event import events
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import written_dates


def origins() -> st.SearchStrategy[Origin]:
    """Draw meetings and audits that raise actions.

    Returns:
        A strategy for origins.
    """
    return st.builds(
        Origin,
        kind=st.sampled_from(OriginKind),
        raised=maybe(written_dates()),
        agenda_item=maybe(texts()),
        area=maybe(refs()),
    )


def audit_findings() -> st.SearchStrategy[AuditFinding]:
    """Draw findings of audits.

    Returns:
        A strategy for them.
    """
    return st.builds(AuditFinding, title=texts(), priority=maybe(texts()))


def revisions() -> st.SearchStrategy[Revision]:
    """Draw deadlines that were moved.

    Returns:
        A strategy for revisions.
    """
    return st.builds(
        Revision,
        deadline=written_dates(),
        on=maybe(st.dates()),
        by=maybe(texts()),
        why=maybe(texts()),
    )


def updates() -> st.SearchStrategy[Update]:
    """Draw notes on progress, some without a date and some without a text.

    Returns:
        A strategy for updates.
    """
    return st.builds(Update, text=maybe(texts()), date=maybe(written_dates()))


def actions() -> st.SearchStrategy[Action]:
    """Draw actions of risks, meetings and audits, with revisions, updates and events.

    Returns:
        A strategy for actions; their states are any texts, and their events need not explain them.
    """
    return st.builds(
        Action,
        ref=refs(),
        title=texts(),
        workflow=maybe(refs()),
        state=maybe(st.sampled_from(("open", "ongoing", "overdue", "closed")) | refs()),
        origin=maybe(origins()),
        finding=maybe(audit_findings()),
        owner=maybe(texts()),
        organisation=maybe(texts()),
        start=maybe(written_dates()),
        deadline=maybe(written_dates()),
        revisions=few(revisions()),
        end=maybe(written_dates()),
        evidence=maybe(texts()),
        updates=few(updates()),
        notes=maybe(texts()),
        events=few(events()),
    )
