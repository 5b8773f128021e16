"""GKSCO006 categories-left-out."""

from collections.abc import Iterator, Mapping

from govkit.model import Assessment, Located, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019
from govkit.scoring import Aggregation, BaseScheme


@rule(
    code="GKSCO006",
    name="categories-left-out",
    severity=Severity.NOTE,
    over=Over.ASSESSMENT,
    message="{factor} has no level for {categories}",
    by_default=False,
    source=REGISTER_2019,
)
def categories_left_out(located: Located[Assessment], context: Context) -> Iterator[Result]:
    """An assessment per category leaves categories out.

    What it does
    Looks at factors that are assessed per category, for a level in each category of the scheme. Where each
    category is rated by itself, only those that all such factors of the assessment have are asked for. A
    factor with one level for the whole passes. It runs only when it is selected, since a category that was
    not looked at may well be left out. Whether categories agree with what is printed is for
    ``printed-rating-differs`` (the rating) and ``overall-level-differs`` (the factor's overall level).

    Why it matters
    The worst category counts. One that nobody looked at might have been it.

    Example
    ``impact: {political: 2, economic: 4}`` under a scheme with seven categories.

    Instead
    Give a level in each category, the least where there is no effect; or one level for the whole.
    """
    levels = located.item.levels
    split = {key: level for key, level in levels.items() if isinstance(level, Mapping)}
    if not split:
        return
    named = located.item.scheme
    scheme = context.schemes.get(named or "")
    if scheme is None:
        missing = "the scheme is not at hand (GKSCO001 says why)" if named else "no scheme is named"
        yield Unknown(f"which categories there are: {missing}", "/levels")
        return
    for key, wanted in _wanted(scheme, split).items():
        left_out = [label for category, label in wanted.items() if category not in split[key]]
        if left_out:
            yield Fail(pointer("levels", key), {"factor": key, "categories": ", ".join(left_out)})


def _wanted(scheme: BaseScheme, split: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Per factor assessed per category, the categories that it is to have, with their labels."""
    wanted = {
        factor.key: {category.key: category.label for category in factor.categories}
        for factor in scheme.factors
        if factor.key in split
    }
    if scheme.aggregation is Aggregation.WORST_RATING and wanted:
        common = set.intersection(*(set(each) for each in wanted.values()))
        return {
            key: {category: label for category, label in each.items() if category in common}
            for key, each in wanted.items()
        }
    return wanted
