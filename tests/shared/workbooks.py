"""Workbooks made for tests: cells by XlsxWriter, and parts of the archive replaced by hand."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def workbook(fill, **options):
    """Make a workbook; ``fill`` takes the XlsxWriter workbook and writes what it likes."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, **options}) as book:
        fill(book)
    return content.getvalue()


def of_rows(*rows, name="Risks", **options):
    """Make a workbook of one sheet, texts and numbers as they are."""

    def fill(book):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)

    return workbook(fill, **options)


def parts(content):
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(held, compression=ZIP_DEFLATED):
    content = BytesIO()
    with ZipFile(content, "w", compression) as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    return content.getvalue()


def changed(content, part, old, new):
    """Replace something in a part of a workbook, which has to be there."""
    held = parts(content)
    assert old in held[part]
    held[part] = held[part].replace(old, new)
    return packed(held)
