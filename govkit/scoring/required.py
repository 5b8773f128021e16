"""What is no scheme, where one is due, refused in one sentence."""

from govkit.scoring.base import BaseScheme


def require_scheme(value: object, name: str = "scheme") -> None:
    """Refuse what is no scheme, such as the id of one.

    Args:
        value: what was given.
        name: name of the argument.

    Raises:
        TypeError: it is no scheme; the message says what it is, and for an id how the scheme is found.
    """
    if not isinstance(value, BaseScheme):
        way_out = f'; toolkit.scheme("{value}") finds one by its id' if isinstance(value, str) else ""
        raise TypeError(f"{name} takes a scheme, not {type(value).__name__}{way_out}")
