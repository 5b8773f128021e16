"""What authors of plug-ins and owners of registers import in their own tests (extra ``[testing]``)."""

from govkit.testing.format_checks import FORMAT_CHECKS, FormatCheck, format_checks
from govkit.testing.format_sample import FormatSample, format_samples
from govkit.testing.rule_cases import RuleCase, load_cases, rule_cases
from govkit.testing.scheme_checks import SCHEME_CHECKS, SchemeCheck, scheme_checks
from govkit.testing.workflow_checks import WORKFLOW_CHECKS, WorkflowCheck, workflow_checks
from govkit.testing.workflow_machine import workflow_machine

__all__ = [
    "FORMAT_CHECKS",
    "SCHEME_CHECKS",
    "WORKFLOW_CHECKS",
    "FormatCheck",
    "FormatSample",
    "RuleCase",
    "SchemeCheck",
    "WorkflowCheck",
    "format_checks",
    "format_samples",
    "load_cases",
    "rule_cases",
    "scheme_checks",
    "workflow_checks",
    "workflow_machine",
]
