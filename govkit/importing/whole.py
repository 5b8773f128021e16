"""Registers read from and written to any format in which nothing of them is lost."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs

from govkit.errors import GovkitError, LoadError, Problem
from govkit.formats.format import AnyFormat, Format
from govkit.importing.choosing import format_to_write
from govkit.importing.preview import preview
from govkit.importing.reading import Paper, open_paper
from govkit.importing.writing import dumps_as
from govkit.io import SUFFIXES, WORKBOOKS, Dress, dumps, load
from govkit.io.plain import PLAIN_FORMATS
from govkit.model import Position, Register

_OWN: Final = (*SUFFIXES, *WORKBOOKS)


def is_special(name: str, formats: Mapping[str, AnyFormat]) -> bool:
    """Say whether a file ends as those of a lossless format do that is no register file and no workbook.

    Args:
        name: name of the file.
        formats: the formats at hand, by name.

    Returns:
        Whether such a format has such a suffix (``.jsonl``), or one that is longer than that of a register
        file (``.oscal.json``).
    """
    lossless = [each for each in formats.values() if isinstance(each, Format) and each.lossless]
    suffixes = {suffix for each in lossless for suffix in each.suffixes}
    return any(name.lower().endswith(suffix) for suffix in suffixes.difference(_OWN))


def load_as(name: str, formats: Mapping[str, AnyFormat], reader: str | None = None) -> Register:
    """Load a register of which nothing is refused and nothing without a home.

    Args:
        name: the file.
        formats: the formats at hand, by name.
        reader: name of its format, if it is known.

    Returns:
        The register, with its source positions.

    Raises:
        LoadError: it cannot be read, or something of it would be lost; every problem is listed.
        MissingExtraError: what reads the format is not installed.
        UnknownNameError: there is no such reader, or no format has that suffix.
    """
    if reader is not None or Path(name).suffix.lower() not in SUFFIXES:
        return _whole(open_paper(name, formats, reader=reader))
    try:
        return load(name)
    except LoadError as error:
        refused = error
    # What ends in .json may as well be another tool's.
    try:
        paper = open_paper(name, formats)
    except GovkitError:
        raise refused from None
    if paper.format in PLAIN_FORMATS:
        raise refused
    return _whole(paper)


def dumps_in(
    register: Register,
    name: str,
    formats: Mapping[str, AnyFormat],
    dress: Dress,
    wanted: str | None = None,
) -> bytes:
    """Turn a register into the bytes of a file, proved to read back equal.

    Args:
        register: the register.
        name: name of the file, whose suffix says the format.
        formats: the formats at hand, by name.
        dress: the schemes that a workbook shows besides.
        wanted: name of the format that somebody chose.

    Returns:
        The bytes.

    Raises:
        MissingExtraError: what writes this format is not installed.
        SaveError: no lossless format is written to such files, or something would be lost.
        UnknownNameError: there is no format of the name that was chosen.
    """
    if wanted is None and not is_special(name, formats) and Path(name).suffix.lower() in _OWN:
        return dumps(register, name, dress)
    return dumps_as(format_to_write(formats, name, wanted=wanted), register, name)


def _whole(paper: Paper) -> Register:
    document = paper.document()
    found = preview(document)
    problems = [_problem(paper.name, each.reason, each.position) for each in found.refused]
    problems += [
        _problem(paper.name, f'"{left.text}" would be lost; see govkit import', left.position)
        for left in found.unplaced
    ]
    if problems or found.register is None:
        raise LoadError(paper.name, problems)
    return attrs.evolve(found.register, source=document.source)


def _problem(name: str, message: str, at: Position | None) -> Problem:
    if at is None:
        return Problem(message, "", name)
    return Problem(message, "", name, at.line, at.column, at.sheet)
