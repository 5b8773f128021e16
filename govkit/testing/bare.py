"""The plainest item of each kind: what has to be there, and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from govkit.model import Action, Assurance, Review, Risk

_BARE: Final[Mapping[str, Callable[[], Any]]] = {
    Action.KIND: lambda: Action(ref="1", title="Something to do"),
    Risk.KIND: lambda: Risk(ref="R1", title="Something may happen"),
    Assurance.KIND: lambda: Assurance(ref="S1", title="Something is looked at"),
    Review.KIND: Review,
}


def bare_item(kind: str) -> Any:
    """Make the plainest item of a kind.

    Args:
        kind: the kind, as a lifecycle names it.

    Returns:
        An item with a reference and a title, where its kind has them; None if govkit has no such kind.
    """
    return _BARE[kind]() if kind in _BARE else None
