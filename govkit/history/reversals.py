"""Pairs of risks that a change of scheme puts the other way round."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from govkit.model import Phase
from govkit.scoring import Rating

_Kind = tuple[Phase, str, str]
_Class = tuple[int, int, int]

Ranked = tuple[Phase, Rating | None, Sequence[Rating], str]
"""An assessment's phase, its old rating, its candidates, and the ref of its risk."""


def reversals(assessments: Sequence[Ranked]) -> list[tuple[str, ...]]:
    """Find the risks whose order under the old scheme every choice of candidates reverses.

    Only ratings of one scheme, version and phase have an order. Risks that are alike under the old scheme
    have none to lose, and candidates that overlap may still keep it.

    Args:
        assessments: the assessments with their candidates under one new scheme.

    Returns:
        Per assessment the refs of the risks it changes places with, in the order given.
    """
    members: dict[_Kind, dict[_Class, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, (phase, rated, candidates, _) in enumerate(assessments):
        if rated is not None and candidates:
            members[_kind(phase, rated)][_class(rated, candidates)].append(at)
    # Risks of one class change places with the same others, so classes are compared, not risks.
    against = {
        kind: {one: tuple(assessments[at][3] for at in _against(one, classes)) for one in classes}
        for kind, classes in members.items()
    }
    return [
        against[_kind(phase, rated)][_class(rated, candidates)] if rated is not None and candidates else ()
        for phase, rated, candidates, _ in assessments
    ]


def _kind(phase: Phase, rated: Rating) -> _Kind:
    return phase, rated.scheme, rated.version


def _class(rated: Rating, candidates: Sequence[Rating]) -> _Class:
    ranks = [rating.rank for rating in candidates]
    return rated.rank, min(ranks), max(ranks)


def _against(one: _Class, classes: Mapping[_Class, Sequence[int]]) -> list[int]:
    was, least, most = one
    return sorted(
        at
        for (other, low, high), places in classes.items()
        if (was < other and least > high) or (was > other and most < low)
        for at in places
    )
