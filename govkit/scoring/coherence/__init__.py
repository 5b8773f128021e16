"""Whether a scheme is coherent: contradictions, claims that do not hold, and what to know of it."""

from govkit.scoring.coherence.analysis import CHECKS, Coherence, Entry, NotEvaluated, coherence
from govkit.scoring.coherence.check import Answer, Breach, Check, Kind, Untold
from govkit.scoring.coherence.survey import BOUND, Spot, Survey

__all__ = [
    "BOUND",
    "CHECKS",
    "Answer",
    "Breach",
    "Check",
    "Coherence",
    "Entry",
    "Kind",
    "NotEvaluated",
    "Spot",
    "Survey",
    "Untold",
    "coherence",
]
