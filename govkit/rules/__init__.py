"""Rules, the engine that runs them, and how somebody wants it run; the shipped ones arrive as a plug-in."""

from govkit.rules.baseline import Baseline, Known
from govkit.rules.engine import check
from govkit.rules.finding import Finding, Outcome
from govkit.rules.linting import lint
from govkit.rules.rule import HEADINGS, Context, Fail, Over, Result, Rule, Severity, Unknown, rule
from govkit.rules.settings import Settings
from govkit.rules.waiving import PlacedWaiver
from govkit.rules.written import read_rules

__all__ = [
    "HEADINGS",
    "Baseline",
    "Context",
    "Fail",
    "Finding",
    "Known",
    "Outcome",
    "Over",
    "PlacedWaiver",
    "Result",
    "Rule",
    "Settings",
    "Severity",
    "Unknown",
    "check",
    "lint",
    "read_rules",
    "rule",
]
