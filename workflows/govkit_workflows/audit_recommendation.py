"""The lifecycle of an audit recommendation: raised, agreed or rejected, done, and verified."""

from govkit.hooks import hookimpl
from govkit.workflow import AS_OF, BY, WHY, All, Any_, Compare, Field, Not, Op, Present, Row, State, Workflow

OWNER = Field("owner", "an owner")
DUE = Field("due.last", "the last day of the deadline")
DUE_BEFORE = Field("before.due.last", "the deadline so far")
END = Field("end.last", "a readable end date")
ENDED_ON = Field("end.first", "the first day of the end date")
EVIDENCE = Field("evidence", "the evidence")
PRIORITY = Field("finding.priority", "the priority of the finding")

_GRADED = Any_(*(Compare(PRIORITY, Op.EQ, grade) for grade in ("High", "Medium", "Low")))
_LATER = All(Compare(DUE, Op.GE, AS_OF), Not(Compare(DUE, Op.LE, DUE_BEFORE)), Present(WHY))
_DONE = All(Present(END), Not(Compare(ENDED_ON, Op.GT, AS_OF)))
# What was done in time was never overdue, whenever somebody says so.
_NOT_IN_TIME = Any_(Not(Present(END)), Compare(END, Op.GT, DUE))
_CHECKED = All(Present(EVIDENCE), Present(BY), Not(Compare(BY, Op.EQ, OWNER)))
_WORK = ("agreed", "in-progress")

AUDIT_RECOMMENDATION = Workflow(
    id="audit-recommendation",
    title="Audit recommendation: raised, agreed, in progress, implemented, verified",
    kind="action",
    initial="raised",
    states=(
        State("raised", "Raised"),
        State("rejected", "Rejected", final=True),
        State("agreed", "Agreed", holds=All(Present(OWNER), Present(DUE))),
        State("in-progress", "In progress"),
        State("overdue", "Overdue", holds=Compare(DUE, Op.LT, AS_OF)),
        State("implemented", "Implemented, awaiting evidence", holds=Present(END)),
        State("closed", "Verified and closed", final=True, holds=All(Present(END), Present(EVIDENCE))),
    ),
    rows=(
        Row(
            "agree",
            "raised",
            "agreed",
            guard=All(_GRADED, Present(OWNER), Present(DUE)),
            changes=("owner", "organisation", "deadline", "notes"),
        ),
        Row("reject", "raised", "rejected", guard=Present(WHY), changes=("notes",)),
        Row("start", "agreed", "in-progress", changes=("start", "notes")),
        Row("lapse", _WORK, "overdue", after=DUE, guard=_NOT_IN_TIME, changes=()),
        Row("extend", _WORK, None, guard=_LATER, changes=("deadline", "notes")),
        Row("extend", "overdue", "in-progress", guard=_LATER, changes=("deadline", "notes")),
        Row(
            "implement",
            (*_WORK, "overdue"),
            "implemented",
            guard=_DONE,
            since=Field("end.last", "the end date"),
            changes=("end", "evidence", "notes"),
        ),
        Row("verify", "implemented", "closed", guard=_CHECKED, changes=("evidence", "notes")),
        Row("return", "implemented", "in-progress", guard=Present(WHY), clears=("end",), changes=("notes",)),
        Row(
            "reopen",
            ("closed", "rejected"),
            "raised",
            guard=Present(WHY),
            clears=("end", "evidence"),
            changes=("notes",),
            reopens=True,
        ),
    ),
    source="The internal-audit action log of 2016, whose findings have a priority, an owner, a date and a "
    "status. That somebody other than the owner verifies follows the Three Lines Model (IIA, 2020).",
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [AUDIT_RECOMMENDATION]
