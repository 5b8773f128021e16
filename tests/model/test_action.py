"""How an action is addressed, and what it remembers when it is changed."""

from datetime import date

import pytest

from govkit.errors import UnknownNameError
from govkit.model import Action, Change, Origin, OriginKind, Revision, WrittenDate

ON = date(2019, 9, 1)
WHO = {"on": ON, "by": "Chief Executive", "why": "illness"}
PLAIN = Action(ref="A1", title="Do it")
DUE = Action(ref="A1", title="Do it", deadline="28/02/2019")


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        (None, "1.0"),
        (Origin(kind=OriginKind.MEETING), "1.0"),
        (Origin(kind=OriginKind.MEETING, raised="24/01/2019"), "2019-01-24/1.0"),
        (Origin(kind=OriginKind.MEETING, raised="24th Jan 19"), "2019-01-24/1.0"),
        (Origin(kind=OriginKind.MEETING, raised="January 2019"), "January 2019/1.0"),
        (Origin(kind=OriginKind.MEETING, raised="Date Req"), "Date Req/1.0"),
        (Origin(kind=OriginKind.MEETING, raised=""), "1.0"),
        (Origin(kind=OriginKind.AUDIT, area="4"), "4/1.0"),
        (Origin(kind=OriginKind.AUDIT, area="4", raised=" "), "4/1.0"),
        (Origin(kind=OriginKind.AUDIT, area="4", raised="01-Mar-16"), "2016-03-01/1.0"),
    ],
)
def test_an_action_is_addressed_by_the_day_or_else_the_area_it_comes_from(origin, address):
    assert Action(ref="1.0", title="Do it", origin=origin).address == address


def test_the_deadline_in_force_is_the_last_one():
    assert PLAIN.due is None
    assert DUE.due == WrittenDate("28/02/2019")
    moved = Action(
        ref="A1",
        title="Do it",
        deadline="28/02/2019",
        revisions=(
            Revision(deadline=WrittenDate("31/03/2019")),
            Revision(deadline=WrittenDate("Q4 2019-20")),
        ),
    )
    assert moved.due == WrittenDate("Q4 2019-20")


def test_a_first_deadline_is_the_original_one():
    action, changes = PLAIN.revised({"deadline": date(2019, 12, 1)}, **WHO)
    assert action == Action(ref="A1", title="Do it", deadline="2019-12-01")
    assert changes == (Change(field="deadline", before=None, after="2019-12-01"),)


def test_a_later_deadline_is_a_revision_and_the_original_stays():
    once, first = DUE.revised({"deadline": "31/03/2019"}, **WHO)
    twice, second = once.revised({"deadline": WrittenDate("Q4 2019-20")}, on=ON, by=None, why=None)
    assert twice.deadline == WrittenDate("28/02/2019")
    assert twice.revisions == (
        Revision(deadline=WrittenDate("31/03/2019"), on=ON, by="Chief Executive", why="illness"),
        Revision(deadline=WrittenDate("Q4 2019-20"), on=ON),
    )
    assert first == (Change(field="deadline", before="28/02/2019", after="31/03/2019"),)
    assert second == (Change(field="deadline", before="31/03/2019", after="Q4 2019-20"),)


@pytest.mark.parametrize("action", [DUE, DUE.revised({"deadline": "31/03/2019"}, **WHO)[0]])
def test_a_deadline_that_is_taken_away_is_a_blank_revision_and_the_original_stays(action):
    bare, changes = action.revised({"deadline": None}, **WHO)
    assert bare.deadline == WrittenDate("28/02/2019")
    assert bare.due == WrittenDate("")
    assert bare.revisions[-1].why == "illness"
    assert changes == (Change(field="deadline", before=action.due.text, after=""),)
    assert bare.revised({"deadline": None}, **WHO) == (bare, ())


def test_a_deadline_that_nobody_set_cannot_be_taken_away():
    assert PLAIN.revised({"deadline": None}, **WHO) == (PLAIN, ())


def test_other_fields_are_replaced_and_what_they_held_is_recorded():
    action, changes = DUE.revised(
        {"owner": "OPCC", "end": "1 April 2020", "notes": None, "title": "Do it now"}, **WHO
    )
    assert action == Action(
        ref="A1", title="Do it now", deadline="28/02/2019", owner="OPCC", end=WrittenDate("1 April 2020")
    )
    assert changes == (
        Change(field="owner", before=None, after="OPCC"),
        Change(field="end", before=None, after="1 April 2020"),
        Change(field="title", before="Do it", after="Do it now"),
    )
    cleared, changes = action.revised({"end": None}, **WHO)
    assert cleared.end is None
    assert changes == (Change(field="end", before="1 April 2020", after=None),)


@pytest.mark.parametrize("changes", [{}, {"deadline": "28/02/2019"}, {"title": "Do it", "start": None}])
def test_an_action_that_does_not_change_is_the_same_one(changes):
    action, record = DUE.revised(changes, **WHO)
    assert action is DUE
    assert record == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("deadlin", 'did you mean "deadline"?'),
        ("state", 'did you mean "start"?'),
        ("revisions", "known: deadline, end, evidence, notes, organisation, owner, start, title"),
    ],
)
def test_a_field_that_cannot_be_changed_is_named(name, hint):
    with pytest.raises(UnknownNameError) as caught:
        DUE.revised({"owner": "OPCC", name: "x"}, **WHO)
    assert str(caught.value) == f'there is no field "{name}" of an action that can be changed; {hint}'
