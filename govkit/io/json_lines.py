"""Registers as JSON Lines: whole, and item by item where a register is too long to be held."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import attrs

from govkit.errors import LoadError, Problem, SaveError
from govkit.formats import json_file, json_lines
from govkit.formats.files import decoded
from govkit.formats.placed import placed
from govkit.io.register import NOTHING, structure, unstructure
from govkit.model import Action, Document, Indicator, Register, Risk, Source, pointer

LONGEST: Final = 16 * 1024 * 1024
"""Bytes of a line that is read; a risk with all it holds has some thousand."""
_HANDED_DOWN: Final = ("register", "title", "scheme", "workflows")


class JsonLines:
    """A register as JSON Lines."""

    name = "jsonl"
    title = "JSON Lines"
    suffixes = json_lines.SUFFIXES
    lossless = True

    def recognises(self, content: bytes, name: str) -> bool:
        """Say whether the first line of a file holds a register's own facts."""
        first = content.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[0]
        try:
            data = json_lines.read(decoded(first, name), name).data
        except LoadError:
            return False
        return isinstance(data, dict) and "register" in data

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a file.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.
            part: None; the file has no parts.

        Returns:
            A register as plain data.

        Raises:
            LoadError: a line cannot be read; every problem is listed.
        """
        if part is not None:
            raise LoadError(name, [Problem(f'it has no parts, and so none called "{part}"', "", name)])
        text = decoded(content, name)
        if not text.strip():
            raise LoadError(name, [Problem(NOTHING, "", name)])
        return json_lines.read(text, name)

    def write(self, register: Register, name: str) -> bytes:
        """Write a register.

        Args:
            register: the register.
            name: what to call the file in messages.

        Returns:
            UTF-8: a line with the register's own facts, then one per indicator, risk and action.

        Raises:
            SaveError: JSON cannot hold what the register holds.
        """
        try:
            return json_lines.write(unstructure(register)).encode()
        except (TypeError, ValueError) as error:
            raise SaveError(f"{name} was not written: {error}") from error


def stream(path: str | os.PathLike[str]) -> Iterator[Register | Indicator | Risk | Action]:
    """Read a register of JSON Lines item by item, in the memory that one line needs.

    Args:
        path: a file of JSON Lines.

    Yields:
        First the register without its items, then the items in the order of their lines. Risks and actions
        have the register's scheme and lifecycles, as when it is loaded whole.

    Raises:
        LoadError: the file cannot be read; or, once all the rest was given, some lines are wrong: every
            problem is listed. Where the first line is wrong, no item can be understood and none is given.
    """
    name = os.fspath(path)
    problems: list[Problem] = []
    handed_down: dict[str, Any] | None = None
    try:
        with Path(path).open("rb") as file:
            for line in json_lines.lines_of(_texts(file, name), name, problems):
                if line.kind is None:
                    handed_down = {key: line.data[key] for key in _HANDED_DOWN if key in line.data}
                elif handed_down is None:
                    break
                register = _structured(line, handed_down, name, problems)
                if register is not None:
                    yield register if line.kind is None else _item(register, line.kind)
                elif line.kind is None:
                    break
    except OSError as error:
        raise LoadError(name, [Problem(f"cannot be read: {error.strerror}", "", name)]) from None
    if handed_down is None and not problems:
        problems.append(Problem(NOTHING, "", name))
    if problems:
        raise LoadError(name, problems)


def _texts(file: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            message = f"this line has more than {LONGEST // 1024**2} MB; a register needs no such line"
            raise LoadError(name, [Problem(message, "", name, number)])
        # Only the file begins with a byte-order mark; in front of any other line it is no JSON.
        mark = "\ufeff" if number > 1 and raw.startswith(BOM_UTF8) else ""
        try:
            yield number, mark + decoded(raw.removesuffix(b"\n"), name)
        except LoadError as error:
            raise LoadError(name, [attrs.evolve(each, line=number) for each in error.problems]) from None


def _structured(
    line: json_lines.Line, handed_down: dict[str, Any], name: str, problems: list[Problem]
) -> Register | None:
    """Make a register of the facts, or of what it hands down with one item."""
    key = None if line.kind is None else json_lines.KINDS[line.kind]
    found = structure(line.data if key is None else {**handed_down, key: [line.data]})
    if isinstance(found, Register):
        return found
    before = "" if key is None else pointer(key, 0)
    source = Source(name, line.text, json_file.positions)
    own = [attrs.evolve(each, path=each.path.removeprefix(before)) for each in found]
    problems += (attrs.evolve(each, line=line.number) for each in placed(own, source))
    return None


def _item(register: Register, kind: str) -> Indicator | Risk | Action:
    item: Indicator | Risk | Action = getattr(register, json_lines.KINDS[kind])[0]
    return item
