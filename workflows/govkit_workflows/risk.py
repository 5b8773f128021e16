"""The lifecycle of a risk: draft, open, escalated while above tolerance, accepted until a day, closed."""

from govkit.hooks import hookimpl
from govkit.workflow import AS_OF, WHY, All, Any_, Compare, Field, Op, Present, Row, State, Workflow

ABOVE = Field("above_tolerance", "whether the risk is above tolerance")
CURRENT = Field("current", "a current assessment")
EXECUTIVE_LEAD = Field("executive_lead", "an executive lead")
SENIOR_LEAD = Field("senior_lead", "a senior lead")
ACCEPTED_BY = Field("acceptance.by", "who accepts it")
ACCEPTED_ON = Field("acceptance.on.first", "the day it is accepted")
ACCEPTED_UNTIL = Field("acceptance.until.last", "the last day of the acceptance")
ACCEPTED_WHY = Field("acceptance.why", "the reason for accepting it")

_ABOVE = Compare(ABOVE, Op.EQ, True)
_WITHIN = Compare(ABOVE, Op.EQ, False)
_LED = Any_(Present(EXECUTIVE_LEAD), Present(SENIOR_LEAD))
_ACCEPTED = All(
    Present(ACCEPTED_BY),
    Present(ACCEPTED_WHY),
    Compare(ACCEPTED_ON, Op.LE, AS_OF),
    Compare(ACCEPTED_UNTIL, Op.GE, AS_OF),
)
_LEADS = ("executive_lead", "senior_lead", "notes")

RISK = Workflow(
    id="risk",
    title="Risk: draft, open, escalated, accepted, closed",
    kind="risk",
    initial="draft",
    states=(
        State("draft", "Draft"),
        State("open", "Open"),
        State("escalated", "Escalated"),
        State("accepted", "Accepted above tolerance", holds=_ACCEPTED),
        State("closed", "Closed", final=True),
    ),
    rows=(
        Row("open", "draft", "open", guard=All(Present(CURRENT), _LED), changes=_LEADS),
        Row("escalate", "open", "escalated", guard=_ABOVE, by_itself=True, changes=()),
        Row("settle", "escalated", "open", guard=_WITHIN, by_itself=True, changes=()),
        Row("settle", "accepted", "open", guard=_WITHIN, by_itself=True, changes=()),
        Row(
            "accept",
            ("open", "escalated"),
            "accepted",
            guard=All(_ABOVE, _ACCEPTED),
            changes=("acceptance", "notes"),
        ),
        Row("lapse", "accepted", "open", after=ACCEPTED_UNTIL, changes=()),
        Row(
            "close",
            ("draft", "open", "escalated", "accepted"),
            "closed",
            guard=Present(WHY),
            changes=("status", "notes"),
        ),
        Row("reopen", "closed", "open", guard=Present(WHY), changes=("status", "notes"), reopens=True),
    ),
    facts=(ABOVE,),
    source="The strategic risk register of August 2019: what is above tolerance is reported, and accepted "
    "where bringing it down is unrealistic or costs too much. That an acceptance has an end is govkit's own.",
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [RISK]
