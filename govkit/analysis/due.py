"""Counting months on."""

import calendar
from datetime import MAXYEAR, date


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later, or the last day of a shorter month.

    Args:
        day: a day.
        months: how many months.

    Returns:
        The later day; None after the year 9999, which no date can hold.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if year > MAXYEAR:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
