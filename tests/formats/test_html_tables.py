"""Tables of web pages, as a browser lays them out."""

import sys
from html import escape

import pytest
from drawn_tables import TEXTS, check_layout, layouts, notes_of, texts_of
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.errors import GovkitError, LoadError, MissingExtraError
from govkit.formats.html_tables import HtmlTables

READER = HtmlTables()


def tables(page):
    return READER.tables(page.encode(), "x.html")


def table(page):
    (sheet,) = tables(page)
    return sheet


def refusal(content):
    with pytest.raises(LoadError) as caught:
        READER.tables(content, "x.html")
    (problem,) = caught.value.problems
    return str(problem)


def marked(text):
    return escape(text).replace("\n", "<br>")


@settings(deadline=None)
@given(layouts(), st.sampled_from(["td", "th"]), st.booleans(), st.booleans())
def test_any_table_reads_back_with_its_ranges(layout, tag, closed, quoted):
    rows, _, cells = layout
    page = "<!doctype html><title>t</title><table>"
    quote = '"' if quoted else ""
    for row in range(1, rows + 1):
        page += "<tr>"
        for each in cells:
            if each.row == row:
                spans = f" rowspan={quote}{each.down}{quote} colspan={quote}{each.across}{quote}"
                page += f"<{tag}{spans}>{marked(each.text)}" + (f"</{tag}>" if closed else "")
        page += "</tr>" if closed else ""
    sheet = table(page + "</table>")
    check_layout(sheet, rows, cells)
    assert sheet.noted == ()


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]))
def test_any_text_reads_back_in_every_encoding_that_says_itself(text, encoding):
    head = '<meta charset="UTF-8">' if encoding == "utf-8" else ""
    page = f"{head}<table><tr><td>{marked(text)}</td></tr></table>".encode(encoding)
    assert READER.recognises(page, "x.html")
    (sheet,) = READER.tables(page, "x.html")
    assert texts_of(sheet) == [[text]]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("a &amp; b &eacute; &#x20ac; &nope; &#128;", "a & b é € &nope; €"),
        ("  two\n words\t ", "two words"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("a <b>b</b> <i> c</i>d", "a b cd"),
        ("<p>a<p>b<ul><li>c</li> <li>d</ul>e", "a\nb\nc\nd\ne"),
        ("a<br> b <div>c</div>", "a\nb\nc"),
        ("<pre>a  b\n c</pre>d", "a  b\n c\nd"),
        ("&nbsp;", ""),
        ("3&nbsp;Likely", "3\xa0Likely"),
        ("<img alt='High' src='x.png'>", "High"),
        ("14<sup>th</sup> Nov 19", "14th Nov 19"),
        ("a<!-- hidden -->b<?php x ?>c", "abc"),
        ("x<script>alert('<td>')</script>y<style>td{color:red}</style><template>z</template>", "xy"),
    ],
)
def test_a_cell_says_what_a_reader_sees(body, texts):
    sheet = table(f"<table><tr><td>{body}</td></tr></table>")
    assert texts_of(sheet) == [[texts]]
    assert sheet.noted == ()


@pytest.mark.parametrize(
    ("body", "text", "note"),
    [
        ("3<sup>1</sup>", "31", '"1" is raised or lowered, and may be no part of what it stands at'),
        ("<s>3</s> 4<del></del>", "3 4", '"3" is struck out, and was read'),
        (
            "3 <span style='color:red; display : NONE'>low</span>",
            "3",
            'text that is hidden is left out: "low"',
        ),
        ("3 <i hidden>low</i>", "3", 'text that is hidden is left out: "low"'),
        ("<img src='red.png'><img src='red.png' alt=' '>", "", "there is a picture in it, which is not read"),
        (
            "<div>3<td>4</div>",
            "3\n4",
            "its tags are not closed in order, so that cells may stand in it; look at the page",
        ),
    ],
)
def test_what_is_not_as_it_looks_is_noted(body, text, note):
    sheet = table(f"<table><tr><td>{body}</td></tr></table>")
    assert texts_of(sheet) == [[text]]
    assert notes_of(sheet) == [f"'Table 1'!A1 {note}"]


def test_what_is_hidden_and_says_nothing_is_not_noted():
    assert table("<table><tr><td>3<i hidden></i></table>").noted == ()


def test_hidden_rows_cells_and_tables_are_marked():
    page = """
    <div style="visibility: hidden"><table><tr><td>1</table></div>
    <table><tbody hidden><tr><td>2</tbody><tr style="display:none"><td>3<tr><td>4<td hidden>5</table>"""
    one, two = tables(page)
    assert (one.hidden, one.hidden_rows) == (True, frozenset())
    assert (two.hidden, two.hidden_rows) == (False, frozenset({1, 2}))
    assert texts_of(two) == [["2"], ["3"], ["4", "5"]]
    assert notes_of(two) == ["'Table 2'!B3 this cell is hidden, and was read"]


def test_rows_stand_in_the_order_in_which_they_are_shown():
    page = "<table><thead><tr><th>h</thead><tfoot><tr><td>f</tfoot><tr><td>1<tr><td>2</table>"
    assert texts_of(table(page)) == [["h"], ["1"], ["2"], ["f"]]


def test_cells_reach_over_rows_of_their_own_group_only():
    page = """<table><thead><tr><th rowspan=5>h<th>i</thead>
    <tbody><tr><td rowspan=0>1<td>2<tr><td>3<tr></tbody><tr><td rowspan=x colspan=0>4</table>"""
    sheet = table(page)
    assert texts_of(sheet) == [["h", "i"], ["1", "2"], ["", "3"], [], ["4"]]
    assert sheet.merged == ((2, 1, 4, 1),)


def test_rows_without_their_tags_are_rows():
    assert texts_of(table("<table><td>1<td>2<tr><td>3</table>")) == [["1", "2"], ["3"]]
    assert texts_of(table("<table><tbody><td>1</tbody><tbody><tr><td>2</table>")) == [["1"], ["2"]]
    assert texts_of(table("<table><form><tr><td>1</form><tr><td>2</table>")) == [["1"], ["2"]]


def test_text_outside_the_cells_is_noted():
    sheet = table("<table><caption>Risks\n of 2019</caption>\n<tr>stray<td>1</table>")
    assert texts_of(sheet) == [["1"]]
    assert notes_of(sheet) == [
        "'Table 1'!A1 text that stands outside the cells is left out: \"Risks of 2019\"",
        "'Table 1'!A1 text that stands outside the cells is left out: \"stray\"",
    ]


def test_a_table_within_a_table_is_one_of_its_own():
    page = "<table><tr><td>a<table><tr><td>b</table>c</table><table><table><tr><td>d</table></table>"
    one, two, three, four = tables(page)
    assert [sheet.name for sheet in (one, two, three, four)] == ["Table 1", "Table 2", "Table 3", "Table 4"]
    assert [texts_of(sheet) for sheet in (one, two, three, four)] == [[["ac"]], [["b"]], [], [["d"]]]
    assert notes_of(one) == ["'Table 1'!A1 there is a table in it, which is read on its own as Table 2"]


def test_cells_that_lie_over_each_other_are_noted():
    sheet = table("<table><tr><td>1<td rowspan=2>2<tr><td colspan=2>3</table>")
    assert texts_of(sheet) == [["1", "2"], ["3"]]
    assert notes_of(sheet) == [
        "'Table 1'!A2 this cell and another one lie over each other; see whether both are right"
    ]


@pytest.mark.parametrize("page", ["", "  ", "<!-- -->", "<p>no table", "<svg:table>"])
def test_a_page_without_tables_has_none(page):
    assert tables(page) == ()
    assert not READER.recognises(page.encode(), "x.html")


def test_pages_in_windows_own_encoding_are_read_as_they_say():
    for label in ("windows-1252", "ISO-8859-1", "us-ascii"):
        page = f'<META http-equiv=x content="text/html; charset={label}"><table><tr><td>\x96 é</table>'
        (sheet,) = READER.tables(page.encode("latin-1"), "x.html")
        assert texts_of(sheet) == [["– é"]]
        assert sheet.noted == ()
    page = '<meta charset="utf-16"><table><tr><td>é</table>'
    assert texts_of(table(page)) == [["é"]]


def test_an_encoding_that_is_guessed_is_noted_once():
    page = "<table><tr><td>Café fermé, été passé</table><table><tr><td>x</table>"
    one, two = READER.tables(page.encode("cp1252"), "x.html")
    assert texts_of(one) == [["Café fermé, été passé"]]
    assert len(one.noted) == 1
    assert "is not UTF-8 and was read as" in one.noted[0].reason
    assert two.noted == ()


@pytest.mark.parametrize("label", ["klingon", "rot13", "idna", "unicode_escape", "utf_7", "base64"])
def test_an_encoding_that_no_page_has_is_refused(label):
    said = refusal(f'<meta charset="{label}"><table><tr><td>a</table>'.encode())
    assert said == f'x.html: it says that its encoding is "{label}", which is none'


def test_a_page_that_is_not_what_it_says_is_refused():
    assert "is not utf-8" in refusal(b"<meta charset=utf-8><table><tr><td>\xff</table>")
    assert "a NUL character stands here" in refusal(b"<table>\n<tr><td>a\0b</table>")


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<b>", "<del>", "<sup>1", "<i hidden>"])
def test_nesting_without_end_is_refused_at_once(opening):
    said = refusal(b"<table><tr><td>" + opening.encode() * 100_000)
    assert said.startswith("x.html:1: it is nested too deep or too large to be read: Excessive depth")


@pytest.mark.parametrize("opening", ["<del>", "<sup>1", "<i hidden>", "<p>", "<b>"])
def test_nesting_as_deep_as_can_be_is_read(opening):
    sheet = table("<table><tr><td>" + opening * 200 + "x</table>")
    assert len(sheet.rows) == 1


def test_a_cell_is_read_up_to_a_million_characters():
    assert len(table(f"<table><tr><td>{'x' * 1_000_000}</table>").rows[0][0].text) == 1_000_000
    assert refusal(b"<table><tr><td>" + b"x" * 1_000_001) == (
        "x.html:'Table 1'!A1: this cell has more than 1,000,000 characters"
    )
    assert "too deep or too large" in refusal(b"<table><tr><td>" + b"x" * 11_000_000)


def test_a_table_that_grows_without_end_is_refused():
    said = refusal(b"<table>" + b"<tr>" + b"<td colspan=1000 rowspan=9999999>x" * 1001)
    assert said == "x.html:'Table 1'!A1: the table has more than 1,000,000 cells; no register has"


def test_entities_of_a_document_type_are_none():
    page = """<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>
    <table><tr><td>&a;&b;</table>"""
    assert texts_of(table(page)) == [["&a;&b;"]]


def test_hidden_controls_are_handed_on_as_they_are():
    assert texts_of(table("<table><tr><td>turned \u202eround</table>")) == [["turned \u202eround"]]


def test_without_the_extra_the_way_out_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingExtraError) as caught:
        tables("<table>")
    assert (
        str(caught.value) == "reading tables of web pages needs the extra [html]: pip install 'govkit[html]'"
    )


TOKENS = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th rowspan=2 colspan=3>",
        "<thead>",
        "</thead>",
    ),
    *(
        "<tfoot>",
        "<caption>",
        "<script>",
        "</script>",
        "<style>",
        "<p>",
        "<br>",
        "<pre>",
        "<form>",
        "</form>",
    ),
    *(
        "<td rowspan=0",
        "<td colspan='99999999999'>",
        "<select><option>",
        "<textarea>",
        "<plaintext>",
        "<svg>",
    ),
    *(
        "<del>",
        "<sup>",
        "</sup>",
        "<i hidden>",
        "<img>",
        "<meta charset=utf-16>",
        "<meta charset=x>",
        "<!--",
        "-->",
    ),
    *(
        "<![CDATA[",
        "<?",
        "&amp",
        "&#xD800;",
        "&#0;",
        "<!DOCTYPE",
        "\0",
        "\u202e",
        "x",
        " ",
        "1",
        "é",
        "'",
        '"',
        ">",
        "<",
    ),
)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.lists(st.sampled_from(TOKENS), max_size=40).map("".join).map(str.encode)
)
def test_any_bytes_are_tables_or_an_error_that_says_why(content):
    READER.recognises(content, "x.html")
    try:
        sheets = READER.tables(content, "x.html")
    except GovkitError:
        return
    assert [sheet.name for sheet in sheets] == [f"Table {number}" for number in range(1, len(sheets) + 1)]
