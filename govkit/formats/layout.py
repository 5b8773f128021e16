"""Where everything stands in a text, to the character, for changes that leave the rest as it is."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import cached_property
from itertools import count, takewhile
from typing import Protocol

import attrs

from govkit.model import pointer


class Kind(Enum):
    """How an element is written."""

    SCALAR = auto()
    TABLE = auto()
    BRACKETS = auto()  # a list as in JSON, with commas
    DASHES = auto()  # a list of YAML, with a dash before each entry
    HEADERS = auto()  # a list of TOML, with a header before each entry


@attrs.frozen
class Part:
    """Where an element stands.

    Args:
        start: index of its first character; of a table under a header, that of the header.
        end: index behind its last character.
        kind: how it is written.
        flow: whether it stands within brackets or braces.
    """

    start: int
    end: int
    kind: Kind
    flow: bool = False


@attrs.frozen
class Layout:
    """Where everything stands in a text.

    Args:
        text: the whole text.
        parts: by JSON Pointer, every element whose pointer has at most 1 000 characters.
        comments: where comments begin and end, in their order.
        top: index behind the last key that stands before all headers; 0 where there is none.
    """

    text: str
    parts: Mapping[str, Part]
    comments: tuple[tuple[int, int], ...] = ()
    top: int = 0

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The comments themselves."""
        return tuple(self.text[start:end] for start, end in self.comments)

    @cached_property
    def _by_start(self) -> Mapping[int, int]:
        return dict(self.comments)

    @cached_property
    def _by_end(self) -> Mapping[int, int]:
        return {end: start for start, end in self.comments}

    @cached_property
    def _entries(self) -> dict[str, list[Part]]:
        return {}

    def entries(self, path: str) -> list[Part]:
        """List the entries of a list, by its JSON Pointer."""
        if path not in self._entries:
            places = takewhile(self.parts.__contains__, (path + pointer(place) for place in count()))
            self._entries[path] = [self.parts[place] for place in places]
        return self._entries[path]

    def behind(self, at: int) -> int:
        """Find what comes next, from an index on: blanks, line breaks and comments are passed over."""
        while at < len(self.text):
            if at in self._by_start:
                at = self._by_start[at]
            elif self.text[at].isspace():
                at += 1
            else:
                break
        return at

    def before(self, at: int) -> int:
        """Find behind what an index comes: blanks, line breaks and comments are passed over."""
        while at > 0:
            if at in self._by_end:
                at = self._by_end[at]
            elif self.text[at - 1].isspace():
                at -= 1
            else:
                break
        return at


@attrs.frozen
class Replacement:
    """A stretch of a text and what is to stand there instead.

    Args:
        start: index of its first character.
        end: index behind its last character.
        text: what is to stand there.
    """

    start: int
    end: int
    text: str


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """Replace stretches of a text.

    Args:
        text: the text.
        replacements: what is replaced, in any order; no two overlap.

    Returns:
        The text with all of them.
    """
    pieces: list[str] = []
    at = 0
    for each in sorted(replacements, key=lambda each: (each.start, each.end)):
        pieces += text[at : each.start], each.text
        at = each.end
    return "".join([*pieces, text[at:]])


class NotEditableError(Exception):
    """An edit cannot be made of the text; the reason is a clause for whoever asked for it."""


class Rewritten(Protocol):
    """How a format writes a text where another one stands; None where it cannot."""

    def __call__(self, raw: str, old: str, new: str, *, flow: bool) -> str | None:
        """Write a text."""
