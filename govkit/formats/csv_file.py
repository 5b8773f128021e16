"""Tables as text with separators (RFC 4180), in whatever dialect a spreadsheet wrote it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from govkit.errors import LoadError, Problem
from govkit.formats.encoding import text_of
from govkit.formats.sheet import Cell, Sheet
from govkit.model import Position

SEPARATORS: Final = ",;\t|"
_SAID: Final = re.compile(r"sep=([^\"\r\n])\r?\n", re.IGNORECASE)
_GUARDED: Final = re.compile(r"'*[=+\-@\t\r]")
_LONGEST: Final = 1_000_000
"""Characters of a cell; Excel's own hold 32 767."""
_SAMPLE: Final = 200
"""Rows that say which separator it is."""


class Csv:
    """Text with separators: comma, semicolon, tab or bar, in UTF-8 or one of Windows' encodings."""

    name = "csv"
    title = "Text with separators"
    suffixes = (".csv", ".tsv")

    def recognises(self, content: bytes, name: str) -> bool:  # noqa: ARG002 - the suffix says it all
        """Say whether a file is of this format: nothing in it speaks for or against."""
        return True

    def tables(self, content: bytes, name: str) -> tuple[Sheet, ...]:
        """Read the one table of a file.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.

        Returns:
            The table; its cells stand at the line they begin in, and at the place in their row.

        Raises:
            LoadError: it is no text, quotes are not closed, or a cell is longer than a million characters.
            MissingExtraError: its encoding has to be guessed, and the library for that is not installed.
        """
        text, noted = text_of(content, name)
        said = _SAID.match(text)
        before = csv.field_size_limit(_LONGEST)
        try:
            separator = said.group(1) if said else _separator(text)
            first = 1 if said is None else 2
            rows = _rows(text[said.end() :] if said else text, separator, name, first)
        finally:
            csv.field_size_limit(before)
        return (Sheet("", rows, noted=noted),)


def _rows(text: str, separator: str, name: str, first: int) -> tuple[tuple[Cell, ...], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    line = first
    try:
        for row in reader:
            rows.append(tuple(_cell(text, line, column) for column, text in enumerate(row, 1)))
            line = reader.line_num + first
    except csv.Error as error:
        message = f"the row that begins here cannot be read: {error}; see whether all its quotes are closed"
        raise LoadError(name, [Problem(message, "", name, line, 1)]) from None
    return tuple(rows)


def _cell(text: str, line: int, column: int) -> Cell:
    text = unguarded(text)
    return Cell(text or None, text, Position(line, column))


def _separator(text: str) -> str:
    """Find the separator by which most rows have as many cells as each other, and more than one."""

    def agreeing(separator: str) -> int:
        # Strictly: text after a closing quote means that what separates is something else.
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        widths: Counter[int] = Counter()
        try:
            for _, row in zip(range(_SAMPLE), reader, strict=False):
                widths[len(row)] += 1
        except csv.Error:
            pass  # what is wrong is said when the rows are read
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(SEPARATORS, key=agreeing)


def unguarded(text: str) -> str:
    """Take off the apostrophe that keeps a text from being a formula; the opposite of ``guarded``."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    Args:
        text: any text.

    Returns:
        What a spreadsheet shows as text; ``unguarded`` makes the same text of it.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def write_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows so that every cell reads back as it is, and none is a formula to a spreadsheet.

    Args:
        rows: texts.

    Returns:
        UTF-8 with a byte-order mark, which Excel asks for, commas, CR LF, and quotes around every cell, so
        that nothing in a cell can be taken for the separator.
    """
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([guarded(text) for text in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")
