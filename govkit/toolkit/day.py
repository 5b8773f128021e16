"""The day in question, which every answer that depends on it takes."""

from datetime import date


def refuse_no_day(as_of: object) -> None:
    """Refuse what is no plain day.

    Args:
        as_of: what was given as the day in question.

    Raises:
        TypeError: it is no ``datetime.date``, or is a datetime.
    """
    # A datetime is a date to isinstance, and would be stored as something that is none.
    if type(as_of) is not date:
        raise TypeError(f"as_of takes a datetime.date, not {type(as_of).__name__} ({as_of})")
