"""Files that ``govkit migrate`` takes besides the register: tables of levels, and probabilities."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from govkit.errors import LoadError, Problem
from govkit.formats.placed import placed
from govkit.formats.yaml_file import read
from govkit.model import Document, Level, pointer
from govkit.scoring import Explicit, Interval, Intervals

_ENDS = 2


def read_text(path: str) -> str:
    """Read a file.

    Raises:
        LoadError: it cannot be read.
    """
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise LoadError(path, [Problem(f"cannot be read: {reason}", "", path)]) from None


def load_table(path: str) -> Explicit:
    """Load a table of levels: per old level a new one, or a list of them.

    Raises:
        LoadError: the file is no such table.
    """
    document = read(read_text(path), path)
    rows: Any = document.data
    if not isinstance(rows, dict):
        raise LoadError(path, placed([Problem("a map from old to new levels is due here")], document.source))
    _refuse(
        document,
        [
            Problem("a level is due here, or a list of levels", pointer(old))
            for old, new in rows.items()
            if not all(type(level) in (int, str) for level in _listed(new))
        ],
    )
    return Explicit({_level(old): _listed(new) for old, new in rows.items()}, path)


def load_intervals(path: str) -> Intervals:
    """Load probabilities: per scheme, factor and level the two ends, from 0 to 1.

    Raises:
        LoadError: the file holds something else.
    """
    document = read(read_text(path), path)
    found: dict[str, dict[str, dict[Level, Interval]]] = {}
    problems = []
    for place, ends in _leaves(document.data, ()):
        if len(place) != 3 or not _two_numbers(ends):  # noqa: PLR2004 - scheme, factor, level
            message = "two ends from 0 to 1 are due here, in a list, lower first, by scheme, factor and level"
            problems.append(Problem(message, pointer(*place)))
        else:
            scheme, factor, level = place
            interval = Interval(*map(float, ends))
            found.setdefault(scheme, {}).setdefault(factor, {})[_level(level)] = interval
    _refuse(document, problems)
    return found


def _refuse(document: Document, problems: list[Problem]) -> None:
    if problems:
        raise LoadError(document.source.name, placed(problems, document.source))


def _listed(levels: Any) -> list[Any]:
    return levels if isinstance(levels, list) else [levels]


def _leaves(data: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*place, key))
    else:
        yield place, data


def _two_numbers(ends: object) -> bool:
    return (
        isinstance(ends, list)
        and len(ends) == _ENDS
        and all(type(end) in (int, Decimal) and 0 <= end <= 1 for end in ends)
        and ends[0] <= ends[1]
    )


def _level(key: str) -> Level:
    """Read the key of a level: YAML's keys are texts, so a number is written in quotes."""
    return int(key) if key.isascii() and key.isdigit() else key
