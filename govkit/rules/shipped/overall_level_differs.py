"""GKSCO009 overall-level-differs."""

from collections.abc import Iterator, Mapping

from govkit.analysis import Unrated
from govkit.errors import did_you_mean
from govkit.model import Assessment, Level, Levels, Located, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.unrated import why_unrated
from govkit.scoring import Aggregation, BaseScheme, Factor, Rating
from govkit.scoring.levels import PLAIN, per_category


@rule(
    code="GKSCO009",
    name="overall-level-differs",
    severity=Severity.ERROR,
    over=Over.ASSESSMENT,
    message="{printed} is printed as the overall {factor}, but {problem} (scheme {scheme})",
)
def overall_level_differs(located: Located[Assessment], context: Context) -> Iterator[Result]:
    """The overall level that is printed is not what the scheme makes of the categories.

    What it does
    Compares each of ``printed_levels`` with the level of that factor that counts under the scheme: the
    highest of its categories; or, where the scheme rates each category by itself, the level of the category
    that rates worst, or of any of those where several do. A factor with one level for the whole is held to
    that one. A printed level that the scheme does not have differs from all.

    Why it matters
    Either a category or the overall level was mistyped; the rating follows one, and readers go by the other.

    Example
    ``impact: {political: 2, economic: 4}`` with an overall impact of 3 printed beside it.

    Instead
    Find out which is right and mend that one. No level is ever rewritten for you.
    """
    assessment = located.item
    if not assessment.printed_levels:
        return
    rating = context.rate(assessment)
    if isinstance(rating, Unrated):
        yield Unknown(why_unrated(assessment, rating.reason, context), "/printed_levels")
        return
    scheme = context.schemes[rating.scheme]
    factors = {factor.key: factor for factor in scheme.factors}
    counted = _counted(scheme, assessment.levels, rating)
    for key, printed in assessment.printed_levels.items():
        path = pointer("printed_levels", key)
        if key in factors and key not in rating.levels:
            yield Unknown(f"no level is given for {key}, of which {printed} is printed", path)
            continue
        problem = _problem(key, printed, factors, counted)
        if problem is not None:
            values = {"printed": printed, "factor": key, "problem": problem, "scheme": scheme.id}
            yield Fail(path, values, rating.explanation)


def _counted(scheme: BaseScheme, levels: Levels, rating: Rating) -> Mapping[str, set[int]]:
    """Find per factor the numbers of the levels that count, of which there are several only at a tie."""
    counted = {key: {number} for key, number in rating.levels.items()}
    split = any(isinstance(level, Mapping) for level in levels.values())
    if scheme.aggregation is Aggregation.WORST_RATING and split:
        for each in (scheme.rate(of_one) for _, of_one in per_category(levels)):
            if each.rank == rating.rank:
                for key, number in each.levels.items():
                    counted[key].add(number)
    return counted


def _problem(
    key: str, printed: Level, factors: Mapping[str, Factor], counted: Mapping[str, set[int]]
) -> str | None:
    """Say what is wrong with a printed level; None if it is one that counts."""
    factor = factors.get(key)
    if factor is None:
        return f'there is no factor "{key}"{did_you_mean(key, factors)}'
    if type(printed) not in PLAIN or printed not in factor.places:
        return factor.unknown(printed)
    if factor.levels[factor.places[printed]].number in counted[key]:
        return None
    said = " or ".join(str(level) for level in factor.levels if level.number in counted[key])
    return f"the levels make {said}"
