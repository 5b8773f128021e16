"""A sweep every morning that mails each reminder once, and a calendar of the deadlines."""

from govkit_sweep.feed import calendar
from govkit_sweep.job import Job
from govkit_sweep.reminders import Reminders

__all__ = ["Job", "Reminders", "calendar"]
