"""The action lifecycle as a program without a library would have it: a table, and an object that changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

Guard = Callable[["HandWrittenAction", date, str | None, dict[str, Any]], bool]


class HandWrittenAction:
    """An action with just the fields that the lifecycle reads and writes."""

    def __init__(self, *, start: date, deadline: date) -> None:
        self.state = "open"
        self.start: date | None = start
        self.deadline: date | None = deadline
        self.end: date | None = None
        self.events: list[tuple[object, ...]] = []


def has_ended(action: HandWrittenAction, _: date, __: str | None, changes: dict[str, Any]) -> bool:
    """Whether there is an end that is not before the start."""
    end = changes.get("end", action.end)
    return end is not None and not (action.start is not None and end < action.start)


def is_later(action: HandWrittenAction, as_of: date, _: str | None, changes: dict[str, Any]) -> bool:
    """Whether there is a deadline that is not past and later than the one so far."""
    deadline = changes.get("deadline", action.deadline)
    return (
        deadline is not None
        and deadline >= as_of
        and not (action.deadline is not None and deadline <= action.deadline)
    )


def is_over(action: HandWrittenAction, as_of: date, _: str | None, __: dict[str, Any]) -> bool:
    """Whether the deadline has passed."""
    return action.deadline is not None and action.deadline < as_of


def has_reason(_: HandWrittenAction, __: date, why: str | None, ___: dict[str, Any]) -> bool:
    """Whether a reason is given."""
    return bool(why)


ROWS: tuple[tuple[str, str, str, Guard | None], ...] = (
    ("start", "open", "ongoing", None),
    ("lapse", "open", "overdue", is_over),
    ("lapse", "ongoing", "overdue", is_over),
    ("extend", "open", "open", is_later),
    ("extend", "ongoing", "ongoing", is_later),
    ("extend", "overdue", "ongoing", is_later),
    ("close", "open", "closed", has_ended),
    ("close", "ongoing", "closed", has_ended),
    ("close", "overdue", "closed", has_ended),
    ("reopen", "closed", "open", has_reason),
)
"""Trigger, from, to, guard."""

TABLE = {(source, trigger): (guard, target) for trigger, source, target, guard in ROWS}


def fire(
    action: HandWrittenAction, trigger: str, *, as_of: date, by: str | None, why: str | None, **changes: Any
) -> None:
    """Fire a trigger: look it up, ask the guard, set attributes, append an event."""
    guard, target = TABLE[action.state, trigger]
    if guard is not None and not guard(action, as_of, why, changes):
        raise ValueError(trigger)
    source = action.state
    for name, value in changes.items():
        setattr(action, name, value)
    action.state = target
    action.events.append((trigger, source, target, as_of, by, why, changes))
