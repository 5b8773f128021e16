"""A lifecycle that reads a fact which no register tells, and a plug-in that offers it."""

import types

from govkit import Action, Register, Risk, Workflow, hookimpl
from govkit.workflow import All, Compare, Field, Not, Op, Present, Row, State

ROLE = Field("role", "the role of whoever acts")
ABOVE = Field("above_tolerance", "whether the risk is above tolerance")
INSPECTED = Workflow(
    id="inspected",
    title="Inspected",
    kind="action",
    initial="open",
    states=(State("open", "Open"), State("passed", "Passed", final=True)),
    rows=(Row("pass", "open", "passed", guard=All(Compare(ROLE, Op.EQ, "inspector"), Not(Present(ABOVE)))),),
    facts=(ROLE, ABOVE),
)


@hookimpl
def govkit_workflows():
    return [INSPECTED]


PLUGIN = types.SimpleNamespace(govkit_workflows=govkit_workflows)
REGISTER = Register(
    ref="r",
    title="T",
    risks=(Risk(ref="R1", title="A", actions=(Action(ref="A1", title="Do it", workflow="inspected"),)),),
    actions=(Action(ref="1", title="Do it too", workflow="inspected"),),
)
