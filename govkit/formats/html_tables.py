"""Tables of web pages, cell by cell as a browser lays them out."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

import attrs

from govkit.errors import LoadError, MissingExtraError, Problem
from govkit.formats.cell_text import CellText
from govkit.formats.encoding import text_of
from govkit.formats.fault import cut
from govkit.formats.grid import Grid
from govkit.formats.sheet import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TABLE: Final = re.compile(rb"<table[\s>]", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 1024
"""Bytes in which a page says its encoding, by the standard."""
_KNOWN: Final = re.compile(
    r"ascii|big5.*|cp\d+|euc_.*|gb.*|iso2022_.*|iso8859.*|koi8.*|mac.*|shift_jis.*|utf-(8|16|32).*"
)
"""Python's names of the encodings that a page can have, and of none that is more than that."""
_NUMBER: Final = re.compile(r"[ \t\n\r\f]*\+?(\d{1,9})")
_WIDEST: Final = 1000
"""Columns that a cell can reach over, by the standard."""
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)

_SILENT: Final = frozenset({"script", "style", "template", "head", "title", "colgroup", "col"})
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})
_IN_GROUP: Final = frozenset({*_CELLS, "tr"})
_IN_TABLE: Final = frozenset({*_IN_GROUP, *_GROUPS})
_STRUCK: Final = frozenset({"del", "s", "strike"})
_RAISED: Final = frozenset({"sup", "sub"})
_KEPT: Final = frozenset({"pre", "textarea"})
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "ul"),
    )
)


class HtmlTables:
    """Tables of web pages. Nothing is fetched and nothing is run."""

    name = "html"
    title = "Tables of a web page"
    suffixes = (".html", ".htm")

    def recognises(self, content: bytes, name: str) -> bool:  # noqa: ARG002 - the suffix was looked at
        """Say whether there is a table in a page, in an encoding that contains ASCII or with a mark."""
        return _TABLE.search(content) is not None or content.startswith(_MARKS)

    def tables(self, content: bytes, name: str) -> tuple[Sheet, ...]:
        """Read the tables of a page.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.

        Returns:
            The tables in the order in which they begin, called "Table 1" and so on; one within a cell of
            another is a table of its own.

        Raises:
            LoadError: it is no text, is nested too deep, or a table has more cells than any register.
            MissingExtraError: lxml is not installed, or what guesses encodings is not.
        """
        text, noted = text_of(content, name, _encoding(content, name))
        root = _parsed(text, name)
        if root is None:
            return ()
        names = {table: f"Table {number}" for number, table in enumerate(root.iter("table"), 1)}
        sheets = [_Reading(names, name, table).sheet() for table in names]
        # What is about the file as a whole is said once.
        return tuple(
            attrs.evolve(sheet, noted=(*noted, *sheet.noted)) if sheet is sheets[0] else sheet
            for sheet in sheets
        )


def _encoding(content: bytes, name: str) -> str | None:
    """Find the encoding that a page says it has; a mark at its beginning goes before."""
    said = _CHARSET.search(content[:_HEAD])
    if said is None or content.startswith(_MARKS):
        return None
    label = said[1].decode("ascii", "replace")
    try:
        known = codecs.lookup(label).name
    except LookupError:
        known = ""
    if not _KNOWN.fullmatch(known):
        raise LoadError(name, [Problem(f'it says that its encoding is "{label}", which is none', "", name)])
    if known.startswith("utf-"):
        return "utf-8"  # a page that says so in ASCII is in no other of them
    return "cp1252" if known in ("ascii", "iso8859-1") else known  # as browsers do


def _parsed(text: str, name: str) -> "Element | None":
    try:
        from lxml import etree  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("reading tables of web pages", "html") from None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode(), parser)
    for error in parser.error_log:
        if error.level == etree.ErrorLevels.FATAL:
            message = f"it is nested too deep or too large to be read: {error.message}"
            raise LoadError(name, [Problem(message, "", name, error.line)])
    return root


def _is_hidden(element: "Element") -> bool:
    return element.get("hidden") is not None or _UNSEEN.search(element.get("style", "")) is not None


def _number(element: "Element", attribute: str) -> int:
    said = _NUMBER.match(element.get(attribute, ""))
    return 1 if said is None else int(said[1])


class _Reading:
    """Reads one table."""

    def __init__(self, names: Mapping["Element", str], file: str, table: "Element") -> None:
        self._names = names
        self._table = table
        self._grid = Grid(names[table], file)

    def sheet(self) -> Sheet:
        groups: list[tuple[str, list[Element]]] = []
        for part in self._within(self._table, _IN_TABLE):
            if part.tag in _GROUPS:
                groups.append((str(part.tag), list(self._within(part, _IN_GROUP))))
            elif groups and not groups[-1][0]:
                groups[-1][1].append(part)
            else:
                groups.append(("", [part]))
        for _, parts in sorted(groups, key=lambda group: group[0] == "tfoot"):  # shown last, wherever it is
            rows = list(self._rows(parts))
            for number, cells in enumerate(rows):
                self._row(cells, len(rows) - number)
        hidden = any(map(_is_hidden, (self._table, *self._table.iterancestors())))
        return self._grid.sheet(hidden=hidden)

    def _within(self, element: "Element", wanted: frozenset[str]) -> "Iterator[Element]":
        """List what is wanted within an element, through what does not belong in a table."""
        self._stray(element.text)
        for child in element:
            if child.tag in wanted:
                yield child
            elif child.tag != "table" and child.tag not in _SILENT:
                yield from self._within(child, wanted)
            self._stray(child.tail)

    def _stray(self, text: str | None) -> None:
        if text and text.strip():
            said = " ".join(text.split())
            self._grid.note(f'text that stands outside the cells is left out: "{cut(said)}"')

    def _rows(self, parts: "Sequence[Element]") -> "Iterator[list[Element]]":
        """Give rows as their cells; cells without a row are one of their own."""
        loose: list[Element] = []
        for part in parts:
            if part.tag in _CELLS:
                loose.append(part)
                continue
            if loose:
                yield loose
                loose = []
            yield list(self._within(part, _CELLS))
        if loose:
            yield loose

    def _row(self, cells: "Sequence[Element]", left: int) -> None:
        """Put a row.

        Args:
            cells: its cells.
            left: how many rows of its group are left, itself included.
        """
        self._grid.row(hidden=bool(cells) and self._is_row_hidden(cells[0]))
        for each in cells:
            cell = CellText()
            if _is_hidden(each):
                cell.note("this cell is hidden, and was read")
            self._gather(each, cell)
            across = min(max(_number(each, "colspan"), 1), _WIDEST)
            down = min(_number(each, "rowspan") or left, left)
            self._grid.put(cell.text, cell.notes, across=across, down=down)

    def _is_row_hidden(self, cell: "Element") -> bool:
        around = takewhile(lambda each: each is not self._table, cell.iterancestors())
        return any(map(_is_hidden, around))

    def _gather(self, element: "Element", cell: CellText) -> None:
        say = cell.keep if element.tag in _KEPT else cell.say
        say(element.text or "")
        for child in element:
            tag = str(child.tag)
            if tag == "table":
                cell.table(self._names[child])
            elif tag == "br":
                cell.new_line()
            elif tag == "img":
                self._picture(child, cell)
            elif tag not in _SILENT:
                self._inner(child, tag, cell)
            say(child.tail or "")

    def _picture(self, image: "Element", cell: CellText) -> None:
        instead = image.get("alt", "")
        if instead.strip():
            cell.say(instead)
        else:
            cell.picture()

    def _inner(self, child: "Element", tag: str, cell: CellText) -> None:
        if _is_hidden(child):
            aside = CellText()
            self._gather(child, aside)
            cell.leave_out(aside.text, "is hidden")
            return
        if tag in _IN_TABLE:
            cell.note("its tags are not closed in order, so that cells may stand in it; look at the page")
        is_block = tag in _BLOCKS or tag in _IN_TABLE
        if is_block:
            cell.block()
        before = cell.mark()
        self._gather(child, cell)
        if tag in _STRUCK:
            cell.struck(cell.since(before))
        elif tag in _RAISED:
            cell.raised(cell.since(before))
        if is_block:
            cell.block()
