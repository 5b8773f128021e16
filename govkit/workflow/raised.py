"""When an item came to be: before the day it was raised nothing can have happened to it."""

from datetime import date

from govkit.model import Action, WrittenDate


def raised(item: object) -> WrittenDate | None:
    """Say when an item was raised, as it is written.

    Args:
        item: the item.

    Returns:
        The date; None where that is not recorded, and of what is no action.
    """
    origin = item.origin if isinstance(item, Action) else None
    return origin.raised if origin else None


def raised_on(item: object) -> date | None:
    """Say on which day an item was raised.

    Args:
        item: the item.

    Returns:
        The first day of the date it was raised, for before that nothing can have happened to it; None where
        that is not recorded, and of what is no action.
    """
    when = raised(item)
    return when.first if when else None


def not_yet_raised(item: object, on: date) -> str | None:
    """Say that an item was raised after a day, so that nothing can have happened to it by then.

    Args:
        item: the item.
        on: the day.

    Returns:
        A sentence; None if it was there, or nobody recorded since when.
    """
    when = raised(item)
    if when is None or when.first is None or when.first <= on:
        return None
    return f"it was raised {when.when}, which is after {on}"
