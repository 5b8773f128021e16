"""When an item came to be: before the day it was raised nothing can have happened to it."""

from datetime import date

from govkit.model import Action


def raised_on(item: object) -> date | None:
    """Say on which day an item was raised.

    Args:
        item: the item.

    Returns:
        The first day of the date it was raised; None where that is not recorded, and of what is no action.
    """
    origin = item.origin if isinstance(item, Action) else None
    return origin.raised.first if origin and origin.raised else None


def not_yet_raised(item: object, on: date) -> str | None:
    """Say that an item was raised after a day, so that nothing can have happened to it by then.

    Args:
        item: the item.
        on: the day.

    Returns:
        A sentence; None if it was there, or nobody recorded since when.
    """
    raised = raised_on(item)
    return None if raised is None or raised <= on else f"it was raised on {raised}, which is after {on}"
