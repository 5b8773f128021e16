"""JSON, read with the standard library; positions are looked for only when there is something to place."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate
from secrets import token_hex
from typing import Any, Final

import attrs

from govkit.errors import LoadError, Problem
from govkit.formats.layout import Kind, Layout, Part
from govkit.formats.places import places
from govkit.formats.scalars import number
from govkit.formats.slips import stands_twice
from govkit.model import Document, Position, Source, pointer

SUFFIXES: Final = (".json",)
_DEPTH: Final = 64
_POINTER: Final = 1000
# Possessive, so that a long text needs no memory for ways back.
_PIECE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')


@attrs.define
class _Open:
    """A list or object that is being scanned; an object has its keys with their lines."""

    path: str | None
    start: int
    index: int
    keys: dict[str, int] | None
    key: str | None = None


@attrs.define
class _Scan:
    """What is found in JSON: where everything stands, and repeated keys with the line of the first."""

    positions: dict[str, Position]
    parts: dict[str, Part]
    repeated: list[tuple[str, Position, int]]

    def place(self, path: str | None, place: Position) -> None:
        if path is not None:
            self.positions[path] = place

    def part(self, path: str | None, start: int, end: int, kind: Kind) -> None:
        if path is not None:
            self.parts[path] = Part(start, end, kind, flow=True)


def _scan(text: str) -> _Scan:
    found = _Scan({}, {}, [])
    stack: list[_Open] = []
    place_of = places(text)
    for match in _PIECE.finditer(text):
        piece = match[0]
        top = stack[-1] if stack else None
        if piece in "}]":
            closed = stack.pop()
            kind = Kind.BRACKETS if closed.keys is None else Kind.TABLE
            found.part(closed.path, closed.start, match.end(), kind)
        elif piece == ",":
            if top and top.keys is None:
                top.index += 1
        elif piece != ":":
            place = place_of(match.start())
            if top and top.keys is not None and top.key is None:
                key: str = json.loads(piece)
                if key in top.keys:
                    found.repeated.append((key, place, top.keys[key]))
                top.keys.setdefault(key, place.line)
                top.key = key
                continue
            path = _path(top)
            found.place(path, place)
            if piece in "{[":
                stack.append(_Open(path, match.start(), 0, {} if piece == "{" else None))
            else:
                found.part(path, *match.span(), Kind.SCALAR)
    return found


def _path(top: _Open | None) -> str | None:
    if top is None:
        return ""
    part: str | int = top.index
    if top.key is not None:
        part, top.key = top.key, None
    # Paths are bounded, so that positions cannot take more memory than the text deserves.
    if top.path is None or len(path := top.path + pointer(part)) > _POINTER:
        return None
    return path


def _too_deep(text: str) -> int:
    depths = accumulate((match[0] in "{[") - (match[0] in "}]") for match in _PIECE.finditer(text))
    deep = (
        match.start() for match, depth in zip(_PIECE.finditer(text), depths, strict=True) if depth > _DEPTH
    )
    return next(deep)


def positions(text: str) -> Mapping[str, Position]:
    """Find where everything stands in a text that is known to be JSON, by JSON Pointer."""
    return _scan(text).positions


def read(text: str, name: str) -> Document:
    """Read JSON.

    Args:
        text: the whole text.
        name: what to call the source in messages.

    Returns:
        Plain data with its source.

    Raises:
        LoadError: the text is no JSON, a key stands twice, or it is nested too deep.
    """
    repeated = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        data = dict(items)
        repeated = repeated or len(data) != len(items)
        return data

    def error(start: int, message: str) -> LoadError:
        place = places(text)(start)
        return LoadError(name, [Problem(message, "", name, place.line, place.column)])

    def constant(word: str) -> Any:
        start = next(match.start() for match in _PIECE.finditer(text) if match[0].startswith(word))
        raise error(start, f"{word} is no JSON number; write a number or null")

    try:
        data = json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_int=number, parse_float=number
        )
    except json.JSONDecodeError as wrong:
        raise error(wrong.pos, f"this is no JSON: {wrong.msg}") from None
    except RecursionError:
        raise error(_too_deep(text), f"nested more than {_DEPTH} levels deep; no register is") from None
    if repeated:
        raise LoadError(
            name,
            [
                Problem(stands_twice(key, first), "", name, place.line, place.column)
                for key, place, first in _scan(text).repeated
            ],
        )
    return Document(data, Source(name, text, positions))


def layout(text: str) -> Layout:
    """Find where everything stands in a text that is known to be JSON."""
    return Layout(text, _scan(text).parts)


def rewritten(raw: str, old: str, new: str, *, flow: bool) -> str | None:  # noqa: ARG001 - as in other formats
    """Write a text where another one stands.

    Args:
        raw: the other text as it is written.
        old: the other text.
        new: the text.
        flow: whether it stands within brackets.

    Returns:
        The text as it is to be written.
    """
    return json.dumps(new, ensure_ascii="\\u" in raw)


def write(data: Mapping[str, Any], *, indent: int | None = 2) -> str:
    """Write plain data as JSON.

    Args:
        data: mappings, lists, texts, numbers, booleans and None.
        indent: by how many blanks each level is indented; None for all on one line.

    Returns:
        The text, ending in a newline.
    """
    # The standard library writes decimals only as floats, which lose digits: they pass through it as marked
    # texts. The mark is made anew each time, so that no text of a register can look like one.
    mark = token_hex(16)

    def marked(value: object) -> str:
        if not isinstance(value, Decimal):
            raise TypeError(f"{type(value).__name__} is not JSON serializable")
        return f"{mark}{value}"

    text = json.dumps(data, indent=indent, ensure_ascii=False, default=marked)
    return re.sub(f'"{mark}([^"]*)"', r"\1", text) + "\n"
