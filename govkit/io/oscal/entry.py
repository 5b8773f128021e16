"""A part of a register as it is put together, with the places in the OSCAL document that it comes from."""

from collections.abc import Iterator
from typing import Any

import attrs

from govkit.io.oscal.node import Node
from govkit.model import pointer


@attrs.define
class Entry:
    """A mapping of a register.

    Args:
        path: JSON Pointer of what it comes from.
        uuid: UUID of what it comes from, in small letters; "" where it has none.
        data: what it holds; entries and lists of entries among it.
        places: per key the JSON Pointer of what it comes from.
    """

    path: str
    uuid: str = ""
    data: dict[str, Any] = attrs.Factory(dict)
    places: dict[str, str] = attrs.Factory(dict)

    def put(self, key: str, value: Any, place: str | None = None) -> None:
        """Put something in, unless it is nothing.

        Args:
            key: key of the register.
            value: plain data, an entry, or a list of entries.
            place: JSON Pointer of what it comes from; the whole unless given.
        """
        if value is not None and value != []:
            self.data[key] = value
            self.places[key] = self.path if place is None else place

    def finish(self, node: Node) -> "Entry":
        """Let govkit's own properties have the last word, and tell what of a node found no home."""
        for key, value, place in node.own():
            self.data.pop(key, None)
            self.put(key, value, place)
        node.finish()
        return self

    def plain(self) -> dict[str, Any]:
        """Give what it holds as plain data."""
        return {key: _plain(value) for key, value in self.data.items()}

    def origins(self, at: str = "") -> Iterator[tuple[str, str]]:
        """Say where everything comes from.

        Args:
            at: JSON Pointer of the entry in the register.

        Returns:
            Pairs of a JSON Pointer in the register and one in the OSCAL document.
        """
        yield at, self.path
        for key, value in self.data.items():
            there = at + pointer(key)
            yield there, self.places[key]
            if isinstance(value, Entry):
                yield from value.origins(there)
            elif isinstance(value, list):
                for place, each in enumerate(value):
                    if isinstance(each, Entry):
                        yield from each.origins(there + pointer(place))


def _plain(value: Any) -> Any:
    if isinstance(value, Entry):
        return value.plain()
    return [_plain(each) for each in value] if isinstance(value, list) else value
