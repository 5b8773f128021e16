"""Naming many items in one sentence."""

from collections.abc import Iterable
from typing import Final

_MOST: Final = 20
"""More than a board's register has above tolerance; a sentence with hundreds of refs is not read."""


def naming(refs: Iterable[str]) -> str:
    """Name items in a sentence.

    Args:
        refs: their refs, in the order in which they are to be named; repeated ones are named once.

    Returns:
        The refs with commas, the first 20 at most, and how many more there are.
    """
    names = list(dict.fromkeys(refs))
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
