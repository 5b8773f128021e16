"""Refs as numbers of groups: what "SR3.4" says of where it belongs."""

import re
from itertools import groupby
from typing import Final

import attrs

_NUMBERED: Final = re.compile(r"(?P<prefix>[^\W\d_]*)[ -]?(?P<number>[0-9]{1,9}(?:\.[0-9]{1,9})*)[a-z]?")


@attrs.frozen
class Number:
    """A ref that is a number, with or without letters before it.

    Args:
        prefix: the letters before it ("SR"), often none.
        parts: the number, part by part ("3.4" is 3 and 4).
    """

    prefix: str
    parts: tuple[int, ...]

    @property
    def group(self) -> str:
        """The group it says it is of: the letters and the first part ("SR3")."""
        return f"{self.prefix}{self.parts[0]}"


def number_of(ref: str) -> Number | None:
    """Read a ref as a number.

    Args:
        ref: the ref ("SR3.4", "1.4", "6.1.1a").

    Returns:
        The number; None for a ref that is none.
    """
    match = _NUMBERED.fullmatch(ref)
    if match is None:
        return None
    return Number(match["prefix"], tuple(int(part) for part in match["number"].split(".")))


def stands_within(ref: str, group: str) -> bool | None:
    """Whether a numbered item stands in the group that its number names.

    Args:
        ref: ref of the item ("1.4").
        group: ref of the group it stands in ("4").

    Returns:
        True or False; None where one of the two is no number, their letters differ, or the item's number is
        the shorter one, so that it names no group.
    """
    number, stands = number_of(ref), number_of(group)
    if number is None or stands is None or number.prefix != stands.prefix:
        return None
    if len(number.parts) < max(2, len(stands.parts)) or ref == group:
        return None
    return number.parts[: len(stands.parts)] == stands.parts


def form_of(ref: str) -> str:
    """Tell the form of a ref: "A" for letters, "9" for digits, and everything else as it stands.

    Args:
        ref: the ref.

    Returns:
        Its form; "SR3.4" and "R12.1" are both "A9.9".
    """
    kinds = ("A" if each.isalpha() else "9" if each.isdigit() else each for each in ref)
    return "".join(kind for kind, _ in groupby(kinds))
