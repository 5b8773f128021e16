"""Where a fact stands: JSON Pointers inside a document, lines and columns inside a source."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import attrs
from immutabledict import immutabledict

from govkit.where import place


def pointer(*parts: str | int) -> str:
    """Build a JSON Pointer (RFC 6901) from keys and indexes."""
    path = ""
    for part in parts:
        key = str(part)
        if "~" in key or "/" in key:
            key = key.replace("~", "~0").replace("/", "~1")
        path += "/" + key
    return path


def unescaped(part: str) -> str:
    """Give the key that a part of a JSON Pointer stands for."""
    return part.replace("~1", "/").replace("~0", "~")


@attrs.frozen
class Position:
    """A place in a text or on a sheet.

    Args:
        line: the line, or the row of a sheet, from 1.
        column: the column, from 1.
        sheet: name of the sheet; None in a text.
    """

    line: int
    column: int
    sheet: str | None = None

    def __str__(self) -> str:
        """Render as ``12:3`` in a text, and as ``Risks!B7`` on a sheet."""
        return place(None, self.line, self.column, self.sheet)


@attrs.frozen
class Noted:
    """Something that was read, and that a person should look at.

    Args:
        position: where it stands; None where nobody can tell.
        reason: why, as a sentence.
    """

    position: Position | None
    reason: str


@attrs.frozen
class Source:
    """The text, or the workbook, a register came from.

    Args:
        name: the file name as the caller gave it.
        text: the whole text; "" of what is none.
        scan: finds the position of every element by JSON Pointer; called once, when first needed.
        breaks: regular expression of what ends a line where the positions were counted.
        sheets: of a workbook, per name of a sheet the texts of its cells, row by row.
        noted: what a person should look at, as who read it says.
    """

    name: str
    text: str = attrs.field(repr=False)
    scan: Callable[[str], Mapping[str, Position]] = attrs.field(repr=False)
    breaks: str = attrs.field(default=r"\r?\n", repr=False)
    sheets: Mapping[str, Sequence[Sequence[str]]] = attrs.field(default=immutabledict(), repr=False)
    noted: tuple[Noted, ...] = attrs.field(default=(), repr=False)

    @cached_property
    def _positions(self) -> Mapping[str, Position]:
        return self.scan(self.text)

    def locate(self, path: str) -> Position | None:
        """Find an element, or the nearest element around it that the source has.

        Args:
            path: JSON Pointer.

        Returns:
            Its position, or None for a source without any element.
        """
        while path and path not in self._positions:
            path = path.rpartition("/")[0]
        return self._positions.get(path)

    @property
    def is_workbook(self) -> bool:
        """Whether it is a workbook, whose positions are rows and columns of sheets."""
        return bool(self.sheets)

    @property
    def says_more(self) -> bool:
        """Whether it may hold comments or a layout, which no register keeps."""
        return self.is_workbook or "#" in self.text

    @cached_property
    def _lines(self) -> list[str]:
        return re.split(self.breaks, self.text)

    def line(self, number: int) -> str:
        """Read a line, without what ends it.

        Args:
            number: which one, from 1, as positions count them.

        Returns:
            The line; "" where the text has none of that number.
        """
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def row(self, sheet: str, number: int) -> Sequence[str]:
        """Read a row of a workbook's sheet.

        Args:
            sheet: name of the sheet.
            number: which row, from 1.

        Returns:
            The texts of its cells from the first column on; none where the sheet has no such row.
        """
        rows = self.sheets.get(sheet, ())
        return rows[number - 1] if 0 < number <= len(rows) else ()
