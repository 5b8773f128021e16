"""How a scheme conducts itself: what every program that holds one relies on.

Each check is a function of a scheme that raises ``AssertionError`` with the evidence. Its docstring is its
page.
"""

import copy
import pickle
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.errors import GovkitError, RatingError
from govkit.hooks import hookimpl
from govkit.model.constraint import is_ref, says_something
from govkit.scoring import BaseScheme, Rating
from govkit.scoring.coherence import Spot, Survey
from govkit.testing.kit import demand as _demand
from govkit.toolkit import Toolkit

BOUND: Final = 2_000
"""How many combinations of levels a check rates at most."""

Levels = dict[str, Any]


def _cells(scheme: BaseScheme) -> Iterator[tuple[Spot, Levels]]:
    """List combinations of levels that the scheme rates, by level number."""
    survey = Survey(scheme, bound=BOUND)
    for cell in survey.cells:
        yield cell, dict(survey.levels(cell))


def names_itself(scheme: BaseScheme) -> None:
    """A scheme says what it is.

    What it does
    Asks for an id that can serve as a reference, and for a version, a title and a source.

    Why it matters
    A rating names its scheme and version for ever; without a source nobody can tell whether its figures are
    right.

    Example
    A scheme with an empty version.

    Instead
    Give each of them a text; the source is document, page and date.
    """
    for name in ("id", "version", "title", "source"):
        text: object = getattr(scheme, name)
        _demand(isinstance(text, str) and says_something(text), f"its {name} is to be a text, not {text!r}")
    _demand(
        is_ref(scheme.id), f'its id "{scheme.id}" cannot be a reference: no / or #, nothing blank around it'
    )


def reads_names_alike(scheme: BaseScheme) -> None:
    """Number, key and label of a level are the same level.

    What it does
    Rates with each factor's level given by number, by key and, where no other level shares it, by label.

    Why it matters
    Registers are written by hand: one body writes 3, the next writes Likely. Both mean one level.

    Example
    A scheme that reads numbers only and raises for labels.

    Instead
    Leave the reading of levels to ``BaseScheme.rate``.
    """
    for cell, levels in _cells(scheme):
        rating = scheme.rate(levels)
        for factor, place in zip(scheme.factors, cell, strict=True):
            if place is None:
                continue
            level = factor.levels[place]
            for name in (level.key, level.label):
                if factor.places.get(name) == place:
                    other = _rated(scheme, {**levels, factor.key: name})
                    _demand(
                        other == rating, f'{factor.key} "{name}" gives {other}, and {level.number} {rating}'
                    )


def remembers_its_scheme(scheme: BaseScheme) -> None:
    """A rating says which scheme made it.

    What it does
    Compares the scheme, version and origin in ratings with those of the scheme, also after a plug-in's name
    was written into ``origin``.

    Why it matters
    A score without its scheme is a number: nobody can tell later what 12 meant.

    Example
    A scheme whose ratings have the id of the scheme it was copied from.

    Instead
    Leave the making of ratings to ``BaseScheme.rate``.
    """
    for one in (scheme, attrs.evolve(scheme, origin="somebody 1.0")):
        for _, levels in _cells(one):
            rating = one.rate(levels)
            found = (rating.scheme, rating.version, rating.origin)
            _demand(
                found == (one.id, one.version, one.origin), f"the rating of {levels} says it is of {found}"
            )


def says_band_and_side(scheme: BaseScheme) -> None:
    """A rating has a band if the scheme has bands, and a side if it has a tolerance.

    What it does
    Asks of every rating a band of the scheme's where there are bands and none where there are none; and True
    or False for ``within_tolerance`` where there is a tolerance, None where there is none.

    Why it matters
    "Not above tolerance" must never stand for "nobody set a tolerance".

    Example
    A scheme without tolerance whose ratings are all within it.

    Instead
    Leave the making of ratings to ``BaseScheme.rate``.
    """
    for _, levels in _cells(scheme):
        rating = scheme.rate(levels)
        if scheme.bands:
            _demand(
                rating.band in scheme.bands,
                f"{levels} give the band {rating.band}, which is none of its bands",
            )
        else:
            _demand(rating.band is None, f"{levels} give the band {rating.band}, and the scheme has none")
        sides = (None,) if scheme.tolerance is None else (True, False)
        _demand(
            rating.within_tolerance in sides,
            f"{levels} give within_tolerance={rating.within_tolerance}; the tolerance is {scheme.tolerance}",
        )


def explains(scheme: BaseScheme) -> None:
    """Every rating explains itself.

    What it does
    Asks that the explanation names the value, the band, the tolerance and the scheme, and that two ratings of
    different value do not share one.

    Why it matters
    Somebody has to answer for the score in a meeting.

    Example
    A scheme that overrides ``steps`` and says nothing there.

    Instead
    Say in ``steps`` how levels made the value; the rest is said for you.
    """
    said: dict[str, object] = {}
    for _, levels in _cells(scheme):
        rating = scheme.rate(levels)
        words = rating.explanation
        wanted = [str(rating.value), scheme.id, *([rating.band.label] if rating.band else [])]
        missing = [word for word in wanted if word not in words]
        _demand(not missing, f"the explanation of {levels} does not name {', '.join(missing)}: {words!r}")
        _demand(
            scheme.tolerance is None or "tolerance" in words, f"{levels}: no word on the tolerance: {words!r}"
        )
        _demand(
            said.setdefault(words, rating.value) == rating.value,
            f"two values share an explanation: {words!r}",
        )


def answers_alike(scheme: BaseScheme) -> None:
    """The same levels get the same rating, however often and in whatever order they are given.

    What it does
    Rates twice, with the factors in reverse order, and with levels that cannot be changed, as registers hold
    them.

    Why it matters
    A score that depends on the order of keys in a file is no score.

    Example
    A scheme that takes the first two values of the mapping.

    Instead
    Look levels up by the key of their factor.
    """
    for _, levels in _cells(scheme):
        rating = scheme.rate(levels)
        again = {
            "a second time": levels,
            "in reverse order": dict(reversed(levels.items())),
            "as a register holds them": immutabledict(levels),
        }
        for how, given in again.items():
            other = _rated(scheme, given)
            _demand(other == rating, f"{levels} give {rating}, and {how} {other}")


def leaves_levels_alone(scheme: BaseScheme) -> None:
    """Rating changes nothing.

    What it does
    Compares the mapping that was rated with a copy made before, and tries to change the scheme.

    Why it matters
    Schemes and levels are shared between threads, caches and registers.

    Example
    A scheme that pops factors from the mapping it is given.

    Instead
    Make classes with ``attrs.frozen`` and leave arguments as they are.
    """
    for _, levels in _cells(scheme):
        before = copy.deepcopy(levels)
        scheme.rate(levels)
        _demand(levels == before, f"rating changed {before} to {levels}")
    try:
        scheme.version = scheme.version  # type: ignore[misc] # whether it can be done is the question
    except AttributeError:
        return
    raise AssertionError("the scheme can be changed; make its class with attrs.frozen")


def reads_categories(scheme: BaseScheme) -> None:
    """Levels per category come together as the scheme says.

    What it does
    Gives a factor with categories its level under one category, under all, and beside a better one, and
    compares with the plain level; the order of categories must not matter.

    Why it matters
    Under the usual rule the worst category counts; a scheme that takes the first or the mean plays risks
    down.

    Example
    A scheme that reads only the first category.

    Instead
    Leave the reading of levels to ``BaseScheme.rate``.
    """
    for cell, levels in _cells(scheme):
        rating = scheme.rate(levels)
        for factor, place in zip(scheme.factors, cell, strict=True):
            keys = [category.key for category in factor.categories]
            if place is None or not keys:
                continue
            number, least = factor.levels[place].number, factor.levels[0].number
            ways = [{key: number} for key in keys] + [
                {**dict.fromkeys(keys, least), key: number} for key in keys
            ]
            ways += [dict(reversed(way.items())) for way in ways]
            for way in ways:
                other = _rated(scheme, {**levels, factor.key: way})
                _demand(
                    _same(other, rating), f"{factor.key} {way} gives {other}, and {number} gives {rating}"
                )


def lists_every_fault(scheme: BaseScheme) -> None:
    """Everything that is wrong with levels is listed, and listed exactly when they are not rated.

    What it does
    Gives every factor an unknown level at once, and asks for a fault per factor with its key as the path, and
    for the same sentences in ``level_faults`` and in ``RatingError``; and for no fault where levels are
    rated.

    Why it matters
    A person who mends a register wants all of its faults, not the first of each.

    Example
    A scheme that stops at the first unknown level.

    Instead
    Leave the reading of levels to ``BaseScheme``; say in ``combination_faults`` what else does not go
    together.
    """
    for _, levels in _cells(scheme):
        faults = scheme.level_faults(levels)
        _demand(not faults, f"{levels} are rated, and yet have faults: {faults}")
    wrong = {factor.key: "no level that anybody knows" for factor in scheme.factors}
    faults = scheme.level_faults(wrong)
    paths = [fault.path for fault in faults]
    for key in wrong:
        _demand((key,) in paths, f"{key} has an unknown level, and no fault stands at ({key!r},): {paths}")
    try:
        rating = scheme.rate(wrong)
    except RatingError as error:
        said = list(error.problems)
        _demand(
            said == [fault.message for fault in faults], f"rate says {said}, and level_faults something else"
        )
    else:
        raise AssertionError(f"unknown levels of all factors are rated {rating}")


def travels(scheme: BaseScheme) -> None:
    """A scheme and its ratings can be hashed, compared and sent to other processes.

    What it does
    Pickles the scheme and a rating, and compares what comes back; hashes ratings.

    Why it matters
    Registers are rated in worker processes, and ratings are kept in sets and caches.

    Example
    A scheme that keeps a lambda in a field.

    Instead
    Keep tables or named functions in fields.
    """
    try:
        back = pickle.loads(pickle.dumps(scheme))  # noqa: S301 - what was pickled the moment before
    except Exception as error:
        raise AssertionError(f"the scheme cannot be pickled: {error!r}") from error
    _demand(back == scheme, "the scheme comes back from pickle as another one")
    for _, levels in _cells(scheme):
        rating = scheme.rate(levels)
        again = pickle.loads(pickle.dumps(rating))  # noqa: S301 - what was pickled the moment before
        _demand(again == rating, "a rating comes back from pickle as another one")
        hash(rating)


def works_as_a_plugin(scheme: BaseScheme) -> None:
    """A toolkit takes the scheme and rates with it.

    What it does
    Offers the scheme through a plug-in, strictly, and compares the toolkit's ratings with the scheme's own.

    Why it matters
    This is the road on which every register meets it.

    Example
    A class that looks like a scheme and does not derive from ``BaseScheme``.

    Instead
    Build it with ``Scheme.matrix``, ``formula`` or ``from_toml``, or derive from ``BaseScheme``.
    """

    class Plugin:
        """Offers the scheme."""

        @hookimpl
        def govkit_schemes(self) -> list[BaseScheme]:
            """Offer the scheme."""
            return [scheme]

    try:
        kit = Toolkit(Plugin(), strict=True)
        held = kit.scheme(scheme.id)
    except GovkitError as error:
        raise AssertionError(f"a toolkit does not take it: {error}") from error
    _demand(held.origin, "the toolkit could not write the plug-in's name into origin")
    for _, levels in _cells(scheme):
        _demand(held.rate(levels) == scheme.rate(levels), f"in a toolkit {levels} are rated otherwise")


def _rated(scheme: BaseScheme, levels: Mapping[str, Any]) -> Rating:
    """Rate levels of which it is the fault of the scheme if they are not rated."""
    try:
        return scheme.rate(levels)
    except GovkitError as error:
        raise AssertionError(f"{dict(levels)} are not rated: {error}") from error


def _same(one: Rating, other: Rating) -> bool:
    """Compare ratings but for their explanations, which say how categories came together."""
    return attrs.evolve(one, explanation="") == attrs.evolve(other, explanation="")


CONDUCT: Final = (
    names_itself,
    reads_names_alike,
    remembers_its_scheme,
    says_band_and_side,
    explains,
    answers_alike,
    leaves_levels_alone,
    reads_categories,
    lists_every_fault,
    travels,
    works_as_a_plugin,
)
"""Every check of conduct, in the order in which they run."""
