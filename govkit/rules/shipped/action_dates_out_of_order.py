"""GKACT006 action-dates-out-of-order."""

from collections.abc import Iterator

from govkit.model import Action, Located, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKACT006",
    name="action-dates-out-of-order",
    severity=Severity.ERROR,
    over=Over.ACTION,
    message='the {what} "{date}" is over before the start "{start}"',
)
def action_dates_out_of_order(located: Located[Action], _: Context) -> Iterator[Result]:
    """An action is due, or has ended, before it starts.

    What it does
    Compares the last day of the deadline in force, and of ``end``, with the first day of ``start``. Dates
    that are no day, or a start without a first day, are not compared.

    Why it matters
    One of the dates was mistyped, and whatever is counted from it is wrong: how late the action is, and how
    long it took.

    Example
    Start July 2019, deadline 28 February 2019.

    Instead
    Find out which date is right, and mend the other.
    """
    action = located.item
    start = action.start
    if start is None or start.first is None:
        return
    count = len(action.revisions)
    deadline = pointer("revisions", count - 1, "deadline") if count else "/deadline"
    for what, path, date in (("deadline", deadline, action.due), ("end", "/end", action.end)):
        if date is not None and date.last is not None and date.last < start.first:
            yield Fail(path, {"what": what, "date": str(date), "start": str(start)})
