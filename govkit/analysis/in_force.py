"""The deadline that was in force on a day."""

from datetime import date
from itertools import takewhile

import attrs

from govkit.model import Action


def with_deadline_on(action: Action, as_of: date) -> Action:
    """Take from an action the moves of its deadline that came after a day.

    Args:
        action: the action.
        as_of: the day in question.

    Returns:
        The action with the deadline that was in force on that day as its ``due``. A move without a day counts
        with the one before it.
    """
    moved = tuple(takewhile(lambda each: each.on is None or each.on <= as_of, action.revisions))
    return action if len(moved) == len(action.revisions) else attrs.evolve(action, revisions=moved)
