"""Tables of Word documents, and documents that mean harm."""

import sys
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import nsdecls
from drawn_tables import check_layout, layouts, notes_of, texts_of
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.errors import GovkitError, LoadError, MissingExtraError
from govkit.formats.word_tables import WordTables

READER = WordTables()
MAIN = "word/document.xml"


def content_of(document):
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


EMPTY = content_of(docx.Document())


def rezipped(content, changes, **options):
    """Put other parts into an archive, or leave some out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", **options) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


def document(body, prefix=""):
    names = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return rezipped(EMPTY, {MAIN: f"{prefix}<w:document {names}><w:body>{body}</w:body></w:document>"})


def tables(body):
    return READER.tables(document(body), "x.docx")


def of_cell(inner):
    """The table of one cell with something in it."""
    (sheet,) = tables(f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>")
    return sheet


def refusal(content):
    with pytest.raises(LoadError) as caught:
        READER.tables(content, "x.docx")
    (problem,) = caught.value.problems
    return str(problem)


@settings(deadline=None, max_examples=examples(40))
@given(layouts())
def test_any_table_reads_back_with_its_ranges(layout):
    rows, columns, cells = layout
    paper = docx.Document()
    table = paper.add_table(rows, columns)
    for each in cells:
        last = table.cell(each.row + each.down - 2, each.column + each.across - 2)
        table.cell(each.row - 1, each.column - 1).merge(last).text = each.text
    content = content_of(paper)
    assert READER.recognises(content, "x.docx")
    (sheet,) = READER.tables(content, "x.docx")
    check_layout(sheet, rows, cells)
    assert (sheet.noted, sheet.hidden, sheet.hidden_rows) == ((), False, frozenset())


T = "<w:r><w:t>{}</w:t></w:r>".format
BOX = (
    f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{T('box')}</w:p></w:txbxContent></mc:Choice>"
    f"<mc:Fallback><w:p>{T('box')}</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:p>{T('one')}</w:p><w:p/><w:p>{T('two')}</w:p><w:p/>", "one\n\ntwo"),
        (
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:cr/><w:t/><w:t>c</w:t></w:r></w:p>",
            "a\tb\n\nc",
        ),
        ("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r></w:p>", "a\u2011b\xad"),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym/></w:r></w:p>', "\uf0fc\ufffd"),
        (f"<w:p><w:hyperlink>{T('link')}</w:hyperlink><w:ins>{T(' new')}</w:ins></w:p>", "link new"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{T('chosen')}</w:p></w:sdtContent></w:sdt>", "chosen"),
        ("<w:p><w:r><w:instrText>DATE</w:instrText></w:r>" + T("1 May") + "</w:p>", "1 May"),
        (BOX, "box"),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>3</w:t></w:r></w:p>', "3"),
        ('<w:p><w:r><w:rPr><w:vertAlign w:val="baseline"/></w:rPr><w:t>3</w:t></w:r></w:p>', "3"),
        ("<w:p><w:r><w:t>\xa0</w:t></w:r></w:p>", ""),
        ("", ""),
    ],
)
def test_a_cell_says_what_a_reader_sees(inner, text):
    sheet = of_cell(inner)
    assert texts_of(sheet) == [[text]]
    assert sheet.noted == ()


def run(properties, text):
    return f"<w:p>{T('3')}<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("inner", "text", "note"),
    [
        (run("<w:vanish/>", "x"), "3", 'text that is hidden is left out: "x"'),
        (run("<w:strike/>", "x"), "3x", '"x" is struck out, and was read'),
        (run("<w:dstrike w:val='true'/>", "x"), "3x", '"x" is struck out, and was read'),
        (
            run("<w:vertAlign w:val='superscript'/>", "1"),
            "31",
            '"1" is raised or lowered, and may be no part of what it stands at',
        ),
        (
            f"<w:p>{T('3')}<w:del><w:r><w:delText>4</w:delText></w:r></w:del></w:p>",
            "3",
            'text that is deleted, which nobody has accepted yet, is left out: "4"',
        ),
        (
            f"<w:p><w:pPr><w:numPr/></w:pPr>{T('3')}</w:p>",
            "3",
            "Word counts numbers or marks before its paragraphs, which are no text and are not read",
        ),
        (
            f"<w:p>{T('3')}<w:r><w:footnoteReference/></w:r></w:p>",
            "3",
            "it has a footnote, which is not read",
        ),
        (f"<w:p>{T('3')}<w:r><w:drawing/></w:r></w:p>", "3", "there is a picture in it, which is not read"),
    ],
)
def test_what_is_not_as_it_looks_is_noted(inner, text, note):
    sheet = of_cell(inner)
    assert texts_of(sheet) == [[text]]
    assert notes_of(sheet) == [f"'Table 1'!A1 {note}"]


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{T(text)}</w:p></w:tc>"


def test_rows_that_are_hidden_or_deleted_are_marked():
    (sheet,) = tables(
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>{cell('1')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('2')}</w:tr><w:tr>{cell('3')}</w:tr></w:tbl>"
    )
    assert texts_of(sheet) == [["1"], ["2"], ["3"]]
    assert sheet.hidden_rows == {1}
    assert notes_of(sheet) == ["'Table 1'!A2 this row is deleted, which nobody has accepted yet; it was read"]


def test_rows_and_cells_within_content_controls_are_read():
    (sheet,) = tables(
        f"<w:sdt><w:sdtContent><w:tbl><w:sdt><w:sdtContent><w:tr>{cell('1')}<w:sdt><w:sdtContent>{cell('2')}"
        f"</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt><w:bookmarkStart/></w:tbl></w:sdtContent></w:sdt>"
    )
    assert texts_of(sheet) == [["1", "2"]]


def test_rows_that_begin_further_right_do():
    (sheet,) = tables(
        f"<w:tbl><w:tr>{cell('1')}{cell('2')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("3")}</w:tr></w:tbl>'
    )
    assert texts_of(sheet) == [["1", "2"], ["", "3"]]


def test_a_cell_that_continues_nothing_is_a_cell():
    go_on = "<w:vMerge/>"
    (sheet,) = tables(
        f"<w:tbl><w:tr>{cell('1', go_on)}{cell('2')}</w:tr>"
        f"<w:tr>{cell('3')}{cell('4', go_on)}</w:tr><w:tr>{cell('5')}</w:tr></w:tbl>"
    )
    assert texts_of(sheet) == [["1", "2"], ["3", "4"], ["5"]]


def test_text_below_a_cell_that_reaches_over_it_is_kept_and_noted():
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    (sheet,) = tables(
        f"<w:tbl><w:tr>{cell('1', begin)}</w:tr><w:tr>{cell('', go_on)}</w:tr><w:tr>{cell('2', go_on)}</w:tr></w:tbl>"
    )
    assert texts_of(sheet) == [["1"], [], ["2"]]
    assert sheet.merged == ((1, 1, 3, 1),)
    assert notes_of(sheet) == [
        "'Table 1'!A3 this cell and another one lie over each other; see whether both are right"
    ]


def test_a_table_within_a_table_is_one_of_its_own_and_one_for_older_programs_is_none():
    inner = f"<w:tbl><w:tr>{cell('in')}</w:tr></w:tbl>"
    one, two = tables(
        f"<w:tbl><w:tr><w:tc><w:p>{T('a')}</w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
        f"<mc:AlternateContent><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    )
    assert (texts_of(one), texts_of(two), two.name) == ([["a"]], [["in"]], "Table 2")
    assert notes_of(one) == ["'Table 1'!A1 there is a table in it, which is read on its own as Table 2"]


def test_a_document_without_tables_has_none():
    assert READER.tables(EMPTY, "x.docx") == ()


# ------------------------------------------------------------------------------------------------ malice


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"<html>", b"\0" * 100])
def test_what_is_no_document_is_refused(content):
    assert not READER.recognises(content, "x.docx")
    assert refusal(content).startswith("x.docx: this ")


def test_an_old_document_or_one_with_a_password_is_told_apart():
    said = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert (
        said
        == "x.docx: this is a Word document of an old version, or has a password; save it as .docx without one"
    )


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("govkit.formats.archive.MOST_BYTES", 64 * 1024**2)
    bomb = rezipped(EMPTY, {"word/media/x.xml": b"\0" * (65 * 1024**2)}, compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("a part was unpacked"))
    assert refusal(bomb) == "x.docx: it unpacks to 65 MB, and 64 MB at most are read; split it"


def test_a_part_that_is_larger_than_it_says_is_refused():
    content = rezipped(EMPTY, {"word/x.xml": b"<x>" + b" " * 1_000_000}, compression=zipfile.ZIP_DEFLATED)
    size = (1_000_003).to_bytes(4, "little")
    assert content.count(size) == 2
    assert refusal(content.replace(size, (10).to_bytes(4, "little"))).startswith(
        "x.docx: this is no Word document: "
    )


def test_parts_without_number_are_refused(monkeypatch):
    monkeypatch.setattr("govkit.formats.archive.MOST_PARTS", 5)
    assert "parts, and 5 at most are read" in refusal(EMPTY)


def test_tags_without_number_are_refused(monkeypatch):
    monkeypatch.setattr("govkit.formats.archive.MOST_TAGS", 10)
    assert "has more than 5 elements" in refusal(EMPTY)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_packing_is_refused(compression):
    said = refusal(rezipped(EMPTY, {}, compression=compression))
    assert said == "x.docx: it is packed in a way that no office program packs; save it again with one"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


def test_entities_are_refused():
    said = refusal(document("<w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p>", ENTITIES))
    assert said == f"x.docx: its part {MAIN} defines entities, which no office program does"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_parts_in_another_encoding_are_refused(encoding):
    part = f"{ENTITIES}<x>&a;</x>".encode(encoding)
    assert refusal(rezipped(EMPTY, {"word/x.xml": part})) == "x.docx: its part word/x.xml is not UTF-8"


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path, monkeypatch):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    content = rezipped(
        EMPTY, {"../../evil.xml": b"<x/>", str(tmp_path / "evil.xml"): b"<x/>", "..\\evil.xml": b"<x/>"}
    )
    assert READER.tables(content, "x.docx") == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_control_character_is_no_xml():
    assert "this Word document cannot be read: XMLSyntaxError" in refusal(document("<w:p>\0</w:p>"))


def test_an_archive_of_something_else_says_so():
    said = refusal(rezipped(EMPTY, {"[Content_Types].xml": None}))
    assert (
        said
        == "x.docx: this is no Word document: it lacks the part [Content_Types].xml, which each of them has"
    )


@pytest.mark.parametrize("part", [MAIN, "_rels/.rels"])
def test_a_document_that_lacks_a_part_is_refused(part):
    assert refusal(rezipped(EMPTY, {part: None})).startswith("x.docx: this Word document cannot be read: ")


def test_nesting_without_end_is_refused_at_once():
    deep = "<w:tbl><w:tr><w:tc>" * 10_000
    assert "Excessive depth" in refusal(document(deep))


def test_a_cell_is_read_up_to_a_million_characters():
    assert len(of_cell(f"<w:p>{T('x' * 1_000_000)}</w:p>").rows[0][0].text) == 1_000_000
    said = refusal(document(f"<w:tbl><w:tr>{cell('x' * 1_000_001)}</w:tr></w:tbl>"))
    assert said == "x.docx:'Table 1'!A1: this cell has more than 1,000,000 characters"
    assert "cannot be read" in refusal(document(f"<w:tbl><w:tr>{cell('x' * 11_000_000)}</w:tr></w:tbl>"))


@pytest.mark.parametrize("properties", ['<w:gridSpan w:val="2000000000"/>', '<w:gridSpan w:val="1000001"/>'])
def test_a_table_that_grows_without_end_is_refused(properties):
    said = refusal(document(f"<w:tbl><w:tr>{cell('x', properties)}</w:tr></w:tbl>"))
    assert said == "x.docx:'Table 1'!A1: the table has more than 1,000,000 cells; no register has"


def test_hidden_controls_are_handed_on_as_they_are():
    text = "turned \u202eround"
    assert texts_of(of_cell(f"<w:p>{T(text)}</w:p>")) == [[text]]


def test_without_the_extra_the_way_out_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError) as caught:
        READER.tables(EMPTY, "x.docx")
    assert str(caught.value) == (
        "reading tables of Word documents needs the extra [docx]: pip install 'govkit[docx]'"
    )


def read_or_refused(content):
    READER.recognises(content, "x.docx")
    try:
        sheets = READER.tables(content, "x.docx")
    except GovkitError:
        return
    assert [sheet.name for sheet in sheets] == [f"Table {number}" for number in range(1, len(sheets) + 1)]


TAGS = (
    *(
        "tbl",
        "tr",
        "tc",
        "p",
        "r",
        "tcPr",
        "trPr",
        "pPr",
        "rPr",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "hyperlink",
    ),
    *(
        "gridSpan",
        "vMerge",
        "gridBefore",
        "hidden",
        "vanish",
        "strike",
        "vertAlign",
        "sym",
        "br",
        "t",
        "numPr",
    ),
)
VALUES = ("", "restart", "continue", "0", "-1", "2", "99999999999", "x", "superscript")
NODES = st.recursive(
    st.sampled_from(("x", "1 ", "")),
    lambda inner: st.builds(
        lambda tag, value, char, parts: (
            f'<w:{tag} w:val="{value}" w:char="{char}">{"".join(parts)}</w:{tag}>'
        ),
        st.sampled_from(TAGS),
        st.sampled_from(VALUES),
        st.sampled_from(("F0FC", "x", "D800", "FFFFFFFF")),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(NODES, max_size=3))
def test_any_document_is_tables_or_an_error_that_says_why(nodes):
    read_or_refused(document("".join(f"<w:tbl><w:tr>{node}</w:tr></w:tbl>" for node in nodes)))


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(EMPTY)), st.binary(max_size=6)), max_size=3))
def test_a_damaged_document_is_tables_or_an_error_that_says_why(changes):
    content = EMPTY
    for at, new in changes:
        content = content[:at] + new + content[at + len(new) :]
    read_or_refused(content)


@settings(max_examples=examples(100), deadline=None)
@given(st.binary())
def test_any_bytes_are_an_error_that_says_why(content):
    read_or_refused(content)
