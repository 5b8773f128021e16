"""Tables of Markdown, with everything that Markdown itself leaves out."""

import re
import sys

import pytest
from drawn_tables import TEXTS, notes_of, texts_of
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.errors import GovkitError, LoadError, MissingExtraError
from govkit.formats import Position
from govkit.formats.markdown_tables import MarkdownTables

READER = MarkdownTables()


def tables(text):
    return READER.tables(text.encode(), "x.md")


def table(text):
    (sheet,) = tables(text)
    return sheet


def refusal(content):
    with pytest.raises(LoadError) as caught:
        READER.tables(content, "x.md")
    (problem,) = caught.value.problems
    return str(problem)


def marked(text):
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text).replace("\n", "<br>")


@st.composite
def grids(draw):
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=4))


@settings(deadline=None)
@given(
    grids(),
    st.sampled_from(["", "> ", "> > "]),
    st.sampled_from(["---", ":-:", ":--"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_table_reads_back(rows, before, rule, end):
    lines = ["| " + " | ".join(map(marked, row)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join([rule] * len(rows[0])) + " |")
    text = "Some risks.\n\n" + end.join(before + line for line in lines) + end
    sheet = table(text)
    assert READER.recognises(text.replace("\r", "\n").encode(), "x.md")
    assert texts_of(sheet) == rows
    assert [[cell.position for cell in row] for row in sheet.rows] == [
        [Position(line, column, "Table 1") for column in range(1, len(row) + 1)]
        for line, row in enumerate(rows, 1)
    ]
    assert (sheet.noted, sheet.merged, sheet.hidden) == ((), (), False)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_cells_too_many_are_kept_and_noted(one, two):
    for before in ("", "> "):
        text = f"{before}| a |\n{before}|---|\n{before}| b | {marked(one)} | {marked(two)}x |\n"
        sheet = table(text)
        assert texts_of(sheet) == [["a"], ["b", one, two + "x"]]
        assert notes_of(sheet) == [
            f"'Table 1'!{place} the row has more cells than the header, which Markdown does not show"
            for place in ("B2", "C2")
        ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("*a* **b** [c](http://d) <e@f.gh>", "a b c e@f.gh"),
        ("`a\\|b`  c", "a|b c"),
        ("3 &amp; 4 \\| 5", "3 & 4 | 5"),
        ("![High](red.png)", "High"),
        ("a<br>b<BR />c", "a\nb\nc"),
        ("<b>x</b> <!-- y -->", "<b>x</b> <!-- y -->"),
        ("", ""),
    ],
)
def test_a_cell_says_what_a_reader_sees(cell, text):
    sheet = table(f"a | b\n-|-\nR1 | {cell}\nR2")
    assert texts_of(sheet) == [["a", "b"], ["R1", text], ["R2", ""]]
    assert sheet.noted == ()


@pytest.mark.parametrize(
    ("cell", "text", "note"),
    [
        ("3 ~~4~~", "3 4", '"4" is struck out, and was read'),
        ("![](red.png)", "", "there is a picture in it, which is not read"),
    ],
)
def test_what_is_not_as_it_looks_is_noted(cell, text, note):
    sheet = table(f"|a|\n|-|\n|{cell}|")
    assert texts_of(sheet) == [["a"], [text]]
    assert notes_of(sheet) == [f"'Table 1'!A2 {note}"]


def test_tables_are_counted_wherever_they_stand():
    text = "a|b\n-|-\n\ntext\n\n- x\n\n  c | d\n  --|--\n  e | f\n\n```\n|g|\n|-|\n```\n\n> |h|\n> |-|\n"
    assert [(sheet.name, texts_of(sheet)) for sheet in tables(text)] == [
        ("Table 1", [["a", "b"]]),
        ("Table 2", [["c", "d"], ["e", "f"]]),
        ("Table 3", [["h"]]),
    ]


def test_a_text_without_tables_has_none():
    for text in ("", "# Risks\n\n- none\n", "a | b\nc | d\n"):
        assert tables(text) == ()
        assert not READER.recognises(text.encode(), "x.md")


HTML = "<table><tr><td>a</td></tr></table>\n"
IN_HTML = "a table that is written in HTML is not read; save it as .html, and read that"


def test_tables_in_html_are_noted_or_refused():
    sheet, other = tables(f"|a|\n|-|\n\n{HTML}\n<div>\n\n|b|\n|-|\n")
    assert notes_of(sheet) == [f"4:1 {IN_HTML}"]
    assert other.noted == ()
    assert refusal(b"# Risks\n\n" + HTML.encode()) == (
        "x.md:3: its tables are written in HTML; save them as .html, and read that"
    )
    assert tables("<div>no table</div>\n") == ()


def test_rows_are_refused_that_markdown_gives_up_on():
    text = "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "|x|\n" * 300
    said = "the table above lacks more cells than can be filled in; write all cells of its rows"
    assert refusal(text.encode()) == f"x.md:222: {said}"
    assert len(table("|a|\n|-|\n" + "|x|\n" * 300 + "\nText behind it.\n").rows) == 301
    assert len(table("|a|\n|-|\n# Head\n\nText.\n").rows) == 1


def test_a_table_with_more_cells_than_any_register_is_refused(monkeypatch):
    monkeypatch.setattr("govkit.formats.grid.MOST_CELLS", 5)
    assert len(table("|a|b|\n|-|-|\n|c|d|").rows) == 2
    assert refusal(b"|a|b|\n|-|-|\n|c|d|e|f|") == (
        "x.md:'Table 1'!A2: the table has more than 5 cells; no register has"
    )


def test_what_is_no_text_is_refused():
    assert "a NUL character stands here" in refusal(b"|a|\n|-|\n|\0|")
    assert "is not utf-16" in refusal(b"\xff\xfe\x00\xd8")


def test_hidden_controls_are_handed_on_as_they_are():
    assert texts_of(table("|a|\n|-|\n|turned \u202eround|"))[1] == ["turned \u202eround"]


def test_a_cell_is_read_up_to_a_million_characters():
    assert len(table(f"|a|\n|-|\n|{'x' * 1_000_000}|").rows[1][0].text) == 1_000_000
    assert refusal(f"|a|b|\n|-|-|\n|c|{'x' * 1_000_001}|".encode()) == (
        "x.md:'Table 1'!B2: this cell has more than 1,000,000 characters"
    )


@pytest.mark.parametrize("opening", ["> ", "- ", "[", "![", "*", "<b>", "~~", "`", "\\"])
def test_nesting_without_end_is_read_at_once(opening):
    tables("|a|\n|-|\n|" + opening * 5_000 + "|\n\n" + opening * 5_000 + "|a|\n")


def test_without_the_extra_the_way_out_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(MissingExtraError) as caught:
        tables("|a|\n|-|\n")
    assert str(caught.value) == (
        "reading tables of Markdown needs the extra [markdown]: pip install 'govkit[markdown]'"
    )


TOKENS = (
    *(
        "|a|b|\n",
        "|-|-|\n",
        "|:-:|\n",
        "a|b\n",
        "-|-\n",
        "| ",
        "|",
        "\\|",
        "`",
        "~~",
        "*",
        "[",
        "](x)",
        "![",
        "<br>",
    ),
    *(
        "<b>",
        "<table>\n",
        "</table>\n",
        "<!--",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\t",
        "\n",
        "\r",
        "\n\n",
        "```\n",
        "# ",
    ),
    *("[a]: b\n", "&amp;", "&#0;", "\0", "\u202e", "\x0b", "\x85", "\u2028", "é", "x", "---\n", "\ufeff"),
)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.lists(st.sampled_from(TOKENS), max_size=40).map("".join).map(str.encode)
)
def test_any_bytes_are_tables_or_an_error_that_says_why(content):
    READER.recognises(content, "x.md")
    try:
        sheets = READER.tables(content, "x.md")
    except GovkitError:
        return
    assert [sheet.name for sheet in sheets] == [f"Table {number}" for number in range(1, len(sheets) + 1)]
