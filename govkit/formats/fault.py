"""What can be wrong with a value, in the words of files."""

from collections.abc import Callable
from datetime import datetime, time
from math import isfinite
from typing import Any, Final

from annotated_types import Ge, Le, MaxLen, MinLen, Predicate

from govkit.errors import nothing_said
from govkit.model.constraint import says_something

_LONGEST: Final = 60

Path = tuple[str | int, ...]
"""Keys and indexes from one value down to another."""


class Fault(ValueError):  # noqa: N818 - never leaves this package
    """A value that has the wrong type or breaks a constraint.

    Args:
        message: one sentence.
        path: keys and indexes from the value that was being read to the culprit.
    """

    def __init__(self, message: str, path: Path = ()) -> None:
        self.message = message
        self.path = path
        super().__init__(message)


def shown(value: object) -> str:
    """Name a plain value in a message, in the words of files rather than of Python."""
    match value:
        case None:
            return "nothing"
        case bool() | float() if type(value) is bool or not isfinite(value):
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case str():
            return f'the text "{cut(value)}"'
        case _:
            kind = "time" if isinstance(value, datetime | time) else "number"
            return f"the {kind} {cut(str(value))}"


def cut(text: str) -> str:
    """Cut a text to what a line can hold."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def test_of(constraint: object) -> Callable[[Any], bool]:
    """Make the test of one annotated-types constraint.

    Args:
        constraint: a ``Ge``, ``Le``, ``MinLen``, ``MaxLen`` or ``Predicate``.

    Returns:
        Whether a value of the annotated type is as it says.

    Raises:
        TypeError: the constraint is of a kind that nothing here checks.
    """
    match constraint:
        case Ge(ge=least):
            return lambda value: bool(value >= least)
        case Le(le=most):
            return lambda value: bool(value <= most)
        case MinLen(min_length=least):
            return lambda value: len(value) >= least
        case MaxLen(max_length=most):
            return lambda value: len(value) <= most
        case Predicate(func=holds):
            return holds
        case _:
            raise TypeError(f"no check is written for the constraint {constraint!r}")


def complaint(constraint: object, value: Any) -> str:
    """Say what is wrong with a value that fails the test of a constraint.

    Args:
        constraint: one that ``test_of`` makes a test of.
        value: the value.

    Returns:
        A sentence.
    """
    match constraint:
        case Ge(ge=least):
            return f"{cut(str(value))} is less than {least}"
        case Le(le=most):
            return f"{cut(str(value))} is more than {most}"
        case MaxLen(max_length=most):
            return f"the text has {len(value)} characters, {most} at most fit"
        case Predicate(func=holds):
            return _unfit(value, holds)
        case _:
            return nothing_said(value)


def broken(constraint: object, value: Any) -> str | None:
    """Check one annotated-types constraint.

    Args:
        constraint: one that ``test_of`` makes a test of.
        value: a value of the annotated type.

    Returns:
        What is wrong, or None.

    Raises:
        TypeError: the constraint is of a kind that nothing here checks.
    """
    return None if test_of(constraint)(value) else complaint(constraint, value)


def _unfit(value: Any, holds: Callable[[Any], bool]) -> str:
    if holds is says_something:
        return nothing_said(value)
    rule = (holds.__doc__ or holds.__name__).partition(":")[2].strip().rstrip(".")
    return f"{shown(value)} does not fit: {rule}"
