"""Reading a file whatever its format, in one call."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs

from govkit.blame import said
from govkit.errors import GovkitError, LoadError, Problem
from govkit.formats.format import AnyFormat
from govkit.formats.sheet import Sheet
from govkit.importing.choosing import as_format, as_tables, format_for
from govkit.importing.mapping import ImportMapping
from govkit.importing.tables import Tables
from govkit.model import Document, Register
from govkit.scoring import BaseScheme

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file that is read."""


@attrs.frozen
class Paper:
    """A file that is read as a register.

    Args:
        content: its bytes.
        name: what to call it in messages.
        format: its format.
        sheets: its tables, where they are read by a mapping; None otherwise.
    """

    content: bytes = attrs.field(repr=False)
    name: str
    format: AnyFormat
    sheets: tuple[Sheet, ...] | None = attrs.field(default=None, repr=False)

    def document(
        self,
        mapping: ImportMapping | None = None,
        schemes: Mapping[str, BaseScheme] | None = None,
        *,
        part: str | None = None,
        into: Register | None = None,
    ) -> Document:
        """Make plain data of it.

        Args:
            mapping: what stands in which column, where it holds tables.
            schemes: the schemes at hand, by id.
            part: which sheet or part to read.
            into: the register it is to be added to.

        Returns:
            A register's plain data, with what was refused and what found no home.

        Raises:
            LoadError: it cannot be read.
            MissingExtraError: what reads the format is not installed.
        """
        if self.sheets is not None and mapping is not None:
            return Tables(self.sheets, mapping, schemes or {}, self.name, into).document(part)
        reader = as_format(self.format, self.name)
        try:
            return reader.read(self.content, self.name, part=part)
        except GovkitError:
            raise
        except Exception as error:
            raise _broken(self.format, self.name, error) from error


def open_paper(
    path: str | os.PathLike[str],
    formats: Mapping[str, AnyFormat],
    *,
    reader: str | None = None,
    tables: bool = False,
) -> Paper:
    """Open a file and find its format.

    Args:
        path: the file.
        formats: the formats at hand, by name (``kit.formats``).
        reader: name of the format, if it is known.
        tables: whether its tables are read, by a mapping.

    Returns:
        The file.

    Raises:
        LoadError: it cannot be read, is too large, or no format recognises it.
        MissingExtraError: what reads the format is not installed.
        UnknownNameError: there is no such reader.
    """
    name = os.fspath(path)
    content = _content(name)
    found = format_for(formats, content, name, wanted=reader, tables=tables)
    if not tables:
        return Paper(content, name, as_format(found, name))
    holder = as_tables(found, name)
    try:
        return Paper(content, name, holder, holder.tables(content, name))
    except GovkitError:
        raise
    except Exception as error:
        raise _broken(found, name, error) from error


def _broken(each: AnyFormat, name: str, error: Exception) -> LoadError:
    message = f"the format {each.name} broke down over it: {said(error)}"
    return LoadError(name, [Problem(message, "", name)])


def _content(name: str) -> bytes:
    file = Path(name)
    try:
        if file.exists() and not file.is_file():
            raise LoadError(name, [Problem("this is no file; name one", "", name)])
        if file.stat().st_size > LARGEST:
            message = f"it is larger than {LARGEST // 2**20} MB, which nobody writes by hand; split it"
            raise LoadError(name, [Problem(message, "", name)])
        content = file.read_bytes()
    except OSError as error:
        raise LoadError(name, [Problem(f"cannot be read: {error.strerror}", "", name)]) from None
    if not content.strip():
        raise LoadError(name, [Problem("there is nothing in it", "", name)])
    return content
