"""One sheet as XlsxWriter writes it: heads, cells and the printed page."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs

from govkit.errors import printable
from govkit.io.workbook.coding import Written
from govkit.io.workbook.columns import Column, Kind
from govkit.model import Register

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A3: Final = 8
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A workbook says when it was made: always the same here, so that equal registers are equal files."""
_LONGEST_TITLE: Final = 100
LONGEST: Final = 255
"""Characters that Excel takes of a property, of a list of choices and of a message."""
_EVERYWHERE: Final = "A1:XFD1048576"
_HEAD: Final = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "bg_color": "#1f3864",
    "font_color": "#ffffff",
}
_BODY: Final = {"font_size": 9, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#bfbfbf"}
_LINE: Final = 12.5
"""Height of a line in points."""
_HEAD_LINES: Final = 2
_UPRIGHT: Final = 110
_HIGHEST: Final = 409
"""No row of Excel is higher."""
_PER_WIDTH: Final = 1.25
"""How many characters of the body stand on a unit of width, which is a figure in the larger standard size."""
_TEXT_FORM: Final = "@"
_DAY_FORM: Final = "yyyy-mm-dd"


@attrs.define
class Pages:
    """The sheets of a workbook that is being written.

    Args:
        book: the workbook.
        register: the register in it.
    """

    book: "Workbook"
    register: Register
    _forms: dict[tuple[tuple[str, Any], ...], "Format"] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Say what the workbook is."""
        self.book.set_properties({"title": printable(self.register.title)[:LONGEST], "created": _CREATED})

    def form(self, **properties: Any) -> "Format":
        """Give the format with some properties, which is made once."""
        key = tuple(properties.items())
        if key not in self._forms:
            self._forms[key] = self.book.add_format(properties)
        return self._forms[key]

    def add(self, title: str, columns: Sequence[Column]) -> "Page":
        """Add a sheet with heads in its first row."""
        page = Page(self, self.book.add_worksheet(title), tuple(columns))
        page.lay_out()
        return page


@attrs.define
class Page:
    """A sheet that is being written.

    Args:
        pages: the sheets it is one of.
        sheet: the sheet of XlsxWriter.
        columns: its columns.
    """

    pages: Pages
    sheet: "Worksheet"
    columns: tuple[Column, ...]

    def lay_out(self) -> None:
        """Write the heads, and say how the sheet is to be shown and printed."""
        sheet = self.sheet
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, column.width, self.pages.form(num_format=_form_of(column.kind)))
            if column.title:
                self.label(0, place, column)
        upright = any(column.kind is Kind.LEVEL for column in self.columns)
        sheet.set_row(0, _UPRIGHT if upright else _HEAD_LINES * _LINE)
        sheet.freeze_panes(1, 1 if len(self.columns) > 1 else 0)
        sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "two_digit_text_year": _EVERYWHERE})
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        title = printable(self.pages.register.title)[:_LONGEST_TITLE].replace("&", "&&")
        sheet.set_header(f'&L&"Calibri,Bold"{title}&R&A')
        sheet.set_footer("&L&F&RPage &P of &N")

    def row(self, row: int, columns: Sequence[Column], values: Sequence[Written | None]) -> None:
        """Write a row, as high as its texts need: not every program finds that out by itself."""
        lines = 1
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            self.put(row, place, column.kind, value)
            room = int(self.columns[place].width * _PER_WIDTH)
            lines = max(lines, sum(1 + len(line) // room for line in str(value).split("\n")))
        if lines > 1:
            self.sheet.set_row(row, min(lines * _LINE, _HIGHEST))

    def label(self, row: int, place: int, column: Column) -> None:
        """Write the name of a column or a fact, with a note of what is to be written there."""
        turned = {"rotation": 90} if column.kind is Kind.LEVEL else {}
        self.sheet.write_string(row, place, column.title, self.pages.form(**_HEAD, **turned))
        if column.note:
            self.sheet.write_comment(row, place, column.note, {"x_scale": 2, "author": "govkit"})

    def put(self, row: int, place: int, kind: Kind, value: Written | None) -> None:
        """Write what stands in a cell; a text is never taken for a formula, a number or a link."""
        match value:
            case None:
                self.sheet.write_blank(row, place, None, self._form(_form_of(kind)))
            case str():
                self.sheet.write_string(row, place, value, self._form(_TEXT_FORM))
            case date():
                day = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells have no time zone
                self.sheet.write_datetime(row, place, day, self._form(_DAY_FORM))
            case _:
                self.sheet.write_number(row, place, float(value), self._form(_figures(value)))

    def filter(self, rows: int) -> None:
        """Put buttons on the heads by which rows are filtered and sorted."""
        self.sheet.autofilter(0, 0, max(rows, 1), len(self.columns) - 1)

    def _form(self, form: str) -> "Format":
        return self.pages.form(**_BODY, num_format=form)


def _form_of(kind: Kind) -> str:
    """The number format of an empty cell: what is typed into most stays the text it is."""
    return "General" if kind in (Kind.LEVEL, Kind.WHOLE, Kind.NUMBER) else _TEXT_FORM


def _figures(value: int | Decimal) -> str:
    decimals = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return f"0.{'0' * decimals}" if decimals else "0"
