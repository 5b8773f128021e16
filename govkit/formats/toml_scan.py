"""Where everything stands in a TOML text: tomllib knows it while it reads, and keeps it to itself.

The scanner is for texts that tomllib has read, and for the part of others that it has read. It takes a little
more than TOML allows, so what tomllib accepts it understands; at the first thing it does not, it stops.
"""

import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import Final, NoReturn

import attrs

from govkit.formats.layout import Kind, Layout, Part
from govkit.formats.places import places
from govkit.model import Position, pointer

DEPTH: Final = 64
_POINTER: Final = 1000
_SHORT: Final = 640
# All repetitions are possessive, so that a long text needs no memory for ways back.
_LINE: Final = r'"(?:[^"\\\n]++|\\[^\n])*+"' r"|'[^'\n]*+'"
_LINES: Final = r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}+(?!"))*+"{3,5}+' r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+"
# A blank may part a day from its time, and is in no other word.
_WORD: Final = r"""(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[ ](?=[0-9]))?+[^\s,\[\]{}#"'=]++"""
_SCALAR: Final = re.compile(f"{_LINES}|{_LINE}|{_WORD}")
_PART: Final = re.compile(rf"""[ \t]*+({_LINE}|[^\s.=\[\]{{}},#"']++)[ \t]*+""")
_BLANK: Final = re.compile(r"[ \t]*+")
_GAP: Final = re.compile(r"(?:\s++|#[^\n]*+)*+")
_END: Final = re.compile(r"[ \t]*+(?:#[^\n]*+|\r)?+(?=\n|\Z)")
_COMMENT: Final = re.compile(r"#[^\r\n]*")
_DIGITS: Final = re.compile(r"[+-]?[0-9_]++(?![.eE])")


class TooDeepError(Exception):
    """An element lies deeper than any file may go.

    Args:
        start: its index in the text.
    """

    def __init__(self, start: int) -> None:
        self.start = start
        super().__init__(start)


class _NotTomlError(Exception):
    """Here the text is no TOML, and tomllib has said so."""


class _Made(Enum):
    """How a table came to be, on which it depends who may add to it."""

    ON_THE_WAY = auto()  # to a table in it, whose header named it
    BY_DOTS = auto()
    BY_NAME = auto()  # by its own header, or inline


@attrs.define
class _Table:
    """A table; a value in it is None, for nobody may add to a value."""

    path: str | None
    depth: int
    made: _Made
    entries: "dict[str, _Table | _Rows | None]" = attrs.Factory(dict)


@attrs.define
class _Rows:
    """An array of tables; headers that lead through it mean its last table."""

    path: str | None
    last: _Table
    count: int = 1


@attrs.frozen
class Repetition:
    """A key or table that is defined again.

    Args:
        key: the last part of its name.
        place: where it is defined again.
        first: the line of its first definition, None if it is not known.
        hint: a clause about what to write instead, empty if that is not known.
    """

    key: str
    place: Position
    first: int | None = None
    hint: str = ""


@attrs.define
class Scan:
    """What is found in a text.

    Args:
        positions: by JSON Pointer, of every element whose pointer has at most 1 000 characters: where a value
            begins; for a table or an array that is none, where the header or key begins that makes it.
        repeated: keys and tables that are defined again, and where.
        long_integers: where whole numbers stand whose digits Python may not be willing to read.
    """

    positions: dict[str, Position] = attrs.Factory(dict)
    repeated: list[Repetition] = attrs.Factory(list)
    long_integers: list[tuple[str, Position]] = attrs.Factory(list)


def scan(text: str) -> Scan:
    """Find where everything stands.

    Args:
        text: TOML; of another text, what stands before its first fault is found.

    Returns:
        Positions, repetitions and numbers of endless length.

    Raises:
        TooDeepError: something is nested more than 64 levels deep, the whole being the first.
    """
    scanner = _Scanner(text, places(text))
    with suppress(_NotTomlError):
        scanner.document()
    return scanner.found


def _below(path: str | None, part: str | int) -> str | None:
    # Paths are bounded, so that positions cannot take more memory than the text deserves.
    if path is None or len(longer := path + pointer(part)) > _POINTER:
        return None
    return longer


def _unquoted(piece: str) -> str:
    if piece[0] not in "\"'":
        return piece
    if piece[0] == "'" or "\\" not in piece:
        return piece[1:-1]
    try:
        key: str = tomllib.loads(f"key = {piece}")["key"]
    except tomllib.TOMLDecodeError:
        raise _NotTomlError from None
    return key


@attrs.define
class _Scanner:
    text: str
    place_of: Callable[[int], Position]
    at: int = 0
    found: Scan = attrs.Factory(Scan)

    def document(self) -> None:
        root = table = _Table("", 1, _Made.BY_NAME)
        self.take(_GAP)
        self.place("", self.at if self.at < len(self.text) else 0)
        while self.at < len(self.text):
            if self.next_is("["):
                table = self.header(root)
            else:
                self.pair(table)
            self.take(_END)
            self.take(_GAP)

    def header(self, root: _Table) -> _Table:
        start = self.at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.at += brackets
        *way, name = self.key(start)
        table = root
        for part in way:
            table = self.step(table, part, _Made.ON_THE_WAY, start)
        for _ in range(brackets):
            self.expect("]")
        return self.row(table, name, start) if brackets > 1 else self.named(table, name, start)

    def named(self, table: _Table, name: str, start: int) -> _Table:
        """Open the table of a header in single brackets."""
        if name in table.entries:
            entry = table.entries[name]
            if isinstance(entry, _Rows):
                return self.again(table, name, start, f"; the next entry of a list begins with [[{name}]]")
            if not isinstance(entry, _Table) or entry.made is not _Made.ON_THE_WAY:
                return self.again(table, name, start)
            entry.made = _Made.BY_NAME
        else:
            entry = table.entries[name] = self.table(_below(table.path, name), table.depth, start)
        self.place(entry.path, start)
        return entry

    def row(self, table: _Table, name: str, start: int) -> _Table:
        """Open the next table of an array, whose header has double brackets."""
        if name not in table.entries:
            path = _below(table.path, name)
            self.bound(table.depth + 1, start)
            self.place(path, start)
            first = self.table(_below(path, 0), table.depth + 1, start)
            table.entries[name] = _Rows(path, first)
            return first
        entry = table.entries[name]
        if not isinstance(entry, _Rows):
            hint = f"; each entry of a list begins with [[{name}]], the first one too"
            return self.again(table, name, start, hint if isinstance(entry, _Table) else "")
        entry.last = self.table(_below(entry.path, entry.count), table.depth + 1, start)
        entry.count += 1
        return entry.last

    def step(self, table: _Table, part: str, made: _Made, start: int) -> _Table:
        """Go one table down, on the way to what a header or a dotted key is about."""
        if part not in table.entries:
            new = table.entries[part] = self.table(_below(table.path, part), table.depth, start, made)
            return new
        entry = table.entries[part]
        if isinstance(entry, _Rows) and made is _Made.ON_THE_WAY:
            return entry.last
        if isinstance(entry, _Table) and (made is _Made.ON_THE_WAY or entry.made is not _Made.BY_NAME):
            entry.made = entry.made if made is _Made.ON_THE_WAY else made
            return entry
        return self.again(table, part, start)

    def again(self, table: _Table, name: str, start: int, hint: str = "") -> _Table:
        """Note a repetition; what belongs to it is not told again, so it goes to a table that nobody has."""
        self.repeat(table, name, start, hint)
        return self.table(None, table.depth, start)

    def repeat(self, table: _Table, name: str, start: int, hint: str = "") -> None:
        # A key and its value are on one line, so the place of the value will do.
        path = _below(table.path, name)
        first = self.found.positions[path].line if path is not None else None
        self.found.repeated.append(Repetition(name, self.place_of(start), first, hint))

    def table(self, path: str | None, above: int, start: int, made: _Made = _Made.BY_NAME) -> _Table:
        self.bound(above + 1, start)
        self.place(path, start)
        return _Table(path, above + 1, made)

    def pair(self, table: _Table) -> None:
        start = self.at
        *way, name = self.key(start)
        self.expect("=")
        self.take(_BLANK)
        for part in way:
            table = self.step(table, part, _Made.BY_DOTS, start)
        path = _below(table.path, name)
        if name in table.entries:
            self.repeat(table, name, start)
            path = None
        else:
            table.entries[name] = None
        self.value(path, table.depth)

    def key(self, start: int) -> list[str]:
        parts: list[str] = []
        while True:
            parts.append(_unquoted(self.take(_PART)[1]))
            if len(parts) > DEPTH:
                raise TooDeepError(start)
            if not self.next_is("."):
                return parts
            self.at += 1

    def value(self, path: str | None, above: int) -> None:
        start = self.at
        if self.next_is("{"):
            self.inline(self.table(path, above, start))
            return
        self.place(path, start)
        if not self.next_is("["):
            self.scalar(start)
            return
        self.bound(above + 1, start)
        self.open()
        index = 0
        while not self.next_is("]"):
            self.value(_below(path, index), above + 1)
            self.part_or("]")
            index += 1
        self.at += 1

    def scalar(self, start: int) -> None:
        word = self.take(_SCALAR)[0]
        # The digits alone: what follows may be wrong as well, and tomllib reads them before it sees that.
        digits = _DIGITS.match(word) if len(word) > _SHORT else None
        if digits and len(digits[0]) > _SHORT:
            self.found.long_integers.append((digits[0], self.place_of(start)))

    def inline(self, table: _Table) -> None:
        self.open()
        while not self.next_is("}"):
            self.pair(table)
            self.part_or("}")
        self.at += 1

    def open(self) -> None:
        self.at += 1
        self.take(_GAP)

    def part_or(self, end: str) -> None:
        self.take(_GAP)
        if not self.next_is(end):
            self.expect(",")
            self.take(_GAP)

    def bound(self, depth: int, start: int) -> None:
        if depth > DEPTH:
            raise TooDeepError(start)

    def place(self, path: str | None, start: int) -> None:
        if path is not None:
            self.found.positions[path] = self.place_of(start)

    def next_is(self, char: str) -> bool:
        return self.text.startswith(char, self.at)

    def expect(self, char: str) -> None:
        if not self.next_is(char):
            self.stop()
        self.at += 1

    def take(self, what: re.Pattern[str]) -> re.Match[str]:
        match = what.match(self.text, self.at)
        if match is None:
            self.stop()
        self.at = match.end()
        return match

    def stop(self) -> NoReturn:
        raise _NotTomlError


@attrs.define
class _Surveyor(_Scanner):
    """Scans a text, and keeps where values and the entries under headers begin and end."""

    parts: dict[str, Part] = attrs.Factory(dict)
    comments: list[tuple[int, int]] = attrs.Factory(list)
    first: int | None = None
    top: int = 0

    def header(self, root: _Table) -> _Table:
        start = self.at
        if self.first is None:
            self.first, self.top = start, max((part.end for part in self.parts.values()), default=0)
        table = super().header(root)
        if self.text.startswith("[[", start) and table.path is not None:
            self.parts[table.path] = Part(start, self.at, Kind.TABLE)
            path = table.path.rpartition("/")[0]
            whole = self.parts.get(path, Part(start, start, Kind.HEADERS))
            self.parts[path] = attrs.evolve(whole, end=self.at)
        return table

    def pair(self, table: _Table) -> None:
        super().pair(table)
        if table.path in self.parts:
            self.parts[table.path] = attrs.evolve(self.parts[table.path], end=self.at)

    def value(self, path: str | None, above: int) -> None:
        start = self.at
        super().value(path, above)
        if path is not None:
            kind = {"[": Kind.BRACKETS, "{": Kind.TABLE}.get(self.text[start], Kind.SCALAR)
            self.parts[path] = Part(start, self.at, kind, flow=True)

    def take(self, what: re.Pattern[str]) -> re.Match[str]:
        match = super().take(what)
        if what in (_GAP, _END):
            self.comments += [each.span() for each in _COMMENT.finditer(self.text, *match.span())]
        return match


def layout(text: str) -> Layout:
    """Find where everything stands in a text that is known to be TOML."""
    surveyor = _Surveyor(text, places(text))
    surveyor.document()
    return Layout(text, surveyor.parts, tuple(surveyor.comments), surveyor.top)
