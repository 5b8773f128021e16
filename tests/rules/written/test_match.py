"""The relations of texts and lists as a guard among guards."""

import pytest

from govkit import Action
from govkit.rules.written.match import CompareNumber, Match, MatchOp
from govkit.workflow import All, Field, Not, Present, View

ACTION = Action(ref="1", title="Mend the roof", owner="Clerk")
VIEW = View(ACTION, ACTION, {})
TITLE, OWNER, NOTES = Field("title"), Field("owner", "the owner"), Field("notes")


@pytest.mark.parametrize(
    ("guard", "holds", "said", "opposite"),
    [
        (Match(OWNER, MatchOp.IN, ("Clerk", 1)), True, 'the owner is one of "Clerk", "1"', 'the owner is none of "Clerk", "1"'),
        (Match(TITLE, MatchOp.CONTAINS, "roof"), True, 'title contains "roof"', 'title does not contain "roof"'),
        (Match(TITLE, MatchOp.CONTAINS, OWNER), False, "title contains the owner", "title does not contain the owner"),
        (Match(TITLE, MatchOp.STARTS_WITH, "roof"), False, 'title starts with "roof"', 'title does not start with "roof"'),
        (Match(NOTES, MatchOp.IN, ("x",)), False, 'notes is one of "x"', 'notes is none of "x"'),
        (Match(TITLE, MatchOp.CONTAINS, NOTES), False, "title contains notes", "title does not contain notes"),
    ],
)  # fmt: skip
def test_it_answers_and_says_itself_and_its_opposite(guard, holds, said, opposite):
    assert guard(VIEW) is holds
    assert guard.sentence() == said
    assert guard.sentence(wanted=False) == opposite
    assert Not(guard).sentence() == opposite


@pytest.mark.parametrize(
    ("op", "said", "opposite"),
    [
        ("<", "moves is less than 3", "moves is at least 3"),
        ("<=", "moves is at most 3", "moves is more than 3"),
        ("==", "moves is 3", "moves is not 3"),
        ("!=", "moves is not 3", "moves is 3"),
        (">=", "moves is at least 3", "moves is less than 3"),
        (">", "moves is more than 3", "moves is at most 3"),
    ],
)
def test_numbers_are_more_or_less_and_do_not_come_before_or_after(op, said, opposite):
    guard = CompareNumber(Field("times_moved", "moves"), op, 3)
    assert (guard.sentence(), guard.sentence(wanted=False)) == (said, opposite)


def test_it_says_why_not_with_the_value_that_was_found():
    guard = Match(OWNER, MatchOp.IN, ("Engineer",))
    assert list(guard.reasons(VIEW)) == ['the owner (Clerk) is none of "Engineer"']
    assert list(guard.reasons(VIEW, values=False)) == ['the owner is none of "Engineer"']
    assert list(All(Present(TITLE), guard).reasons(VIEW)) == ['the owner (Clerk) is none of "Engineer"']


def test_equal_conditions_are_written_alike_and_others_are_not():
    assert Match(OWNER, MatchOp.IN, ("x",)).canonical() == "match(owner in ('x',))"
    assert Match(OWNER, MatchOp.CONTAINS, TITLE).canonical() == "match(owner contains title)"
