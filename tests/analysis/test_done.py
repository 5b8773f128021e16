"""Whether an action is done on a day, and what the calendar makes of it."""

from datetime import date

import attrs
import pytest

from govkit import Action, Event, Register, Toolkit
from govkit.analysis import agenda, done_on

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


def closed(on):
    return Event(
        kind="action",
        ref="A1",
        trigger="close",
        from_state="ongoing",
        to_state="closed",
        effective=on,
        recorded=on,
    )


@pytest.mark.parametrize(
    ("fields", "done"),
    [
        ({}, False),
        ({"state": "overdue"}, False),
        ({"end": "9 October 2019"}, True),
        ({"end": "10 October 2019"}, False),
        ({"end": "unclear"}, True),
        ({"state": "closed"}, True),
        ({"state": "closed", "end": "1 May 2019"}, True),
        ({"state": "closed", "end": "2020-01-01"}, False),
        ({"state": "closed", "end": "2019-11-01", "events": (closed(date(2019, 11, 1)),)}, False),
        ({"state": "closed", "end": "2019-09-01", "events": (closed(date(2019, 9, 1)),)}, True),
        ({"state": "gone"}, None),
        ({"workflow": "gone"}, None),
        ({"workflow": "gone", "end": "2019"}, None),
        ({"workflow": "gone", "end": "2018"}, True),
        ({"workflow": "audit-recommendation", "state": "rejected"}, True),
    ],
)
def test_whether_an_action_is_done(fields, done):
    assert done_on(Action(ref="A1", title="Do it", **fields), KIT.workflows, DAY) is done


def test_a_state_that_only_an_event_knows_is_not_known():
    melted = attrs.evolve(closed(date(2019, 9, 1)), trigger="melt", to_state="molten")
    action = Action(ref="A1", title="Do it", events=(melted,))
    assert done_on(action, KIT.workflows, DAY) is None


def due(*actions, workflows=KIT.workflows):
    register = Register(ref="r", title="T", actions=actions)
    found = agenda(register, KIT.schemes, workflows, as_of=DAY)
    return [(each.ref, each.why) for each in (*found.due, *found.undated)]


def test_what_is_in_a_final_state_is_not_due_though_it_has_no_end():
    rejected = Action(
        ref="A1", title="T", workflow="audit-recommendation", state="rejected", deadline="1 May 2019"
    )
    assert due(rejected) == []
    # Who brings no lifecycles is told by ends alone.
    assert due(rejected, workflows=None) == [("A1", "deadline 1 May 2019")]


def test_what_may_be_done_is_listed_and_says_so():
    untold = "; whether it is done is not known, its lifecycle or its state not being so"
    dated = Action(ref="A1", title="T", workflow="gone", deadline="1 May 2019")
    undated = Action(ref="A2", title="T", state="gone")
    assert due(dated, undated) == [
        ("A1", f"deadline 1 May 2019{untold}"),
        ("A2", f"no deadline is recorded{untold}"),
    ]
