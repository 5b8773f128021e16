"""The template as a format: recognised by its mark, and read with the cell of everything."""

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import attrs

from govkit.errors import LoadError, Problem, SaveError
from govkit.formats import Document, Position, Sheet, Source
from govkit.formats.collector import collector_paused
from govkit.formats.workbook.package import Parts, UnsafePartError, opened
from govkit.formats.workbook.reading import sheets_of
from govkit.formats.workbook.tables import WORKBOOKS
from govkit.io.register import unstructure
from govkit.io.workbook.columns import FACTS, MARK, TEMPLATE
from govkit.io.workbook.dress import UNDRESSED, Dress
from govkit.io.workbook.layout import TABLES
from govkit.io.workbook.reading import Placed, TemplateReading
from govkit.io.workbook.tables import filling_of
from govkit.io.workbook.writing import written
from govkit.model import Register, pointer

_WITH_MACROS: Final = ".xlsm"
_TEXTS: Final = "xl/sharedStrings.xml"
_SHEETS: Final = "xl/worksheets/"
_DAMAGE: Final = (BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)
"""What comes of an archive whose members are damaged."""


def is_workbook(name: str) -> bool:
    """Say whether a file is a workbook by its name."""
    return Path(name).suffix.lower() in WORKBOOKS


@attrs.frozen
class _Places:
    """Finds where everything of a register stands in its workbook."""

    facts: Mapping[str, Position]
    placed: tuple[Placed, ...]

    def __call__(self, _: str) -> dict[str, Position]:
        known = {"": Position(1, 1, FACTS), **self.facts}
        for table in TABLES:
            known |= {
                pointer(*each.path): Position(1, 1, table.title) for each in table.holders if not each.kind
            }
        for each in self.placed:
            known |= each.positions()
        return known


class TemplateFormat:
    """Registers in workbooks that are laid out as the published template.

    Args:
        dress: the schemes that a workbook shows when it is written.
    """

    name: str = "xlsx"
    title: str = "Excel workbook of govkit's template"
    suffixes: tuple[str, ...] = WORKBOOKS
    lossless: bool = True

    def __init__(self, dress: Dress = UNDRESSED) -> None:
        self._dress = dress

    def recognises(self, content: bytes, name: str) -> bool:
        """Say whether a workbook has the mark of the template."""
        return is_marked(content, name)

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a workbook of the template.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.
            part: None; the template is read as a whole.

        Returns:
            A register as plain data, with what was refused and what found no home.

        Raises:
            LoadError: it is no workbook, is not safe to open, or is not laid out as the template.
            MissingExtraError: openpyxl is not installed.
        """
        sheets = sheets_of(content, name)
        if part is not None:
            raise LoadError(name, [Problem("the template is read as a whole, not by the sheet", "", name)])
        if not any(_marks(sheet) for sheet in sheets):
            way_out = "govkit import reads it with a mapping"
            raise LoadError(
                name, [Problem(f"this workbook is not laid out as govkit's template; {way_out}", "", name)]
            )
        reading = TemplateReading(sheets)
        with collector_paused():
            reading.read()
        texts = {
            sheet.name: tuple(tuple(cell.text for cell in row) for row in sheet.rows) for sheet in sheets
        }
        source = Source(name, "", _Places(reading.facts, tuple(reading.placed)), sheets=texts)
        return Document(
            reading.data,
            source,
            read=reading.rows,
            refused=tuple(reading.refused),
            unplaced=tuple(reading.unplaced),
            noted=tuple(reading.noted),
        )

    def write(self, register: Register, name: str) -> bytes:
        """Write a register as a workbook of the template.

        Args:
            register: the register.
            name: what to call the file in messages.

        Returns:
            The bytes of the file, the same for the same register.

        Raises:
            MissingExtraError: XlsxWriter is not installed.
            SaveError: the name promises macros.
            TypeError: something in the register has no form in a file.
        """
        if Path(name).suffix.lower() == _WITH_MACROS:
            raise SaveError(f"{name} was not written: a workbook without macros is called .xlsx")
        own = self._dress.schemes.get(register.scheme or "")
        factors = [each.key for each in own.factors] if own is not None else []
        return written(filling_of(unstructure(register), factors), register, self._dress)


def _marks(sheet: Sheet) -> bool:
    return sheet.name.strip().casefold() == FACTS.casefold() and any(
        len(row) > 1 and row[0].text.strip() == TEMPLATE.title and row[1].text.strip() == MARK
        for row in sheet.rows
    )


def is_marked(content: bytes, name: str) -> bool:
    """Say whether a workbook has the mark of the template, without reading its sheets.

    Args:
        content: the bytes of the file, whatever they are.
        name: name of the file.

    Returns:
        Whether it does; False for what is no workbook.
    """
    try:
        with opened(content, name) as parts:
            return any(MARK.encode() in _content(parts, each) for each in parts.namelist())
    except (LoadError, UnsafePartError, *_DAMAGE):
        return False


def _content(parts: Parts, name: str) -> bytes:
    if name != _TEXTS and not name.startswith(_SHEETS):
        return b""
    with parts.open(name) as part:
        return part.read()
