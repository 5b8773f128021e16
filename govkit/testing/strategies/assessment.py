"""Assessments, with levels that some scheme may have and many that none has."""

from hypothesis import strategies as st

from govkit.model import Assessment, EarlierAssessment, Level, Phase
from govkit.testing.strategies.how_many import maybe
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import written_dates


def assessments() -> st.SearchStrategy[Assessment]:
    """Draw assessments, with levels by number, by key or label, and by category.

    Returns:
        A strategy for assessments; most name likelihood and impact, some name what no scheme has.
    """
    level: st.SearchStrategy[Level] = st.integers(1, 5) | st.integers() | texts() | st.just("")
    names = st.sampled_from(("likelihood", "impact", "political", "economic")) | texts()
    levels = st.dictionaries(names, level | st.dictionaries(names, level, max_size=2), max_size=3)
    usual = st.fixed_dictionaries({"likelihood": st.integers(1, 5), "impact": st.integers(1, 5)})
    return st.builds(
        Assessment,
        levels=usual | levels,
        scheme=maybe(refs()),
        scheme_version=maybe(texts()),
        printed=maybe(level),
        printed_levels=st.dictionaries(names, level, max_size=2),
        date=maybe(written_dates()),
        by=maybe(texts()),
        rationale=maybe(texts()),
    )


def earlier_assessments() -> st.SearchStrategy[EarlierAssessment]:
    """Draw assessments that others have replaced.

    Returns:
        A strategy for them; they may name any scheme, or none.
    """
    return st.builds(
        EarlierAssessment,
        phase=st.sampled_from(Phase),
        until=maybe(st.dates()),
        assessment=assessments(),
    )
