"""The lifecycle of an action: open, ongoing, overdue, closed."""

from govkit.hooks import hookimpl
from govkit.workflow import AS_OF, WHY, All, Any_, Compare, Field, Not, Op, Present, Row, State, Workflow

DUE = Field("due.last", "the last day of the deadline")
DUE_BEFORE = Field("before.due.last", "the deadline so far")
START = Field("start.first", "the first day of the start")
END = Field("end.last", "a readable end date")
ENDED_ON = Field("end.first", "the first day of the end date")
ANY_END = Field("end", "an end date")

# A comparison with what is missing is false, so these also let through what has nothing to compare with.
_LATER = All(Compare(DUE, Op.GE, AS_OF), Not(Compare(DUE, Op.LE, DUE_BEFORE)))
_ENDED = All(Present(END), Not(Compare(END, Op.LT, START)), Not(Compare(ENDED_ON, Op.GT, AS_OF)))
# What ended in time was never overdue, whenever somebody says so.
_NOT_IN_TIME = Any_(Not(Present(END)), Compare(END, Op.GT, DUE))
_PEOPLE = ("owner", "organisation", "notes")

ACTION = Workflow(
    id="action",
    title="Action: open, ongoing, overdue, closed",
    kind="action",
    initial="open",
    states=(
        State("open", "Open", holds=Not(Present(ANY_END))),
        State("ongoing", "Ongoing", holds=Not(Present(ANY_END))),
        State("overdue", "Overdue", holds=All(Compare(DUE, Op.LT, AS_OF), Not(Present(ANY_END)))),
        State("closed", "Closed", final=True, holds=Present(END)),
    ),
    rows=(
        Row("start", "open", "ongoing", changes=("start", *_PEOPLE)),
        Row("lapse", ("open", "ongoing"), "overdue", after=DUE, guard=_NOT_IN_TIME, changes=()),
        Row("extend", ("open", "ongoing"), None, guard=_LATER, changes=("deadline", *_PEOPLE)),
        Row("extend", "overdue", "ongoing", guard=_LATER, changes=("deadline", *_PEOPLE)),
        Row(
            "close",
            ("open", "ongoing", "overdue"),
            "closed",
            guard=_ENDED,
            since=Field("end.last", "the end date"),
            changes=("start", "end", *_PEOPLE),
        ),
        Row(
            "reopen",
            "closed",
            "open",
            guard=Present(WHY),
            reopens=True,
            clears=("end",),
            changes=_PEOPLE,
        ),
    ),
    source="Cambridgeshire OPCC action logs of 2016 and 2019, which print open, ongoing and closed actions "
    "with a target date; overdue is what a passed target date means.",
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [ACTION]
