"""Guards as plain data: what a file says of a condition, and the condition that it makes."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, NoReturn, Protocol

import attrs
from cattrs import Converter

from govkit.errors import DefinitionError
from govkit.formats.converter import make_converter
from govkit.formats.fault import Fault, shown
from govkit.formats.keys import KEY
from govkit.workflow.field import Field, View, names_nothing
from govkit.workflow.guard import All, Any_, Compare, Constant, Guard, Not, Op, Present


@attrs.frozen
class Opaque(Guard):
    """A condition that was code when its lifecycle was written to a file: its name and words are left of it.

    Args:
        opaque: its canonical form, which the version is made of.
        said: the condition in words.
        denied: the opposite in words.
    """

    opaque: str
    said: str = attrs.field(eq=False)
    denied: str = attrs.field(eq=False)

    def __call__(self, view: View) -> bool:  # noqa: ARG002 - whatever is looked at
        """Refuse: nobody can tell any more.

        Raises:
            DefinitionError: always.
        """
        self._refuse()

    def sentence(self, *, wanted: bool = True) -> str:
        """Say the condition, or its opposite."""
        return self.said if wanted else self.denied

    def canonical(self) -> str:
        """Give the form that it had."""
        return self.opaque

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:  # noqa: ARG002
        """Refuse, as calling it does.

        Raises:
            DefinitionError: always.
        """
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise DefinitionError("a guard", [f'"{self.said}" was code, and of code a file keeps the name alone'])


class Form(Protocol):
    """What stands in a file for one sort of condition."""

    def guard(self) -> Guard:
        """Make the condition."""
        ...


@attrs.frozen
class _Present:
    present: Field

    def guard(self) -> Guard:
        return Present(self.present)


@attrs.frozen
class _Comparison:
    left: Field
    op: Op
    right: Field | Constant


@attrs.frozen
class _Compare:
    compare: _Comparison

    def guard(self) -> Guard:
        return Compare(self.compare.left, self.compare.op, self.compare.right)


@attrs.frozen
class _All:
    all: tuple[Guard, ...]

    def guard(self) -> Guard:
        return All(*_some(self.all, "all"))


@attrs.frozen
class _Any:
    any: tuple[Guard, ...]

    def guard(self) -> Guard:
        return Any_(*_some(self.any, "any"))


@attrs.frozen
class _Not:
    part: Guard = attrs.field(metadata={KEY: "not"})

    def guard(self) -> Guard:
        return Not(self.part)


@attrs.frozen
class _Opaque:
    opaque: str
    sentence: str
    opposite: str

    def guard(self) -> Guard:
        return Opaque(self.opaque, self.sentence, self.opposite)


NODES: Final[Mapping[str, type[Form]]] = {
    "present": _Present,
    "compare": _Compare,
    "all": _All,
    "any": _Any,
    "not": _Not,
}
"""By its key in files each node that guards are made of."""

_KEPT: Final[Mapping[str, type[Form]]] = {**NODES, "opaque": _Opaque}
"""The same, and what a file keeps of code."""


_RIGHT_SIDE: Final = "a text, a whole number, true, false, or a mapping with day or name"


def _some(parts: tuple[Guard, ...], key: str) -> tuple[Guard, ...]:
    if not parts:
        raise Fault("at least one condition is due here", (key,))
    return parts


def _form_of(guard: Guard) -> Form:
    match guard:
        case Present(field=field):
            return _Present(field)
        case Compare(left=left, op=op, right=right):
            return _Compare(_Comparison(left, op, right))
        case All(parts=parts):
            return _All(parts)
        case Any_(parts=parts):
            return _Any(parts)
        case Not(part=part):
            return _Not(part)
        case _:
            return _Opaque(guard.canonical(), guard.sentence(), guard.sentence(wanted=False))


def guard_converter(forms: Mapping[str, type[Form]] = _KEPT, *enums: type[StrEnum]) -> Converter:
    """Build the converter of files that hold guards.

    Args:
        forms: by its key what may stand for a condition.
        *enums: choices in the file.

    Returns:
        What all formats share, with hooks for guards and their fields. It raises TypeError where
        a guard holds a constant that no file can.
    """
    converter = make_converter(Op, *enums)
    whole_field = converter.get_structure_hook(Field)
    day = converter.get_structure_hook(date)

    def guard(value: object, _: object) -> Guard:
        keys = [key for key in forms if isinstance(value, dict) and key in value]
        if len(keys) != 1:
            none = "has none" if isinstance(value, dict) else f"is {shown(value)}"
            said = f"has {' and '.join(keys)}" if keys else none
            raise Fault(f"a condition has one of the keys {', '.join(forms)}, and this {said}")
        form: Form = converter.structure(value, forms[keys[0]])
        return form.guard()

    def field(value: object, kind: object) -> Field:
        if not isinstance(value, str | dict):
            raise Fault(f"a name is due here, or a mapping of name and label, not {shown(value)}")
        name = value if isinstance(value, str) else value.get("name")
        nothing = names_nothing(name) if isinstance(name, str) else None
        if nothing is not None:
            raise Fault(nothing, () if name is value else ("name",))
        found: Field = whole_field({"name": value} if isinstance(value, str) else value, kind)
        return found

    def right(value: Any, _: object) -> Any:
        if type(value) in (str, bool, int):
            return value
        if not isinstance(value, dict):
            raise Fault(f"{_RIGHT_SIDE} is due here, not {shown(value)}")
        return day(value["day"], date) if value.keys() == {"day"} else converter.structure(value, Field)

    converter.register_structure_hook_func(lambda kind: kind is Guard, guard)
    converter.register_structure_hook(Field, field)
    converter.register_structure_hook_func(lambda kind: kind == Field | Constant, right)
    converter.register_unstructure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, Guard),
        lambda guard: converter.unstructure(_form_of(guard)),
    )
    converter.register_unstructure_hook(Field, _field_data)
    converter.register_unstructure_hook_func(lambda kind: kind == Field | Constant, _right_data)
    return converter


def _field_data(field: Field) -> object:
    return field.name if field.label == Field(field.name).label else _named(field)


def _right_data(value: Field | Constant) -> object:
    match value:
        case Field():
            return _named(value)
        case str() | int():
            return value
        case date() if type(value) is date:
            return {"day": value.isoformat()}
        case _:
            raise TypeError(f"it compares with {value!r}, which is no text, whole number, yes or no, or day")


def _named(field: Field) -> dict[str, str]:
    return {"name": field.name, "label": field.label}
