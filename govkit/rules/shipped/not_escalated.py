"""GKTOL002 not-escalated."""

from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.rules.unrated import dated_later


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
    the band does. A register that records no report at all is not evaluated, which is said once; so are risks
    that cannot be rated, or whose rating is dated later than the day in question.

    Why it matters
    The tolerance is that body's. It cannot decide about what it has not heard of.

    Example
    Rated 18 since 13 August 2019 under a tolerance of 13; last reported to the Executive Board in May.

    Instead
    Report it, and record that under ``reports`` with ``to`` and ``on``.
    """
    untold = [each for each in context.escalations if each.untold() is not None]
    later = [each.ref for each in untold if each.known_from is not None]
    if later:
        missing = f"whether it applies to {naming(later)}: {dated_later(context)}"
        yield Unknown(missing, "/risks")
    unrecorded = [each.ref for each in untold if each.known_from is None and each.doubt is None]
    if unrecorded:
        missing = f"whether anybody was told of {naming(unrecorded)}: the register records no report"
        yield Unknown(missing, "/risks")
    for each in context.escalations:
        if each.doubt is not None:
            yield Unknown(f"whether it should have been reported to {each.to}: {each.doubt}", each.path)
        if each.missed:
            since = f" since {each.began}" if each.began else ""
            to = each.route or f"to: {each.goes_to}"
            yield Fail(each.path, {"rating": str(each.rating), "since": since, "to": to})
    if context.coverage.unrated:
        refs = naming(sorted(context.coverage.unrated))
        yield Unknown(f"whether it applies to {refs}: the current assessment has no rating", "/risks")
