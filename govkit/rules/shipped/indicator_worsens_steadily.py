"""GKIND005 indicator-worsens-steadily."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from govkit.analysis import by_then
from govkit.model import Direction, Indicator, Located, Reading, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule

_STEPS: Final = 3


@rule(
    code="GKIND005",
    name="indicator-worsens-steadily",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it has worsened three times running: {values} ({periods})",
    source="ISO 31000:2018, 6.6",
)
def indicator_worsens_steadily(located: Located[Register], context: Context) -> Iterator[Result]:
    """An indicator has worsened for three periods running.

    What it does
    Compares the last four readings with figures, by the last days of their periods, each with the one before
    it; those of periods that are not over on the day in question do not count. Any difference counts,
    whatever the sample. Where all three steps go one way and the register does not say which way is better,
    or the order of the periods is not known, it is not evaluated.

    Why it matters
    One bad figure may be chance. Three steps in a row seldom are, and each of them may be small enough to be
    passed over.

    Example
    81 %, 80 %, 78 % and 77 % of victims satisfied in four quarters, where up is better.

    Instead
    Ask why. Record the risk that it shows, or the action that is to turn it, and name the risk under
    ``risks``.
    """
    for i, indicator in enumerate(located.item.indicators):
        yield from _of(indicator, pointer("indicators", i), context.as_of)


def _of(indicator: Indicator, path: str, as_of: date) -> Iterator[Result]:
    readings = by_then([each for each in indicator.readings if each.value is not None], as_of)
    if len(readings) <= _STEPS:
        return
    ends = {each.period.last for each in readings}
    if None in ends or len(ends) < len(readings):
        yield Unknown("whether it worsens: the order of its periods is not known", path)
        return
    last = sorted(readings, key=_end)[-_STEPS - 1 :]
    figures = [each.value for each in last if each.value is not None]
    up = all(later > earlier for earlier, later in pairwise(figures))
    down = all(later < earlier for earlier, later in pairwise(figures))
    if not (up or down):
        return
    if indicator.direction is None:
        yield Unknown("whether it worsens: which way is better is not recorded", path)
    elif up is (indicator.direction is Direction.DOWN):
        values = ", ".join(str(each) for each in figures)
        yield Fail(path, {"values": values, "periods": "; ".join(str(each.period) for each in last)})


def _end(reading: Reading) -> date:
    return reading.period.last or date.min
