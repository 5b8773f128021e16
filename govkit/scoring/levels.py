"""Reading the levels of an assessment: which level of which factor counts, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from govkit.errors import did_you_mean
from govkit.formats.due import refuse_misfits, shown
from govkit.model import Level
from govkit.scoring.factor import Factor

Given = Mapping[str, Level | Mapping[str, Level]]
"""Levels as an assessment has them: per factor a level, or per category of the factor a level."""

PLAIN: Final = (int, str)
"""The types of a level by number, key or label; a bool is an int to isinstance, and no level."""


@attrs.frozen
class LevelFault:
    """Why a level cannot be rated: the keys that lead to it, and a sentence."""

    path: tuple[str, ...]
    message: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no fault.

        Raises:
            DefinitionError: a field holds something else than its annotation says; it lists every one.
        """
        refuse_misfits("a fault of levels", self, LevelFault)


def not_levels(given: object) -> LevelFault | None:
    """Say that something is no mapping of levels at all; None if it is one."""
    if isinstance(given, Mapping):
        return None
    return LevelFault((), f'levels are given per factor, as {{"likelihood": 3}}, not as {shown(given)}')


def faults_of(factors: Sequence[Factor], given: Given) -> Iterator[LevelFault]:
    """Say everything that keeps levels from being found in factors.

    Args:
        factors: what a scheme looks at.
        given: the levels of an assessment.

    Yields:
        A fault per level, factor or category that is wrong, missing or unknown.
    """
    keys = [factor.key for factor in factors]
    for key in given:
        if key not in keys:
            yield LevelFault((str(key),), f'there is no factor "{key}"{did_you_mean(key, keys)}')
    for factor in factors:
        if factor.key not in given:
            if not factor.optional:
                yield LevelFault((), f"no level is given for {factor.key}")
            continue
        level = given[factor.key]
        if isinstance(level, Mapping):
            yield from _category_faults(factor, level)
        elif type(level) not in PLAIN or level not in factor.places:
            yield LevelFault((factor.key,), factor.unknown(level))


def _category_faults(factor: Factor, levels: Mapping[str, Level]) -> Iterator[LevelFault]:
    categories = [category.key for category in factor.categories]
    if not categories:
        yield LevelFault((factor.key,), f"{factor.key} has no categories; give it one level")
        return
    if not levels:
        yield LevelFault((factor.key,), f"no category of {factor.key} has a level")
    for category, level in levels.items():
        path = (factor.key, str(category))
        if category not in categories:
            near = did_you_mean(category, categories)
            yield LevelFault(path, f'{factor.key} has no category "{category}"{near}')
        elif type(level) not in PLAIN or level not in factor.places:
            yield LevelFault(path, f"{category}: {factor.unknown(level)}")


def unpaired_categories(factors: Sequence[Factor], given: Given) -> Iterator[LevelFault]:
    """Say which categories one factor is assessed in and another, also assessed per category, is not.

    Args:
        factors: what a scheme looks at.
        given: levels that ``faults_of`` finds nothing wrong with.

    Yields:
        A fault per factor and category that lacks its partner, so that the category has no rating.
    """
    split = {key: level for key, level in given.items() if isinstance(level, Mapping)}
    for factor in factors:
        for other, levels in split.items():
            for category in levels:
                if factor.key in split and category not in split[factor.key]:
                    message = f"no level is given for {factor.key} in {category}, in which {other} has one"
                    yield LevelFault((factor.key,), message)


def places_of(factors: Sequence[Factor], given: Given) -> dict[str, int]:
    """Find the place of each factor's level, the worst where there is one per category.

    Args:
        factors: what a scheme looks at.
        given: levels that ``faults_of`` finds nothing wrong with.

    Returns:
        Places by factor; an optional factor that is left out has none.
    """
    places = {}
    for factor in factors:
        if factor.key in given:
            level = given[factor.key]
            items = level.values() if isinstance(level, Mapping) else (level,)
            places[factor.key] = max(factor.places[item] for item in items)
    return places


def drivers_of(factor: Factor, levels: Mapping[str, Level]) -> tuple[str, ...]:
    """Name the categories whose level is the worst.

    Args:
        factor: a factor with categories.
        levels: per category a level.

    Returns:
        Labels of the categories, in the order given.
    """
    worst = max(factor.places[item] for item in levels.values())
    return tuple(
        label_of(factor, category) for category, item in levels.items() if factor.places[item] == worst
    )


def label_of(factor: Factor, category: str) -> str:
    """Name a category as printed."""
    return next(each.label for each in factor.categories if each.key == category)


def per_category(given: Given) -> Iterator[tuple[str, dict[str, Level]]]:
    """Take levels apart into one plain set of levels per category.

    Args:
        given: levels of which at least one factor has a mapping; ``unpaired_categories`` finds nothing wrong.

    Yields:
        A category and the levels of every factor in it; a factor with one level has it in each.
    """
    split = {key: level for key, level in given.items() if isinstance(level, Mapping)}
    for category in next(iter(split.values())):
        yield (
            category,
            {key: level[category] if isinstance(level, Mapping) else level for key, level in given.items()},
        )
