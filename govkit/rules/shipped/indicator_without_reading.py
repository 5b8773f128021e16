"""GKIND004 indicator-without-reading."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from govkit.analysis import by_then
from govkit.model import Indicator, Located, Reading, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.telling import each_or_once


@rule(
    code="GKIND004",
    name="indicator-without-reading",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="there is no reading of {who} for the latest period{since}",
    source="ISO 31000:2018, 6.6",
)
def indicator_without_reading(located: Located[Register], context: Context) -> Iterator[Result]:
    """An indicator has no reading for the period.

    What it does
    Takes the last reading with a figure, and how far apart the indicator's readings end, or the length of its
    period if there is one only. If the period after it is over, and the one after that too, a reading is
    missing; so it is where there is none at all. More than five indicators are told at once. One with a
    period that nobody can read is not evaluated; nor is a register without any figure, which is said once.

    Why it matters
    A figure of last winter says nothing of today, and stays green on the page. Nobody looks for what is not
    there.

    Example
    Readings for April, May and June 2019, read in October.

    Instead
    Record the figure for each period since; if nobody measures it any more, take the indicator out.
    """
    indicators = [
        Located(each, each.ref, pointer("indicators", i)) for i, each in enumerate(located.item.indicators)
    ]
    figures = {
        each.path: by_then([one for one in each.item.readings if one.value is not None], context.as_of)
        for each in indicators
    }
    if not any(figures.values()):
        if indicators:
            yield Unknown("whether readings are missing: the register records no figure", "/indicators")
        return
    missing: list[Located[Indicator]] = []
    last: dict[str, str] = {}
    for each in indicators:
        readings = figures[each.path]
        unreadable = next((one.period for one in readings if not one.period.readable), None)
        if unreadable is not None:
            yield Unknown(
                f'whether a reading is missing: nobody can read the period "{unreadable}"', each.path
            )
            continue
        ends = sorted({one.period.last for one in readings if one.period.last is not None})
        if not ends or _is_late(ends, readings, context.as_of):
            missing.append(each)
            if ends:
                last[each.path] = next(one.period.text for one in readings if one.period.last == ends[-1])
    for path, who in each_or_once(missing, len(indicators), "indicators"):
        since = f"; the last is of {last[path]}" if path in last else ""
        yield Fail(path, {"who": who, "since": since})


def _is_late(ends: list[date], readings: list[Reading], as_of: date) -> bool:
    gaps = [later - earlier for earlier, later in pairwise(ends)]
    step = min(gaps) if gaps else min(_length(reading) for reading in readings)
    # Nothing is late before the calendar ends.
    return (date.max - ends[-1]) > 2 * step and ends[-1] + 2 * step < as_of


def _length(reading: Reading) -> timedelta:
    first, last = reading.period.first, reading.period.last
    assert first is not None and last is not None  # noqa: S101, PT018 - it is readable; for the type checker
    return last - first + timedelta(days=1)
