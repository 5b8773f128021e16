"""Changing single fields of an entity, with a record of what they held."""

from collections.abc import Collection, Mapping
from typing import Any, Final, TypeVar

from govkit.errors import UnknownNameError
from govkit.model.copying import Copier, replaced
from govkit.model.event import Change
from govkit.model.written_date import written

T = TypeVar("T")


_CHANGES: Final = Copier(Change)
_SOME_CHANGE: Final = Change(field="field")


def change_of(name: str, before: object, after: object) -> Change:
    """Record what a field held and what it holds now.

    Args:
        name: name of the field.
        before: what it held.
        after: what it holds.
    """
    change = _CHANGES.opened(_SOME_CHANGE)
    change.field = name
    change.before = None if before is None else str(before)
    change.after = None if after is None else str(after)
    return _CHANGES.closed(change)


def refuse_unchangeable(kind: str, names: Collection[str], changeable: Collection[str]) -> None:
    """Refuse to change what cannot be changed along with a trigger.

    Args:
        kind: what the entity is called.
        names: names of fields that are to be changed.
        changeable: names of fields that can be.

    Raises:
        UnknownNameError: a name is none of them.
    """
    for name in names:
        if name not in changeable:
            raise UnknownNameError("field", name, sorted(changeable), where=f"of {kind} that can be changed")


def changed(entity: T, changes: Mapping[str, Any], *, dates: Collection[str]) -> tuple[T, tuple[Change, ...]]:
    """Change fields that nothing else depends on.

    Args:
        entity: the entity; it stays as it is.
        changes: field names with new values.
        dates: names of the fields that hold written dates; texts and days are turned into such.

    Returns:
        The new entity, the old one if nothing differs, and a record per field that does.
    """
    values = {name: written(value) if name in dates else value for name, value in changes.items()}
    differing = {name: value for name, value in values.items() if value != getattr(entity, name)}
    record = tuple(change_of(name, getattr(entity, name), value) for name, value in differing.items())
    return (replaced(entity, differing) if differing else entity), record
