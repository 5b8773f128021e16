"""Acceptances: what one needs to be in force, and whether it is on a day."""

from datetime import date
from typing import Final

from govkit.model import Acceptance, Risk, WrittenDate

_NEEDED: Final = {"by": "an authority", "why": "a reason", "on": "a first day", "until": "a last day"}
"""What an acceptance needs to be in force, by the field that holds it."""


def incomplete(acceptance: Acceptance) -> str | None:
    """Say what an acceptance lacks to be in force, whatever the day.

    Args:
        acceptance: the acceptance.

    Returns:
        A clause about it: which of an authority, a reason, a first day and a last day it lacks, and which of
        the days nobody can read; None if it has all of them.
    """
    begin, end = _span(acceptance)
    known = {"by": acceptance.by, "why": acceptance.why, "on": begin, "until": end}
    absent = [name for name, value in known.items() if value is None]
    dates = {"on": acceptance.on, "until": acceptance.until}
    unread = {name: each for name, each in dates.items() if each is not None and not each.readable}
    lacks = ", ".join(f"{_NEEDED[name]} ({name})" for name in absent if name not in unread)
    clauses = [f"lacks {lacks}"] if lacks else []
    clauses += [
        f'has {_NEEDED[name]} ({name}) that nobody can read ("{each}")' for name, each in unread.items()
    ]
    return " and ".join(clauses) or None


def _span(acceptance: Acceptance) -> tuple[date | None, date | None]:
    begin = acceptance.on.first if acceptance.on else None
    return begin, acceptance.until.last if acceptance.until else None


def holds(acceptance: Acceptance) -> tuple[date, date] | None:
    """Say from when until when an acceptance holds.

    Args:
        acceptance: the acceptance.

    Returns:
        Its first and last day; None if it never holds, because part of it is missing or its end comes before
        its beginning.
    """
    begin, end = _span(acceptance)
    if not (acceptance.by and acceptance.why) or begin is None or end is None or end < begin:
        return None
    return begin, end


def begun_for_certain(acceptance: Acceptance) -> date | None:
    """Say from which day an acceptance has begun for certain: one of July 2026 from the last day of July.

    Args:
        acceptance: the acceptance.

    Returns:
        The last day of its beginning, or else the first; None if it has none.
    """
    return acceptance.on.surely if acceptance.on else None


def may_hold(acceptance: Acceptance, day: date) -> bool:
    """Whether nobody can tell if an acceptance has begun by a day, which falls into the month it is dated.

    Args:
        acceptance: the acceptance.
        day: the day in question.

    Returns:
        True from the first day of its beginning until the day before the last, if it has not ended by then.
    """
    span, certain = holds(acceptance), begun_for_certain(acceptance)
    return span is not None and certain is not None and span[0] <= day <= span[1] and day < certain


def not_in_force(acceptance: Acceptance, day: date) -> str | None:
    """Say why an acceptance does not hold on a day.

    Args:
        acceptance: the acceptance.
        day: the day in question.

    Returns:
        A clause about it ("lacks an authority (by) and is not in force"), or None if it holds.
    """
    missing = incomplete(acceptance)
    if missing is not None:
        return f"{missing} and is not in force"
    span = holds(acceptance)
    if span is None:
        return f"was to end {_when(acceptance.until)}, before it began {_when(acceptance.on)}, and never held"
    begin, end = span
    if day < begin:
        return f"begins {_when(acceptance.on)}"
    if may_hold(acceptance, day):
        return f'is dated "{acceptance.on}" and may not have begun'
    return f"ended {_when(acceptance.until)}" if end < day else None


def _when(written: WrittenDate | None) -> str:
    return "" if written is None else written.when


def acceptance_on(risk: Risk, day: date) -> Acceptance | None:
    """Find the acceptance that is in force on a day.

    One without authority, reason, beginning or end is not in force: nobody could say until when, or by whom.

    Args:
        risk: the risk.
        day: the day in question.

    Returns:
        The latest acceptance that has begun and not ended, or None.
    """
    held = (each for each in reversed(risk.acceptances) if not_in_force(each, day) is None)
    return next(held, None)


def acceptance_untold(risk: Risk, day: date) -> str | None:
    """Say why nobody can tell whether a risk is accepted on a day, if that is so.

    Args:
        risk: the risk.
        day: the day in question.

    Returns:
        A clause about it; None if an acceptance is in force, or none can be.
    """
    if acceptance_on(risk, day) is not None:
        return None
    return next(
        (f"its acceptance {not_in_force(each, day)}" for each in risk.acceptances if may_hold(each, day)),
        None,
    )


def lapsed_on(risk: Risk, day: date) -> Acceptance | None:
    """Find the acceptance that has ended without another one taking its place.

    One that never was in force, because part of it is missing or its end comes before its beginning, has not
    ended either.

    Args:
        risk: the risk.
        day: the day in question.

    Returns:
        The last acceptance that ended before the day; None if there is none, or one is in force on the day.
    """
    if acceptance_on(risk, day) is not None:
        return None
    ended = [each for each in risk.acceptances if has_ended(each, day)]
    return ended[-1] if ended else None


def has_ended(acceptance: Acceptance, day: date) -> bool:
    """Whether an acceptance was in force once and is over on a day."""
    span = holds(acceptance)
    return span is not None and span[1] < day
