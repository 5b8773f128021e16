"""Readings in time: which is the latest, and what it is compared with; the order in the file says nothing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from govkit.model import PERIOD_SPELLINGS, Comparator, Indicator, Period, Reading

_NOTHING: Final = "there is nothing to compare it with"


@attrs.frozen
class Earlier:
    """A figure of an earlier time.

    Args:
        value: the figure.
        name: what it is: the title of the comparator, or the period of a reading.
        note: what is to be said about the choice, as further sentences; empty if nothing is.
    """

    value: Decimal
    name: str
    note: str


def by_then(readings: Sequence[Reading], as_of: date | None) -> list[Reading]:
    """Leave out the readings of periods that are not over by a day.

    Args:
        readings: readings, in any order.
        as_of: the day; None to leave out none.

    Returns:
        The others, in their order; a period that nobody can read is among them.
    """
    return [
        each for each in readings if as_of is None or each.period.last is None or each.period.last <= as_of
    ]


def latest_of(readings: Sequence[Reading]) -> tuple[Reading | None, str]:
    """Find the latest of some readings, by the last day of their periods.

    Args:
        readings: at least one reading with a figure, in any order.

    Returns:
        The reading and nothing; or None and, in a clause, why nobody can tell. A single reading is the latest
        whatever its period.
    """
    if len(readings) == 1:
        return readings[0], ""
    unreadable = [each.period for each in readings if not each.period.readable]
    if unreadable:
        return None, f"which reading is the latest is not known, since {_unreadable(unreadable[0])}"
    *_, before, latest = sorted(readings, key=_last)
    if _last(before) == _last(latest):
        return None, f"which reading is the latest is not known: {_tied(before, latest)}"
    return latest, ""


def comparison(
    indicator: Indicator, latest: Reading, readings: Sequence[Reading]
) -> tuple[Earlier | None, str]:
    """Choose what the latest reading is compared with.

    Args:
        indicator: the indicator.
        latest: its latest reading.
        readings: all its readings with a figure.

    Returns:
        The comparator, if it is of an earlier time, or else the reading before, and nothing; or None and, in
        a clause, why there is neither.
    """
    comparator = indicator.comparator
    before = sorted((each for each in readings if each is not latest), key=_last)
    unfit = _unfit(comparator, latest.period) if comparator is not None else None
    if comparator is not None and unfit is None:
        return Earlier(comparator.value, comparator.title, _of_comparator(comparator, latest, before)), ""
    if not before:
        return None, f"there is no earlier reading, and {unfit}" if unfit else _NOTHING
    previous = before[-1]
    if len(before) > 1 and _last(before[-2]) == _last(previous):
        return None, f"which reading comes before it is not known: {_tied(before[-2], previous)}"
    if not _follows(latest.period, previous.period):
        return None, f'"{previous.period}" and "{latest.period}" overlap, and neither comes before the other'
    note = f" It is compared with the reading before it, since {unfit}." if unfit else ""
    value = previous.value
    assert value is not None  # noqa: S101 - the readings are those with a figure; for the type checker
    return Earlier(value, str(previous.period), note + _shared(latest.period, previous.period)), ""


def _last(reading: Reading) -> date:
    # Several readings with a period that cannot be read among them have no order, and do not come here.
    return reading.period.last or date.min


def _follows(later: Period, earlier: Period) -> bool:
    """Whether a period begins and ends after another; a rolling one may do so and yet overlap with it."""
    ends = (earlier.first, later.first, earlier.last, later.last)
    began, begins, ended, end = (each or date.min for each in ends)
    return began < begins and ended < end


def _unfit(comparator: Comparator, period: Period) -> str | None:
    """Say why a comparator makes no trend, in a clause; None if it is of an earlier time."""
    named = f'the comparator "{comparator.title}"'
    if comparator.period is None:
        return f"{named} names no period, so it may be of the same time"
    for each in (comparator.period, period):
        if not each.readable:
            return _unreadable(each)
    if _follows(period, comparator.period):
        return None
    which = "of the same time" if comparator.period.last == period.last else "of no earlier time"
    return f"{named} is {which}"


def _of_comparator(comparator: Comparator, latest: Reading, before: Sequence[Reading]) -> str:
    period = comparator.period
    assert period is not None and period.last is not None  # noqa: S101, PT018 - fit; for the type checker
    note = _shared(latest.period, period)
    if before and _last(before[-1]) > period.last:
        passed = before[-1]
        note += (
            f" The register names that comparator, so it counts before the later reading, {passed.value}, "
            f"{passed.period}."
        )
    return note


def _shared(later: Period, earlier: Period) -> str:
    overlap = later.first is not None and earlier.last is not None and earlier.last >= later.first
    return " The two periods overlap, so part of both figures is the same." if overlap else ""


def _tied(one: Reading, other: Reading) -> str:
    if one.period == other.period:
        return f'two are of "{one.period}"'
    return f'"{one.period}" and "{other.period}" end on the same day'


def _unreadable(period: Period) -> str:
    return f'nobody can read the period "{period}"; write it as {PERIOD_SPELLINGS}'
