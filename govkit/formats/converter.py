"""Plain data to entities and back, strictly: no coercion, no unknown key, every problem collected."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NoReturn, get_args, get_origin

import attrs
from cattrs import Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from immutabledict import immutabledict

from govkit.errors import TermError
from govkit.formats.fault import Fault, Path, complaint, cut, shown, test_of
from govkit.formats.keys import ALWAYS_IN_FILES, NOT_IN_FILES, renamed
from govkit.formats.scalars import Oversized
from govkit.model import (
    AssuranceSource,
    BodyKind,
    Direction,
    Every,
    HowOften,
    Level,
    Levels,
    OriginKind,
    Period,
    Phase,
    Rag,
    Weekday,
    WrittenDate,
)
from govkit.model.body import how_often
from govkit.model.constraint import Ref
from govkit.model.written_date import written_text

_ENUMS: Final[tuple[type[StrEnum], ...]] = (
    AssuranceSource,
    BodyKind,
    Direction,
    OriginKind,
    Phase,
    Rag,
    Weekday,
)
# Annotated[…] | None is typing's sort of union, str | None is Python's own.
_UNIONS: Final[tuple[Any, ...]] = (UnionType, type(Ref | None))
LIST_PROBLEMS: Final = 1000
"""How many problems of one list are told before the rest of it is left alone."""
_HINT: Final = 80  # characters; a longer text would fill the line
_WHOLE: Final = re.compile(r"-?[0-9]+")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TRUTH: Final = re.compile(r"true|false")


def _due(what: str, value: object, hint: str = "") -> NoReturn:
    raise Fault(f"{what} is due here, not {shown(value)}{hint}")


def _structure_text(value: object, _: object) -> str:
    if type(value) is not str:
        _due("a text", value, _text_hint(value))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Fault("the text holds half of a surrogate pair, which no file can store") from None
    return value


def _text_hint(value: object) -> str:
    if type(value) in (list, dict):
        return ""
    if value is None or type(value) is float:  # inf and nan say nothing, in quotes no more than without
        return "; write a text or leave the key out"
    return "; put it in quotes"


def _structure_int(value: object, _: object) -> int:
    if type(value) is not int:
        _due("a whole number", value, _number_hint(value, _WHOLE))
    return value


def _structure_bool(value: object, _: object) -> bool:
    if type(value) is not bool:
        _due("true or false", value, _quoted_hint(value, _TRUTH))
    return value


def _number_hint(value: object, meant: re.Pattern[str]) -> str:
    long = "; that one has more digits than can be read"
    return long if isinstance(value, Oversized) else _quoted_hint(value, meant)


def _quoted_hint(value: object, meant: re.Pattern[str]) -> str:
    return "; take the quotes off" if type(value) is str and meant.fullmatch(value) else ""


def _structure_number(value: object, _: object) -> Decimal:
    if type(value) not in (int, Decimal):
        _due("a number", value, _number_hint(value, _NUMBER))
    return Decimal(value)  # type: ignore[arg-type] # its type was checked by identity, which mypy does not follow


def _structure_period(value: object, _: object) -> Period:
    return Period(_structure_text(value, str))


def _structure_level(value: object, _: object) -> Level:
    if type(value) is int:
        return value
    if type(value) is not str:
        _due("a whole number or a text", value)
    return _structure_text(value, str)


def _structure_levels(value: object, _: object) -> Mapping[str, Any]:
    levels = _mapping(value)
    faults = list(_wrong_levels(levels))
    if faults:
        raise ExceptionGroup("levels", faults)
    return levels  # the entity makes its own copy, which nobody can change


def _wrong_levels(levels: dict[str, Any]) -> Iterator[Fault]:
    for factor, level in levels.items():
        yield from _wrong((factor,), _structure_text, factor)
        if type(level) is dict:
            for category, item in level.items():
                yield from _wrong((factor, category), _structure_text, category)
                yield from _wrong((factor, category), _structure_level, item)
        else:
            yield from _wrong((factor,), _structure_level, level)


def _wrong(path: Path, hook: Callable[[object, object], object], value: object) -> Iterator[Fault]:
    try:
        hook(value, None)
    except Fault as fault:
        yield Fault(fault.message, path)


def _names_hook(kind: Any, converter: Converter) -> Callable[[object, object], immutabledict[str, Any]]:
    of_key, of_value = map(converter.get_structure_hook, get_args(kind))
    value_kind = get_args(kind)[1]

    def structure(value: object, _: object) -> immutabledict[str, Any]:
        held: dict[str, Any] = {}
        failures: list[Exception] = []
        for key, item in _mapping(value).items():
            try:
                of_key(key, str)
            except Fault as fault:
                failures.append(_at(key, fault))
            try:
                held[key] = of_value(item, value_kind)
            except (Fault, IterableValidationError) as error:
                failures.append(_at(key, error))
        if failures:
            raise IterableValidationError("names", failures, kind)  # pyright: ignore[reportCallIssue]
        return immutabledict(held)

    return structure


def _mapping(value: object) -> dict[str, Any]:
    if type(value) is not dict:
        _due("a mapping", value)
    return value


def _structure_date(value: object, _: object) -> date:
    text = _structure_day_text(value)
    # Python also reads 20190809 and 2019-W32-5, which would be written back as something else.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        _due("a day as YYYY-MM-DD", value)
    return day


def _structure_written(value: object, _: object) -> WrittenDate:
    return written_text(_structure_day_text(value))


def _structure_day_text(value: object) -> str:
    # Only TOML has times; a register dates by days.
    if isinstance(value, datetime):
        _due("a day", value, f"; write {value.date().isoformat()}")
    if isinstance(value, time):
        _due("a day", value, "; write it as YYYY-MM-DD")
    if type(value) is float:
        _due("a day", value, "; write it as YYYY-MM-DD, or leave the key out")
    return _structure_text(value, str)


def _structure_how_often(value: object, _: object) -> HowOften | None:
    if value is None:
        return None
    if type(value) is not str:
        _due("a text such as quarterly or every 20 working days", value)
    try:
        return how_often(_structure_text(value, str))
    except TermError as error:
        raise Fault(f'"{cut(error.term)}" {error.reason}') from None


def _enum_hook(enum: type[StrEnum]) -> Callable[[object, object], StrEnum]:
    members = {member.value: member for member in enum}

    def structure(value: object, _: object) -> StrEnum:
        if type(value) is not str:
            _due("one of " + ", ".join(members), value)
        if value not in members:
            raise Fault(f'"{cut(value)}" is not a choice here; choose one of {", ".join(members)}')
        return members[value]

    return structure


def _annotated_hook(annotated: Any, converter: Converter) -> Callable[[object, Any], Any]:
    base, *constraints = get_args(annotated)
    inner = converter.get_structure_hook(base)
    tests = [(test_of(constraint), constraint) for constraint in constraints]

    def structure(value: object, _: object) -> object:
        result = inner(value, base)
        for holds, constraint in tests:
            if not holds(result):
                raise Fault(complaint(constraint, result))
        return result

    return structure


def _tuple_hook(kind: Any, converter: Converter) -> Callable[[object, object], tuple[Any, ...]]:
    element = get_args(kind)[0]
    hook = converter.get_structure_hook(element)

    def structure(value: object, _: object) -> tuple[Any, ...]:
        if type(value) is not list:
            meant = f'; write ["{value}"]' if type(value) is str and _holds_texts(element) else ""
            _due("a list", value, "" if len(meant) > _HINT else meant)
        items: list[Any] = []
        failures: list[Exception] = []
        count = 0
        for index, item in enumerate(value):
            try:
                items.append(hook(item, element))
            except Exception as error:  # noqa: BLE001 - collected, with its place
                failures.append(_at(index, error))
                count += _count(error)
                rest = len(value) - index - 1
                if count >= LIST_PROBLEMS and rest:
                    end = f"{count} problems in this list so far; its last {rest} entries were not examined"
                    failures.append(_at(index + 1, Fault(end)))
                    break
        if failures:
            # pyright reads ExceptionGroup's signature; cattrs' own takes the type as well.
            raise IterableValidationError("list", failures, kind)  # pyright: ignore[reportCallIssue]
        return tuple(items)

    return structure


def _holds_texts(element: Any) -> bool:
    return str in (element, *get_args(element))


def _at(index: int | str, error: Exception) -> Exception:
    error.add_note(IterableValidationNote("", index, Any))
    return error


def _count(error: BaseException) -> int:
    match error:
        case BaseExceptionGroup():
            return sum(map(_count, error.exceptions))
        case ForbiddenExtraKeysError():
            return len(error.extra_fields)
        case _:
            return 1


def _entity_hook(cls: type[Any], converter: Converter) -> Callable[[object, Any], Any]:
    inner = make_dict_structure_fn(cls, converter, **_overrides(cls))

    def structure(value: object, kind: Any) -> Any:
        return inner(_mapping(value), kind)

    return structure


def _entity_unhook(cls: type[Any], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **_overrides(cls))


def _overrides(cls: type[Any]) -> dict[str, Any]:
    names = {name: override(rename=key) for name, key in renamed(cls).items()}
    names |= {name: override(omit_if_default=False) for name in ALWAYS_IN_FILES.get(cls, ())}
    return names | {name: override(omit=True) for name in NOT_IN_FILES.get(cls, ())}


def _made_of(origin: Any) -> Callable[[Any], bool]:
    def matches(kind: Any) -> bool:
        found: Any = get_origin(kind)
        return found is origin or kind is origin

    return matches


def _is_optional(kind: Any) -> bool:
    parts = get_args(kind)
    return isinstance(kind, _UNIONS) and len(parts) == 2 and NoneType in parts  # noqa: PLR2004 - it, or nothing


def _optional_hook(kind: Any, converter: Converter) -> Callable[[object, object], object]:
    # cattrs' own looks the hook up at every value, which is a quarter of the time that loading takes.
    part = next(each for each in get_args(kind) if each is not NoneType)
    hook = converter.get_structure_hook(part)

    def structure(value: object, _: object) -> object:
        return None if value is None else hook(value, part)

    return structure


def make_converter(*enums: type[StrEnum]) -> Converter:
    """Build the converter that all formats share.

    Args:
        *enums: choices that entities outside of ``govkit.model`` have.

    Returns:
        A cattrs converter for every entity of ``govkit.model``; it refuses unknown keys and coerces nothing.
    """
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook_factory(attrs.has, _entity_hook)
    converter.register_structure_hook_factory(_made_of(tuple), _tuple_hook)
    converter.register_structure_hook_factory(_made_of(Annotated), _annotated_hook)
    converter.register_structure_hook_factory(_is_optional, _optional_hook)
    converter.register_structure_hook(str, _structure_text)
    converter.register_structure_hook(int, _structure_int)
    for enum in (
        *_ENUMS,
        *enums,
    ):  # each by name: cattrs gives what derives from str to the hook of str otherwise
        converter.register_structure_hook(enum, _enum_hook(enum))
    converter.register_structure_hook(bool, _structure_bool)
    converter.register_structure_hook(Decimal, _structure_number)
    converter.register_structure_hook(date, _structure_date)
    converter.register_structure_hook(Period, _structure_period)
    converter.register_structure_hook(WrittenDate, _structure_written)
    converter.register_structure_hook_factory(_made_of(immutabledict), _names_hook)
    converter.register_structure_hook_func(lambda kind: kind == Levels, _structure_levels)
    converter.register_structure_hook_func(lambda kind: kind == Level, _structure_level)
    converter.register_structure_hook_func(lambda kind: kind == Level | None, _optional_level)
    converter.register_structure_hook_func(lambda kind: kind == HowOften | None, _structure_how_often)
    converter.register_unstructure_hook_factory(attrs.has, _entity_unhook)
    converter.register_unstructure_hook_factory(_made_of(tuple), _list_hook)
    converter.register_unstructure_hook(StrEnum, str)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(WrittenDate, str)
    converter.register_unstructure_hook(Period, str)
    converter.register_unstructure_hook(Every, str)
    converter.register_unstructure_hook_func(_made_of(immutabledict), _plain_mapping)
    return converter


def _optional_level(value: object, kind: object) -> Level | None:
    return None if value is None else _structure_level(value, kind)


def _plain_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: dict(item) if isinstance(item, Mapping) else item for key, item in value.items()}


def _list_hook(kind: Any, converter: Converter) -> Callable[[Sequence[Any]], list[Any]]:
    hook = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda items: [hook(item) for item in items]
