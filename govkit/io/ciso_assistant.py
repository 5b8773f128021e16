"""Risk matrices out of CISO Assistant's library files (YAML, ``objects.risk_matrix``)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from govkit.errors import DefinitionError, LoadError, Problem
from govkit.formats import yaml_file
from govkit.formats.fault import shown
from govkit.formats.placed import placed
from govkit.model import pointer
from govkit.scoring import Band, Factor, FactorLevel, Scheme
from govkit.scoring.factor import key_of

_SHARED: Final = (
    "Levels and risks are taken to be listed from least to worst, as the format lists them.",
    "Levels are numbered from 1; the library counts them from 0.",
)

_RENAMED: Final = 'its "probability" is the factor likelihood here'


@attrs.frozen(kw_only=True)
class ImportedMatrix:
    """A risk matrix that was read.

    Args:
        scheme: the scheme made of it.
        notes: what the scheme does not keep, or calls by another name, a sentence each.
    """

    scheme: Scheme
    notes: tuple[str, ...]


@attrs.frozen
class _Entry:
    """One level or risk of a matrix."""

    label: str
    abbreviation: str | None
    description: str | None


@attrs.define
class _Reader:
    """Reads a library, collecting every problem."""

    locale: str | None
    problems: list[Problem] = attrs.Factory(list)
    notes: list[str] = attrs.Factory(list)

    def fault(self, path: str, message: str) -> None:
        self.problems.append(Problem(message, path))

    def text(self, data: Mapping[str, Any], key: str, path: str) -> str | None:
        """Read a text; numbers are texts too, as abbreviations are often written without quotes."""
        value = data.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if not isinstance(value, str | int) or isinstance(value, bool):
            self.fault(path + pointer(key), f"a text is due here, not {shown(value)}")
            return None
        return " ".join(str(value).split())

    def translated(self, data: Mapping[str, Any], key: str, path: str) -> str | None:
        """Read a text in the locale asked for, or else in the library's own."""
        plain = self.text(data, key, path)
        if self.locale is None or plain is None:
            return plain
        translations = data.get("translations")
        own = translations.get(self.locale) if isinstance(translations, dict) else None
        found = (
            self.text(own, key, path + pointer("translations", self.locale))
            if isinstance(own, dict)
            else None
        )
        if found is None:
            self.notes.append(f'{path}: no {key} in "{self.locale}", so "{plain[:60]}" is kept')
        return found or plain

    def entries(self, matrix: Mapping[str, Any], key: str, path: str) -> list[_Entry]:
        listed = matrix.get(key)
        where = path + pointer(key)
        if not isinstance(listed, list) or not listed:
            self.fault(where if key in matrix else path, f'a list "{key}" of one or more entries is due here')
            return []
        return [
            entry for at, each in enumerate(listed) for entry in self.entry(each, at, where + pointer(at))
        ]

    def entry(self, data: Any, at: int, path: str) -> Iterator[_Entry]:
        if not isinstance(data, dict):
            self.fault(path, f"a mapping is due here, not {shown(data)}")
            return
        number = data.get("id", at)
        if number != at or isinstance(number, bool):
            message = (
                f"its id is {shown(number)}, and it stands at place {at}; the grid could mean either, "
                f"so put the entries in the order of their ids"
            )
            self.fault(path + "/id", message)
        label = self.translated(data, "name", path)
        if label is None:
            self.fault(path, "it has no name")
            return
        if data.get("hexcolor"):
            self.notes.append(f"{path}: the colour {data['hexcolor']} of {label} is not kept")
        yield _Entry(label, self.text(data, "abbreviation", path), self.translated(data, "description", path))

    def grid(self, matrix: Mapping[str, Any], path: str, sizes: tuple[int, int, int]) -> list[list[int]]:
        """Read ``grid[probability][impact]``, whose entries are places in the list of risks."""
        grid = matrix.get("grid")
        rows, columns, risks = sizes
        where = path + "/grid"
        if not isinstance(grid, list) or len(grid) != rows:
            found = f"{len(grid)} rows" if isinstance(grid, list) else shown(grid)
            place = where if "grid" in matrix else path
            self.fault(place, f"a grid of {rows} rows, one per probability, is due here, not {found}")
            return []
        for p, row in enumerate(grid):
            if not isinstance(row, list) or len(row) != columns:
                found = f"{len(row)}" if isinstance(row, list) else shown(row)
                message = f"a row of {columns} places, one per impact, is due here, not {found}"
                self.fault(where + pointer(p), message)
                continue
            for i, place in enumerate(row):
                if type(place) is not int or not 0 <= place < risks:
                    message = f"{shown(place)} is no place in the list of {risks} risks, 0 to {risks - 1}"
                    self.fault(where + pointer(p, i), message)
        return grid


def read_matrices(text: str, name: str, *, locale: str | None = None) -> tuple[ImportedMatrix, ...]:
    """Read the risk matrices of a CISO Assistant library.

    Args:
        text: the YAML of the library.
        name: what to call it in messages.
        locale: locale of the names and descriptions ("fr"); the library's own unless given.

    Returns:
        A scheme per matrix, with what it does not keep.

    Raises:
        LoadError: the text is no such library; every problem has its line.
    """
    document = yaml_file.read(text, name)
    reader = _Reader(locale)
    imported = []
    for path, library, matrix in _matrices(document.data, reader):
        found = _scheme(library, matrix, path, reader)
        if found is not None:
            imported.append(found)
    ids = [each.scheme.id for each in imported]
    for one in sorted({each for each in ids if ids.count(each) > 1}):
        reader.fault("/objects/risk_matrix", f'several matrices have the ref_id "{one}"; give each its own')
    if reader.problems:
        raise LoadError(name, placed(reader.problems, document.source))
    return tuple(imported)


def _matrices(data: Any, reader: _Reader) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    objects = data.get("objects") if isinstance(data, dict) else None
    listed = objects.get("risk_matrix") if isinstance(objects, dict) else None
    if isinstance(listed, dict):  # a single matrix is at times written without a list around it
        yield "/objects/risk_matrix", data, listed
        return
    if not isinstance(listed, list) or not listed:
        reader.fault(
            "", "this is no CISO Assistant library with a risk matrix: objects.risk_matrix is not there"
        )
        return
    for at, matrix in enumerate(listed):
        path = pointer("objects", "risk_matrix", at)
        if isinstance(matrix, dict):
            yield path, data, matrix
        else:
            reader.fault(path, f"a mapping is due here, not {shown(matrix)}")


def _scheme(
    library: Mapping[str, Any], matrix: Mapping[str, Any], path: str, reader: _Reader
) -> ImportedMatrix | None:
    before = len(reader.problems)
    reader.notes = []
    probability = reader.entries(matrix, "probability", path)
    impact = reader.entries(matrix, "impact", path)
    risks = reader.entries(matrix, "risk", path)
    ref = reader.text(matrix, "ref_id", path) or reader.text(matrix, "urn", path) or ""
    scheme_id = re.sub(r"[^a-z0-9._-]+", "-", ref.rpartition(":")[2].lower()).strip("-")
    if not scheme_id:
        reader.fault(path, "it has neither ref_id nor urn, so the scheme would have no id")
    title = reader.translated(matrix, "name", path) or ref
    if len(reader.problems) > before:
        return None
    grid = reader.grid(matrix, path, (len(probability), len(impact), len(risks)))
    if len(reader.problems) > before:
        return None
    values = _names(risks)
    try:
        scheme = Scheme.matrix(
            scheme_id,
            version=reader.text(library, "version", "") or "unversioned",
            title=title,
            source=_source(library, ref, reader),
            across=_factor("likelihood", "Probability", probability),
            up=_factor("impact", "Impact", impact),
            rows=[[values[row[i]] for row in grid] for i in reversed(range(len(impact)))],
            values=values,
            bands=[
                Band(
                    key=key_of(value), label=risk.label, first=value, last=value, description=risk.description
                )
                for value, risk in zip(values, risks, strict=True)
            ],
            assumed=_SHARED,
        )
    except DefinitionError as error:
        for message in error.problems:
            reader.fault(path, message)
        return None
    return ImportedMatrix(scheme=scheme, notes=(_RENAMED, *reader.notes))


def _source(library: Mapping[str, Any], ref: str, reader: _Reader) -> str:
    named = [reader.text(library, key, "") for key in ("name", "provider", "urn")]
    return ", ".join(["CISO Assistant library", *(text for text in named if text), ref])


def _names(entries: Sequence[_Entry]) -> list[str]:
    """Give each entry a name of its own: its label, or where labels repeat, label and place."""
    labels = [entry.label for entry in entries]
    return [
        label if labels.count(label) == 1 else f"{label} {place}"
        for place, label in enumerate(labels, start=1)
    ]


def _factor(key: str, label: str, entries: Sequence[_Entry]) -> Factor:
    abbreviations = [entry.abbreviation for entry in entries]
    labels = {key_of(entry.label) for entry in entries} | {entry.label for entry in entries}
    own = None not in abbreviations and len(set(abbreviations)) == len(entries)
    own = own and not labels & set(abbreviations)
    return Factor(
        key=key,
        label=label,
        levels=tuple(
            FactorLevel(
                number=place,
                label=entry.label,
                key=entry.abbreviation if own and entry.abbreviation else key_of(name),
                description=entry.description,
            )
            for place, (entry, name) in enumerate(zip(entries, _names(entries), strict=True), start=1)
        ),
    )
