"""TOML, read with the standard library; positions are looked for only when there is something to place.

Not only registers are TOML: schemes and settings are read by the same function, with the same places.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from govkit.errors import LoadError, MissingExtraError, Problem
from govkit.formats.fault import cut
from govkit.formats.places import places
from govkit.formats.scalars import Oversized, number
from govkit.formats.slips import of_toml, stands_twice
from govkit.formats.toml_scan import DEPTH, TooDeepError, layout, scan
from govkit.model import Document, Position, Source, pointer

__all__ = ["SUFFIXES", "layout", "read", "rewritten", "write"]

SUFFIXES: Final = (".toml",)
_TOO_DEEP: Final = f"nested more than {DEPTH} levels deep; no register is"
_WHERE: Final = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_REPETITIONS: Final = ("Cannot ", "Duplicate ")  # how tomllib's sentences about them begin
_ESCAPE: Final = "Unescaped"  # how its sentence about a backslash begins
_LITERAL: Final = re.compile(r"[^'\x00-\x08\x0a-\x1f\x7f]*")
_SHORT: Final = 2_000  # bits; Python writes integers of 640 digits whatever its limit


def _positions(text: str) -> Mapping[str, Position]:
    return scan(text).positions


def _figure(text: str) -> object:
    return float(text) if text.endswith(("inf", "nan")) else number(text)


def _settle(data: dict[str, Any]) -> bool:
    """Make texts of days, set endless integers apart, and say whether the bound on nesting is kept."""
    level: list[Any] = [data]
    for _ in range(DEPTH):
        inner: list[Any] = []
        for container in level:
            for key, value in container.items() if type(container) is dict else enumerate(container):
                kind = type(value)
                if kind is dict or kind is list:
                    inner.append(value)
                elif kind is date:
                    container[key] = value.isoformat()
                elif kind is int and value.bit_length() > _SHORT:
                    container[key] = _integer(value)
        level = inner
    return not level


def _integer(value: int) -> int | Oversized:
    # Written with 0x, an integer may have more digits than Python would ever write again.
    try:
        str(value)
    except ValueError:
        return Oversized(hex(value))
    return value


def _problem(message: str, name: str, place: Position) -> Problem:
    return Problem(message, "", name, place.line, place.column)


def _syntax(text: str, name: str, error: tomllib.TOMLDecodeError) -> list[Problem]:
    """List what is repeated before tomllib gave up, and why it did, unless that was it."""
    sentence = str(error)
    match = _WHERE.search(sentence)
    message = sentence[: match.start()] if match else sentence
    end = places(text)(len(text))
    place = Position(int(match[1]), int(match[2])) if match and match[1] else end
    if message.startswith(_ESCAPE):
        place = _backslash(text, place)
    about_repetition = message.startswith(_REPETITIONS)
    repeated = [
        _problem(stands_twice(each.key, each.first, each.hint), name, each.place)
        for each in scan(text).repeated
        if about_repetition or (each.place.line, each.place.column) < (place.line, place.column)
    ]
    if repeated and about_repetition:
        return repeated
    hint = of_toml(message, text, place)
    return [*repeated, _problem(f"this is no TOML: {message}{hint}", name, place)]


def _backslash(text: str, behind: Position) -> Position:
    """Find the backslash behind which tomllib says that it is none."""
    line = text.split("\n")[behind.line - 1]
    at = line.rfind("\\", 0, behind.column - 1)
    return behind if at < 0 else Position(behind.line, at + 1)  # a line break comes between


def _long_integers(text: str, name: str) -> list[Problem]:
    problems = []
    for word, place in scan(text).long_integers:
        try:
            int(word)
        except ValueError:
            message = f"the number {cut(word)} has more digits than can be read; write fewer, or quote a text"
            problems.append(_problem(message, name, place))
    return problems


def read(text: str, name: str) -> Document:
    """Read TOML.

    Args:
        text: the whole text.
        name: what to call the source in messages.

    Returns:
        Plain data with its source. A day without a time is the text it is written as. Other dates and times,
        and ``inf`` and ``nan``, are Python's: no text and no number, so whoever gets them refuses them.

    Raises:
        LoadError: the text is no TOML, or it is nested too deep.
    """
    try:
        data = _data(text, name)
    except TooDeepError as deep:
        raise LoadError(name, [_problem(_TOO_DEEP, name, places(text)(deep.start))]) from None
    return Document(data, Source(name, text, _positions))


def _data(text: str, name: str) -> dict[str, Any]:
    if any(line.count(".") >= DEPTH for line in text.split("\n")):
        scan(text)  # a key of many parts would cost tomllib memory and time by the square of their number
    try:
        data = tomllib.loads(text, parse_float=_figure)
    except tomllib.TOMLDecodeError as error:
        raise LoadError(name, _syntax(text, name, error)) from None
    except ValueError:  # tomllib leaves integers to int(), which has a bound of its own
        raise LoadError(name, _long_integers(text, name)) from None
    except RecursionError:
        scan(text)
        raise  # it is not the text that is too deep, but who reads it
    if not _settle(data):
        scan(text)
    return data


def rewritten(raw: str, old: str, new: str, *, flow: bool) -> str | None:  # noqa: ARG001 - as in other formats
    """Write a text where another one stands, quoted as that one is if it can be.

    Args:
        raw: the other text as it is written.
        old: the other text.
        new: the text.
        flow: whether it stands within brackets.

    Returns:
        The text as it is to be written; None for one in several lines, whose layout would be lost.
    """
    if raw.startswith(("'''", '"""')):
        return raw.replace(old, new) if raw.count(old) == 1 else None
    if raw[0] == "'" and _LITERAL.fullmatch(new):
        return f"'{new}'"
    return json.dumps(new, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(data: Mapping[str, Any]) -> str:
    """Write plain data as TOML that reads back the same.

    Args:
        data: mappings, lists, texts, numbers and booleans; there is no None in TOML.

    Returns:
        The text, ending in a newline.

    Raises:
        MissingExtraError: tomli-w is not installed.
        TypeError: something in the data has no form in TOML.
    """
    try:
        from tomli_w import dumps  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("writing TOML", "toml") from None
    return dumps({key: _writable(value, pointer(key)) for key, value in data.items()})


def _writable(value: Any, path: str) -> Any:
    match value:
        case dict():
            return {key: _writable(item, path + pointer(key)) for key, item in value.items()}
        case list():
            return [_writable(item, path + pointer(index)) for index, item in enumerate(value)]
        case None:
            raise TypeError(f"{path}: TOML has no null; leave the key out")
        case Decimal() if str(value).lstrip("-").isdigit():
            return int(value)  # tomli-w would write 79 as 79.0, which says more than is known
        case str() | int() | float() | Decimal():
            return value
        case _:
            raise TypeError(f"{path}: {type(value).__name__} is not TOML serializable")
