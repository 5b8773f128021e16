"""Constraints on single values, as annotated types that loaders, strategies and schemas all read."""

from collections.abc import Callable
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import attrs
from annotated_types import Ge, Le, MaxLen, MinLen, Predicate

from govkit.errors import BlankTextError

Validate = Callable[[Any, "attrs.Attribute[Any]", Any], None]
"""What attrs calls with an entity, a field and its value; it raises an error if something is wrong."""


def is_ref(text: str) -> bool:
    """Whether a text can serve as a reference: printable, without "/" and "#", nothing blank around it."""
    return text == text.strip() and "/" not in text and "#" not in text and text.isprintable()


Ref = Annotated[str, MinLen(1), MaxLen(100), Predicate(is_ref)]
"""A reference: 1 to 100 printable characters without ``/`` and ``#``, which addresses are built with."""


def says_something(text: str) -> bool:
    """Whether a text says something: neither empty nor blank only."""
    return not text.isspace() and text != ""


Text = Annotated[str, Predicate(says_something)]
"""A text that says something: neither empty nor blank only."""

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


def is_a(kind: type) -> Validate:
    """Make a check that refuses what is of another class than a part has to be; None is let through.

    Args:
        kind: the class.

    Returns:
        What attrs calls with an entity, a field and its value; it raises ``TypeError``.
    """

    def check(entity: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value is not None and not isinstance(value, kind):
            raise TypeError(
                f"{type(entity).__name__}.{attribute.name} takes {kind.__name__}, not {type(value).__name__}"
            )

    return check


def tuple_of(kind: type) -> Validate:
    """Make a check that refuses what is no tuple, and what is of another class in it.

    Args:
        kind: the class of all that may be in it.

    Returns:
        What attrs calls with an entity, a field and its value; it raises ``TypeError``.
    """

    def check(entity: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        is_tuple(entity, attribute, value)
        for place, item in enumerate(value):
            if not isinstance(item, kind):
                raise TypeError(
                    f"{type(entity).__name__}.{attribute.name}[{place}] takes {kind.__name__}, "
                    f"not {type(item).__name__}"
                )

    return check


def with_texts(_: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    """Hold the fields of an entity that are ``Text``, or tuples of it, to what ``Text`` says.

    It is a ``field_transformer`` of attrs, for entities made in Python. Files are held to it by their reader,
    which knows the line.

    Args:
        fields: the fields of the entity.

    Returns:
        The fields, those of texts with a check that raises ``BlankTextError``.
    """
    return [
        field if (check := _check_of(field.type)) is None else field.evolve(validator=_also(field, check))
        for field in fields
    ]


def _also(field: "attrs.Attribute[Any]", check: Validate) -> Validate:
    return check if field.validator is None else attrs.validators.and_(field.validator, check)


def _check_of(kind: Any) -> Validate | None:
    if kind == Text or get_args(kind) == (Text, NoneType):
        return refuse_blank
    return _refuse_blanks if get_origin(kind) is tuple and get_args(kind)[0] is Text else None


def refuse_blank(entity: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse a text that says nothing; what is no text is refused with its place when the register is saved.

    Raises:
        BlankTextError: it is empty or blank.
    """
    if isinstance(value, str) and not says_something(value):
        raise BlankTextError(f"{type(entity).__name__}.{attribute.name}", value)


def _refuse_blanks(entity: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    for place, item in enumerate(value):
        if isinstance(item, str) and not says_something(item):
            raise BlankTextError(f"{type(entity).__name__}.{attribute.name}[{place}]", item)
