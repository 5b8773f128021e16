"""What is due in each argument of a definition, read from its annotation, and what stands there instead.

Files are checked by their reader. Python is not: it would take a text for a list of letters and True for 1.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Required, Union, get_args, get_origin, get_type_hints

import attrs

from govkit.errors import did_you_mean
from govkit.formats.fault import broken
from govkit.formats.flaw import Flaw, refuse

_LONGEST: Final = 40
_FIGURE: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_WORDS: Final[Mapping[object, str]] = {
    str: "a text",
    int: "a whole number",
    float: "a finite number",
    Decimal: "a Decimal",
    bool: "True or False",
    NoneType: "None",
}
_WRITE: Final[Mapping[str, str]] = {
    "Factor": 'write Factor.numbered("likelihood", ["Rare", "Often"])',
    "FactorLevel": 'write FactorLevel(number=1, label="Rare"), or let Factor.numbered make levels of labels',
    "Category": 'write Category("money", "Money")',
    "Interval": "write Interval(0, 0.1)",
    "Band": 'write Band(key="low", label="Low", first=1, last=4)',
    "Tolerance": 'give the greatest value within it, or Tolerance(band="low")',
    "Claims": "write Claims(injective=True)",
    "Field": 'write Field("owner")',
    "Guard": 'write Present(Field("owner"))',
    "State": 'write State("open", "Open")',
    "Row": 'write Row("close", "open", "closed")',
}


def refuse_misfits(subject: str, entity: object, cls: Any) -> None:
    """Refuse an entity whose fields hold something else than their annotations say.

    Args:
        subject: what is being defined.
        entity: an instance of ``cls``.
        cls: the class whose fields are looked at; those that a class derived from it adds are its own.

    Raises:
        DefinitionError: it lists every field that does.
    """
    given = {name: getattr(entity, name) for name in fields_of(cls)}
    refuse(subject, misfits(given, fields_of(cls)))


@cache
def fields_of(cls: Any) -> Mapping[str, Any]:
    """Read what is due in the fields of a class, or in the keys of a typed dictionary.

    Args:
        cls: the class.

    Returns:
        Annotations by name.
    """
    hints = hints_of(cls)
    # attrs annotates cached properties too, which are no fields.
    names = [field.name for field in attrs.fields(cls)] if attrs.has(cls) else list(hints)
    return {name: hints[name] for name in names}


def hints_of(item: Any) -> dict[str, Any]:
    """Read the annotations of a class or a function, with the constraints that are part of them.

    Args:
        item: the class or the function.

    Returns:
        Annotations by name.
    """
    hints = get_type_hints(item, include_extras=True)
    return {name: get_args(hint)[0] if get_origin(hint) is Required else hint for name, hint in hints.items()}


def misfits(given: Mapping[str, object], due: Mapping[str, Any]) -> Iterator[Flaw]:
    """Compare arguments with what is due.

    Args:
        given: the arguments by name.
        due: annotations by name; names without one are passed over.

    Yields:
        A flaw per argument, or item of one, that does not fit: what it takes, what it got, and the way out.
    """
    for name, value in given.items():
        if name in due:
            yield from (Flaw(message) for message in _misfits(name, value, due[name]))


def shown(value: object) -> str:
    """Name a value in the words of Python: ``the text "abc"``, ``the number 3.0``, ``None``, ``a list``."""
    text = str(value) if isinstance(value, (str, int, float, Decimal)) else ""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    match value:
        case None | bool():
            return repr(value)
        case str():
            return f'the text "{cut}"'
        case int() | float() | Decimal():
            return f"the number {cut}"
        case type():
            return f"the class {value.__name__}"
        case _:
            return _with_article(type(value).__name__)


def _misfits(name: str, value: object, due: Any) -> Iterator[str]:
    choices = _choices(due)
    if any(_fitting(choice)(value) for choice in choices):
        return
    complaint = next(
        (said for choice in choices if _is_of(value, choice) for said in _broken(value, choice)), ""
    )
    if complaint:
        yield f"{name}: {complaint}"
        return
    choices = tuple(map(_bare, choices))
    within = next((choice for choice in choices if _is_of(value, choice)), None)
    if within is not None:
        for key, item, inner in _items(value, within):
            yield from _misfits(f"{name}[{key!r}]", item, inner)
        return
    enums = [choice for choice in choices if isinstance(choice, type) and issubclass(choice, Enum)]
    if enums and isinstance(value, str):
        known = [str(each.value) for each in enums[0]]
        # Signs are no words: nothing is near "=".
        hint = did_you_mean(value, known) if value.isidentifier() else f"; known: {', '.join(known)}"
        yield f'{name} cannot be "{value}"{hint}'
        return
    words = list(dict.fromkeys(_words(choice) for choice in choices))
    *first, last = words
    takes = f"{', '.join(first)} or {last}" if first else last
    way_out = next(filter(None, (_way_out(value, choice) for choice in choices)), "")
    yield f"{name} takes {takes}, not {shown(value)}{way_out and f': {way_out}'}"


def _choices(due: Any) -> tuple[Any, ...]:
    """List the alternatives of an annotation."""
    if get_origin(due) in (Union, UnionType):
        return tuple(choice for each in get_args(due) for choice in _choices(each))
    return (due,)


def _bare(due: Any) -> Any:
    """Take the constraints off an annotation."""
    return get_args(due)[0] if get_origin(due) is Annotated else due


def _broken(value: object, due: Any) -> Iterator[str]:
    """Say which constraints of an annotation a value of its type breaks."""
    constraints = get_args(due)[1:] if get_origin(due) is Annotated else ()
    yield from filter(None, (broken(each, value) for each in constraints))


@cache
def _fitting(due: Any) -> Callable[[object], bool]:
    """Make a test of an annotation without alternatives, and of all that is in it; tables are long."""
    if get_origin(due) is Annotated:
        return lambda value: _is_of(value, due) and not any(_broken(value, due))
    inner = get_args(due)
    if not inner or get_origin(due) is Callable:
        return lambda value: _is_of(value, due)
    tests = [_fitting(choice) for choice in _choices(inner[-1 if _is_mapping(due) else 0])]

    def item_fits(item: object) -> bool:
        return any(test(item) for test in tests)

    def fits(value: object) -> bool:
        if not _is_of(value, due):
            return False
        items: Any = value.values() if isinstance(value, Mapping) else value
        return all(map(item_fits, items))

    return fits


def _is_mapping(due: Any) -> bool:
    kind = get_origin(due) or due
    return isinstance(kind, type) and issubclass(kind, Mapping)


def _is_of(value: object, due: Any) -> bool:
    """Whether a value is of the outermost type of an annotation."""
    due = _bare(due)
    kind = get_origin(due) or due
    if kind is float:
        return _is_number(value)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is Sequence:
        return isinstance(value, Sequence) and not isinstance(value, (str, bytes))
    if kind is Callable:
        return callable(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return value in list(kind)  # a member's text stands for it
    return isinstance(value, kind) if isinstance(kind, type) else True


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and isfinite(value)


def _items(value: Any, due: Any) -> list[tuple[object, object, Any]]:
    """List what is in a container with what is due there."""
    inner = get_args(due)
    if isinstance(value, Mapping):
        return [(key, item, inner[-1]) for key, item in value.items()]
    return [(at, item, inner[0]) for at, item in enumerate(value)]


def _words(due: Any) -> str:
    kind: Any = get_origin(due) or due
    inner = get_args(due)
    if kind in (tuple, frozenset) and inner:
        return f"a {kind.__name__} of {_plural(inner[0])}"
    if kind is Sequence:
        return f"a list of {_plural(inner[0])}"
    if _is_mapping(due):
        return "a mapping"
    if kind is Callable:
        return "a function"
    if kind in _WORDS:
        return _WORDS[kind]
    return _with_article(str(kind.__name__))


def _with_article(name: str) -> str:
    return f"{'an' if name.startswith(tuple('aeiouAEIOU')) else 'a'} {name}"


def _plural(due: Any) -> str:
    choices = _choices(_bare(due))
    if len(choices) != 1:
        return "values"
    kind: Any = get_origin(choices[0]) or choices[0]
    words: Mapping[Any, str] = {
        str: "texts",
        tuple: "cells",
        Sequence: "rows",
        int: "numbers",
        bool: "True and False",
    }
    return words.get(kind) or str(kind.__name__)


def _way_out(value: object, due: Any) -> str:
    kind: Any = get_origin(due) or due
    if isinstance(value, type) and isinstance(kind, type) and issubclass(value, kind):
        return "give an instance of it"
    ways = {
        (tuple, list): "write tuple(…) around it",
        (tuple, str): f'write ("{value}",) for one',
        (Sequence, str): f'write ["{value}"] for one',
        (str, int): "put it in quotes",
        (str, float): "put it in quotes",
        (Decimal, float): f'write Decimal("{value}")',
    }
    if kind is int and isinstance(value, float) and value.is_integer():
        return f"write {int(value)}"
    if kind in (int, float) and isinstance(value, str) and _FIGURE.fullmatch(value.strip()):
        return f"write {value.strip()} without quotes"
    return ways.get((kind, type(value)), "") or _WRITE.get(getattr(kind, "__name__", ""), "")
