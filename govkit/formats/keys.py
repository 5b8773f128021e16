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


def keys_of(cls: type[Any]) -> dict[str, str]:
    """Map the attribute names of an entity to its keys in files."""
    renamed = IN_FILES.get(cls, {})
    hidden = NOT_IN_FILES.get(cls, set())
    names: list[str] = [field.name for field in attrs.fields(cls)]
    return {name: renamed.get(name, name) for name in names if name not in hidden}
