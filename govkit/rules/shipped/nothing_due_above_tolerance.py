"""GKTOL004 nothing-due-above-tolerance."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from govkit.analysis import DueKind, acceptance_on, acceptance_untold
from govkit.model import Located, Register
from govkit.model.months import months_later
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.unrated import not_rated_then

_QUARTER: Final = 3
"""Months."""


@rule(
    code="GKTOL004",
    name="nothing-due-above-tolerance",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it is rated {rating}, and none of its actions{which} is due by {until}",
    source=REGISTER_2019,
)
def nothing_due_above_tolerance(located: Located[Register], context: Context) -> Iterator[Result]:
    """A risk is above tolerance, and nothing about it is due within a quarter.

    What it does
    Looks, at each risk that is not closed, whose current rating is above tolerance and which nobody has
    accepted, for an action whose deadline falls within three months of the day in question, that day and the
    last included. In a register that records no deadline such a risk is not evaluated; nor is one that cannot
    be rated, or whose rating is dated later than that day.

    Why it matters
    A band above tolerance asks for attention now. What is due next year, or on no day, is not it, and a board
    that meets each quarter would have nothing to ask for.

    Example
    Rated 18 under a tolerance of 13, with one action for the end of next year and two without a deadline.

    Instead
    Give the next step a day within the quarter, however small it is; or have the risk accepted.
    """
    above = [
        covered
        for covered in context.coverage.live
        if covered.rated.current is not None
        and covered.rated.current.within_tolerance is False
        and covered.known_from is None
        and acceptance_on(covered.rated.risk, context.as_of) is None
    ]
    for covered in above:
        doubt = acceptance_untold(covered.rated.risk, context.as_of)
        if doubt is not None:
            yield Unknown(f"whether it is accepted: {doubt}", covered.path)
    above = [each for each in above if acceptance_untold(each.rated.risk, context.as_of) is None]
    if above and all(action.item.due is None for action in located.item.all_actions):
        missing = "whether anything about it is due: the register records no deadline"
        yield from (Unknown(missing, covered.path) for covered in above)
    else:
        until = months_later(context.as_of, _QUARTER) or date.max
        actions = [
            (due.path.partition("/actions/")[0], due)
            for due in context.calendar
            if due.kind is DueKind.ACTION and due.due <= until
        ]
        overdue = {path for path, due in actions if due.overdue}
        soon = {path for path, due in actions if not due.overdue}
        for covered in above:
            if covered.path not in soon:
                which = " that is not overdue" if covered.path in overdue else ""
                values = {"rating": str(covered.rated.current), "which": which, "until": until}
                yield Fail(covered.path, values)
    yield from not_rated_then(context, "whether it applies")
