"""Counting months and cadences on."""

import calendar
from datetime import MAXYEAR, date, timedelta

from govkit.model import Cadence


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


def next_time(last: date, cadence: Cadence) -> date | None:
    """When something that is done regularly is due again.

    Args:
        last: the day it was last done.
        cadence: how often it is done.

    Returns:
        The day one cadence later, None beyond the last year that dates have.
    """
    later = months_later(last, cadence.months)
    if later is None or (date.max - later).days < cadence.days:
        return None
    return later + timedelta(days=cadence.days)
