"""GKTOL004 nothing-due-above-tolerance."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from govkit.analysis import DueKind, acceptance_on
from govkit.model import Located, Register
from govkit.model.months import months_later
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019

_QUARTER: Final = 3
"""Months."""


@rule(
    code="GKTOL004",
    name="nothing-due-above-tolerance",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it is rated {rating}, and none of its actions is due by {until}",
    source=REGISTER_2019,
)
def nothing_due_above_tolerance(located: Located[Register], context: Context) -> Iterator[Result]:
    """A risk is above tolerance, and nothing about it is due within a quarter.

    What it does
    Looks, at each risk whose current rating is above tolerance and which nobody has accepted, for an action
    whose deadline falls within three months of the day in question, that day and the last included. A
    register that records no deadline is not evaluated, which is said once; so are risks that cannot be rated.

    Why it matters
    A band above tolerance asks for attention now. What is due next year, or on no day, is not it, and a board
    that meets each quarter would have nothing to ask for.

    Example
    Rated 18 under a tolerance of 13, with one action for the end of next year and two without a deadline.

    Instead
    Give the next step a day within the quarter, however small it is; or have the risk accepted.
    """
    untold = context.coverage.unrated
    above = [
        covered
        for covered in context.coverage.risks
        if covered.rated.current is not None
        and covered.rated.current.within_tolerance is False
        and acceptance_on(covered.rated.risk, context.as_of) is None
    ]
    if above and all(action.item.due is None for action in located.item.all_actions):
        refs = naming(sorted(covered.rated.risk.ref for covered in above))
        yield Unknown(f"whether anything about {refs} is due: the register records no deadline", "/risks")
    else:
        until = months_later(context.as_of, _QUARTER) or date.max
        soon = {
            due.path.partition("/actions/")[0]
            for due in context.calendar
            if due.kind is DueKind.ACTION and context.as_of <= due.due <= until
        }
        for covered in above:
            if covered.path not in soon:
                values = {"rating": str(covered.rated.current), "until": until}
                yield Fail(covered.path, values)
    if untold:
        refs = naming(sorted(untold))
        yield Unknown(f"whether it applies to {refs}: the current assessment has no rating", "/risks")
