"""GKACT009 deadline-in-wording."""

from collections.abc import Iterator

from govkit.analysis import deadline_in
from govkit.model import Action, DateKind, Located
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import REGISTER_2019


@rule(
    code="GKACT009",
    name="deadline-in-wording",
    severity=Severity.WARNING,
    over=Over.ACTION,
    message='its wording says that it is due by "{date}", but no deadline is recorded',
    source=REGISTER_2019,
)
def deadline_in_wording(located: Located[Action], context: Context) -> Iterator[Result]:
    """A deadline stands in the sentence only.

    What it does
    Reads the title of an action that has no deadline, or a blank one, and is not done with, for a date after
    "by", "before", "until" or "due", or in brackets at its end. Dates after other words may be anything, such
    as the year an audit is about, and pass.

    Why it matters
    A program cannot see it, so the action is in no calendar, and is never overdue.

    Example
    "Report on the review by March 2020", or "Review the plan (Dec 2018)", and nothing under ``deadline``.

    Instead
    Write the date under ``deadline``; it may stay in the sentence as well.
    """
    action = located.item
    if action.due is not None and action.due.kind is not DateKind.BLANK:
        return
    found = deadline_in(action.title)
    if found is not None and not context.done_with(action):
        yield Fail("/title", {"date": str(found)})
