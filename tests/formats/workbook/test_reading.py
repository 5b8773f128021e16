"""Sheets, rows and addresses: everything stands where Excel shows it, and what cannot be is refused."""

import sys
import warnings
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from workbooks import SHEET, changed, of_rows, packed, parts, workbook

import govkit.formats.workbook
from govkit.errors import LoadError, MissingExtraError
from govkit.formats import Position, TableFormat
from govkit.formats.workbook import reading
from govkit.formats.workbook.reading import sheets_of
from govkit.formats.workbook.tables import WorkbookTables


def refusal(content):
    with pytest.raises(LoadError) as caught:
        sheets_of(content, "x.xlsx")
    (problem,) = caught.value.problems
    return problem.message


def test_leading_rows_and_columns_that_are_empty_keep_every_address():
    def fill(book):
        sheet = book.add_worksheet("My sheet")
        sheet.write_string("C4", "a")
        sheet.write_string("E4", "b")
        sheet.write_string("A6", "c")

    (sheet,) = sheets_of(workbook(fill), "x.xlsx")
    assert [len(row) for row in sheet.rows] == [0, 0, 0, 5, 0, 1]
    assert str(sheet.rows[3][2].position) == "'My sheet'!C4"
    assert sheet.rows[3][3].is_blank
    assert sheet.rows[3][3].position == Position(4, 4, "My sheet")
    assert sheet.rows[3][4].text == "b"


def test_addresses_are_those_that_calamine_finds():
    content = of_rows([], [None, None, "a"], [], ["b", None, 3, "d"])
    theirs = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = theirs.get_sheet_by_name("Risks").to_python(skip_empty_area=False)
    (sheet,) = sheets_of(content, "x.xlsx")
    for number, row in enumerate(rows):
        ours = [cell.value for cell in sheet.rows[number]]
        assert ours + [None] * (len(row) - len(ours)) == [value if value != "" else None for value in row]


def test_blank_cells_that_only_have_a_look_are_no_cells():
    def fill(book):
        sheet = book.add_worksheet("S")
        form = book.add_format({"bg_color": "red"})
        for row in range(20_000):
            sheet.write_blank(row, 3, None, form)
        sheet.write_string(20_000, 0, "end")

    (sheet,) = sheets_of(workbook(fill), "x.xlsx")
    assert len(sheet.rows) == 20_001
    assert not any(sheet.rows[:20_000])


def test_ranges_that_are_merged_are_known():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.merge_range("A2:B4", "Fire")
        sheet.merge_range("D1:E1", "Gross")
        book.add_worksheet("T").write_string("A1", "x")

    content = workbook(fill)
    one, other = sheets_of(content, "x.xlsx")
    assert (set(one.merged), other.merged) == ({(2, 1, 4, 2), (1, 4, 1, 5)}, ())
    assert one.rows[1][0].text == "Fire"
    for wrong in (b"A2:B", b"2:4", b"A:B", b"", b"x"):
        assert refusal(changed(content, SHEET, b"A2:B4", wrong)).startswith("this workbook cannot be read: ")


def test_sheets_rows_and_columns_that_are_hidden_are_read_and_told():
    def fill(book):
        book.add_worksheet("Open")
        for name in ("Hidden", "Very"):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, "Ref")
            sheet.write_string(0, 2, "Risk")
            sheet.write_string(2, 1, "x")
            sheet.set_row(2, None, None, {"hidden": True})
            sheet.set_column("B:B", None, None, {"hidden": True})
            sheet.set_column("F:XFD", None, None, {"hidden": True})
            sheet.hide() if name == "Hidden" else sheet.very_hidden()

    shown, hidden, very = sheets_of(workbook(fill), "x.xlsx")
    assert (shown.hidden, hidden.hidden, very.hidden) == (False, True, True)
    assert hidden.hidden_rows == {3}
    assert [(str(each.position), each.reason) for each in hidden.noted] == [
        ("Hidden!B3", "this column is hidden, and was read")
    ]


def test_charts_are_no_sheets():
    def fill(book):
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, [1, 2])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$B$1"})
        book.add_chartsheet("Chart").set_chart(chart)

    assert [sheet.name for sheet in sheets_of(workbook(fill), "x.xlsx")] == ["Data"]


def test_what_stands_on_a_sheet_beside_cells_is_passed_over_in_silence():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write_string(0, 0, "a")
        sheet.write_comment(0, 0, "a note")
        sheet.write_url(1, 0, "https://example.org", string="link")
        sheet.add_table("C1:D3")
        sheet.conditional_format("A1:A5", {"type": "data_bar", "data_bar_2010": True})
        sheet.data_validation("A1", {"validate": "list", "source": ["a"]})
        book.define_name("S!Print_Area", "=S!$A$1:$B$2")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (sheet,) = sheets_of(workbook(fill), "x.xlsx")
    assert [row[0].text for row in sheet.rows[:2]] == ["a", "link"]


PLAIN = of_rows(["a", "b"], ["c", "d"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'<row r="2"', b'<row r="1"', 'row 1 of the sheet "Risks" stands behind row 1'),
        (b'r="B2"', b'r="A2"', 'row 2 of the sheet "Risks" has cells in disorder'),
        (b"<v>3</v>", b"<v>300</v>", "this workbook cannot be read: IndexError: list index out of range"),
        (b"<sheetData>", b"<sheetData", "this workbook cannot be read: ParseError: not well-formed"),
        (b'r="B2"', b'r="2B"', "this workbook cannot be read: "),
        (b't="s"><v>3', b't="n"><v>three', "this workbook cannot be read: ValueError"),
    ],
)
def test_damage_is_refused_with_its_reason(old, new, said):
    assert refusal(changed(PLAIN, SHEET, old, new)).startswith(said)


def test_a_sheet_that_reaches_far_to_the_right_and_down_is_refused(monkeypatch):
    far = changed(PLAIN, SHEET, b'r="B2"', b'r="XFD2"')
    assert len(sheets_of(far, "x.xlsx")[0].rows[1]) == 16_384
    monkeypatch.setattr(reading, "MOST_CELLS", 10_000)
    assert refusal(far) == 'the sheet "Risks" has more than 10,000 cells'
    deep = changed(PLAIN, SHEET, b'<row r="2"', b'<row r="1048576"').replace(b'r="A2"', b'r="A2"')
    assert refusal(deep) == 'the sheet "Risks" has more than 10,000 cells'


def test_a_row_at_the_end_of_a_sheet_takes_little():
    (sheet,) = sheets_of(changed(PLAIN, SHEET, b'<row r="2"', b'<row r="1048576"'), "x.xlsx")
    assert len(sheet.rows) == 1_048_576


def test_a_workbook_without_texts_or_styles_is_read():
    held = parts(of_rows([1]))
    manifest = held["[Content_Types].xml"]
    held["[Content_Types].xml"] = manifest.replace(b"sharedStrings", b"nothing")
    held.pop("xl/sharedStrings.xml", None)
    (sheet,) = sheets_of(packed(held), "x.xlsx")
    assert sheet.rows[0][0].value == 1


def test_without_openpyxl_the_extra_is_named(monkeypatch):
    monkeypatch.delattr(govkit.formats.workbook, "through_openpyxl", raising=False)
    for name in [each for each in sys.modules if each.split(".")[0] == "openpyxl"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "govkit.formats.workbook.through_openpyxl", raising=False)
    with pytest.raises(MissingExtraError) as caught:
        sheets_of(PLAIN, "x.xlsx")
    assert str(caught.value) == "reading workbooks needs the extra [excel]: pip install 'govkit[excel]'"


def test_workbooks_of_any_layout_are_a_format_of_tables():
    form = WorkbookTables()
    assert isinstance(form, TableFormat)
    assert form.recognises(PLAIN, "x.xlsx")
    assert not form.recognises(b"register: r", "x.xlsx")
    assert form.tables(PLAIN, "x.xlsx") == sheets_of(PLAIN, "x.xlsx")
