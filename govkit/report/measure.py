"""How much room text takes in a drawing whose fonts nobody knows: rather too much than too little."""

import unicodedata
from typing import Final

_NARROW: Final = frozenset(" !'(),-./:;I[\\]fijlrt|")
_BROAD: Final = frozenset("#%&+<=>@MW^mw~")
_KNOWN: Final = ((0x20, 0x17F), (0x370, 0x45F), (0x2010, 0x202F), (0x25A0, 0x25EE))
"""Latin, Greek, Cyrillic, punctuation, arrows: here the widths below are upper bounds in common fonts."""


def width(text: str) -> float:
    """Estimate the width of a line in em: an upper bound where ``is_known``, something usual elsewhere."""
    return sum(map(_em, text))


def is_known(text: str) -> bool:
    """Whether a line is sure not to be wider than the estimate; any other must be fitted into it."""
    return all(map(_is_known, text))


def _is_known(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _KNOWN)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.45
    if char in _BROAD:
        return 1.1
    if char.isascii():
        return 0.79 if char.isupper() else 0.65
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1.2
    return 1.1 if _is_known(char) else 0.7


def broken(text: str, limit: float) -> list[str]:
    """Break a text into lines, between words where it can be and inside a word where it must.

    Args:
        text: the text.
        limit: width of a line in em, more than that of any one character.

    Returns:
        Lines, none of them wider than the limit; none for an empty text.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(f"{line} {word}") <= limit:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        line = ""
        for char in word:
            if width(line + char) > limit:
                lines.append(line)
                line = ""
            line += char
    return [*lines, line] if line else lines
