"""Wording: what a text says by the words it has, as far as a list of words can tell."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from govkit.model import Risk, WrittenDate

_BEFORE: Final = frozenset({"by", "before", "until", "due"})
"""Words that a deadline follows in a sentence; "in" and "for" also stand before what is none."""
_BETWEEN: Final = frozenset({"the", "end", "of"})
_LONGEST: Final = 4
"""Words of the longest date that is read: "1 April of 2020"."""
_NOBODY: Final = frozenset(
    {
        *("tbc", "tbd", "tba", "to be confirmed", "to be decided", "to be agreed", "to be appointed"),
        *("n/a", "na", "none", "nobody", "unknown", "vacant", "various", "several", "as above", "see above"),
        *("all", "all staff", "everyone", "everybody", "staff", "team", "the team", "teams", "all teams"),
    }
)
_CAUSE: Final = ("because", "due to", "owing to", "as a result of", "caused by", "given that")
_CONSEQUENCE: Final = ("leading to", "leads to", "resulting in", "results in", "so that", "with the result")
_ENDS: Final = ".,;:!?"
_MARKS: Final = f"{_ENDS}()[]'\""


def deadline_in(text: str) -> WrittenDate | None:
    """Find a deadline in a sentence: a date after "by", "before", "until" or "due", or bracketed at its end.

    Args:
        text: the sentence ("Report to the Board by the end of March 2020").

    Returns:
        The first such date that ``WrittenDate`` reads and that has a last day; None if there is none.
    """
    words = text.split()
    for place, word in enumerate(words):
        if word.strip(_MARKS).lower() in _BEFORE:
            found = _date_at(words, place + 1)
            if found is not None:
                return found
    return _in_brackets(text.rstrip(f"{_ENDS} \n"))


def _in_brackets(text: str) -> WrittenDate | None:
    if not text.endswith(")"):
        return None
    found = WrittenDate(text[text.rfind("(") + 1 : -1])
    return found if found.last is not None else None


def _date_at(words: list[str], start: int) -> WrittenDate | None:
    passed = 0
    for word in islice(words, start, start + len(_BETWEEN)):
        if word.lower() not in _BETWEEN:
            break
        passed += 1
    begin = start + passed
    for length in range(_LONGEST, 0, -1):
        found = WrittenDate(" ".join(words[begin : begin + length]).strip(_MARKS))
        if found.last is not None:
            return found
    return None


def is_vague(owner: str) -> bool:
    """Whether an owner's name names nobody ("TBC", "team", "all", "-").

    Args:
        owner: the name.

    Returns:
        Whether it has neither letter nor figure, or is one of a short list of words.
    """
    plain = " ".join(owner.split()).strip(_MARKS).lower()
    return plain in _NOBODY or not any(each.isalnum() for each in plain)


def unsaid(risk: Risk) -> tuple[str, ...]:
    """Name what a risk does not say of cause and consequence.

    Args:
        risk: the risk; what its title and statement say counts, and what stands under causes and effects.

    Returns:
        "cause" and "consequence", as far as neither the lists nor a turn such as "because" or "leading to"
        says them.
    """
    text = " ".join(f"{risk.title} {risk.statement or ''}".lower().split())
    told = {
        "cause": bool(risk.causes) or _has(text, _CAUSE),
        "consequence": bool(risk.effects) or _has(text, _CONSEQUENCE),
    }
    return tuple(part for part, said in told.items() if not said)


def _has(text: str, turns: Iterable[str]) -> bool:
    return any(turn in text for turn in turns)


def neat(text: str) -> str:
    """Take the blanks out of a text that are too many.

    Args:
        text: the text.

    Returns:
        The text with none around it, and one where there are several in a row; a text of several lines as it
        is, since blanks may lay it out.
    """
    if text.splitlines() != [text]:
        return text
    return re.sub(r"[ \t]{2,}", " ", text.strip())
