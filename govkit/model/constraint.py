"""Constraints on single values, as annotated types that loaders, strategies and schemas all read."""

from typing import Annotated, Any

import attrs
from annotated_types import Ge, Le, MaxLen, MinLen, Predicate


def is_ref(text: str) -> bool:
    """Whether a text can serve as a reference: printable, without "/" and "#", nothing blank around it."""
    return text == text.strip() and "/" not in text and "#" not in text and text.isprintable()


Ref = Annotated[str, MinLen(1), MaxLen(100), Predicate(is_ref)]
"""A reference: 1 to 100 printable characters without ``/`` and ``#``, which addresses are built with."""

Text = Annotated[str, MinLen(1)]
"""A text that says something."""

Line = Annotated[int, Ge(1), Le(3)]
"""One of the three lines of the IIA's Three Lines Model (2020)."""


def is_tuple(entity: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Refuse a list where a tuple is due: an entity that never changes cannot hold one that does.

    Raises:
        TypeError: the value is no tuple.
    """
    if type(value) is not tuple:
        way_out = "write (text,) for one" if isinstance(value, str) else "write tuple(…) around it"
        raise TypeError(
            f"{type(entity).__name__}.{attribute.name} takes a tuple, not {type(value).__name__}: {way_out}"
        )
