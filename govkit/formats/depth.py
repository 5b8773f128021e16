"""How deep data is nested, for those whose structuring can follow only so far."""

from collections.abc import Iterator
from typing import Final

from govkit.errors import Problem
from govkit.model import pointer

_DEPTH: Final = 64


def too_deep(data: object, what: str) -> Problem | None:
    """Say where data is nested deeper than structuring can follow.

    Args:
        data: plain data, as a reader gives it.
        what: what the data should be, for the message.

    Returns:
        The problem, or None.
    """
    level: list[tuple[str, object]] = [("", data)]
    for _ in range(_DEPTH):
        level = [each for path, value in level for each in _within(path, value)]
    return Problem(f"nested more than {_DEPTH} levels deep; no {what} is", level[0][0]) if level else None


def _within(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        yield from ((path + pointer(key), inner) for key, inner in pairs)
