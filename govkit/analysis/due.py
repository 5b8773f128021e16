"""Counting months on."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month.

    Args:
        day: a day.
        months: how many months.

    Returns:
        The later day.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
