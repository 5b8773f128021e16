"""The lifecycle of an assurance: planned, received, stale when it expires."""

from govkit.hooks import hookimpl
from govkit.workflow import AS_OF, WHY, All, Compare, Field, Not, Op, Present, Row, State, Workflow

RECEIVED = Field("received.last", "the day it was received")
RECEIVED_BEFORE = Field("before.received.last", "the day it was received before")
EXPIRES = Field("expires.last", "the last day it can be relied on")

_RECEIVED = All(Present(RECEIVED), Not(Compare(RECEIVED, Op.GT, AS_OF)), Not(Compare(EXPIRES, Op.LT, AS_OF)))
_RENEWED = All(_RECEIVED, Not(Compare(RECEIVED, Op.LE, RECEIVED_BEFORE)))
_TOLD = ("provider", "received", "expires", "conclusion", "notes")

ASSURANCE = Workflow(
    id="assurance",
    title="Assurance: planned, received, stale",
    kind="assurance",
    initial="planned",
    states=(
        State("planned", "Planned"),
        State("received", "Received", holds=Present(RECEIVED)),
        State("stale", "Stale", holds=Compare(EXPIRES, Op.LT, AS_OF)),
        State("withdrawn", "Withdrawn", final=True),
    ),
    rows=(
        Row("receive", "planned", "received", guard=_RECEIVED, changes=_TOLD),
        Row("receive", ("received", "stale"), "received", guard=_RENEWED, changes=_TOLD),
        Row("expire", "received", "stale", after=EXPIRES, changes=()),
        Row(
            "withdraw", ("planned", "received", "stale"), "withdrawn", guard=Present(WHY), changes=("notes",)
        ),
        Row("plan-again", "withdrawn", "planned", guard=Present(WHY), changes=("notes",), reopens=True),
    ),
    source="Assurances of the strategic risk register of August 2019; some come every year, some are due.",
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [ASSURANCE]
