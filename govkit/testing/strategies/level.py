"""Levels that a scheme rates, in every way they may be given, and levels that it has to refuse."""

from itertools import product
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from govkit.model import Level
from govkit.scoring import Aggregation, BaseScheme, Factor
from govkit.scoring.required import require_scheme
from govkit.testing.strategies.text import short_texts

Levels = dict[str, Level | dict[str, Level]]
"""Levels as somebody might write them: per factor a level, or per category a level."""

_MANY: Final = 10
"""Beyond so many optional factors not every choice of them is tried."""


def levels(scheme: BaseScheme, *, whole: bool = False) -> st.SearchStrategy[Levels]:
    """Draw levels that a scheme rates.

    Each is given by number, by key, or by its label unless others share it; or per category, where the factor
    has categories. Optional factors are there or not, as the scheme says that they go together.

    Args:
        scheme: any scheme.
        whole: whether what is given per category is given in each that the scheme asks for together.

    Returns:
        A strategy for levels; ``scheme.level_faults`` finds none in them, so ``scheme.rate`` answers.
    """
    require_scheme(scheme)
    return _levels(scheme, whole)


@attrs.frozen
class UnknownLevels:
    """Levels that a scheme has to refuse.

    Args:
        levels: the levels.
        paths: per fault the keys that lead to it, sorted; no more and no fewer than the scheme is to find.
    """

    levels: Levels
    paths: tuple[tuple[str, ...], ...]


def unknown_levels(scheme: BaseScheme) -> st.SearchStrategy[UnknownLevels]:
    """Draw levels that a scheme has to refuse, with every fault that it has to name.

    They are levels that it rates, of which one or more were spoilt: a number or a name it does not have, a
    number as text, a category it does not have, no category at all; and, unless it has optional factors, a
    factor left out or a factor too many.

    Args:
        scheme: any scheme.

    Returns:
        A strategy for them; ``scheme.level_faults`` finds exactly the faults of these paths, and
        ``scheme.rate`` raises ``RatingError``.
    """
    require_scheme(scheme)
    return _unknown_levels(scheme)


@st.composite
def _levels(draw: st.DrawFn, scheme: BaseScheme, whole: bool) -> Levels:  # noqa: FBT001 - inner
    given = draw(_together(scheme))
    split = [factor.key for factor in given if bool(factor.categories) and draw(st.booleans())]
    shared = draw(_shared([factor for factor in given if factor.key in split], whole))
    found: Levels = {}
    for factor in given:
        known = st.sampled_from(list(factor.places))
        keys = [category.key for category in factor.categories]
        if factor.key not in split:
            found[factor.key] = draw(known)
        elif scheme.aggregation is Aggregation.HIGHEST_LEVEL:
            least = len(keys) if whole else 1
            found[factor.key] = draw(st.dictionaries(st.sampled_from(keys), known, min_size=least))
        else:
            # Each category is rated on its own, so all that is given per category needs the same ones.
            found[factor.key] = {key: draw(known) for key in keys if key in shared} or draw(known)
    return found


def _shared(factors: list[Factor], whole: bool) -> st.SearchStrategy[set[str]]:  # noqa: FBT001 - inner
    """Draw some of the categories that factors share, one at least if they share any."""
    keys = [{category.key for category in factor.categories} for factor in factors]
    common = sorted(set.intersection(*keys)) if keys else []
    if whole:
        return st.just(set(common))
    return st.sets(st.sampled_from(common), min_size=1) if common else st.just(set())


@st.composite
def _together(draw: st.DrawFn, scheme: BaseScheme) -> list[Factor]:
    """Draw factors that go together."""
    optional = [factor for factor in scheme.factors if factor.optional]
    if not optional:
        return list(scheme.factors)
    if len(optional) > _MANY:
        choices = [(True,) * len(optional), (False,) * len(optional)]
    else:
        choices = list(product((True, False), repeat=len(optional)))
    sets = []
    for choice in choices:
        out = [factor for factor, chosen in zip(optional, choice, strict=True) if not chosen]
        given = [factor for factor in scheme.factors if factor not in out]
        if not list(scheme.combination_faults([factor.key for factor in given])):
            sets.append(given)
    return draw(st.sampled_from(sets))


@st.composite
def _unknown_levels(draw: st.DrawFn, scheme: BaseScheme) -> UnknownLevels:
    given = draw(_together(scheme))
    # Which factors go together is the scheme's to say, if it has optional ones; then all that are given stay.
    fixed = any(factor.optional for factor in scheme.factors)
    spoilt = draw(st.sets(st.integers(0, len(given) - fixed), min_size=1))
    found: Levels = {}
    paths: list[tuple[str, ...]] = []
    for place, factor in enumerate(given):
        if place not in spoilt:
            found[factor.key] = draw(st.sampled_from(list(factor.places)))
        elif not fixed and draw(st.booleans()):
            paths.append(())
        else:
            found[factor.key], path = draw(_spoilt(factor))
            paths.append((factor.key, *path))
    if len(given) in spoilt:
        known = {factor.key for factor in scheme.factors}
        key = draw(short_texts().filter(lambda text: text not in known))
        found[key] = draw(st.integers(1, 5) | short_texts())
        paths.append((key,))
    return UnknownLevels(found, tuple(sorted(paths)))


def _spoilt(factor: Factor) -> st.SearchStrategy[tuple[Level | dict[str, Level], tuple[str, ...]]]:
    """Draw what stands for a level and is none, with the keys that lead to the fault."""
    known = {category.key for category in factor.categories}
    numbers = [level.number for level in factor.levels]
    some = st.integers() | st.sampled_from((min(numbers) - 1, max(numbers) + 1)) | short_texts() | st.just("")
    strange: st.SearchStrategy[Level] = (some | st.sampled_from(numbers).map(str)).filter(
        lambda level: level not in factor.places
    )
    if not known:
        right = st.sampled_from(list(factor.places))
        return st.tuples(strange | st.dictionaries(short_texts(), right, max_size=1), st.just(()))
    inside = st.sampled_from(sorted(known)).flatmap(
        lambda key: strange.map(lambda level: ({key: level}, (key,)))
    )
    outside = (
        short_texts()
        .filter(lambda text: text not in known)
        .flatmap(lambda key: st.sampled_from(list(factor.places)).map(lambda level: ({key: level}, (key,))))
    )
    plain: st.SearchStrategy[Any] = st.tuples(strange | st.just({}), st.just(()))
    return st.one_of(plain, inside, outside)
