"""GKSCO001 level-outside-scheme."""

from collections.abc import Iterator

from govkit.analysis import Unrated
from govkit.errors import RatingError
from govkit.model import Assessment, Levels, Located, pointer
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.scoring import BaseScheme, LevelFault


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
    Looks up every level of an assessment, by factor and category, in the scheme the assessment names. Levels
    of a scheme that is not at hand are not evaluated, which is said once for all assessments, at the one
    whose address is the first by the alphabet. Rules that need a rating point here.

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
        alike = context.without_scheme[assessment.scheme]
        if located.path == alike[0].path:
            which = f"{naming(each.address for each in alike)}: " if len(alike) > 1 else ""
            yield Unknown(f"{which}{rating.reason}", "/levels")
    elif assessment.levels:
        faults = _faults(scheme, assessment.levels)
        for fault in faults:
            yield Fail(pointer("levels", *fault.path), {"problem": fault.message, "scheme": scheme.id})
        if not faults:
            yield Unknown(rating.reason, "/levels")


def _faults(scheme: BaseScheme, levels: Levels) -> tuple[LevelFault, ...]:
    """List what is wrong with levels; nothing where it is the scheme's own code that fails."""
    try:
        return scheme.level_faults(levels)
    except RatingError:
        return ()
