"""Dates inside a sentence: which of them is the deadline, which a start, and which neither."""

import re
from typing import Final

import attrs

from cambs_papers.passage import EMPTY, Passage
from govkit import DateKind, WrittenDate

_MONTH: Final = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    "Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY: Final = r"(?:\d{1,2}(?:st|nd|rd|th)? )?"
_QUARTER: Final = r"Q[1-4],? \d{2,4}[-–/]\d{2,4}"
_BRACKETS: Final = re.compile(r"\((?P<said>[^()]{1,40})\)")
_IN_QUARTER: Final = re.compile(rf"\b(?:in|by) (?P<said>{_QUARTER})")
_START: Final = re.compile(rf"\b(?P<said>from {_DAY}{_MONTH} \d{{4}})\b")
_ANY: Final = re.compile(
    rf"\b(?P<said>{_QUARTER}|{_DAY}{_MONTH} \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{4}[-–/]\d{2,4}|\d{2}/\d{2})\b"
)


@attrs.frozen
class Times:
    """What a sentence about something to be done says of when.

    Args:
        deadline: the deadline as written; empty if there is none.
        start: from when on it is done, as written.
        others: further dates, which are no deadline by their place in the sentence.
    """

    deadline: Passage = EMPTY
    start: Passage = EMPTY
    others: tuple[Passage, ...] = ()


def is_date(text: str) -> bool:
    """Whether a text says a date, open-ended ones included."""
    return WrittenDate(text).kind not in (DateKind.BLANK, DateKind.NOISE)


def times_of(sentence: Passage) -> Times:
    """Find the dates in a sentence.

    A date in brackets is the deadline (``(2019/20)``), and so is a quarter behind "in" or "by"
    (``in Q4 2019-20``). "From" makes a start. A year of which the sentence merely speaks is neither.

    Args:
        sentence: what is to be done.

    Returns:
        The dates as written.
    """
    said = [
        sentence.group(match, "said")
        for pattern in (_BRACKETS, _IN_QUARTER)
        for match in pattern.finditer(sentence.text)
        if is_date(match["said"])
    ]
    began = _START.search(sentence.text)
    deadline = said[0] if said else EMPTY
    start = sentence.group(began, "said") if began else EMPTY
    taken = {*deadline.places, *start.places}
    others = [sentence.group(match, "said") for match in _ANY.finditer(sentence.text)]
    return Times(deadline, start, tuple(each for each in others if taken.isdisjoint(each.places)))
