"""GKSCO002 printed-rating-differs."""

from collections.abc import Iterator

from govkit.analysis import Unrated
from govkit.model import Assessment, Located
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import why_unrated


@rule(
    code="GKSCO002",
    name="printed-rating-differs",
    severity=Severity.ERROR,
    over=Over.ASSESSMENT,
    message="{printed} is printed, but {scheme} makes {computed} of these levels",
)
def printed_rating_differs(located: Located[Assessment], context: Context) -> Iterator[Result]:
    """The printed rating is not what the scheme makes of the levels.

    What it does
    Rates the levels and compares value, or band label, with ``printed``.

    Why it matters
    Either a level or the rating was mistyped; the board saw one of them and acted on it.

    Example
    Likelihood 3 and impact 4 with 17 printed: the 2019 matrix says 18.

    Instead
    Find out which is right and mend that one. No rating is ever rewritten for you.
    """
    assessment = located.item
    if assessment.printed is None:
        return
    rating = context.rate(assessment)
    if isinstance(rating, Unrated):
        yield Unknown(why_unrated(assessment, rating.reason, context), "/printed")
        return
    right = {str(rating.value)} | ({rating.band.label} if rating.band else set())
    if str(assessment.printed) not in right:
        values = {"printed": assessment.printed, "computed": rating.value, "scheme": rating.scheme}
        yield Fail("/printed", values, rating.explanation)
