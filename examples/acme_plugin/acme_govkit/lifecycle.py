"""Acme's lifecycle for repairs: reported, due, done."""

from govkit import Workflow, hookimpl
from govkit.workflow import BY, Compare, Field, Op, Row, State

DUE = Field("due.last", "the last day of the deadline")

REPAIR = Workflow(
    id="acme-repair",
    title="Repair: reported, due, done",
    kind="action",
    initial="reported",
    states=(State("reported", "Reported"), State("due", "Due"), State("done", "Done", final=True)),
    rows=(
        Row("fall-due", "reported", "due", after=DUE),
        Row("finish", ("reported", "due"), "done", guard=Compare(BY, Op.EQ, "Engineer")),
    ),
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [REPAIR]
