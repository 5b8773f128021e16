"""Text of a register as a reader may safely see it: nothing hidden, nothing that turns the line around."""

import unicodedata
from typing import Final

_BREAKS: Final = frozenset("\t\n\r\x85\u2028\u2029")
_JOINERS: Final = frozenset("\xad\u200c\u200d")
"""Soft hyphen and the two joiners: they hide nothing, and some scripts cannot be written without them."""


def visible(text: str) -> str:
    r"""Show what would not be seen, or would change how the rest is seen.

    Control characters, bidi controls, halves of surrogate pairs and what else has no glyph become escapes
    (``\x07``, ``\u202e``); line breaks and tabs become blanks. What is left is valid in XML 1.0 and HTML.

    Args:
        text: any text.

    Returns:
        The same text where it can be read as it is.
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in _BREAKS:
        return " "
    if char.isprintable() or char in _JOINERS or unicodedata.category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode("ascii")
