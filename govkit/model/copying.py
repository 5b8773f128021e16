"""Copies of frozen entities with some fields changed, without doing again what was done for the others.

``attrs.evolve`` makes a new entity by its ``__init__``, which converts and checks every field, and sets each
by a call, since the entity is frozen. A copy needs that of the changed fields only: the others come from an
entity that has been through it. So a function is written per class, as attrs writes ``__init__``, that sets
the fields of an *open* copy: an instance of a derived class that can be set. Once it is of the class itself,
it is frozen like any other. Copying takes a fifth of the time.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, TypeVar

import attrs

from govkit.model.constraint import Validate

T = TypeVar("T")

Convert = Callable[[Any], Any]

_AT_BIRTH: Final = ("__attrs_pre_init__", "__attrs_post_init__")


class Copier(Generic[T]):
    """Copies of entities of one class, for which that is the same as making them anew.

    Args:
        cls: the class; ``can_copy`` is true of it.
    """

    def __init__(self, cls: type[T]) -> None:
        fields = attrs.fields(cls)  # type: ignore[arg-type]  # only attrs classes can be copied
        self.cls = cls
        self.opened: Callable[[T], Any] = _opening(cls, [field.name for field in fields])
        """Makes a copy that can be set, to be closed before anybody else sees it."""
        self.converters: Mapping[str, Convert] = {
            field.name: field.converter for field in fields if field.converter is not None
        }
        self.validators: Mapping[str, tuple[Validate, attrs.Attribute[Any]]] = {
            field.name: (field.validator, field) for field in fields if field.validator is not None
        }

    def changed(self, entity: T, changes: Mapping[str, Any]) -> T:
        """Copy an entity with some fields changed.

        Args:
            entity: the entity, of this very class.
            changes: field names with new values, which are converted and checked as ever.

        Returns:
            The copy.
        """
        converters, validators = self.converters, self.validators
        copy = self.opened(entity)
        for name, value in changes.items():
            setattr(copy, name, converters[name](value) if name in converters else value)
        new = self.closed(copy)
        for name in changes:
            if name in validators:
                validate, field = validators[name]
                validate(new, field, getattr(new, name))
        return new

    def closed(self, copy: Any) -> T:
        """Freeze an open copy, whose fields hold by now what they are due; they are not checked.

        Args:
            copy: what ``opened`` gave.

        Returns:
            The same object.
        """
        copy.__class__ = self.cls
        new: T = copy
        return new


def can_copy(cls: type) -> bool:
    """Whether an entity of a class is its fields and nothing else, so that it can be copied field by field.

    That is so of a slotted attrs class whose ``__init__`` attrs has written, that derives no field from
    others and keeps nothing beside its fields, and whose converters take one value.
    """
    if not attrs.has(cls) or any(hasattr(cls, name) for name in _AT_BIRTH):
        return False
    if cls.__new__ is not object.__new__ or any(
        "__init_subclass__" in vars(each) for each in cls.__mro__[:-1]
    ):
        return False
    fields = attrs.fields(cls)
    slots = {name for each in cls.__mro__ for name in vars(each).get("__slots__", ())}
    written = getattr(cls.__init__, "__code__", None)
    return (
        slots - {"__weakref__"} == {field.name for field in fields}
        and written is not None
        and written.co_filename.startswith("<attrs generated")
        and all(field.init and not isinstance(field.converter, attrs.Converter) for field in fields)
    )


_COPIERS: Final[dict[type, Copier[Any] | None]] = {}
"""What was found out about classes so far; None for one whose entities are made anew."""


def replaced(entity: T, changes: Mapping[str, Any]) -> T:
    """Copy an entity with some fields changed; the same as ``attrs.evolve``, whose ``**changes`` they are.

    Args:
        entity: an entity of any attrs class.
        changes: field names with new values.

    Returns:
        The new entity; the old one stays as it is.

    Raises:
        TypeError: the entity has no such field, or a field takes no such value.
    """
    cls = type(entity)
    if cls not in _COPIERS:
        _COPIERS[cls] = Copier(cls) if can_copy(cls) else None
    copies: Copier[T] | None = _COPIERS[cls]
    if copies is not None:
        try:
            return copies.changed(entity, changes)
        except Exception:  # noqa: BLE001, S110 - whatever it is, attrs.evolve meets it too, and says it as ever
            pass
    item: Any = entity
    evolved: T = attrs.evolve(item, **changes)
    return evolved


def _opening(cls: type, names: list[str]) -> Callable[[Any], Any]:
    # Both are needed: a class that overrides only one of them sets attributes by a call of Python's again.
    settable = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    scope: dict[str, Any] = {
        "new": object.__new__,
        "Open": type(cls)(f"Open{cls.__name__}", (cls,), settable),
    }
    lines = [
        "def opened(entity):",
        "    copy = new(Open)",
        *(f"    copy.{name} = entity.{name}" for name in names),
        "    return copy",
    ]
    exec("\n".join(lines), scope)  # noqa: S102 - field names are identifiers; attrs has made a class of them
    opened: Callable[[Any], Any] = scope["opened"]
    return opened
