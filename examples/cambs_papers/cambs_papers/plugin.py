"""The plug-in: the hook that offers the readers."""

from cambs_papers.paper import Paper
from cambs_papers.papers import PAPERS
from govkit import hookimpl


@hookimpl
def govkit_formats() -> list[Paper]:
    """Offer a format per kind of paper."""
    return list(PAPERS)
