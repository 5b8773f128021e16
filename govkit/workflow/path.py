"""What a dotted name leads to, by what the model says of its entities."""

import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from inspect import getattr_static
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from govkit.model import Action, Assurance, Review, Risk

Parts = tuple[str, ...]
"""A dotted name, taken apart."""

Entity = type[Risk] | type[Review] | type[Assurance] | type[Action]

ENTITIES: Final[Mapping[str, Entity]] = {
    Risk.KIND: Risk,
    Review.KIND: Review,
    Assurance.KIND: Assurance,
    Action.KIND: Action,
}
"""Per kind of item its class; what is known of a kind's fields is read off it."""

_KIND_OF: Final[Mapping[type, str]] = {cls: kind for kind, cls in ENTITIES.items()}


@attrs.frozen
class Known:
    """What a name stands for.

    Args:
        types: the types it may have, None left out; empty if they are not known.
        optional: whether there may be nothing.
    """

    types: tuple[type, ...] = ()
    optional: bool = True

    @property
    def sort(self) -> str | None:
        """What its values are, in words; None if that is not known, or not one thing."""
        sorts = {_sort(each) for each in self.types}
        return sorts.pop() if len(sorts) == 1 else None


@attrs.frozen
class Lacking:
    """A name that stands for nothing.

    Args:
        name: the part of it that is not there.
        owner: what lacks it.
        known: what would have been there.
    """

    name: str
    owner: str
    known: tuple[str, ...]


TEXT: Final = "a text"
NUMBER: Final = "a number"
TRUTH: Final = "a yes or no"
DAY: Final = "a day"


def _sort(cls: type) -> str:
    # A time is a date to Python, and cannot be compared with one.
    sorts = {
        bool: TRUTH,
        int: NUMBER,
        float: NUMBER,
        Decimal: NUMBER,
        str: TEXT,
        datetime: "a time",
        date: DAY,
    }
    return next((said for each, said in sorts.items() if issubclass(cls, each)), f"a {cls.__name__}")


def sort_of(constant: object) -> str:
    """Say what a constant is, in the words that ``Known.sort`` has."""
    return _sort(type(constant))


def names_of(what: object) -> Iterator[str]:
    """List what can be read of something, or of the instances of a class, methods left out."""
    for name in dir(what):
        constant = name.startswith("_") or name.isupper()
        if not constant and not callable(getattr_static(what, name)):
            yield name


def walk(known: Known, names: Sequence[str]) -> Known | Lacking:
    """Follow names by what is declared, whether or not anything is there.

    Args:
        known: what they start from.
        names: the names, each of a part of what the one before it leads to.

    Returns:
        What is known of what they lead to, or what is lacking on the way.
    """
    for name in names:
        found = []
        for cls in known.types:
            step = _step(cls, name)
            if step is None:
                return Lacking(name, cls.__name__, tuple(names_of(cls)))
            found.append(step)
        told = all(step.types for step in found)
        every = tuple(dict.fromkeys(each for step in found for each in step.types))
        known = Known(
            every if told else (),
            optional=not found or known.optional or any(step.optional for step in found),
        )
    return known


def slip(item: object, names: Parts) -> Lacking | None:
    """Find what a name slips on that leads to nothing.

    Args:
        item: the item that it is read of.
        names: the name.

    Returns:
        What is lacking; None if nothing is, or if the item is none of govkit's.
    """
    kind = _KIND_OF.get(type(item))
    return None if kind is None else _slip(kind, names)


@cache
def _slip(kind: str, names: Parts) -> Lacking | None:
    found = walk(Known((ENTITIES[kind],)), names)
    return found if isinstance(found, Lacking) else None


def _step(cls: type, name: str) -> Known | None:
    if attrs.has(cls) and name in attrs.fields_dict(cls):
        return _told(get_type_hints(cls)[name])
    found = getattr_static(cls, name, None)
    if isinstance(found, property):
        return _told(get_type_hints(found.fget).get("return", Any))
    # Methods are there, and are no value that could be compared.
    return None if found is None or callable(found) or name.startswith("_") else Known()


def _told(hint: Any) -> Known:
    """Read an annotation."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        members = [_told(each) for each in get_args(hint) if each is not types.NoneType]
        every = tuple(cls for member in members for cls in member.types)
        told = all(member.types for member in members)
        return Known(every if told else (), optional=types.NoneType in get_args(hint))
    cls = origin or hint
    return Known((cls,), optional=False) if isinstance(cls, type) and cls is not object else Known()
