"""JSON Lines: the register's own facts on the first line, then an item on each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from govkit.errors import LoadError, Problem, did_you_mean
from govkit.formats import json_file
from govkit.formats.fault import shown
from govkit.model import Document, Position, Source, pointer

SUFFIXES: Final = (".jsonl", ".ndjson")
KINDS: Final = {"indicator": "indicators", "risk": "risks", "action": "actions"}
"""The kinds of items that stand on lines of their own, and the key that holds them in other formats."""
_KIND: Final = "kind"


@attrs.frozen
class Line:
    """A line.

    Args:
        number: which one, from 1.
        kind: the kind of its item; None for the register's own facts.
        data: what it says of it, as plain data.
        text: the line.
    """

    number: int
    kind: str | None
    data: dict[str, Any]
    text: str


def lines_of(texts: Iterable[tuple[int, str]], name: str, problems: list[Problem]) -> Iterator[Line]:
    """Read lines, one after the other.

    Args:
        texts: the lines with their numbers.
        name: what to call the source in messages.
        problems: takes what is wrong; a line that is wrong is left out.

    Yields:
        The lines: first the one with the facts, then those with items.
    """
    begun = False
    for number, text in texts:
        if not text.strip():
            continue
        try:
            data = json_file.read(text, name).data
        except LoadError as error:
            problems += (attrs.evolve(each, line=number) for each in error.problems)
            begun = True
            continue
        line = _line(number, data, text, is_first=not begun)
        begun = True
        if isinstance(line, Line):
            yield line
        else:
            problems.append(Problem(line, "", name, number, 1))


def _line(number: int, data: object, text: str, *, is_first: bool) -> Line | str:
    """Make a line, or say what is wrong with it."""
    if not isinstance(data, dict):
        return f"a mapping is due here, not {shown(data)}"
    if is_first:
        return _fault_of_facts(data) or Line(number, None, data, text)
    if _KIND not in data:
        return f'the key "{_KIND}" is missing; it says of what kind the item is: {", ".join(KINDS)}'
    kind = data[_KIND]
    if not isinstance(kind, str) or kind not in KINDS:
        return f'there is no kind of item "{kind}"{did_you_mean(kind, KINDS)}'
    return Line(number, kind, {key: value for key, value in data.items() if key != _KIND}, text)


def _fault_of_facts(data: Mapping[str, Any]) -> str | None:
    if _KIND in data:
        return "the first line is due to hold the register's own facts, with the keys register and title"
    held = next((key for key in KINDS.values() if key in data), None)
    return held and f"the {held} are due on lines of their own, an item on each"


@attrs.frozen
class _Places:
    """Finds where everything stands: each line with the path of what it holds."""

    lines: tuple[tuple[str, int, str], ...]

    def __call__(self, _: str) -> dict[str, Position]:
        return {
            path + inner: Position(number, position.column)
            for path, number, text in self.lines
            for inner, position in json_file.positions(text).items()
        }


def read(text: str, name: str) -> Document:
    """Read JSON Lines.

    Args:
        text: the whole text.
        name: what to call the source in messages.

    Returns:
        Plain data with its source.

    Raises:
        LoadError: a line is no JSON, does not say what it holds, or says a key twice; every problem is
            listed.
    """
    problems: list[Problem] = []
    data: dict[str, Any] = {}
    places: list[tuple[str, int, str]] = []
    count = 0
    for line in lines_of(enumerate(text.split("\n"), 1), name, problems):
        path = ""
        if line.kind is None:
            data.update(line.data)
        else:
            items = data.setdefault(KINDS[line.kind], [])
            path = pointer(KINDS[line.kind], len(items))
            items.append(line.data)
            count += 1
        places.append((path, line.number, line.text))
    if problems:
        raise LoadError(name, problems)
    return Document(data, Source(name, text, _Places(tuple(places))), read=count)


def write(data: Mapping[str, Any]) -> str:
    """Write plain data as JSON Lines.

    Args:
        data: a register as plain data.

    Returns:
        The text, a line each.
    """
    facts = {key: value for key, value in data.items() if key not in KINDS.values()}
    lines = [facts, *({_KIND: kind} | item for kind, key in KINDS.items() for item in data.get(key, ()))]
    return "".join(json_file.write(line, indent=None) for line in lines)
