"""The lifecycle does what govkit asks of every lifecycle, and what the procedure says."""

from datetime import date

import pytest
from acme_govkit import lifecycle
from acme_govkit.lifecycle import LIFECYCLE

from govkit import Action, Blocked, Register, Toolkit
from govkit.testing import workflow_checks, workflow_machine


@workflow_checks([LIFECYCLE])
def test_workflow(workflow, check):
    check(workflow)


TestStories = workflow_machine(LIFECYCLE).TestCase


def test_a_repair_is_inspected_by_somebody_else():
    kit = Toolkit(lifecycle, strict=True)
    late = Action(ref="1", title="Renew the piles", workflow="acme-repair", deadline="30/06/2026")
    log = Register(ref="log", title="Repairs", actions=(late,))
    log, (event,) = kit.sweep(log, as_of=date(2026, 7, 9))
    assert str(event) == "1 fall-due: reported → due since 2026-07-01"
    log, _ = kit.fire_at(log, "1", "finish", as_of=date(2026, 7, 9), end="08/07/2026", owner="Ms Pier")
    with pytest.raises(Blocked, match="who does it \\(Ms Pier\\) is the engineer in charge \\(Ms Pier\\)"):
        kit.fire_at(log, "1", "inspect", as_of=date(2026, 7, 10), by="Ms Pier")
    log, _ = kit.fire_at(log, "1", "inspect", as_of=date(2026, 7, 10), by="Mr Quay")
    assert log.action("1").state == "inspected"
