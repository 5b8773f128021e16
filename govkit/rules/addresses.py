"""How people name the items of a register."""

from collections.abc import Iterator
from typing import Any

import attrs

from govkit.model import Event, Register, Waiver


def own_name(item: Any) -> str | None:
    """Name an item among its like: an action by its address, most others by their ref; None for the rest."""
    # The ref of an event or a waiver is the address of another item.
    if isinstance(item, Event | Waiver):
        return None
    name: str | None = getattr(item, "address", None) or getattr(item, "ref", None)
    return name


def addresses(register: Register) -> Iterator[str]:
    """List the addresses that findings may have, that of the register as a whole first."""
    yield register.ref
    yield from _within(register, "")


def _within(entity: Any, above: str) -> Iterator[str]:
    for field in attrs.fields(type(entity)):
        value = getattr(entity, field.name)
        for item in value if isinstance(value, tuple) else ():
            if attrs.has(type(item)):
                name = own_name(item)
                address = above if name is None else f"{above}/{name}".removeprefix("/")
                if name is not None:
                    yield address
                yield from _within(item, address)
