"""GKDAT001 unreadable-date."""

from collections.abc import Iterator

from govkit.model import SPELLINGS, Located, Register, WrittenDate, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKDAT001",
    name="unreadable-date",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message=f'"{{date}}" is no date anybody can read; write it as {SPELLINGS}',
)
def unreadable_date(located: Located[Register], _: Context) -> Iterator[Result]:
    """A date is blank or unreadable.

    What it does
    Reads every written date except deadlines, which have a rule of their own: editions, status dates,
    assessments, meetings, starts, ends and progress updates.

    Why it matters
    Nothing can be sorted, counted or found late by a date that is none.

    Example
    ``Date Req`` in the column for the date of an update.

    Instead
    Write the day as it is known, or leave the key out.
    """
    register = located.item
    dates: list[tuple[str, WrittenDate | None]] = [("/edition", register.edition)]
    dates += [(risk.path + "/status_date", risk.item.status_date) for risk in register.all_risks]
    dates += [(each.path + "/date", each.item.date) for each in register.all_assessments]
    for action in register.all_actions:
        item = action.item
        dates += [(action.path + "/start", item.start), (action.path + "/end", item.end)]
        if item.origin is not None:
            dates.append((action.path + "/origin/raised", item.origin.raised))
        dates += [(action.path + pointer("updates", i, "date"), u.date) for i, u in enumerate(item.updates)]
    for path, date in dates:
        if date is not None and not date.readable:
            yield Fail(path, {"date": date.text})
