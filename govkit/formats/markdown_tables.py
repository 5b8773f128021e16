"""Tables of Markdown, as GitHub and most others read them (GFM)."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from govkit.errors import LoadError, MissingExtraError, Problem
from govkit.formats.cell_text import CellText
from govkit.formats.encoding import text_of
from govkit.formats.grid import Grid
from govkit.formats.sheet import Sheet
from govkit.model import Noted, Position

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULED: Final = re.compile(rb"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|", re.MULTILINE)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_TABLE: Final = re.compile(r"<table[\s>]", re.IGNORECASE)
_LINE_END: Final = re.compile(r"\r\n?|\n")
_AROUND: Final = " \t>"
"""What stands before a row in a quotation or a list."""
_DEEPEST: Final = 100


class MarkdownTables:
    """Tables of Markdown, the header their first row. HTML in it is shown as it is written."""

    name = "markdown"
    title = "Tables of Markdown"
    suffixes = (".md", ".markdown")

    def recognises(self, content: bytes, name: str) -> bool:  # noqa: ARG002 - the suffix was looked at
        """Say whether a line stands in a text as it does under a table's header."""
        return _RULED.search(content) is not None

    def tables(self, content: bytes, name: str) -> tuple[Sheet, ...]:
        """Read the tables of a text.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.

        Returns:
            The tables in their order, called "Table 1" and so on. A cell too many is kept, with or without a
            header.

        Raises:
            LoadError: it is no text, a table lacks too many cells to be read, has more than any register, or
                all tables are written in HTML.
            MissingExtraError: markdown-it-py is not installed, or what guesses encodings is not.
        """
        text, noted = text_of(content, name)
        parser = _parser()
        known: dict[str, Any] = {}
        tokens = parser.parse(text, known)
        reading = _Reading(parser, known, _LINE_END.split(text), name)
        sheets = [reading.sheet(number, table) for number, table in enumerate(_tables(tokens, name), 1)]
        html = [each for each in tokens if each.type == "html_block" and _HTML_TABLE.search(each.content)]
        if html and not sheets:
            message = "its tables are written in HTML; save them as .html, and read that"
            raise LoadError(name, [Problem(message, "", name, _line(html[0]))])
        noted += tuple(Noted(Position(_line(each), 1), _IN_HTML) for each in html)
        # What is about the file as a whole is said once.
        return tuple(
            attrs.evolve(sheet, noted=(*noted, *sheet.noted)) if sheet is sheets[0] else sheet
            for sheet in sheets
        )


_IN_HTML: Final = "a table that is written in HTML is not read; save it as .html, and read that"


_TOO_MANY: Final = "the row has more cells than the header, which Markdown does not show"


def _parser() -> "MarkdownIt":
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("reading tables of Markdown", "markdown") from None
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.disable("inline")  # only cells are looked into, one by one
    return parser


def _line(token: "Token") -> int:
    return (token.map or [0])[0] + 1


def _tables(tokens: "Sequence[Token]", name: str) -> "Iterator[list[Token]]":
    """Give the tokens of each table."""
    start = 0
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            start = number
        elif token.type == "table_close":
            yield list(tokens[start:number])
            after = tokens[number + 1] if number + 1 < len(tokens) else None
            if after is not None and after.map is not None and after.type == "paragraph_open":
                _, end = tokens[start].map or [0, 0]
                if after.map[0] == end:
                    message = (
                        "the table above lacks more cells than can be filled in; write all cells of its rows"
                    )
                    raise LoadError(name, [Problem(message, "", name, _line(after))])


class _Reading:
    """Reads the tables of one text."""

    def __init__(self, parser: "MarkdownIt", known: dict[str, Any], lines: Sequence[str], file: str) -> None:
        self._parser = parser
        self._known = known
        self._lines = lines
        self._file = file

    def sheet(self, number: int, tokens: "Sequence[Token]") -> Sheet:
        grid = Grid(f"Table {number}", self._file)
        width = line = 0
        cells = 0
        for token in tokens:
            if token.type == "tr_open":
                grid.row()
                line, cells = _line(token), 0
            elif token.type == "inline":
                cells += 1
                self._put(grid, token.content)
            elif token.type == "thead_close":
                width = cells
            elif token.type == "tr_close" and width:
                self._put_rest(grid, line, width)
        return grid.sheet()

    def _put(self, grid: Grid, text: str, *notes: str) -> None:
        children: list[Token] = []
        self._parser.inline.parse(text, self._parser, self._known, children)
        cell = CellText()
        for note in notes:
            cell.note(note)
        marks: list[int] = []
        for each in children:
            match each.type:
                case "code_inline":
                    cell.keep(each.content)
                case "html_inline" if _BREAK.fullmatch(each.content):
                    cell.new_line()
                case "image" if not each.content.strip():
                    cell.picture()
                case "s_open":
                    marks.append(cell.mark())
                case "s_close":
                    cell.struck(cell.since(marks.pop()))
                case _:
                    cell.say(each.content)
        grid.put(cell.text, cell.notes)

    def _put_rest(self, grid: Grid, line: int, width: int) -> None:
        """Put the cells of a row that the header has no column for, which Markdown leaves out."""
        from markdown_it.rules_block.table import escapedSplit  # noqa: PLC0415 - an extra

        text = self._lines[line - 1]
        cells = escapedSplit(text.lstrip(_AROUND).strip())
        cells = cells[1:] if cells[0] == "" else cells
        cells = cells[:-1] if cells and cells[-1] == "" else cells
        for rest in cells[width:]:
            self._put(grid, rest.strip(), _TOO_MANY)
