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


def broken(constraint: object, value: Any) -> str | None:
    """Check one annotated-types constraint.

    Args:
        constraint: a ``Ge``, ``Le``, ``MinLen``, ``MaxLen`` or ``Predicate``.
        value: a value of the annotated type.

    Returns:
        What is wrong, or None.

    Raises:
        TypeError: the constraint is of a kind that nothing here checks.
    """
    match constraint:
        case Ge(ge=least):
            return None if value >= least else f"{cut(str(value))} is less than {least}"
        case Le(le=most):
            return None if value <= most else f"{cut(str(value))} is more than {most}"
        case MinLen(min_length=least):
            return None if len(value) >= least else nothing_said(value)
        case MaxLen(max_length=most):
            return None if len(value) <= most else f"the text has {len(value)} characters, {most} at most fit"
        case Predicate(func=holds):
            return None if holds(value) else _unfit(value, holds)
        case _:
            raise TypeError(f"no check is written for the constraint {constraint!r}")


def _unfit(value: Any, holds: Callable[[Any], bool]) -> str:
    if holds is says_something:
        return nothing_said(value)
    rule = (holds.__doc__ or holds.__name__).partition(":")[2].strip().rstrip(".")
    return f"{shown(value)} does not fit: {rule}"
