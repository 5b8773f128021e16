"""Whose lifecycle asks for a deadline, and whose does not."""

import types
from datetime import date

import pytest

from govkit import Action, Register, Toolkit, Workflow, hookimpl
from govkit.workflow import AS_OF, Compare, Field, Op, Predicate, Present, Row, State

DAY = date(2019, 10, 9)
DUE = Field("due.last")
READS = Compare(DUE, Op.LT, AS_OF)


def lifecycle(holds=None, **row):
    return Workflow(
        id="own", title="Own", kind="action", initial="new",
        states=(State("new", "New", holds=holds), State("done", "Done", final=True)),
        rows=(Row("finish", "new", "done", **row),),
    )  # fmt: skip


def blamed(workflow):
    kit = Toolkit.installed(types.SimpleNamespace(govkit_workflows=hookimpl(lambda: [workflow])))
    own = Action(ref="1", title="A", workflow="own")
    register = Register(ref="r", title="T", actions=(own, Action(ref="2", title="B", deadline="2020")))
    return [each.ref for each in kit.check(register, as_of=DAY, only="action-without-deadline")]


@pytest.mark.parametrize(
    "workflow",
    [
        lifecycle(after=DUE),
        lifecycle(guard=Present(Field("deadline"))),
        lifecycle(guard=Compare(DUE, Op.GT, Field("before.due.last"))),
        lifecycle(holds=READS),
        lifecycle(guard=Predicate("late-1", "it is late", "it is not late", lambda item, facts: False)),
    ],
)
def test_an_action_whose_lifecycle_reads_the_deadline_or_code_needs_one(workflow):
    assert blamed(workflow) == ["1"]


@pytest.mark.parametrize(
    "workflow", [lifecycle(), lifecycle(guard=Present(Field("owner"))), lifecycle(after=Field("end.last"))]
)
def test_an_action_whose_lifecycle_knows_no_lateness_needs_none(workflow):
    assert blamed(workflow) == []
