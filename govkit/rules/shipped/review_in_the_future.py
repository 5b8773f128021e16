"""GKREV003 review-in-the-future."""

from collections.abc import Iterator

from govkit.analysis import RiskOn
from govkit.model import Located, Risk, WrittenDate, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKREV003",
    name="review-in-the-future",
    severity=Severity.WARNING,
    over=Over.RISK,
    message='{what} is dated "{date}", which is still to come',
)
def review_in_the_future(located: Located[Risk], context: Context) -> Iterator[Result]:
    """A review is said to have been on a day that is still to come.

    What it does
    Compares the first day of the last review, of the dates of the assessments, of receipts of assurances and
    of reports to bodies with the day in question. Of assessments those count that were in force on that day,
    and a later one only where the register keeps none that was.

    Why it matters
    What has happened has happened by today. A year mistyped makes a risk look fresh for twelve months more,
    and its review is never overdue.

    Example
    Assessed on 13 August 2029, read in 2019.

    Instead
    Mend the date. A review that is planned is what the cadence says, and needs no date.
    """
    for path, what, date in _dates(located.item, context.risk_on(located.item)):
        if date is not None and date.first is not None and date.first > context.as_of:
            yield Fail(path, {"what": what, "date": str(date)})


def _dates(risk: Risk, stood: RiskOn) -> Iterator[tuple[str, str, WrittenDate | None]]:
    if risk.review is not None:
        yield "/review/last", "the last review", risk.review.last
    for phase, place in stood.places.items():
        # What has replaced another one since is no slip; the other one counted on the day.
        assessment = getattr(stood.rated.risk, phase)
        yield place + pointer("date"), f"the {phase} assessment", assessment.date
    for i, assurance in enumerate(risk.assurances):
        yield pointer("assurances", i, "received"), "the receipt", assurance.received
    for i, report in enumerate(risk.reports):
        yield pointer("reports", i, "on"), f"the report to {report.to}", report.on
