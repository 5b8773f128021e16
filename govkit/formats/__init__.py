"""Formats: how files are read and written, and what a stranger's format has to have."""

from govkit.formats.format import AnyFormat, Format, TableFormat, WritingFormat
from govkit.formats.sheet import Cell, Sheet
from govkit.model import Document, Noted, Position, Refusal, Source, Unplaced

__all__ = [
    "AnyFormat",
    "Cell",
    "Document",
    "Format",
    "Noted",
    "Position",
    "Refusal",
    "Sheet",
    "Source",
    "TableFormat",
    "Unplaced",
    "WritingFormat",
]
