"""Whether a lifecycle can get stuck, go round in circles or keep silent: named checks, each with its page."""

from govkit.workflow.verify.analysis import CHECKS, Entry, Gap, NotEvaluated, Verification, verify
from govkit.workflow.verify.check import Answer, Breach, Check, Kind
from govkit.workflow.verify.survey import Survey, Untold
from govkit.workflow.verify.valuation import BOUND, Occasion, Valuation

__all__ = [
    "BOUND",
    "CHECKS",
    "Answer",
    "Breach",
    "Check",
    "Entry",
    "Gap",
    "Kind",
    "NotEvaluated",
    "Occasion",
    "Survey",
    "Untold",
    "Valuation",
    "Verification",
    "verify",
]
