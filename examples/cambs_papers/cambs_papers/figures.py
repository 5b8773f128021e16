"""Likelihood, impact and rating, as three figures in a row."""

import re
from collections.abc import Sequence
from typing import Any, Final

from cambs_papers.passage import Passage
from cambs_papers.tree import Read

_FIGURE: Final = re.compile(r"[0-9]{1,3}")
THREE: Final = 3
"""How many figures an assessment has: likelihood, impact and rating."""


def is_figure(cell: Passage) -> bool:
    """Whether a cell holds a figure and nothing else."""
    return _FIGURE.fullmatch(cell.text) is not None


def assessment(figures: Sequence[Passage]) -> dict[str, Any]:
    """Read an assessment.

    Args:
        figures: likelihood, impact and rating.

    Returns:
        An assessment as a tree.
    """
    likelihood, impact, rating = (Read(int(figure.text), figure) for figure in figures)
    return {"levels": {"likelihood": likelihood, "impact": impact}, "printed": rating}
