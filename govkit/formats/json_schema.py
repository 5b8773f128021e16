"""JSON Schema (2020-12) of files, read off the entities that they are turned into."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import attrs
from annotated_types import Ge, Le, MaxLen, MinLen, Predicate
from immutabledict import immutabledict

from govkit.formats.docstring import arguments, summary
from govkit.formats.keys import keys_of
from govkit.model import Every, Levels, Period, WrittenDate
from govkit.model.constraint import Line, Ref, Text, is_ref, says_something

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
"""A JSON Schema as plain data."""

_NOT_IN_REF: Final = r"/#\x00-\x1f\x7f-\xa0\xad"
_PATTERNS: Final[dict[Callable[[Any], bool], Schema]] = {
    is_ref: {
        "pattern": f"^[^ {_NOT_IN_REF}](?:[^{_NOT_IN_REF}]*[^ {_NOT_IN_REF}])?$",
        "patternErrorMessage": 'A reference is printable, without "/", "#" and blanks around it.',
    },
    says_something: {
        "pattern": r"[^\x09-\x0d\x1c-\x20\x85\xa0]",
        "patternErrorMessage": "The text is empty or blank; write one or leave the key out.",
    },
}
"""What predicates say, as patterns that all dialects read alike and that refuse nothing a predicate takes."""

_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    NoneType: {"type": "null"},
}
_DEFINED: Final[dict[Any, tuple[str, Schema]]] = {
    date: (
        "Day",
        {
            "description": "A day as YYYY-MM-DD.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
            "patternErrorMessage": "A day is due here, as YYYY-MM-DD.",
        },
    ),
    WrittenDate: (
        "WrittenDate",
        {
            "description": "A date as people write it; any text is kept, and a rule names the unreadable.",
            "type": "string",
            "examples": ["2019-08-13", "13 August 2019", "December 2018", "Q4 2019-20", "2019/20", "ongoing"],
        },
    ),
    Period: (
        "Period",
        {
            "description": "A period as people write it; any text is kept, and a rule names the unreadable.",
            "type": "string",
            "examples": ["June 2019", "Q1 2019/20", "12 months ending June 2019"],
        },
    ),
    Every: (
        "Every",
        {
            "description": '"every" and a number of days, working days, weeks, months or years.',
            "type": "string",
            "pattern": r"^\s*[Ee][Vv][Ee][Rr][Yy]\s+\S",
            "patternErrorMessage": 'This does not say how often; write it as "every 20 working days".',
            "examples": ["every 20 working days", "every 2 months"],
        },
    ),
}
_NAMES: Final[dict[Any, str]] = {Ref: "Ref", Text: "Text", Line: "Line", Levels: "Levels"}


def schema_of(cls: type[Any], *, name: str, title: str) -> Schema:
    """Read the schema of a file off the entity it is turned into.

    Args:
        cls: an attrs class whose docstring explains its arguments, and so on for what it holds.
        name: last part of the schema's URN.
        title: what the schema calls the file.

    Returns:
        A schema that refuses unknown keys, wrong types and broken constraints as the reader of files does,
        with a definition per entity, choice and sort of text.

    Raises:
        TypeError: a field has a type or a constraint that nothing here knows.
    """
    found = _Definitions()
    whole = found.entity(cls)
    return {
        "$schema": DIALECT,
        "$id": f"urn:govkit:{name}",
        "title": title,
        **whole,
        "$defs": dict(sorted(found.made.items())),
    }


@attrs.define
class _Definitions:
    """The definitions that a schema needs, by name; a name stands here before its definition is made."""

    made: dict[str, Schema] = attrs.Factory(dict)

    def entity(self, cls: type[Any]) -> Schema:
        keys = keys_of(cls)
        fields = [field for field in attrs.fields(cls) if field.name in keys]
        said = arguments(cls)
        return {
            "description": summary(cls),
            "type": "object",
            "additionalProperties": False,
            "required": [keys[field.name] for field in fields if field.default is attrs.NOTHING],
            "properties": {
                keys[field.name]: {
                    "description": said[field.name],
                    **self.of(field.type),
                    **_default(field.default),
                }
                for field in fields
            },
        }

    def of(self, kind: Any) -> Schema:
        """Say what a type allows, by reference where it has a name."""
        if kind in _NAMES:
            return self._named(_NAMES[kind], lambda: self._unnamed(kind))
        if kind in _DEFINED:
            name, schema = _DEFINED[kind]
            return self._named(name, lambda: schema)
        if attrs.has(kind):
            return self._named(kind.__name__, lambda: self.entity(kind))
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            choice = {"description": summary(kind), "enum": [member.value for member in kind]}
            return self._named(kind.__name__.removeprefix("_"), lambda: choice)
        return self._unnamed(kind)

    def _named(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.made:
            self.made[name] = {}
            self.made[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _unnamed(self, kind: Any) -> Schema:
        origin, parts = get_origin(kind), get_args(kind)
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if origin is Annotated:
            base, *constraints = parts
            schema = self.of(base)
            for constraint in constraints:
                schema |= _constrained(constraint)
            return schema
        if origin is tuple:
            return {"type": "array", "items": self.of(parts[0])}
        if origin is immutabledict:
            names = {} if parts[0] is str else {"propertyNames": self.of(parts[0])}
            return {"type": "object", **names, "additionalProperties": self.of(parts[1])}
        if origin in (Union, UnionType):
            return _one_of([self.of(part) for part in parts])
        raise TypeError(f"no schema is written for the type {kind!r}")


def _one_of(schemas: Sequence[Schema]) -> Schema:
    """Join schemas of which one has to hold; those that say no more than a type become one."""
    types = [schema["type"] for schema in schemas if set(schema) == {"type"}]
    others = [schema for schema in schemas if set(schema) != {"type"}]
    plain = [{"type": types if len(types) > 1 else types[0]}] if types else []
    joined = [*others, *plain]
    return joined[0] if len(joined) == 1 else {"anyOf": joined}


def _constrained(constraint: object) -> Schema:
    match constraint:
        case Ge(ge=least):
            return {"minimum": least}
        case Le(le=most):
            return {"maximum": most}
        case MinLen(min_length=least):
            return {"minLength": least}
        case MaxLen(max_length=most):
            return {"maxLength": most}
        case Predicate(func=holds) if holds in _PATTERNS:
            return _PATTERNS[holds]
        case _:
            raise TypeError(f"no schema is written for the constraint {constraint!r}")


def _default(value: Any) -> Schema:
    """Say what counts unless given, where that is one value and not nothing."""
    return {"default": value} if isinstance(value, bool | str) else {}
