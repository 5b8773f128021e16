"""The conformance kit of lifecycles, proved by lifecycles with one fault each."""

from govkit import Toolkit
from govkit.testing import workflow_checks


@workflow_checks(list(Toolkit.installed().workflows.values()))
def test_every_shipped_lifecycle_keeps_every_check(workflow, check):
    check(workflow)
