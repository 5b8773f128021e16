"""Reading a large workbook, against the library that reads it.

Subject of ``workbook-sheets``: a sheet of 10 000 rows and 24 columns (texts, whole numbers, figures and days)
through the reader of workbooks, which is what an import by a mapping does. Out of it come cells with their
addresses, with what is shown, and with what is wrong; the archive was looked at before it was opened.

Subject of ``workbook-load``: 10 000 generated risks (generated_register.py, without what belongs to them) in
a workbook of the template, through ``govkit.io.loads``. Out of it comes a register, every value checked.

Against both: openpyxl of the same bytes, opened read-only and for values, every value asked for. Reading goes
through openpyxl's own parser of a sheet, so that is the path taken without what govkit adds. Read-only is the
faster of openpyxl's two ways; as a user would call it, it finds fewer of the things that go wrong.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import openpyxl
from generated_register import SEED, register_bytes
from pairs import Result, Size, in_pairs, result, timed
from xlsxwriter import Workbook

from govkit.formats.workbook.reading import sheets_of
from govkit.io import dumps, loads

FULL = Size(pairs=9, amount=10_000)
QUICK = Size(pairs=2, amount=50)
COLUMNS = 24
NAME = "generated.xlsx"


def workbook(*, quick: bool) -> Iterator[Result]:
    """Measure reading sheets, and loading a register of the template."""
    size = QUICK if quick else FULL
    against = "openpyxl, read-only, every value of the same bytes"
    rows = _rows(size.amount)
    yield result(
        "workbook-sheets",
        "the sheets of a workbook with all their cells",
        against,
        in_pairs(
            size.pairs, lambda: timed(lambda: sheets_of(rows, NAME)), lambda: timed(lambda: _plain(rows))
        ),
        f"{size.amount} rows of {COLUMNS} columns, {len(rows) / 1e6:.1f} MB",
    )
    risks = _risks(size.amount)
    yield result(
        "workbook-load",
        "govkit.io.loads of the template",
        against,
        in_pairs(size.pairs, lambda: timed(lambda: loads(risks, NAME)), lambda: timed(lambda: _plain(risks))),
        f"{size.amount} risks, {len(risks) / 1e6:.1f} MB, seed {SEED}",
    )


def _plain(content: bytes) -> int:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for _ in row)


def _rows(count: int) -> bytes:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Log")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row in range(count):
            for column in range(0, COLUMNS, 4):
                sheet.write_string(row, column, f"text {row % 997} of column {column}, as long as a title")
                sheet.write_number(row, column + 1, row % 5)
                sheet.write_number(row, column + 2, row / 8)
                sheet.write_datetime(row, column + 3, date(2019, 1, 1) + timedelta(days=row % 900), day)
    return content.getvalue()


def _risks(count: int) -> bytes:
    data = json.loads(register_bytes(count))
    for risk in data["risks"]:
        for key in ("controls", "assurances", "actions"):
            risk.pop(key, None)
    return dumps(loads(json.dumps(data), "generated.json"), NAME)
