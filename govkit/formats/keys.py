"""What attributes of entities are called in files."""

from typing import Any, Final

import attrs

from govkit.model import Event, Register, WorkCalendar

IN_FILES: Final[dict[type, dict[str, str]]] = {
    Register: {"ref": "register", "reference": "source"},
    Event: {"from_state": "from", "to_state": "to"},
}
NOT_IN_FILES: Final = {Register: {"source"}}
ALWAYS_IN_FILES: Final = {WorkCalendar: {"country"}}
"""Attributes that are written even where they are what they would be unless given."""


KEY: Final = "key"
"""Metadata of an attribute that has another name in files, for entities of packages above this one."""


def renamed(cls: type[Any]) -> dict[str, str]:
    """Map those attribute names of an entity to keys that files call otherwise."""
    own = {field.name: field.metadata[KEY] for field in attrs.fields(cls) if KEY in field.metadata}
    return IN_FILES.get(cls, {}) | own


def keys_of(cls: type[Any]) -> dict[str, str]:
    """Map the attribute names of an entity to its keys in files."""
    others = renamed(cls)
    hidden = NOT_IN_FILES.get(cls, set())
    names: list[str] = [field.name for field in attrs.fields(cls) if field.init]
    return {name: others.get(name, name) for name in names if name not in hidden}
