"""The lifecycle of a review, which never ends: confirmed, due, under review, confirmed again."""

from govkit.hooks import hookimpl
from govkit.workflow import AS_OF, WHY, All, Compare, Field, Not, Op, Present, Row, State, Workflow

HOLDS_UNTIL = Field("review_holds_until", "the last day on which the last review holds")
LAST = Field("last.first", "the day of the review")
LAST_BEFORE = Field("before.last.first", "the day of the review before")

_NEW = All(Present(LAST), Not(Compare(LAST, Op.GT, AS_OF)), Not(Compare(LAST, Op.LE, LAST_BEFORE)))

REVIEW = Workflow(
    id="review",
    title="Review: confirmed, due, under review",
    kind="review",
    initial="confirmed",
    states=(
        State("confirmed", "Confirmed", holds=Present(LAST)),
        State("due", "Due"),
        State("under-review", "Under review"),
    ),
    rows=(
        Row("fall-due", "confirmed", "due", guard=Present(LAST), after=HOLDS_UNTIL, changes=()),
        Row("fall-due", "confirmed", "due", guard=Not(Present(LAST)), by_itself=True, changes=()),
        Row("begin", ("confirmed", "due"), "under-review", changes=("notes",)),
        Row("confirm", "under-review", "confirmed", guard=_NEW, changes=("last", "notes")),
        Row("abandon", "under-review", "due", guard=Present(WHY), changes=("notes",)),
    ),
    facts=(HOLDS_UNTIL,),
    source="The strategic risk register of August 2019 is reviewed every quarter; a band may ask for more. "
    "A review holds until the day before the next one is due.",
)


@hookimpl
def govkit_workflows() -> list[Workflow]:
    """Offer the lifecycle."""
    return [REVIEW]
