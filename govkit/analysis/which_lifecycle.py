"""Which lifecycle an item has."""

from govkit.errors import NoLifecycleError
from govkit.model import Action, Item


def lifecycle_of(item: Item) -> str:
    """Name the lifecycle of an item: its own, or else the one that is called like its kind."""
    return item.workflow or item.KIND


def has_lifecycle(item: Item) -> bool:
    """Whether an item has a lifecycle: every action has, anything else if it names one or is in a state."""
    return item.KIND == Action.KIND or item.workflow is not None or item.state is not None


def require_lifecycle(item: Item, ref: str) -> None:
    """Refuse an item that has no lifecycle.

    Args:
        item: the item.
        ref: its address.

    Raises:
        NoLifecycleError: neither the item nor its register tells one, and it is no action.
    """
    if not has_lifecycle(item):
        raise NoLifecycleError(item.KIND, ref)
