"""Factors of schemes: scales of any length, numbered and named in any way a scheme allows."""

from itertools import count
from typing import Any

from hypothesis import strategies as st
from immutabledict import immutabledict

from govkit.scoring import Category, Factor, FactorLevel, Interval
from govkit.scoring.factor import key_of
from govkit.testing.strategies.how_many import maybe
from govkit.testing.strategies.text import refs, short_texts


def factors(key: str | None = None, *, min_levels: int = 1, max_levels: int = 5) -> st.SearchStrategy[Factor]:
    """Draw factors of any finite scale.

    Numbers rise, fall, leave gaps and go below 0; keys follow from labels or do not; two levels may share a
    label; some factors have categories, descriptors, and probabilities for all their levels or for some.

    Args:
        key: key of the factor, any unless given.
        min_levels: how many levels at least.
        max_levels: how many levels at most.

    Returns:
        A strategy for factors; ``Factor.faults`` finds none in them, and none is optional.
    """
    return _factors(key, min_levels, max_levels)


@st.composite
def _factors(draw: st.DrawFn, key: str | None, least: int, most: int) -> Factor:
    key = draw(st.sampled_from(("likelihood", "impact", "time-to-detect")) | refs()) if key is None else key
    size = draw(st.integers(least, most))
    categories = draw(st.just(()) | _categories())
    numbers = draw(
        st.just(list(range(1, size + 1)))
        | st.lists(st.integers(-9, 99), min_size=size, max_size=size, unique=True)
    )
    probabilities = draw(_probabilities(size))
    descriptors = draw(_descriptors(size, categories))
    levels = zip(numbers, draw(_names(size)), probabilities, descriptors, strict=True)
    return Factor(
        key=key,
        label=draw(st.just(key.capitalize()) | short_texts()),
        levels=tuple(
            FactorLevel(
                number=number,
                probability=probability,
                description=draw(maybe(short_texts())),
                descriptors=described,
                **names,
            )
            for number, names, probability, described in levels
        ),
        categories=categories,
    )


@st.composite
def _names(draw: st.DrawFn, size: int) -> list[dict[str, Any]]:
    """Draw labels, and keys where they do not follow from the labels."""
    labels = draw(st.lists(short_texts(), min_size=size, max_size=size, unique=True))
    keys = [key_of(label) for label in labels]
    clash = len(set(keys)) < size or any(
        key in labels and key != label for key, label in zip(keys, labels, strict=True)
    )
    if not clash and draw(st.booleans()):
        return [{"label": label} for label in labels]
    # The key of one is not to be another's label.
    marks = (f"L{'-' * length}" for length in count())
    mark = next(each for each in marks if not any(label.startswith(each) for label in labels))
    if draw(st.booleans()):
        labels[-1] = labels[0]  # papers print one label twice, and scales of one level have but one
    return [{"label": label, "key": f"{mark}{place}"} for place, label in enumerate(labels)]


def _categories() -> st.SearchStrategy[tuple[Category, ...]]:
    category = st.builds(Category, refs(), short_texts(), maybe(short_texts()))
    unique = (lambda each: each.key, lambda each: each.label)
    return st.lists(category, min_size=1, max_size=3, unique_by=unique).map(tuple)


def _probabilities(size: int) -> st.SearchStrategy[list[Interval | None]]:
    """Draw intervals that rise, in steps of a hundredth; or none; or none for one level."""
    ends = st.lists(st.integers(0, 100), min_size=size + 1, max_size=size + 1).map(sorted)
    rising: st.SearchStrategy[list[Interval | None]] = ends.map(
        lambda cuts: [Interval(cuts[at] / 100, cuts[at + 1] / 100) for at in range(size)]
    )
    unsaid: list[Interval | None] = [None] * size
    return st.just(unsaid) | rising | rising.map(lambda intervals: [*intervals[:-1], None])


def _descriptors(
    size: int, categories: tuple[Category, ...]
) -> st.SearchStrategy[list[immutabledict[str, str]]]:
    if not categories:
        return st.just([immutabledict[str, str]()] * size)
    keys = st.sampled_from([category.key for category in categories])
    described = st.dictionaries(keys, short_texts(), max_size=2).map(immutabledict[str, str])
    return st.lists(described, min_size=size, max_size=size)
