"""Cutting a cell into its items: at bullets, at numerals, or else at full stops."""

import re
from typing import Final

import attrs

from cambs_papers.dates import is_date
from cambs_papers.numerals import LABEL
from cambs_papers.passage import EMPTY, Passage, joined

_BULLET: Final = re.compile(r"•")
_STOP: Final = re.compile(r"""(?:[.!?]["'\u2019\u201d]?|\))\s+(?=["'(\u2018\u201c]?[A-Z0-9])""")
_ABBREVIATED: Final = re.compile(r"\b(?:[A-Z]|i\.e|e\.g|cf|viz|vs|[Nn]os?|St|Mrs?|Ms|Dr|Cllr|para)\.$")
_BRACKETS: Final = re.compile(r"\((?P<said>[^()]{1,40})\)")
_IN_BRACKETS: Final = re.compile(rf"{_BRACKETS.pattern}$")
_ENDS: Final = re.compile(r"""[.!?:;)]["'\u2019\u201d]?$""")


_NEAR: Final = 60
"""Characters: a date in brackets is shorter, and so is an abbreviation."""
_JOINTS: Final = (
    "a|an|and|as|at|between|by|for|from|in|into|of|on|or|our|that|the|their|this|through|to|which|with"
)
_OPENING: Final = re.compile(
    rf"\b(?!(?:{_JOINTS})\b)(?:[a-z]+|[A-Z]{{2,}}) (?P<word>[A-Z][a-z]+)(?= (?!(?:and|or|of)\b)[a-z])"
)
_UNFINISHED: Final = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|which|with)$")


@attrs.frozen
class Item:
    """One item of a cell.

    Args:
        text: what it says.
        label: the numeral, or the range of numerals, that it bears; empty if it bears none.
    """

    text: Passage
    label: Passage = EMPTY


def sentences(passage: Passage) -> list[Passage]:
    """Cut a passage at the ends of its sentences; a date in brackets ends the one before it."""
    found, start = [], 0
    for match in _STOP.finditer(passage.text):
        near = max(start, match.end() - _NEAR)
        if _ends(passage.text[near : match.end()].rstrip(), passage.text[match.end() : match.end() + _NEAR]):
            found.append(passage.cut(start, match.end()))
            start = match.end()
    return [each for each in (*found, passage.cut(start)) if each]


def _ends(before: str, after: str) -> bool:
    """Whether a full stop or a bracket ends a sentence."""
    if before.endswith(")"):
        said = _IN_BRACKETS.search(before)
        return said is not None and is_date(said["said"])
    following = _BRACKETS.match(after)
    return not _ABBREVIATED.search(before) and not (following and is_date(following["said"]))


def loses_bullets(cell: Passage) -> bool:
    """Whether a cell prints no bullets."""
    return not _BULLET.search(cell.text)


def is_unfinished(passage: Passage) -> bool:
    """Whether a passage ends with a word that no sentence ends with."""
    return _UNFINISHED.search(passage.text) is not None


def openings(passage: Passage) -> list[Passage]:
    """Find words within a passage that may begin another item: a capital between small words.

    A name begins with a capital too, so nothing is cut there. What follows a preposition or an article is no
    beginning, and neither is what "and" or "of" follows.

    Args:
        passage: an item that nothing parts.

    Returns:
        The words, in order.
    """
    return [passage.group(match, "word") for match in _OPENING.finditer(passage.text)]


def items_of(cell: Passage) -> list[Item]:
    """Cut a cell into its items.

    What stands between two bullets, or behind a numeral up to the next one, is an item. Where there is
    neither, a sentence is.

    Args:
        cell: what the cell says.

    Returns:
        The items, in order.
    """
    if _BULLET.search(cell.text):
        return [Item(each) for each in cell.cuts(_BULLET)]
    labels = list(LABEL.finditer(cell.text))
    ends = [*(label.start() for label in labels[1:]), None]
    head = cell.cut(0, labels[0].start() if labels else None)
    labelled = [
        Item(cell.cut(label.end(), end), cell.group(label, "label"))
        for label, end in zip(labels, ends, strict=False)
    ]
    return [*(Item(each) for each in sentences(head)), *(each for each in labelled if each.text)]


def continued(items: list[Item], cell: Passage) -> tuple[list[Item], bool]:
    """Put what stands on the next page behind the items of a cell.

    Where the last item ends in the middle of a sentence, what comes up to the first full stop or bullet is
    its end. The numeral that the next page begins with then belongs to what comes behind: the papers print
    it beside the first line of the page.

    Args:
        items: the items so far.
        cell: what the next page says.

    Returns:
        All items, and whether one of them runs over the page.
    """
    if not items or _ENDS.search(items[-1].text.text):
        return [*items, *items_of(cell)], False
    label = LABEL.match(cell.text)
    body = cell.cut(label.end()) if label else cell
    bounds = (_BULLET.search(body.text), LABEL.search(body.text))
    bound = min((each.start() for each in bounds if each), default=None)
    head = body.cut(0, bound)
    first = sentences(head)[0] if head else head
    rest = body.cut(len(first.text))
    last = attrs.evolve(items[-1], text=joined([items[-1].text, first]))
    following = _under(cell.group(label, "label"), rest) if label and rest else items_of(rest)
    return [*items[:-1], last, *following], True


def _under(label: Passage, text: Passage) -> list[Item]:
    """Give a numeral to what comes before the next one."""
    following = LABEL.search(text.text)
    end = following.start() if following else None
    own = [Item(text.cut(0, end), label)] if end != 0 else []
    return [*own, *(items_of(text.cut(end)) if end is not None else [])]
