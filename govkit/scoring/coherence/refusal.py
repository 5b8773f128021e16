"""The check that a scheme refuses what it does not know."""

from collections.abc import Iterator, Mapping
from typing import Any

from govkit.errors import RatingError, SchemeRaisedError
from govkit.scoring.coherence.check import Answer, Breach, Kind, Untold, check
from govkit.scoring.coherence.survey import Survey, raised
from govkit.scoring.factor import Factor
from govkit.scoring.rating import Rating


@check("refuses-unknown", Kind.FAULT)
def refuses_unknown(survey: Survey) -> Iterator[Answer]:
    """Levels that the scheme does not have are refused, never read as others.

    What it does
    Starts from levels that are rated and puts in each factor a number, a name, a key and a text of digits
    that it does not have, ``None``, a truth value, a float, a list, an empty map of categories and an unknown
    category; leaves out each factor that is not optional; adds a factor; and gives sets of factors that the
    scheme says do not go together. Each is to raise ``RatingError``.

    Why it matters
    A level nobody defined is a slip of a pen or of a program. Rated all the same, it becomes a figure that
    somebody relies on; ``True`` would count as level 1.

    Example
    A scheme whose code says ``levels.get("impact", 1)``.

    Instead
    Leave the reading of levels to ``BaseScheme.rate``, and say in ``value_of`` only what they make.
    """
    start = next(iter(survey.cells), None)
    if start is None:
        yield Untold("no combination of levels is rated, so there is nothing to start from")
        return
    for what, levels in _strange(survey, survey.levels(start)):
        fault = _tried(survey, levels)
        if fault:
            yield Breach(f"{what} {fault}")


def _tried(survey: Survey, levels: Mapping[str, Any]) -> str | None:
    try:
        rating: object = survey.scheme.rate(levels)
    except SchemeRaisedError as error:
        return f"{error.what}; a RatingError is due"
    except RatingError:
        return None
    except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything
        return f"{raised(error)}; a RatingError is due"
    value = f'rated "{rating.value}"' if isinstance(rating, Rating) else f"given {type(rating).__name__}"
    return f"is not refused but {value}"


def _strange(survey: Survey, levels: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    unknown = "no-such-factor"
    while unknown in {factor.key for factor in survey.factors}:
        unknown += "-"
    yield f'the unknown factor "{unknown}"', {**levels, unknown: 1}
    for factor in survey.factors:
        for what, level in _levels(factor):
            yield f"{what} for {factor.key}", {**levels, factor.key: level}
        if not factor.optional:
            rest = {key: level for key, level in levels.items() if key != factor.key}
            yield f"leaving {factor.key} out", rest
    for keys, together in survey.sets.items():
        if together is False:
            least = {each.key: each.levels[0].number for each in survey.factors if each.key in keys}
            yield f"giving {', '.join(keys) or 'no factor'}, which do not go together,", least


def _levels(factor: Factor) -> Iterator[tuple[str, object]]:
    numbers = {level.number for level in factor.levels}
    names = {name for level in factor.levels for name in (level.key, level.label)}
    for number in (max(numbers) + 1, min(numbers) - 1):
        yield f"the level number {number}", number
    for name in ("No such level", "no-such-level", ""):
        if name not in names:
            yield f'the level "{name}"', name
    first = factor.levels[0].number
    if str(first) not in names:
        yield f'the text "{first}"', str(first)
    yield "None", None
    yield "True", True
    yield "False", False
    yield f"the float {float(first)}", float(first)
    yield "a list", [first]
    yield "an empty map of categories", {}
    yield "an unknown category", {_unused(factor): first}
    for label in dict.fromkeys(level.label for level in factor.levels):
        if sum(level.label == label for level in factor.levels) > 1:
            yield f'the label "{label}", which several levels have,', label


def _unused(factor: Factor) -> str:
    key = "no-such-category"
    while key in {category.key for category in factor.categories}:
        key += "-"
    return key
