"""Sheets written with XlsxWriter: every text as a text, laid out to be read and printed."""

from io import BytesIO
from typing import Final

from govkit.errors import MissingExtraError
from govkit.io.workbook.columns import FACTS, LATER, Column, Kind
from govkit.io.workbook.drawing import draw_schemes
from govkit.io.workbook.dress import Dress
from govkit.io.workbook.guiding import colour_ratings, offer_choices
from govkit.io.workbook.sheet import Page, Pages
from govkit.io.workbook.tables import Filled, Filling
from govkit.model import Register

_CHUNK: Final = 32_000
"""Characters of one row of the sheet More; a cell holds 32 767."""


def written(filling: Filling, register: Register, dress: Dress) -> bytes:
    """Write the sheets of a register as a workbook.

    Args:
        filling: the sheets.
        register: the register.
        dress: the schemes that are shown.

    Returns:
        The bytes of the file, the same for the same register.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("writing workbooks", "excel") from None
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        pages = Pages(book, register)
        _write_facts(filling, pages)
        named = {each.table.title for each in filling.sheets}
        schemes = dress.worn_by(register)
        for filled in filling.sheets:
            page = _write_items(filled, pages)
            offer_choices(page, filled, named, schemes)
            colour_ratings(page, filled, schemes, dress)
        if schemes:
            draw_schemes(pages, schemes, dress)
        if filling.texts:
            _write_later(filling, pages)
    return content.getvalue()


def _write_facts(filling: Filling, pages: Pages) -> None:
    page = pages.add(FACTS, [Column("Fact", (), width=24), Column("Value", (), width=90)])
    for row, (fact, value) in enumerate(filling.facts, start=1):
        page.row(row, [fact, fact], [None, value])
        page.label(row, 0, fact)


def _write_items(filled: Filled, pages: Pages) -> Page:
    page = pages.add(filled.table.title, filled.columns)
    for row, values in enumerate(filled.rows, start=1):
        page.row(row, filled.columns, values)
    page.filter(len(filled.rows))
    return page


def _write_later(filling: Filling, pages: Pages) -> None:
    columns = [
        Column("No.", (), Kind.WHOLE, 8, "What stands for it in a cell is \\see and this number."),
        Column("Part", (), Kind.WHOLE, 8, "Its parts, in their order, are one text of JSON."),
        Column("JSON", (), width=120, note="A text that is too long for a cell. Leave it as it is."),
    ]
    page = pages.add(LATER, columns)
    row = 0
    for number, text in filling.texts.items():
        for part, start in enumerate(range(0, len(text), _CHUNK), start=1):
            row += 1
            page.row(row, columns, (number, part, text[start : start + _CHUNK]))
