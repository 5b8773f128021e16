"""What stands in cells is read as Excel shows it, and what is no value says what is wrong with it."""

from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import SHEET, TEXTS, changed, of_rows, workbook

from govkit.formats.workbook.cells import Look, figure, length, shown, unescaped
from govkit.formats.workbook.reading import sheets_of

PLAIN = of_rows([1, "x"])


def cell(value, form="General", **options):
    """Read what XlsxWriter writes of one value in one format."""

    def fill(book):
        book.add_worksheet("S").write(0, 0, value, book.add_format({"num_format": form}))

    return only(workbook(fill, **options))


def only(content):
    (sheet,) = sheets_of(content, "x.xlsx")
    return sheet.rows[0][0]


def raw(element):
    """Read a cell that is written by hand."""
    return only(changed(PLAIN, SHEET, b'<c r="A1"><v>1</v></c>', element))


@pytest.mark.parametrize(
    ("value", "form", "read", "text"),
    [
        (3, "General", 3, "3"),
        (3.0, "General", 3, "3"),
        (-3, "0", -3, "-3"),
        (10**15, "General", 10**15, "1000000000000000"),
        (1e15, "0.0", 10**15, "1000000000000000.0"),
        (1.5e15, "General", 1500000000000000, "1500000000000000"),
        (1e21, "General", Decimal("1E+21"), "1000000000000000000000"),
        (1.5, "General", Decimal("1.5"), "1.5"),
        (0.1 + 0.2, "General", Decimal("0.3"), "0.3"),
        (1 / 3, "General", Decimal("0.333333333333333"), "0.333333333333333"),
        (1e-7, "General", Decimal("1e-7"), "0.0000001"),
        (1.5, "0.00", Decimal("1.5"), "1.50"),
        (3, "0.0", 3, "3.0"),
        (1234567, "#,##0", 1234567, "1,234,567"),
        (1234.5, "#,##0.00", Decimal("1234.5"), "1,234.50"),
        (0.25, "0%", Decimal("0.25"), "25%"),
        (0.256, "0.0%", Decimal("0.256"), "25.6%"),
        (5, '"£"#,##0', 5, "5"),
        (True, "General", True, "TRUE"),
        ("3", "General", "3", "3"),
        ("=1+1", "@", "=1+1", "=1+1"),
    ],
)
def test_a_value_and_what_is_shown_of_it(value, form, read, text):
    def fill(book):
        sheet = book.add_worksheet("S")
        (sheet.write_string if isinstance(value, str) else sheet.write)(
            0, 0, value, book.add_format({"num_format": form})
        )

    found = only(workbook(fill))
    assert (found.value, found.text, found.flaw) == (read, text, None)
    assert type(found.value) is type(read)


@pytest.mark.parametrize(
    ("value", "form", "read", "text"),
    [
        (date(2019, 2, 28), "yyyy-mm-dd", date(2019, 2, 28), "2019-02-28"),
        (date(2019, 2, 28), "dd/mm/yyyy", date(2019, 2, 28), "2019-02-28"),
        (date(1900, 3, 1), "d mmm yy", date(1900, 3, 1), "1900-03-01"),
        (1, "yyyy-mm-dd", date(1900, 1, 1), "1900-01-01"),
        (59, "yyyy-mm-dd", date(1900, 2, 28), "1900-02-28"),
        (
            datetime(2019, 2, 28, 14, 30),
            "yyyy-mm-dd hh:mm",
            datetime(2019, 2, 28, 14, 30),
            "2019-02-28 14:30",
        ),
        (
            datetime(2019, 2, 28, 14, 30, 5),
            "yyyy-mm-dd hh:mm:ss",
            datetime(2019, 2, 28, 14, 30, 5),
            "2019-02-28 14:30:05",
        ),
        (0.5, "hh:mm", "12:00:00", "12:00:00"),
        (1.5, "[h]:mm", "1 day, 12:00:00", "1 day, 12:00:00"),
    ],
)
def test_a_date_is_a_day_and_its_text_is_iso(value, form, read, text):
    found = cell(value, form)
    assert (found.value, found.text, found.flaw) == (read, text, None)


@pytest.mark.parametrize(
    ("form", "text"),
    [("mmm-yy", "03/2016"), ("mmmm yyyy", "03/2016"), ("yyyy", "2016"), ("[$-809]mmm yy", "03/2016")],
)
def test_a_date_that_hides_its_day_is_the_month_that_is_shown(form, text):
    # Who types Mar-16 gets the first of March, and would be overdue a month too early.
    found = cell(date(2016, 3, 1), form)
    assert (found.value, found.text) == (text, text)


@pytest.mark.parametrize("day", [date(1904, 1, 2), date(2019, 2, 28), date(9999, 12, 31)])
def test_a_workbook_that_counts_from_1904_has_the_same_days(day):
    assert cell(day, "yyyy-mm-dd", date_1904=True).value == day


def test_counting_from_1904_there_is_a_sixtieth_day():
    assert cell(60, "yyyy-mm-dd", date_1904=True).value == date(1904, 3, 1)


@pytest.mark.parametrize(
    ("value", "flaw"),
    [
        (60, "holds 29 February 1900, a day that never was"),
        (-5, "holds the number -5, shown as a date, which is none"),
        (0, "holds the number 0, shown as a date, which is none"),
        (0.25, "holds the number 0.25, shown as a date, which is none"),
        (3_000_000, "holds the number 3000000, shown as a date, which is none"),
        (1e300, "holds the number 1E+300, shown as a date, which is none"),
    ],
)
def test_a_number_that_is_no_day_is_a_flaw(value, flaw):
    assert cell(value, "yyyy-mm-dd").flaw == flaw


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"])
def test_an_error_is_a_flaw(error):
    found = raw(f'<c r="A1" t="e"><v>{error}</v></c>'.encode())
    assert (found.text, found.flaw) == (error, f"holds the error {error}")


@pytest.mark.parametrize(
    "element",
    [
        b'<c r="A1"><f>B1</f></c>',
        b'<c r="A1"><f>B1</f><v></v></c>',
        b'<c r="A1"><f>B1</f><v/></c>',
        b'<c r="A1" t="str"><f>B1</f></c>',
        b'<c r="A1"><f t="shared" si="0"/></c>',
    ],
)
def test_a_formula_without_a_value_is_told_from_an_empty_cell(element):
    found = raw(element)
    assert (found.value, found.text) == (None, "")
    assert found.flaw == "holds a formula with no value kept; open it in Excel and save it"
    assert not found.is_blank


@pytest.mark.parametrize(
    ("element", "read"),
    [
        (b'<c r="A1"><f>B1</f><v>2</v></c>', 2),
        (b'<c r="A1" t="str"><f>B1</f><v>two</v></c>', "two"),
        (b'<c r="A1" t="b"><f>B1</f><v>0</v></c>', False),
        (b'<c r="A1" t="inlineStr"><is><t>two</t></is></c>', "two"),
        (b'<c r="A1" t="inlineStr"><is><r><t>t</t></r><r><t>wo</t></r></is></c>', "two"),
        (b'<c r="A1" t="d"><v>2019-02-28</v></c>', date(2019, 2, 28)),
        (b'<c r="A1" t="d"><v>2019-02-28T14:30:00</v></c>', datetime(2019, 2, 28, 14, 30)),
        (b"<c><v>2</v></c>", 2),
    ],
)
def test_a_formula_counts_as_its_value_and_a_text_may_stand_in_the_cell(element, read):
    found = raw(element)
    assert (found.value, found.flaw) == (read, None)
    assert type(found.value) is type(read)


@pytest.mark.parametrize(
    "element", [b'<c r="A1" t="str"><f>B1</f><v></v></c>', b'<c r="A1"/>', b'<c r="A1"><v/></c>']
)
def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(element):
    assert raw(element).is_blank


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"a_x000D_\nb", "a\r\nb"),
        (b"_x005F_x000D_", "_x000D_"),
        (b"a_x0041_b", "aAb"),
        (b"_x41_", "_x41_"),
        (b"x005F_ stays", "x005F_ stays"),
    ],
)
def test_escapes_are_resolved_once_and_nothing_else_is_touched(written, read):
    content = changed(of_rows(["plain"]), TEXTS, b"plain", written)
    assert only(content).text == read


def test_texts_in_runs_are_one_text_without_how_they_are_spoken():
    runs = b"<si><r><t>two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>"
    content = changed(of_rows(["plain"]), TEXTS, b"<si><t>plain</t></si>", runs)
    assert only(content).text == "two runs"


def test_a_text_too_long_for_a_cell_is_a_flaw():
    assert only(changed(of_rows(["plain"]), TEXTS, b"plain", b"x" * 32_767)).flaw is None
    long = changed(of_rows(["plain"]), TEXTS, b"plain", "\U0001f600".encode() * 16_384)
    assert only(long).flaw == "holds 32,768 characters, more than a cell can"
    inline = b'<c r="A1" t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 40_000)
    assert raw(inline).flaw == "holds 40,000 characters, more than a cell can"


@given(st.text())
def test_the_length_is_what_excel_counts(text):
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet="_x05FfD\r "))
def test_a_text_with_no_escape_is_left_alone(text):
    assert unescaped(text.replace("_", "")) == text.replace("_", "")


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_of_fifteen_digits_is_exact(number):
    assert figure(float(number)) == number


@given(st.floats(allow_nan=False))
def test_any_number_is_shown_in_any_format(number):
    for form in ("General", "0", "0.00", "#,##0.0", "0%", "£0"):
        assert shown(figure(number), Look(form, dated=False))


def test_the_values_are_those_that_openpyxl_finds(tmp_path):
    def fill(book):
        sheet = book.add_worksheet("S")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(50):
            sheet.write_string(row, 0, f"text {row} <&> \n\t ü \U0001f600")
            sheet.write_number(row, 1, row / 4)
            sheet.write_datetime(row, 2, datetime(2019, 2, 1 + row % 28), day)
            sheet.write_boolean(row, 3, row % 2)
            sheet.write_formula(row, 4, "=1+1", None, row)

    content = workbook(fill)
    (tmp_path / "x.xlsx").write_bytes(content)
    theirs = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True)["S"]
    (ours,) = sheets_of(content, "x.xlsx")
    for row in ours.rows:
        for each in row:
            there = theirs[f"{'ABCDE'[each.position.column - 1]}{each.position.line}"].value
            assert each.value == (there.date() if isinstance(there, datetime) else there)
