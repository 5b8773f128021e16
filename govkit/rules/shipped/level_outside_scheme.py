"""GKSCO001 level-outside-scheme."""

from collections.abc import Iterator

from govkit.analysis import Unrated
from govkit.model import Assessment, Located, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule


@rule(
    code="GKSCO001",
    name="level-outside-scheme",
    severity=Severity.ERROR,
    over=Over.ASSESSMENT,
    message="{problem} (scheme {scheme})",
)
def level_outside_scheme(located: Located[Assessment], context: Context) -> Iterator[Result]:
    """A level is none of the scheme's.

    What it does
    Looks up every level of an assessment, by factor and category, in the scheme the assessment names.

    Why it matters
    A level the scheme lacks cannot be rated; rounding it to the nearest would invent an assessment.

    Example
    ``impact: 6`` in a scheme of five levels, or ``likelihood: Likly``.

    Instead
    Give a level by its number, key or label as the scheme lists them:
    ``govkit schemes --format json``.
    """
    assessment = located.item
    rating = context.rate(assessment)
    if not isinstance(rating, Unrated):
        return
    scheme = context.schemes.get(assessment.scheme or "")
    if scheme is None:
        yield Unknown(rating.reason, "/levels")
    elif assessment.levels:
        for fault in scheme.level_faults(assessment.levels):
            yield Fail(pointer("levels", *fault.path), {"problem": fault.message, "scheme": scheme.id})
