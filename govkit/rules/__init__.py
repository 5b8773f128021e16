"""Rules and the engine that runs them; the shipped ones arrive through an entry point."""

from govkit.rules.engine import Finding, Outcome, check
from govkit.rules.rule import HEADINGS, Context, Fail, Over, Result, Rule, Severity, Unknown, rule

__all__ = [
    "HEADINGS",
    "Context",
    "Fail",
    "Finding",
    "Outcome",
    "Over",
    "Result",
    "Rule",
    "Severity",
    "Unknown",
    "check",
    "rule",
]
