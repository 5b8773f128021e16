"""GKACT002 deadline-not-a-day."""

from collections.abc import Iterator
from typing import Final

from govkit.analysis import with_deadline_on
from govkit.errors import TermError
from govkit.model import SPELLINGS, Action, DateKind, Located, Term, WrittenDate, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import BOARD_LOG_2019

_COUNT_IT: Final = '; it is a term, so write the day it ends on, which "govkit due" counts'


@rule(
    code="GKACT002",
    name="deadline-not-a-day",
    severity=Severity.WARNING,
    over=Over.ACTION,
    message='the deadline "{deadline}" is {kind}, so the action can never be overdue{hint}',
    source=BOARD_LOG_2019,
)
def deadline_not_a_day(located: Located[Action], context: Context) -> Iterator[Result]:
    """A deadline has no last day.

    What it does
    Reads the deadline in force on the day in question, the last revision by then or else the original, and
    asks for a last day: that of a day, month, quarter or year. Open-ended, blank and unreadable deadlines
    have none.

    Why it matters
    What has no last day is never overdue, however long nothing happens.

    Example
    ``ongoing``, ``18/09/2019 and on-going``, ``Date Req``, ``11/12`` (a day in December, or a
    financial year?), ``10 working days`` (from which day?).

    Instead
    Write the day by which it is to be done, which ``govkit due`` counts from a term; give what goes on for
    ever a review date.
    """
    action = with_deadline_on(located.item, context.as_of)
    due = action.due
    if due is not None and due.last is None:
        count = len(action.revisions)
        path = pointer("revisions", count - 1, "deadline") if count else "/deadline"
        yield Fail(path, {"deadline": due.text, "kind": due.kind.value, "hint": _hint(due)})


def _hint(due: WrittenDate) -> str:
    if due.kind is DateKind.OPEN:
        return ""
    try:
        Term(due.text)
    except TermError:
        return f"; write it as {SPELLINGS}"
    return _COUNT_IT
