"""Pieces of a paper's text that know where each of their characters stands."""

import re
from collections.abc import Callable, Iterable
from typing import Final

import attrs

NOWHERE: Final = -1
"""The place of a character that was put between two pieces."""
_TAG: Final = re.compile(
    r"""</?(?:b|br|em|i|li|ol|p|strong|sup|u|ul)(?:\s+style="[^"<>]{0,100}")?\s*/?>|\*\*""", re.IGNORECASE
)
_CUT: Final = re.compile(r"\w-$")
_BLANKS: Final = re.compile(r"\s+")


@attrs.frozen
class Passage:
    """A piece of a paper's text, or several in a row.

    Args:
        text: what it says.
        places: per character where it stands in the paper, counted from 0, or ``NOWHERE``.
    """

    text: str
    places: tuple[int, ...] = attrs.field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def start(self) -> int:
        """Where its first character stands in the paper."""
        return next((place for place in self.places if place != NOWHERE), 0)

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """Take what stands from one of its characters up to another one, without blanks around it."""
        text = self.text[start:end]
        left = start + len(text) - len(text.lstrip())
        inner = text.strip()
        return Passage(inner, self.places[left : left + len(inner)])

    def cuts(self, bounds: re.Pattern[str]) -> list["Passage"]:
        """Take what stands between the matches of a pattern, as far as it says something."""
        found, start = [], 0
        for match in bounds.finditer(self.text):
            found.append(self.cut(start, match.start()))
            start = match.end()
        return [each for each in (*found, self.cut(start)) if each]

    def group(self, match: re.Match[str], name: str) -> "Passage":
        """Take a group of a match in its text; an empty passage if the group took no part."""
        start, end = match.span(name)
        return self.cut(start, end) if start >= 0 else EMPTY

    def tidy(self) -> "Passage":
        """Leave out tags and emphasis, and make every run of blanks a single one."""
        return joined(piece for part in self.cuts(_TAG) for piece in part.cuts(_BLANKS))


EMPTY: Final = Passage("", ())
"""What says nothing."""


def joined(pieces: Iterable[Passage]) -> Passage:
    """Put pieces that say something behind each other, with a blank between."""
    return _together(pieces, lambda _before, _after: True)


def unwrapped(lines: Iterable[Passage]) -> Passage:
    """Put the lines of a text behind each other, with no blank behind a hyphen that ends one."""
    return _together(lines, lambda before, after: not (_CUT.search(before[-2:]) and after[:1].islower()))


def _together(pieces: Iterable[Passage], apart: Callable[[str, str], bool]) -> Passage:
    text: list[str] = []
    places: list[int] = []
    for piece in filter(None, pieces):
        if text and apart(text[-1], piece.text):
            text.append(" ")
            places.append(NOWHERE)
        text.append(piece.text)
        places += piece.places
    return Passage("".join(text), tuple(places))
