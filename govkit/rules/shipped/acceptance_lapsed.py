"""GKACC003 acceptance-lapsed."""

from collections.abc import Iterator

from govkit.analysis import lapsed_on
from govkit.model import Located, Risk, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import dated_later, why_unrated_on


@rule(
    code="GKACC003",
    name="acceptance-lapsed",
    severity=Severity.WARNING,
    over=Over.RISK,
    message="the acceptance ended {ended}, no other is in force, and the risk is still rated {rating}",
    source="ISO 31000:2018, 6.5.2",
)
def acceptance_lapsed(located: Located[Risk], context: Context) -> Iterator[Result]:
    """An acceptance has ended, and the risk is still above tolerance.

    What it does
    Looks at risks above tolerance, but closed ones, whose last acceptance has ended, without another that is
    in force on the day in question.

    Why it matters
    Somebody took the decision to carry the risk until a day. That day is over, and nobody carries it now.

    Example
    Accepted until 31 March 2019 and rated 18 under a tolerance of 13, read in October.

    Instead
    Have it accepted anew by whoever may, with a reason and an end; or bring the risk down.
    """
    risk = located.item
    lapsed = lapsed_on(risk, context.as_of)
    stood = context.risk_on(risk)
    rated = stood.rated
    if lapsed is None or lapsed.until is None or rated.risk.current is None or context.is_over(risk):
        return
    path = pointer("acceptances", risk.acceptances.index(lapsed))
    if rated.current is None:
        why = why_unrated_on(stood, "current", context)
        yield Unknown(f"whether it is still above tolerance: {why}", path)
    elif stood.above is not None and stood.known_from is not None:
        yield Unknown(f"whether it is above tolerance: {dated_later(context)}", path)
    elif stood.above is not None:
        values = {"ended": lapsed.until.when, "rating": str(rated.current)}
        yield Fail(path, values, rated.current.explanation)
