"""The conformance kit of lifecycles: every check that govkit has, as parameters of one test.

A lifecycle's author writes three lines::

    @workflow_checks([WORKFLOW])
    def test_workflow(workflow, check):
        check(workflow)

Each check is one case, named ``WORKFLOW-CHECK``. What the lifecycle cannot keep is named with a reason in
``expected_failures``; such a case is a strict xfail, so that it is noticed when it passes.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from govkit.formats.due import shown
from govkit.testing.kit import Due, KitCheck, parametrized, refuse_found
from govkit.testing.workflow_conduct import CONDUCT
from govkit.workflow import Workflow
from govkit.workflow.verify import CHECKS, Breach, Check, Kind, Survey


@attrs.frozen
class WorkflowCheck(KitCheck[Workflow]):
    """One check of a lifecycle, to be called in a test.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("every-state-reached").
        function: raises ``AssertionError`` if a lifecycle does not keep it.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
    """


def _of_verification(check: Check) -> WorkflowCheck:
    def function(workflow: Workflow) -> None:
        refuse_found([each.message for each in check(Survey(workflow)) if isinstance(each, Breach)])

    return WorkflowCheck(check.name, function, check.page)


def _of_conduct(function: Callable[[Workflow], None]) -> WorkflowCheck:
    return WorkflowCheck(function.__name__.replace("_", "-"), function, inspect.getdoc(function) or "")


WORKFLOW_CHECKS: Final[tuple[WorkflowCheck, ...]] = (
    *(_of_verification(check) for check in CHECKS if check.kind is Kind.FAULT),
    *(_of_conduct(function) for function in CONDUCT),
)
"""Every check a lifecycle has to keep: the faults that ``verify`` finds, and how it conducts itself."""


def workflow_checks(
    workflows: Sequence[Workflow], *, expected_failures: Mapping[str, str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over lifecycles and every check.

    Args:
        workflows: the lifecycles.
        expected_failures: names of checks that the lifecycles do not keep, each with the reason.

    Returns:
        A decorator for a test that takes ``workflow`` and ``check`` and calls ``check(workflow)``.

    Raises:
        MissingExtraError: pytest is not installed.
        DefinitionError: there is no lifecycle, something is no lifecycle, or an expected failure is no
            check's name or has no reason.
    """
    due = Due("workflow", Workflow, _no_lifecycle, "end-in-reach", "the paper has a state that nobody leaves")
    advice = [check.name for check in CHECKS if check.kind is Kind.ADVICE]
    return parametrized(due, workflows, WORKFLOW_CHECKS, expected_failures, advice)


def _no_lifecycle(item: object) -> str:
    return f"{shown(item)} is no lifecycle; give a Workflow"
