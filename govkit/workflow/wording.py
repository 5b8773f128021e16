"""How conditions taken together are said: as one sentence, and as what stands in the way."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import attrs

T = TypeVar("T")

_QUESTION: Final = "whether "
_VERB: Final = re.compile(r" (is|are|was|were) ")

AND: Final = "and"
OR: Final = "or"


@attrs.frozen
class Phrase:
    """Conditions that are joined by one word.

    Args:
        word: ``AND`` or ``OR``.
        parts: single conditions as text, and phrases of the other word; two at least.
    """

    word: str
    parts: tuple["str | Phrase", ...]

    def __str__(self) -> str:
        """Say it so that it can be read in one way only."""
        if self.word == OR:
            return f"either {_listed(OR, [_enclosed(part) for part in self.parts])}"
        *others, last = self.parts
        # What comes last needs no brackets: "either" opens it, and nothing follows.
        return _listed(AND, [*map(_enclosed, others), str(last)])


def phrase(word: str, parts: Iterable[str | Phrase]) -> str | Phrase:
    """Join conditions by a word; each is said once, and what the same word joins already goes in between.

    Args:
        word: ``AND`` or ``OR``.
        parts: the conditions; one at least.

    Returns:
        The phrase, or the only condition that is left.
    """
    flat: list[str | Phrase] = []
    for part in parts:
        flat += part.parts if isinstance(part, Phrase) and part.word == word else (part,)
    single = _once(flat)
    return single[0] if len(single) == 1 else Phrase(word, single)


def yes_or_no(label: str, *, answer: bool, wanted: bool) -> str:
    """Say that the answer to a question is the one expected, or that it is not.

    Args:
        label: what the question is called; "whether the risk is above tolerance" makes a plain statement.
        answer: the answer expected.
        wanted: whether it is that answer, rather than the other.

    Returns:
        For example "the risk is not above tolerance", whether that is said of an expected no or of a yes that
        is not there; "accepted is not true" for a label that asks nothing.
    """
    if not label.startswith(_QUESTION):
        return f"{label} is {'' if wanted else 'not '}{str(answer).lower()}"
    statement = label.removeprefix(_QUESTION)
    if answer is wanted:
        return statement
    # Which of several verbs is the one to deny, no program can tell.
    denied, verbs = _VERB.subn(r" \1 not ", statement)
    return denied if verbs == 1 else f"it is not so that {statement}"


@attrs.frozen
class OneOf:
    """What stands in the way of several alternatives, any of which would be enough.

    Args:
        alternatives: per alternative all that has to change for it; two at least, with nothing common to all.
    """

    alternatives: tuple[tuple["str | OneOf", ...], ...]

    def __str__(self) -> str:
        """Say what is the case, and that not all of it has to change."""
        return f"{' and '.join(map(_group, self.alternatives))}, one of which has to change"


Needs = tuple[str | OneOf, ...]
"""What has to change: every one of these."""


def every(parts: Iterable[Needs]) -> Needs:
    """Put together what has to change for all of several conditions."""
    return _once(need for part in parts for need in part)


def one_of(parts: Iterable[Needs]) -> Needs:
    """Put together what has to change for one of several conditions.

    Args:
        parts: per condition what has to change for it; one at least.

    Returns:
        What has to change in any case, and then the choice that is left, if there is one.
    """
    groups: list[Needs] = []
    for part in parts:
        match part:
            case (OneOf() as inner,):
                groups += inner.alternatives
            case _:
                groups.append(part)
    common = tuple(need for need in groups[0] if all(need in group for group in groups))
    rest = _once(tuple(need for need in group if need not in common) for group in groups)
    if () in rest:
        return common
    fewest = tuple(group for group in rest if not any(set(other) < set(group) for other in rest))
    return (*common, OneOf(fewest))


def _listed(word: str, said: Sequence[str]) -> str:
    *others, last = said
    return f"{others[0]} {word} {last}" if len(others) == 1 else f"{', '.join(others)}, {word} {last}"


def _enclosed(part: str | Phrase) -> str:
    return part if isinstance(part, str) else f"({part})"


def _group(needs: Needs) -> str:
    # A lone choice has become alternatives of the one around it, so what is alone here is a text.
    said = [need if isinstance(need, str) else f"({need})" for need in needs]
    return said[0] if len(said) == 1 else f"({' and '.join(said)})"


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
