"""How constraints on single values are checked."""

from datetime import time
from math import inf

import pytest
from annotated_types import Ge, Gt, Le, MaxLen, MinLen, Predicate

from govkit.formats.fault import broken, shown


def even(number):
    """Whether a number can be halved: it is even."""
    return number % 2 == 0


@pytest.mark.parametrize(
    ("constraint", "good", "bad", "message"),
    [
        (Ge(1), 1, 0, "0 is less than 1"),
        (Le(3), 3, 4, "4 is more than 3"),
        (MinLen(1), "x", "", "the text is empty; write one or leave the key out"),
        (MaxLen(3), "xyz", "wxyz", "the text has 4 characters, 3 at most fit"),
        (Predicate(even), 2, 3, "the number 3 does not fit: it is even"),
    ],
)
def test_a_constraint_says_what_is_wrong(constraint, good, bad, message):
    assert broken(constraint, good) is None
    assert broken(constraint, bad) == message


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true"),
        (0, "the number 0"),
        (1.5, "the number 1.5"),
        (-inf, "-inf"),
        (time(10, 30), "the time 10:30:00"),
        ([], "a list"),
        ({}, "a mapping"),
        ("x" * 61, f'the text "{"x" * 60}…"'),
    ],
)
def test_a_value_is_named_in_the_words_of_files(value, words):
    assert shown(value) == words


def test_a_constraint_that_nothing_checks_is_never_taken_for_kept():
    with pytest.raises(TypeError, match=r"^no check is written for the constraint Gt\(gt=1\)$"):
        broken(Gt(1), 5)
