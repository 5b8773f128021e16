"""GKTOL002 not-escalated."""

from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.unrated import dated_later, without_rating


@rule(
    code="GKTOL002",
    name="not-escalated",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it is rated {rating}, and no report of it{since} is recorded ({to})",
    source=REGISTER_2019,
)
def not_escalated(_: Located[Register], context: Context) -> Iterator[Result]:
    """A risk is above tolerance, and no report to the body it goes to is recorded.

    What it does
    Looks, at each risk that is not closed, whose current rating is above tolerance and which nobody has
    accepted, for a report to the body it goes to, dated on or after the day it is known to be so. A report
    without a day, or one of a month in which that day or the day in question lies, may count, so that is not
    evaluated. Which body that is, the register says with ``escalates`` and ``leads``; where none takes it,
    the band does. In a register that records no report at all such a risk is not evaluated; nor is one that
    cannot be rated, or whose rating is dated later than the day in question.

    Why it matters
    The tolerance is that body's. It cannot decide about what it has not heard of.

    Example
    Rated 18 since 13 August 2019 under a tolerance of 13; last reported to the Executive Board in May.

    Instead
    Report it, and record that under ``reports`` with ``to`` and ``on``.
    """
    untold: dict[str, Unknown] = {}  # once per risk, to however many bodies it goes
    for each in context.escalations:
        if each.doubt is not None:
            yield Unknown(f"whether it should have been reported to {each.to}: {each.doubt}", each.path)
        elif each.untold() is None:
            continue
        elif each.known_from is not None:
            untold[each.path] = Unknown(f"whether it applies: {dated_later(context)}", each.path + "/current")
        else:
            missing = "whether anybody was told of it: the register records no report"
            untold[each.path] = Unknown(missing, each.path)
    yield from untold.values()
    for each in context.escalations:
        if each.missed:
            since = f" since {each.began}" if each.began else ""
            to = each.route or f"to: {each.goes_to}"
            yield Fail(each.path, {"rating": str(each.rating), "since": since, "to": to})
    yield from without_rating(context, "whether it applies")
