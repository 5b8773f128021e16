"""Every value of one type that an entity holds, wherever the model has a place for it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, get_args

import attrs

from govkit.model.position import pointer

T = TypeVar("T")


def occurrences(entity: object, kind: type[T]) -> Iterator[tuple[str, T]]:
    """Find every value of a type in an entity and in what it holds.

    The places are read off the types of the model's fields, so a field that is added is found, and a part
    that can hold no such value is not gone through.

    Args:
        entity: an entity, for example a register.
        kind: the type, for example ``WrittenDate``.

    Returns:
        The values in the order of the fields, each with its JSON Pointer from the entity.
    """
    return _below("", entity, kind)


def _below(path: str, value: Any, kind: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, kind):
        yield path, value
        return
    for name in _fields(value.__class__, kind):
        part = getattr(value, name)
        if isinstance(part, tuple):
            for i, item in enumerate(part):
                yield from _below(f"{path}{pointer(name, i)}", item, kind)
        elif part is not None:
            yield from _below(f"{path}{pointer(name)}", part, kind)


@cache
def _fields(cls: Any, kind: Any) -> tuple[str, ...]:
    """Name the fields of an entity that can hold a value of a type, themselves or further down."""
    if not attrs.has(cls):  # one of the sorts a field may hold, and one without fields
        return ()
    return tuple(field.name for field in attrs.fields(cls) if _can_hold(field.type, kind))


def _can_hold(hint: Any, kind: Any) -> bool:
    if hint is kind:
        return True
    if attrs.has(hint):
        return bool(_fields(hint, kind))
    return any(_can_hold(part, kind) for part in get_args(hint))
