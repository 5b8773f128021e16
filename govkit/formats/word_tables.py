"""Tables of Word documents, cell by cell as Word lays them out."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import attrs

from govkit.errors import LoadError, MissingExtraError, Problem
from govkit.formats.archive import has_part, refuse_unsafe
from govkit.formats.cell_text import CellText
from govkit.formats.grid import Grid
from govkit.formats.sheet import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAIN: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ROW: Final = f"{_W}tr"
_CELL: Final = f"{_W}tc"
_TABLE: Final = f"{_W}tbl"
_WRAPPERS: Final = frozenset(
    f"{_W}{each}" for each in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
"""What may stand around rows and cells: content controls and tracked changes."""
_OFF: Final = ("0", "false", "off")
_LETTERS: Final = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_GONE: Final = frozenset(("del", "moveFrom"))
_SILENT: Final = frozenset(
    ("pPr", "rPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "Fallback", "docPr")
)
_NOTES: Final = {
    "drawing": "there is a picture in it, which is not read",
    "pict": "there is a picture in it, which is not read",
    "object": "there is an object in it, which is not read",
    "footnoteReference": "it has a footnote, which is not read",
    "endnoteReference": "it has an endnote, which is not read",
    "commentReference": "it has a comment, which is not read",
}
_COUNTED: Final = "Word counts numbers or marks before its paragraphs, which are no text and are not read"
_DELETED: Final = "this row is deleted, which nobody has accepted yet; it was read"


class WordTables:
    """Tables of Word documents."""

    name = "docx"
    title = "Tables of a Word document"
    suffixes = (".docx",)

    def recognises(self, content: bytes, name: str) -> bool:  # noqa: ARG002 - the suffix was looked at
        """Say whether bytes are an archive that holds the text of a Word document."""
        return has_part(content, _MAIN)

    def tables(self, content: bytes, name: str) -> tuple[Sheet, ...]:
        """Read the tables of a document.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.

        Returns:
            The tables in the order in which they begin, called "Table 1" and so on; one within a cell of
            another is a table of its own. Those of headers, footers and notes are not read.

        Raises:
            LoadError: it is no Word document, is not safe to open, or a table has more cells than any
                register.
            MissingExtraError: python-docx is not installed.
        """
        refuse_unsafe(content, name, "Word document", ".docx")
        try:
            import docx  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtraError("reading tables of Word documents", "docx") from None
        try:
            body: Element = docx.Document(BytesIO(content)).element
            tables = [each for each in body.iter(_TABLE) if not _is_fallback(each)]
            names: dict[Element, str] = {table: f"Table {number}" for number, table in enumerate(tables, 1)}
            return tuple(_Reading(names, name).sheet(table) for table in tables)
        except LoadError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the bytes are, python-docx may raise anything
            message = f"this Word document cannot be read: {type(error).__name__}: {error}"
        raise LoadError(name, [Problem(message, "", name)])


def _is_fallback(table: "Element") -> bool:
    """Whether a table is what older programs show instead of something that is read."""
    return next(table.iterancestors(f"{_MC}Fallback"), None) is not None


def _local(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _within(element: "Element", tag: str) -> "Iterator[Any]":
    """List rows or cells, through what may stand around them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _is_on(properties: "Element | None", *names: str) -> bool:
    """Whether one of the properties is switched on."""
    found = (None if properties is None else properties.find(f"{_W}{name}") for name in names)
    return any(each is not None and each.get(f"{_W}val") not in _OFF for each in found)


@attrs.frozen
class _Place:
    """A cell with its place.

    Args:
        cell: the cell.
        column: the column it begins in.
        across: how many columns it reaches over.
        continues: whether it continues the cell above.
        merges: whether the cell below may continue it.
    """

    cell: Any
    column: int
    across: int
    continues: bool
    merges: bool


def _places(row: Any) -> Iterator[_Place]:
    column = 1 + row.grid_before
    for cell in _within(row, _CELL):
        across = max(cell.grid_span, 1)
        merge = cell.vMerge
        yield _Place(cell, column, across, merge == "continue", merge is not None)
        column += across


class _Reading:
    """Reads the tables of one document."""

    def __init__(self, names: Mapping["Element", str], file: str) -> None:
        self._names = names
        self._file = file

    def sheet(self, table: "Element") -> Sheet:
        grid = Grid(self._names[table], self._file)
        rows = list(_within(table, _ROW))
        places = [{each.column: each for each in _places(row)} for row in rows]
        reached: frozenset[int] = frozenset()
        for number, row in enumerate(rows):
            properties = row.find(f"{_W}trPr")
            grid.row(hidden=_is_on(properties, "hidden"))
            for column, place in places[number].items():
                cell = CellText()
                if _is_on(properties, "del"):
                    cell.note(_DELETED)
                self._gather(place.cell, cell)
                if not (place.continues and column in reached):
                    down = 1 + sum(1 for _ in takewhile(_continues(column), places[number + 1 :]))
                    grid.put(cell.text, cell.notes, column=column, across=place.across, down=down)
                elif cell.text:  # Word does not show it
                    grid.put(cell.text, cell.notes, column=column, across=place.across)
            reached = frozenset(column for column, place in places[number].items() if place.merges)
        return grid.sheet()

    def _gather(self, element: "Element", cell: CellText) -> None:
        for child in element:
            name = _local(child)
            if child.tag == _TABLE:
                cell.table(self._names[child])
            elif name == "p":
                self._paragraph(child, cell)
            elif name == "r":
                self._run(child, cell)
            elif name in _GONE:
                gone = "".join(str(each.text or "") for each in child.iter(f"{_W}delText", f"{_W}t"))
                cell.leave_out(gone, "is deleted, which nobody has accepted yet,")
            elif name not in _SILENT and not _letters(child, name, cell):
                if name in _NOTES:
                    cell.note(_NOTES[name])
                self._gather(child, cell)

    def _paragraph(self, paragraph: "Element", cell: CellText) -> None:
        if cell.began:
            cell.new_line()
        cell.began = True
        if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            cell.note(_COUNTED)
        self._gather(paragraph, cell)

    def _run(self, run: "Element", cell: CellText) -> None:
        properties = run.find(f"{_W}rPr")
        if _is_on(properties, "vanish"):
            aside = CellText()
            self._gather(run, aside)
            cell.leave_out(aside.text, "is hidden")
            return
        before = cell.mark()
        self._gather(run, cell)
        if _is_on(properties, "strike", "dstrike"):
            cell.struck(cell.since(before))
        raised = None if properties is None else properties.find(f"{_W}vertAlign")
        if raised is not None and raised.get(f"{_W}val") != "baseline":
            cell.raised(cell.since(before))


def _letters(element: "Element", name: str, cell: CellText) -> bool:
    """Add what an element stands for that is one letter or several, and say whether it is."""
    match name:
        case "t":
            cell.keep(element.text or "")
        case "br" | "cr":
            cell.new_line()
        case "sym":
            cell.keep(chr(int(element.get(f"{_W}char", "FFFD"), 16)))
        case _ if name in _LETTERS:
            cell.keep(_LETTERS[name])
        case _:
            return False
    return True


def _continues(column: int) -> Callable[[Mapping[int, _Place]], bool]:
    """Make the test whether a row's cell in a column continues the one above."""
    return lambda row: column in row and row[column].continues
