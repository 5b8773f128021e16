"""Telling many places one by one, or at once."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from govkit.model import Located
from govkit.rules.naming import naming

_MOST: Final = 5
"""More findings of one rule that ask for the same are read as one."""


def each_or_once(found: Iterable[Located[Any]], total: int, kind: str) -> Iterator[tuple[str, str]]:
    """Tell places one by one where they are few, and all at once where they are many.

    Args:
        found: the items with their places.
        total: how many were asked.
        kind: what they are, in the plural.

    Returns:
        Per finding its path and whom it is about: "it" at the path of each, or one naming all of them at the
        register, if they are more than five.
    """
    places = list(found)
    if len(places) > _MOST:
        refs = naming(sorted(each.address for each in places))
        yield "", f"{len(places)} of {total} {kind} ({refs})"
    else:
        yield from ((each.path, "it") for each in places)
