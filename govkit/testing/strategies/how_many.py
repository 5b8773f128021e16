"""How many of something there are: none or one, or a few."""

from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Draw what a strategy draws, or None.

    Args:
        strategy: what to draw.

    Returns:
        A strategy for it or for None.
    """
    return st.none() | strategy


def few(strategy: st.SearchStrategy[T], *, least: int = 0, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few of what a strategy draws, as entities hold them.

    Args:
        strategy: what to draw.
        least: how many at least.
        most: how many at most.

    Returns:
        A strategy for tuples.
    """
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)
