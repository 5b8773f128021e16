"""GKDAT002 unreadable-period."""

from collections.abc import Iterator

from govkit.model import PERIOD_SPELLINGS, Located, Period, Register, occurrences
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKDAT002",
    name="unreadable-period",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message=f'"{{period}}" is no period anybody can read; write it as {PERIOD_SPELLINGS}',
)
def unreadable_period(located: Located[Register], _: Context) -> Iterator[Result]:
    """A period has no first and last day.

    What it does
    Reads every period, of readings and of what they are compared with, and asks for its first and last day.

    Why it matters
    A figure belongs to a time. Without it there is no telling which reading is later, and so no trend.

    Example
    ``last month``, ``the year so far``, ``12 months ending 15/06/2019`` (which day did it begin?).

    Instead
    Write the month, quarter or year, or a length with the month it ends in.
    """
    for path, period in occurrences(located.item, Period):
        if not period.readable:
            yield Fail(path, {"period": period.text})
