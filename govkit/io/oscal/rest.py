"""What plain OSCAL does not say: it stands in properties of a namespace of govkit's own.

A part of a register is written as OSCAL first. Then that OSCAL is read as a stranger would write it, and
whatever comes out otherwise than it went in is written beside it as properties, a key of the register each.
So reading what was written gives the same register, whatever OSCAL has no place for.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from govkit.io.oscal.datatypes import compact, is_string
from govkit.io.oscal.names import NAMESPACE

JSON: Final = "json"
"""Class of a property whose value is JSON; others are plain texts."""

_ORDER: Final = (
    "uuid",
    "type",
    "lifecycle",
    "name",
    "system",
    "value",
    "title",
    "description",
    "statement",
    "props",
)


def prop(name: str, value: Any) -> dict[str, Any]:
    """Make a property of govkit's namespace.

    Args:
        name: a key of the register, or a mark.
        value: plain data; None says that the key is not there.

    Returns:
        The property, with its value as text where that fits, or else as JSON.
    """
    if isinstance(value, str) and is_string(value):
        return {"name": name, "ns": NAMESPACE, "value": value}
    return {"name": name, "ns": NAMESPACE, "value": compact(value), "class": JSON}


def completed(node: dict[str, Any], said: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Add to a part of an OSCAL document what it does not say of a part of a register.

    Args:
        node: the part of the document.
        said: what it says of the register by itself.
        wanted: what it is to say.

    Returns:
        The part with properties, its keys in the usual order.
    """
    props = [*node.get("props", ()), *(prop(name, value) for name, value in _unsaid(said, wanted))]
    return in_order({**node, "props": props} if props else node)


def in_order(node: dict[str, Any]) -> dict[str, Any]:
    """Put the keys first that people read first."""
    first = {key: node[key] for key in _ORDER if key in node}
    return first | node


def _unsaid(said: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in wanted.items():
        if key not in said or said[key] != value:
            yield key, value
    for key in said:
        if key not in wanted:
            yield key, None
