"""What a risk holds besides its assessments: controls, assurances, acceptances, reports and links."""

from hypothesis import strategies as st

from govkit.model import Acceptance, Assurance, AssuranceSource, Control, ExternalRef, Report, Waiver
from govkit.testing.strategies.event import events
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import written_dates


def controls() -> st.SearchStrategy[Control]:
    """Draw controls.

    Returns:
        A strategy for controls.
    """
    return st.builds(
        Control,
        ref=refs(),
        title=texts(),
        label=maybe(texts()),
        effective=maybe(st.booleans()),
        notes=maybe(texts()),
    )


def assurances() -> st.SearchStrategy[Assurance]:
    """Draw assurances, which may cover controls that nobody has.

    Returns:
        A strategy for assurances.
    """
    return st.builds(
        Assurance,
        ref=refs(),
        title=texts(),
        label=maybe(texts()),
        provider=maybe(texts()),
        source=maybe(st.sampled_from(AssuranceSource)),
        line=maybe(st.integers(1, 3)),
        covers=few(refs()),
        received=maybe(written_dates()),
        expires=maybe(written_dates()),
        conclusion=maybe(texts()),
        notes=maybe(texts()),
        workflow=maybe(refs()),
        state=maybe(refs()),
        events=few(events(), most=1),
    )


def acceptances() -> st.SearchStrategy[Acceptance]:
    """Draw decisions to carry a risk, any part of which may be missing.

    Returns:
        A strategy for acceptances.
    """
    return st.builds(
        Acceptance,
        by=maybe(texts()),
        on=maybe(written_dates()),
        until=maybe(written_dates()),
        why=maybe(texts()),
    )


def reports() -> st.SearchStrategy[Report]:
    """Draw reports to bodies that may not exist.

    Returns:
        A strategy for reports.
    """
    return st.builds(Report, to=refs(), on=maybe(written_dates()))


def links() -> st.SearchStrategy[ExternalRef]:
    """Draw risks of other registers.

    Returns:
        A strategy for links.
    """
    return st.builds(ExternalRef, register=texts(), ref=refs(), rating=maybe(texts()))


def waivers() -> st.SearchStrategy[Waiver]:
    """Draw waivers of rules that nobody may have, for items that may not exist.

    Returns:
        A strategy for waivers.
    """
    return st.builds(
        Waiver,
        rule=texts(),
        ref=texts(),
        element=maybe(texts()),
        reason=maybe(texts()),
        by=maybe(texts()),
        until=maybe(written_dates()),
    )
