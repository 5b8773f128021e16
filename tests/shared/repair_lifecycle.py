"""Two versions of a lifecycle of repairs, for the tests of what differs and of what becomes of items."""

import attrs

from govkit.workflow import AS_OF, WHY, Compare, Field, Not, Op, Present, Row, State, Workflow

DUE = Field("due.last", "the last day of the deadline")
OLD = Workflow(
    id="repair",
    title="Repair",
    kind="action",
    initial="reported",
    states=(State("reported", "Reported"), State("parked", "Parked"), State("done", "Done", final=True)),
    rows=(
        Row("park", "reported", "parked"),
        Row("resume", "parked", "reported"),
        Row("finish", ("reported", "parked"), "done", guard=Present(Field("owner"))),
    ),
)
NEW = attrs.evolve(
    OLD,
    states=(
        State("reported", "Reported"),
        State("late", "Late"),
        State("done", "Done", final=True, holds=Present(WHY)),
    ),
    rows=(
        Row("lapse", "reported", "late", after=DUE, changes=()),
        Row("tick", "late", None, guard=Not(Compare(DUE, Op.GT, AS_OF)), by_itself=True, clears=("notes",)),
        Row("finish", ("reported", "late"), "done", guard=Present(Field("owner"))),
        Row("again", "done", "reported", reopens=True),
    ),
    facts=(Field("band"),),
)
