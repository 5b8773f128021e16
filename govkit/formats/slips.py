"""The commonest slips of people who write TOML and YAML by hand, each with its way out.

A parser says what it did not expect, which seldom is what somebody did wrong. Where the text around the place
shows what was meant, a clause says what to write; where it does not, nothing is said.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from govkit.model import Position

_QUOTE: Final = "; put the text in quotes"
_CLOSE: Final = "; close the text with a quote, or use three of them around a text of several lines"
_BACKSLASH: Final = "; in double quotes write \\\\ for a backslash, or use single quotes"
_VALUE: Final = re.compile(r"^\s*[^=#]*=\s*(?P<value>.*)$")
_NEXT: Final = re.compile(r"""^\s*[\w"'.-]+\s*=""")
_KEY: Final = re.compile(r"^\s*(?:-\s+)*[^\s#:][^:]*:\s")
_CLOSED: Final = re.compile(r"""["'\]}]\s*$""")


def stands_twice(key: str, first: int | None, hint: str = "") -> str:
    """Say that a key is repeated, and where it stands first.

    Args:
        key: the key.
        first: the line it stands on first, None if that is not known.
        hint: a clause about what to write instead.

    Returns:
        A sentence.
    """
    where = "" if first is None else f"; it stands first on line {first}"
    return f'the key "{key[:60]}" stands twice here{where}{hint}'


@attrs.frozen
class _Slip:
    """Where a parser stopped.

    Args:
        above: the lines above.
        before: what stands before the place in its line.
        rest: what stands from the place to the end of the line.
        opened: the line on which what was being read began, None if the parser did not say.
    """

    above: tuple[str, ...]
    before: str
    rest: str
    opened: int | None


_Clause = Callable[[_Slip], str]


def of_toml(message: str, text: str, place: Position) -> str:
    """Say what to write in TOML instead.

    Args:
        message: what tomllib said.
        text: the whole text.
        place: where it said so.

    Returns:
        A clause to append to a sentence; empty if it cannot be known.
    """
    return _clause(_TOML, message, text, place, None)


def of_yaml(message: str, text: str, place: Position, opened: Position | None) -> str:
    """Say what to write in YAML instead.

    Args:
        message: what libyaml said.
        text: the whole text.
        place: where it said so.
        opened: where what it was reading began, if it told.

    Returns:
        A clause to append to a sentence; empty if it cannot be known.
    """
    return _clause(_YAML, message, text, place, opened)


def _clause(
    clauses: Mapping[str, _Clause], message: str, text: str, place: Position, opened: Position | None
) -> str:
    lines = text.split("\n")
    line, at = lines[place.line - 1] if place.line <= len(lines) else "", place.column - 1
    slip = _Slip(tuple(lines[: place.line - 1]), line[:at], line[at:], opened.line if opened else None)
    return next((clause(slip) for said, clause in clauses.items() if said in message), "")


def _no_value(slip: _Slip) -> str:
    rest = slip.rest.strip()
    if rest.startswith((",", "]", "}", "=")):
        return ""
    word = rest.rstrip(",]}").lower()
    if word in ("true", "false"):
        return f"; write {word}"
    if word in ("null", "none", "nil"):
        return "; TOML has no null: leave the key out"
    return _QUOTE if word else "; give the key a value, or leave it out"


def _goes_on(slip: _Slip) -> str:
    if _NEXT.match(slip.rest):
        return "; begin a new line for each key"
    value = _VALUE.match(slip.before + slip.rest)
    first = value["value"][:1] if value else "["
    clauses = {
        "[": "",
        "{": "",
        '"': '; within a text write \\" for a quote',
        "'": "; put a text that holds a single quote in double quotes",
    }
    return clauses.get(first, _QUOTE)


def _begins_with(slip: _Slip) -> str:
    if slip.rest.startswith("\t"):
        return "; indent with blanks, not with tabs"
    return f'; put a text that begins with "{slip.rest[0]}" in quotes' if slip.rest else ""


def _second_colon(slip: _Slip) -> str:
    if _KEY.match(slip.before):
        return '; put a text that holds ": " in quotes'
    before = next((each.rstrip() for each in reversed(slip.above) if each.strip()), "")
    if _KEY.match(f"{before} "):
        return "; indent it like the line before, which has its value already"
    return "; write a blank behind the colon of the line before" if ":" in before else ""


def _behind_value(slip: _Slip) -> str:
    if any(slip.before.endswith(quote) and slip.before.count(quote) % 2 for quote in "\"'"):
        return "; a text that begins above it has a quote that is not closed"
    if _CLOSED.search(slip.before):
        return "; put the whole text in quotes, in double ones if it holds a single one"
    return "; look for a quote that is not closed, and for a line that is not indented like its neighbours"


def _quote_not_closed(slip: _Slip) -> str:
    return f"; close the quote that opens on line {slip.opened}" if slip.opened else ""


def _in_braces(slip: _Slip) -> str:
    across = "{" in slip.before and not slip.rest.strip()
    return "; write what stands in braces on one line" if across else ""


def _not_closed(slip: _Slip) -> str:
    return f"; close what begins on line {slip.opened}" if slip.opened else ""


_TOML: Final[Mapping[str, _Clause]] = {
    "Invalid value": _no_value,
    "Expected newline": _goes_on,
    "Unterminated string": lambda _: _CLOSE,
    'Expected "\'"': lambda _: _CLOSE,
    "character '\\n'": lambda _: _CLOSE,
    "Invalid initial character": _in_braces,
    "Expected '='": lambda _: '; in TOML a line is key = "text"',
    "Unclosed inline table": lambda _: "; put a comma between two entries, and close the braces with }",
    "Unclosed array": lambda _: "; put a comma between two entries, and close the list with ]",
    "Unescaped '\\'": lambda _: _BACKSLASH,
}
"""Clauses by what tomllib says."""

_YAML: Final[Mapping[str, _Clause]] = {
    "mapping values are not allowed": _second_colon,
    "unexpected end of stream": _quote_not_closed,
    "cannot start any token": _begins_with,
    "sequence entries are not allowed": _begins_with,
    "expected node content": _begins_with,
    "did not find expected key": _behind_value,
    "',' or": _not_closed,
    "expected '-' indicator": lambda _: "; indent the lines of an entry alike, and begin each entry with -",
    "could not find expected ':'": lambda _: "; write a key, a colon and a blank before the value",
    "unknown escape character": lambda _: _BACKSLASH,
}
"""Clauses by what libyaml says, and PyYAML's own parser too where it says the same."""
