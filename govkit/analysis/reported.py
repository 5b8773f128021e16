"""Reports of a risk to a body: made since a day for certain, or perhaps, where no day is written."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from govkit.analysis.rated_on import Begun
from govkit.model import Body, Report, Risk, WrittenDate


def reported_on(risk: Risk, body: Body | None, begun: Begun | None, as_of: date) -> WrittenDate | None:
    """Find the last date on which a risk was reported for certain since it is above tolerance.

    Args:
        risk: the risk.
        body: the body it goes to; None if any report will do.
        begun: when it began to be above tolerance; None if that is not dated.
        as_of: the day in question, after which no report counts.

    Returns:
        The date of the latest of these reports, by its last day; or None.
    """
    dates = [
        (each.on.last, each.on)
        for each in _to(risk, body)
        if each.on is not None
        and each.on.first is not None
        and each.on.last is not None
        and each.on.last <= as_of
        and (begun is None or each.on.first >= begun.surely)
    ]
    return max(dates, key=itemgetter(0), default=(None, None))[1]


def reports_untold(risk: Risk, body: Body | None, begun: Begun | None, as_of: date) -> str | None:
    """Say why nobody can tell whether a risk was reported since it is above tolerance.

    Args:
        risk: the risk; no report of it counts for certain.
        body: the body it goes to; None if any report will do.
        begun: when it began to be above tolerance; None if that is not dated.
        as_of: the day in question.

    Returns:
        A clause about the first report that may count; None if none may.
    """
    return next((said for each in _to(risk, body) if (said := _doubt(each, begun, as_of)) is not None), None)


def _to(risk: Risk, body: Body | None) -> Iterator[Report]:
    return (each for each in risk.reports if body is None or each.to == body.ref)


def _doubt(report: Report, begun: Begun | None, as_of: date) -> str | None:
    on = report.on
    if on is None or on.first is None:
        return "the report of it has no day that is recorded"
    last = on.last or date.max
    if on.first > as_of or (begun is not None and last < begun.earliest):
        return None
    where = [f"before {begun.certain}"] if begun is not None and on.first < begun.surely else []
    where += [f"after {as_of}"] if last > as_of else []
    return f'the report of it is dated "{on}" and may lie {" or ".join(where)}'
