"""GKDAT001 unreadable-date."""

from collections.abc import Iterator

from govkit.model import SPELLINGS, Located, Register, WrittenDate, occurrences
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import BOARD_LOG_2019


@rule(
    code="GKDAT001",
    name="unreadable-date",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message=f'"{{date}}" is no date anybody can read; write it as {SPELLINGS}',
    source=BOARD_LOG_2019,
)
def unreadable_date(located: Located[Register], _: Context) -> Iterator[Result]:
    """A date is blank or unreadable.

    What it does
    Reads every written date, wherever the register has one: editions, status dates, assessments, receipts and
    expiries of assurances, acceptances, reports, meetings, starts, ends and updates. Deadlines have a rule of
    their own, deadline-not-a-day; periods too, unreadable-period.

    Why it matters
    Nothing can be sorted, counted or found late by a date that is none.

    Example
    ``Date Req`` in the column for the date of an update.

    Instead
    Write the day as it is known, or leave the key out.
    """
    for path, date in occurrences(located.item, WrittenDate):
        if not date.readable and not path.endswith("/deadline"):
            yield Fail(path, {"date": date.text})
