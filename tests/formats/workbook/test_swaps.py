"""Dates whose day and month Excel may have swapped are suspected, and left as they are."""

from datetime import date

import pytest
from workbooks import workbook

from govkit.formats.workbook.reading import sheets_of


def noted(*values):
    def fill(book):
        sheet = book.add_worksheet("Log")
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, value in enumerate(("Deadline", *values)):
            if isinstance(value, str):
                sheet.write_string(row, 1, value)
            elif value is not None:
                sheet.write(row, 1, value, form)

    (sheet,) = sheets_of(workbook(fill), "x.xlsx")
    return sheet.noted


def test_a_date_beside_a_text_that_months_first_cannot_read_is_suspect():
    (found,) = noted(date(2019, 2, 1), None, "28/02/2019", date(2019, 3, 3))
    assert str(found.position) == "Log!B2"
    assert found.reason == (
        "day and month of 2019-02-01 may be swapped: in this column no date has a day above 12, and "
        '"28/02/2019" stayed a text, as where Excel reads months first'
    )


@pytest.mark.parametrize(
    "values",
    [
        (date(2019, 2, 1), date(2019, 5, 4)),
        (date(2019, 2, 1), "28/02/2019", date(2019, 2, 13)),
        (date(2019, 2, 1), "02/28/2019"),
        (date(2019, 2, 1), "ongoing", "12/12/2019", 7),
        ("28/02/2019", "01/02/2019"),
        (),
    ],
)
def test_other_columns_are_not(values):
    assert noted(*values) == ()
