"""Counting months on, and where they end."""

import calendar
from datetime import MAXYEAR, date


def month_end(year: int, month: int) -> date:
    """Find the last day of a month.

    Args:
        year: a year from 1 to 9999.
        month: a month from 1 to 12.

    Returns:
        Its last day.

    Raises:
        ValueError: there is no such month.
    """
    return date(year, month, calendar.monthrange(year, month)[1])


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
    last = month_end(year, month)
    return last.replace(day=min(day.day, last.day))
