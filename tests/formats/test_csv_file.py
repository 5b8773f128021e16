"""Tables as text with separators."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govkit import GovkitError, LoadError
from govkit.formats.csv_file import SEPARATORS, Csv, guarded, unguarded, write_rows
from govkit.model import Position

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ODD = st.sampled_from(
    ["=1+1", "'=1", "''-", "-5", "+", "@x", "\tx", "\r", "sep=;", 'a"b', "a;b;c", "x\r\ny", "'tis"]
)
TEXTS = ODD | st.text(CHARACTERS, max_size=8)
ROWS = st.lists(st.lists(TEXTS, max_size=4), max_size=6)


def read(content, name="t.csv"):
    (sheet,) = Csv().tables(content, name)
    return sheet


def texts(content):
    return [[cell.text for cell in row] for row in read(content).rows]


def problems(content):
    with pytest.raises(LoadError) as caught:
        read(content)
    return [(each.line, each.column, each.message) for each in caught.value.problems]


@given(ROWS)
@example([["sep=;"], ["a,b"]])
@example([["a", "b;c;d"]])
@example([["a;b"], ["c;d"]])
def test_whatever_is_written_reads_back(rows):
    assert texts(write_rows(rows)) == rows


@given(ROWS)
def test_nothing_that_is_written_is_a_formula(rows):
    text = write_rows(rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(TEXTS)
def test_a_guard_comes_off_again(text):
    assert unguarded(guarded(text)) == text


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=6), st.sampled_from(SEPARATORS))
def test_the_separator_is_found(rows, separator):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(text) for text in row] for row in rows)
    assert texts(buffer.getvalue().encode("utf-8-sig")) == rows


@given(ROWS, st.sampled_from(";:~x,"))
def test_the_separator_may_be_said_in_the_first_line(rows, separator):
    buffer = io.StringIO(newline="")
    buffer.write(f"SEP={separator}\r\n")
    csv.writer(buffer, delimiter=separator).writerows([guarded(text) for text in row] for row in rows)
    assert texts(buffer.getvalue().encode()) == rows


@pytest.mark.parametrize("first", ['sep="', "sep=\r", "sep=", "sep=ab"])
def test_what_cannot_separate_is_a_cell_like_any_other(first):
    content = f"{first}\r\n" if first != 'sep="' else 'sep="\n'
    assert texts(content.encode())[0] == [first.rstrip("\r")]


def test_a_table_of_a_semicolon_dialect_with_commas_in_its_figures():
    assert texts(b"Risk;Cost\nFire;1,5\nFlood;2,5\n") == [["Risk", "Cost"], ["Fire", "1,5"], ["Flood", "2,5"]]


def test_the_separator_is_that_of_the_rows_before_one_that_cannot_be_read():
    assert problems(b'a;b\nc;d\n"e"x;f\n') == [
        (
            3,
            1,
            "the row that begins here cannot be read: ';' expected after '\"'; see whether all its quotes are closed",
        )
    ]


def test_cells_stand_at_the_line_they_begin_in():
    rows = read(b'sep=,\n"a\nb",c\n\nd,\n').rows
    assert [[cell.position for cell in row] for row in rows] == [
        [Position(2, 1), Position(2, 2)],
        [],
        [Position(5, 1), Position(5, 2)],
    ]
    assert [(cell.value, cell.text) for cell in rows[2]] == [("d", "d"), (None, "")]


def test_an_open_quote_is_refused_where_its_row_begins():
    ((line, column, message),) = problems(b'a,b\n"c,d\ne,f\n')
    assert (line, column) == (2, 1)
    assert message.startswith("the row that begins here cannot be read: unexpected end of data")


def test_a_cell_may_be_long_but_not_without_end():
    limit = csv.field_size_limit()
    long = "x" * 300_000
    assert texts(f"{long};b\nc;d\n".encode()) == [[long, "b"], ["c", "d"]]
    ((line, _, message),) = problems(b"a,b\n" + b"x" * 1_000_001 + b",c\n")
    assert line == 2
    assert "field larger than field limit (1000000)" in message
    assert csv.field_size_limit() == limit


def test_another_encoding_is_noted_with_the_sheet():
    content = ("Risiko;Größe\n" + "Brücke;für längere Zeit, wäre größer\n" * 5).encode("cp1252")
    sheet = read(content)
    assert sheet.rows[1][0].text == "Brücke"
    assert sheet.noted[0].position == Position(1, 1)


@given(
    st.binary()
    | st.binary().map(lambda each: b"sep=" + each)
    | st.text().map(lambda text: text.encode("utf-16", "replace"))
)
def test_any_bytes_are_a_table_or_refused(content):
    assert Csv().recognises(content, "t.csv")
    try:
        (sheet,) = Csv().tables(content, "t.csv")
    except GovkitError:
        return
    assert all(cell.text == (cell.value or "") for row in sheet.rows for cell in row)
