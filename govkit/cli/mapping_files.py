"""Files that ``govkit migrate`` takes besides the register: tables of levels, and probabilities."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final

import attrs

from govkit.cli.common import read_text
from govkit.errors import LoadError, Problem
from govkit.formats.placed import placed
from govkit.formats.yaml_file import read
from govkit.model import Document, Level, Source, pointer
from govkit.scoring import Explicit, Interval, Intervals, MappingError, MappingFault

_ENDS = 2
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,9}")


@attrs.define
class MappingFiles:
    """The files of one call, kept to say where in them a mapping is wrong.

    Args:
        tables: the text of each table by its name.
        intervals: the text of the probabilities.
    """

    tables: dict[str, Source] = attrs.Factory(dict)
    intervals: Source | None = None

    def load_table(self, path: str) -> Explicit:
        """Load a table of levels.

        Raises:
            LoadError: the file is no such table.
        """
        document = read(read_text(path), path)
        self.tables[path] = document.source
        return _table(document, path)

    def load_intervals(self, path: str) -> Intervals:
        """Load probabilities.

        Raises:
            LoadError: the file holds something else.
        """
        document = read(read_text(path), path)
        self.intervals = document.source
        return _intervals(document)

    @contextmanager
    def placing(self) -> Iterator[None]:
        """Add file, line and column to what is found wrong with a mapping.

        Raises:
            MappingError: a mapping cannot be used; each fault that stands in a file has its place.
        """
        try:
            yield
        except MappingError as error:
            places = [self._placed(fault) for fault in error.faults]
            places.sort(key=lambda each: (each.file or "", each.line or 0, each.column or 0))
            raise MappingError(error.faults, places) from None

    def _placed(self, fault: MappingFault) -> Problem:
        problem = Problem(fault.message, fault.path)
        source = self.intervals if fault.table is None else self.tables[fault.table.name]
        return placed([problem], source)[0] if fault.path and source is not None else problem


def _table(document: Document, path: str) -> Explicit:
    """Read a table of levels: per old level a new one, or a list of them."""
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


def _intervals(document: Document) -> Intervals:
    """Read probabilities: per scheme, factor and level the two ends, from 0 to 1."""
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
    if isinstance(data, dict) and data:
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
    # "03" and digits without end are texts: nobody's level has such a number.
    return int(key) if _NUMBER.fullmatch(key) else key
