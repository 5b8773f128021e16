"""Risk matrices out of CISO Assistant's library files (YAML, ``objects.risk_matrix``)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from govkit.errors import DefinitionError, LoadError
from govkit.formats import yaml_file
from govkit.formats.fault import shown
from govkit.formats.placed import placed
from govkit.io.ciso_library import LIBRARY, MATRIX, Entry, Reader, locales
from govkit.model import pointer
from govkit.model.constraint import is_ref
from govkit.scoring import Band, Factor, FactorLevel, Scheme
from govkit.scoring.factor import key_of

_SHARED: Final = (
    "Levels and risks are taken to be listed from least to worst, as the format lists them.",
    "Levels are numbered from 1; the library counts them from 0.",
)

_RENAMED: Final = 'its "probability" is the factor likelihood here'
_LONGEST: Final = 100


@attrs.frozen(kw_only=True)
class ImportedMatrix:
    """A risk matrix that was read.

    Args:
        scheme: the scheme made of it.
        notes: what the scheme does not keep, calls by another name or takes for granted, a sentence each with
            its line.
    """

    scheme: Scheme
    notes: tuple[str, ...]


def read_matrices(text: str, name: str, *, locale: str | None = None) -> tuple[ImportedMatrix, ...]:
    """Read the risk matrices of a CISO Assistant library.

    Args:
        text: the YAML of the library.
        name: what to call it in messages.
        locale: locale of the names and descriptions ("fr"); the library's own unless given.

    Returns:
        A scheme per matrix, with what it does not keep.

    Raises:
        LoadError: the text is no such library, or it has no such locale; every problem has its line.
    """
    document = yaml_file.read(text, name)
    reader = Reader()
    reader.choose(locale, document.data)
    imported, ids = [], []
    for path, library, matrix in _matrices(document.data, reader):
        reader.notes, reader.assumed = [], [*_SHARED]
        ids.append(_id(matrix, path, reader))
        found = _scheme(library, matrix, path, ids[-1], reader)
        if found is not None:
            notes = placed(dict.fromkeys(reader.notes), document.source)
            imported.append(ImportedMatrix(scheme=found, notes=tuple(map(str, notes))))
    for one in sorted({each for each in ids if each and ids.count(each) > 1}):
        reader.fault("/objects/risk_matrix", f'several matrices have the ref_id "{one}"; give each its own')
    if reader.problems:
        raise LoadError(name, placed(dict.fromkeys(reader.problems), document.source))
    return tuple(imported)


def _matrices(data: Any, reader: Reader) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
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
    library: Mapping[str, Any], matrix: Mapping[str, Any], path: str, scheme_id: str, reader: Reader
) -> Scheme | None:
    before = len(reader.problems)
    reader.unread(library, LIBRARY, "")
    reader.unread(library["objects"], {"risk_matrix"}, "/objects")
    reader.unread(matrix, MATRIX, path)
    probability = reader.entries(matrix, "probability", path)
    impact = reader.entries(matrix, "impact", path)
    risks = reader.entries(matrix, "risk", path)
    ref = reader.text(matrix, "ref_id", path) or reader.text(matrix, "urn", path) or ""
    title = reader.translated(matrix, "name", path)
    if title is None and ref:
        reader.note(path, f'it has no name, so "{ref}" is its title')
    grid = reader.grid(matrix, path)
    if len(reader.problems) > before or not scheme_id:
        return None
    reader.note(f"{path}/probability", _RENAMED)
    _note_locales(library, matrix, path, reader)
    across = _factor("likelihood", "Probability", probability, f"{path}/probability", reader)
    up = _factor("impact", "Impact", impact, f"{path}/impact", reader)
    values = _names(risks)
    keys = _keys(risks, f"{path}/risk", reader)
    _tell_apart(risks, values, f"{path}/risk", reader)
    try:
        return Scheme.matrix(
            scheme_id,
            version=_version(library, reader),
            title=title or ref,
            source=_source(library, matrix, path, reader),
            across=across,
            up=up,
            rows=[[values[row[i]] for row in grid] for i in reversed(range(len(impact)))],
            values=values,
            bands=[
                Band(key=key, label=risk.label, first=value, last=value, description=risk.description)
                for key, value, risk in zip(keys, values, risks, strict=True)
            ],
            assumed=reader.assumed,
        )
    except DefinitionError as error:
        for message in error.problems:
            reader.fault(path, message)
        return None


def _factor(key: str, label: str, entries: Sequence[Entry], path: str, reader: Reader) -> Factor:
    keys = _keys(entries, path, reader)
    if not _abbreviated(entries):
        _tell_apart(entries, keys, path, reader)
    levels = (
        FactorLevel(number=place, label=entry.label, key=own, description=entry.description)
        for place, (entry, own) in enumerate(zip(entries, keys, strict=True), start=1)
    )
    return Factor(key=key, label=label, levels=tuple(levels))


def _tell_apart(entries: Sequence[Entry], names: Sequence[str], path: str, reader: Reader) -> None:
    """Note names that were made up because several entries share one."""
    made = [f'"{name}"' for entry, name in zip(entries, names, strict=True) if _shares(entry, entries)]
    if made:
        told = f"Several entries of {path.rpartition('/')[2]} share a name: {', '.join(made)} are made up."
        reader.assume(path, told)


def _id(matrix: Mapping[str, Any], path: str, reader: Reader) -> str:
    """Make the scheme's id of the matrix's ref, and say so where it is another one."""
    given = reader.text(matrix, "ref_id", path)
    ref = given or reader.text(matrix, "urn", path) or ""
    made = re.sub(r"[^a-z0-9._-]+", "-", ref.rpartition(":")[2].lower()).strip("-")[:_LONGEST]
    if not made:
        reader.fault(path, "it has neither ref_id nor urn, so the scheme would have no id")
    elif made != given:
        key = "ref_id" if given else "urn"
        told = f'The id "{made}" is made of the {key} "{ref}".'
        reader.assume(f"{path}/{key}", told)
    return made


def _version(library: Mapping[str, Any], reader: Reader) -> str:
    version = reader.text(library, "version", "")
    if version is None:
        version = "unversioned"
        told = f'The library states no version; "{version}" stands for it.'
        reader.assume("", told)
    return version


def _note_locales(library: Mapping[str, Any], matrix: Mapping[str, Any], path: str, reader: Reader) -> None:
    """Note which translations are left behind."""
    taken = reader.locale or reader.own
    outside = {key: value for key, value in library.items() if key != "objects"}
    found = {*locales(matrix), *locales(outside), *([reader.own] if reader.own else [])}
    others = sorted(found - {taken})
    if others:
        own = f'those of "{taken}"' if taken else "the library's own"
        reader.note(path, f"its texts are {own}; those of other locales are not kept: {', '.join(others)}")


def _source(library: Mapping[str, Any], matrix: Mapping[str, Any], path: str, reader: Reader) -> str:
    """Say where the figures come from: library and matrix by their names, and whose right they are."""
    said = [reader.text(library, key, "") for key in ("name", "provider")]
    for data, place in ((library, ""), (matrix, path)):
        urn, ref = (reader.text(data, key, place) for key in ("urn", "ref_id"))
        said += [urn, None if urn is not None and urn.rpartition(":")[2] == ref else ref]
    owner = reader.text(library, "copyright", "")
    said.append(f"copyright: {owner}" if owner else None)
    return ", ".join(["CISO Assistant library", *dict.fromkeys(text for text in said if text)])


def _shares(entry: Entry, entries: Sequence[Entry]) -> bool:
    return sum(each.label == entry.label for each in entries) > 1


def _names(entries: Sequence[Entry]) -> list[str]:
    """Give each entry a name of its own: its label, or where labels repeat, label and place."""
    return [
        f"{entry.label} {place}" if _shares(entry, entries) else entry.label
        for place, entry in enumerate(entries, start=1)
    ]


def _abbreviated(entries: Sequence[Entry]) -> bool:
    """Whether the abbreviations can be keys: each has one, they differ, and none is another's label."""
    abbreviations = [entry.abbreviation for entry in entries]
    labels = {key_of(entry.label) for entry in entries} | {entry.label for entry in entries}
    return (
        all(each is not None and _fits(each) for each in abbreviations)
        and len(set(abbreviations)) == len(entries)
        and not labels & set(abbreviations)
    )


def _fits(key: str) -> bool:
    return is_ref(key) and len(key) <= _LONGEST


def _keys(entries: Sequence[Entry], path: str, reader: Reader) -> list[str]:
    """Give each entry a key: its abbreviation if all have one of their own, or else made of its name."""
    if _abbreviated(entries):
        return [str(entry.abbreviation) for entry in entries]
    lost = [entry.abbreviation for entry in entries if entry.abbreviation not in (None, entry.label)]
    if lost:
        way = "as keys they would have to be there for all, fit, differ, and be no other's name"
        reader.note(path, f"the abbreviations are not kept, {', '.join(map(str, lost))}: {way}")
    # A key that a scheme file could not hold is given up for the place.
    return [
        key_of(name) if name == entry.label or _fits(key_of(name)) else f"entry-{place}"
        for place, (entry, name) in enumerate(zip(entries, _names(entries), strict=True), start=1)
    ]
