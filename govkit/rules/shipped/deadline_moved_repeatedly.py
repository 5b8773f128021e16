"""GKACT007 deadline-moved-repeatedly."""

from collections.abc import Iterator
from typing import Final

from govkit.analysis import with_deadline_on
from govkit.model import Action, Located
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule

_OFTEN: Final = 3


@rule(
    code="GKACT007",
    name="deadline-moved-repeatedly",
    severity=Severity.NOTE,
    over=Over.ACTION,
    message='the deadline was moved {count} times{first}, and is now "{now}"',
    source="ISO 31000:2018, 6.6",
)
def deadline_moved_repeatedly(located: Located[Action], context: Context) -> Iterator[Result]:
    """A deadline was moved again and again.

    What it does
    Counts the revisions, by the day in question, of the deadline of an action that is not done with; three
    are told.

    Why it matters
    Each time there was a reason. Three times are a sign that nobody can do it, or that nobody needs it.

    Example
    Due in March 2019, then in June, in September and in December.

    Instead
    Ask what stands in the way. Split it, give it to somebody who can, or give it up and say so.
    """
    action = with_deadline_on(located.item, context.as_of)
    if action.times_moved >= _OFTEN and not context.done_with(action):
        first = f' from "{action.deadline}"' if action.deadline is not None else ""
        yield Fail("/revisions", {"count": action.times_moved, "first": first, "now": str(action.due)})
