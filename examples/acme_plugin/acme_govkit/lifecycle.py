"""The plug-in: Acme's lifecycle for repairs, and the hook that offers it."""

from govkit import Workflow, hookimpl
from govkit.workflow import AS_OF, BY, All, Compare, Field, Op, Present, Row, State

DUE = Field("due.last", "the last day of the deadline")
ENDED = Field("end.last", "the day it ended")
OWNER = Field("owner", "the engineer in charge")

LIFECYCLE = Workflow(
    id="acme-repair",
    title="Repair: reported, due, done, inspected",
    kind="action",
    initial="reported",
    states=(
        State("reported", "Reported"),
        State("due", "Due"),
        State("done", "Done, to be inspected", holds=Present(ENDED)),
        State("inspected", "Inspected", final=True, holds=Present(ENDED)),
    ),
    rows=(
        Row("fall-due", "reported", "due", after=DUE, changes=()),
        Row(
            "finish",
            ("reported", "due"),
            "done",
            guard=Compare(ENDED, Op.LE, AS_OF),
            changes=("end", "owner"),
        ),
        Row("inspect", "done", "inspected", guard=All(Present(OWNER), Compare(BY, Op.NE, OWNER)), changes=()),
    ),
    source="Acme Works Procedure 2026, page 2 (invented for this example)",
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [LIFECYCLE]
