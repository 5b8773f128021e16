"""What authors of plug-ins and owners of registers import in their own tests (extra ``[testing]``)."""

from govkit.testing.rule_cases import RuleCase, load_cases, rule_cases

__all__ = ["RuleCase", "load_cases", "rule_cases"]
