"""What openpyxl finds in a workbook, without what it leaves out or takes for granted.

This is the only module that imports openpyxl, imported only when a workbook is read. openpyxl reads the
manifest, the styles and the cells. Three things are added: texts keep their escapes until they are resolved
(it drops half of some), a formula without a value is told from an empty cell, and parts that no cell needs
(themes, drawings, pivots, comments) are never opened.

What it keeps to itself (names with an underscore) is used where it has no other door: its parser of a sheet
without the sheet, and what it knows of number formats. The extra asks for the versions that have it.
"""
# ruff: noqa: SLF001

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import cached_property, lru_cache
from typing import Any, Final, cast

import attrs
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, builtin_format_code
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import MAC_EPOCH, from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from govkit.formats.workbook.cells import Look, Value, day_of, figure, shown, unescaped
from govkit.formats.workbook.package import Parts
from govkit.formats.workbook.reading import NO_VALUE

_ITEM: Final = f"{{{SHEET_MAIN_NS}}}si"
_TEXTS: Final = (f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}r/{{{SHEET_MAIN_NS}}}t")
"""Where the text of a string stands: whole, or in runs of one look each; how it is pronounced is not read."""
_PLAIN: Final = ("General", "0", "@")
_KNOWN: Final = 65_536
"""How many numbers of a workbook are kept with what is shown of them."""
_OF_TEXT: Final = "str"
"""The type of a cell whose formula gives a text."""


class _Cells(WorkSheetParser):
    """openpyxl's parser of a sheet, which warns of what is on it beside cells and here passes over it."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Read a cell, and tell a formula without a value from an empty one."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            # A formula that gives an empty text has a value, which is empty.
            has_value = element.find(VALUE_TAG) is not None and element.get("t") == _OF_TEXT
            cell["data_type"] = cell["data_type"] if has_value else NO_VALUE
        return cell

    def parse_extensions(self, element: Any) -> None:
        """Pass over extensions."""

    def parse_formatting(self, element: Any) -> None:
        """Pass over conditional formats."""


@attrs.frozen
class RawSheet:
    """A sheet as openpyxl finds it.

    Args:
        name: its name.
        hidden: whether Excel shows no tab for it.
        parser: reads its rows, once; what else is known of the sheet is known afterwards.
    """

    name: str
    hidden: bool
    parser: _Cells

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Read the rows, each with its number and its cells."""
        yield from self.parser.parse()

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The numbers of the rows that are hidden."""
        rows = self.parser.row_dimensions.items()
        return frozenset(int(number) for number, row in rows if _is_true(row.get("hidden")))

    @property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]:
        """The ranges that are shown as one cell: first row and column, last row and column."""
        found = self.parser.merged_cells
        return tuple(
            (each.min_row, each.min_col, each.max_row, each.max_col)
            for each in (() if found is None else found.mergeCell)
        )

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The numbers of the columns that are hidden."""
        spans = (
            range(int(each["min"]), min(int(each["max"]), 16_384) + 1)
            for each in self.parser.column_dimensions.values()
            if _is_true(each.get("hidden"))
        )
        return frozenset(number for span in spans for number in span)


def _is_true(word: str | None) -> bool:
    return word in ("1", "true", "on")


class Book(ExcelReader):
    """A workbook as openpyxl finds it.

    Args:
        parts: its parts.
    """

    def __init__(self, parts: Parts) -> None:
        self.archive = parts
        self.valid_files = parts.namelist()
        self.read_only = self.data_only = True
        self.keep_vba = self.keep_links = self.rich_text = False
        self.shared_strings: list[str] = []
        self.wb: Any = None

    def read(self) -> None:
        """Read all that cells refer to."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    def read_strings(self) -> None:
        """Read the texts of the cells, which stand in a part of their own, with escapes resolved."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is None:
            return
        for _, element in iterparse(self.archive.open(part.PartName[1:])):
            if element.tag == _ITEM:
                pieces = (each.text or "" for path in _TEXTS for each in element.iterfind(path))
                self.shared_strings.append(unescaped("".join(pieces)))
                element.clear()

    def sheets(self) -> Iterator[RawSheet]:
        """Find the sheets with cells, in the order of their tabs."""
        for sheet, relation in self.parser.find_sheets():
            if "chartsheet" not in relation.Type:
                cells = _Cells(
                    self.archive.open(relation.target), self.shared_strings, data_only=True, date_formats=()
                )
                yield RawSheet(sheet.name, sheet.state != "visible", cells)

    @property
    def from_1904(self) -> bool:
        """Whether its days are counted from 1904."""
        return bool(self.wb.epoch == MAC_EPOCH)

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The number formats by the numbers of the styles."""
        own: Mapping[int, str] = dict(enumerate(self.wb._number_formats, BUILTIN_FORMATS_MAX_SIZE))
        return tuple(
            Look(
                own.get(style.numFmtId) or builtin_format_code(style.numFmtId) or "General",
                dated=place in self.wb._date_formats,
            )
            for place, style in enumerate(self.wb._cell_styles)
        )

    @cached_property
    def styled(self) -> frozenset[int]:
        """The styles that show a whole number otherwise than as its digits."""
        return frozenset(place for place, look in enumerate(self.looks) if look.form not in _PLAIN)

    @cached_property
    def number(self) -> Callable[[float, int], tuple[Value, str, str | None]]:
        """What makes a number and its style a value, a text and a flaw; the same ones come often."""
        return lru_cache(_KNOWN)(self._number)

    def _number(self, number: float, style: int) -> tuple[Value, str, str | None]:
        read, look = figure(number), self.looks[style]
        if look.dated:
            return day_of(read, self.day(number, style), look, from_1904=self.from_1904)
        return read, shown(read, look), None

    def day(self, number: Any, style: int) -> date | time | timedelta | None:
        """Turn a number into what its style shows, None where that is no date or time."""
        try:
            found: Any = from_excel(number, self.wb.epoch, timedelta=style in self.wb._timedelta_formats)
        except (OverflowError, ValueError):
            found = None
        return None if found is None else cast("date | time | timedelta", found)
