"""Stories that Hypothesis makes up about a lifecycle, and the faults they find."""

import sys
from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from govkit import Action, Toolkit
from govkit.errors import DefinitionError, MissingExtraError
from govkit.model import Event
from govkit.testing import workflow_machine
from govkit.workflow import WHY, Compare, Field, Op, Present, Row, State, Workflow

KIT = Toolkit.installed()
QUICK = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)

TestAction = workflow_machine(KIT.workflows["action"]).TestCase
TestAction.settings = QUICK
TestAuditRecommendation = workflow_machine(KIT.workflows["audit-recommendation"]).TestCase
TestAuditRecommendation.settings = QUICK
TestRisk = workflow_machine(KIT.workflows["risk"]).TestCase
TestRisk.settings = QUICK
TestReview = workflow_machine(KIT.workflows["review"]).TestCase
TestReview.settings = QUICK
TestAssurance = workflow_machine(KIT.workflows["assurance"]).TestCase
TestAssurance.settings = QUICK

DUE = Field("due.last", "the last day of the deadline")
PLAIN = Workflow(
    id="plain",
    title="Plain",
    kind="action",
    initial="open",
    states=(State("open", "Open"), State("late", "Late"), State("done", "Done", final=True)),
    rows=(
        Row("lapse", "open", "late", after=DUE, changes=()),
        Row("finish", ("open", "late"), "done", guard=Present(WHY), changes=("end",)),
        Row("extend", "late", "open", changes=("deadline",)),
    ),
)


def run(machine, examples=60):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_lifecycle_without_fault_has_no_story_that_fails():
    run(workflow_machine(PLAIN), examples=15)


def test_a_livelock_is_found():
    round_and_round = attrs.evolve(
        PLAIN,
        rows=(
            *PLAIN.rows,
            Row("relapse", "late", "open", guard=Compare(DUE, Op.LT, Field("as_of")), by_itself=True),
        ),
    )
    with pytest.raises(DefinitionError, match="never come to rest"):
        run(workflow_machine(round_and_round, item=Action(ref="1", title="T", deadline="2018")))


def test_a_guard_over_a_field_that_nobody_has_is_found():
    misspelt = attrs.evolve(
        PLAIN, rows=(*PLAIN.rows, Row("stop", "open", "done", guard=Present(Field("ownr"))))
    )
    with pytest.raises(DefinitionError, match='Action has no "ownr"; did you mean "owner"'):
        run(workflow_machine(misspelt))


def test_a_field_that_cannot_be_changed_is_found():
    wrong = attrs.evolve(PLAIN, rows=(*PLAIN.rows, Row("stop", "open", "done", clears=("events",))))
    with pytest.raises(Exception, match='field "events" of an action that can be changed'):
        run(workflow_machine(wrong))


@attrs.frozen(kw_only=True)
class Careless(Action):
    """An action that forgets what its deadline was."""

    def revised(self, changes, *, on, by, why):
        new, record = super().revised(changes, on=on, by=by, why=why)
        return attrs.evolve(new, deadline=new.due, revisions=()), record


def test_an_original_deadline_that_is_overwritten_is_found():
    with pytest.raises(AssertionError, match="plain: the original deadline was overwritten"):
        run(workflow_machine(PLAIN, item=Careless(ref="1", title="T", deadline="2019")))


def test_a_story_that_begins_with_a_torn_log_is_found():
    torn = Event(
        kind="action", ref="1", trigger="finish", from_state="open", to_state="done",
        effective=date(2019, 1, 1), recorded=date(2019, 1, 1),
    )  # fmt: skip
    with pytest.raises(AssertionError, match="plain: it is late, and its last event led to done"):
        run(workflow_machine(PLAIN, item=Action(ref="1", title="T", state="late", events=(torn,))))


def test_a_kind_that_govkit_has_not_needs_an_item():
    other = attrs.evolve(PLAIN, kind="vessel")
    with pytest.raises(
        DefinitionError, match='there is no bare item of the kind "vessel"; give one as item='
    ):
        workflow_machine(other)
    run(workflow_machine(other, item=Action(ref="1", title="T")), examples=5)


def test_without_hypothesis_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "govkit.testing.stories", None)
    with pytest.raises(MissingExtraError, match=r"needs the extra \[testing\]"):
        workflow_machine(PLAIN)
