"""Files that would hurt whoever opens them are refused before anything is parsed, and name the reason."""

import struct
from zipfile import ZIP_BZIP2, ZIP_STORED

import pytest
from workbooks import SHEET, TEXTS, changed, of_rows, packed, parts

from govkit.errors import LoadError
from govkit.formats import archive
from govkit.formats.workbook.reading import sheets_of
from govkit.io import loads

PLAIN = of_rows(["Ref", "Risk"], ["R1", "Fire"])
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
)
OUTSIDE = ENTITIES.replace(b'<!ENTITY a "lol">', b'<!ENTITY a SYSTEM "file:///etc/hostname">')


def refusal(content):
    with pytest.raises(LoadError) as caught:
        sheets_of(content, "x.xlsx")
    (problem,) = caught.value.problems
    assert problem.file == "x.xlsx"
    return problem.message


def with_part(name, content):
    return packed(parts(PLAIN) | {name: content})


def test_a_plain_workbook_is_read():
    (sheet,) = sheets_of(PLAIN, "x.xlsx")
    assert [[cell.text for cell in row] for row in sheet.rows] == [["Ref", "Risk"], ["R1", "Fire"]]


@pytest.mark.parametrize("entities", [ENTITIES, OUTSIDE, OUTSIDE.replace(b"DOCTYPE", b"doctype")])
@pytest.mark.parametrize("part", [TEXTS, SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_are_never_expanded(entities, part):
    assert (
        refusal(with_part(part, entities))
        == f"its part {part} defines entities, which no office program does"
    )


def test_a_part_in_another_encoding_cannot_hide_entities():
    for mark in ("utf-16", "utf-16-le", "utf-32"):
        assert refusal(with_part(TEXTS, ENTITIES.decode().encode(mark))) == f"its part {TEXTS} is not UTF-8"


def test_a_part_may_begin_with_a_byte_order_mark():
    (sheet,) = sheets_of(with_part(SHEET, b"\xef\xbb\xbf" + parts(PLAIN)[SHEET]), "x.xlsx")
    assert sheet.rows[1][1].text == "Fire"


def test_a_zip_bomb_is_refused_by_what_it_says_of_its_sizes():
    bomb = with_part("xl/bomb.xml", b"\x00" * (300 * 1024 * 1024))
    assert len(bomb) < 400_000
    assert refusal(bomb) == "it unpacks to 300 MB, and 256 MB at most are read; split it"


def test_sizes_that_lie_do_not_get_more_unpacked():
    held = parts(PLAIN) | {TEXTS: b"<a>" + b"x" * 5_000_000 + b"</a>"}
    content = bytearray(packed(held))
    size = struct.pack("<L", len(held[TEXTS]))
    assert content.count(size) >= 2
    lying = bytes(content).replace(size, struct.pack("<L", 40))
    assert refusal(lying).startswith("this workbook cannot be read: ")


def test_a_part_with_too_many_tags_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(archive, "MOST_TAGS", 10)
    assert "elements" in refusal(PLAIN)


def test_thousands_of_parts_are_refused():
    assert refusal(packed({str(number): b"" for number in range(10_001)})) == (
        "it has 10,001 parts, and 10,000 at most are read"
    )


def test_a_packing_whose_size_cannot_be_held_is_refused():
    assert refusal(packed(parts(PLAIN), ZIP_BZIP2)).startswith(
        "it is packed in a way that no office program packs"
    )
    assert sheets_of(packed(parts(PLAIN), ZIP_STORED), "x.xlsx")


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "xl/../../evil.xml", "a\x00.xml"]
)
def test_names_in_the_archive_lead_nowhere(name, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    (sheet,) = sheets_of(with_part(name, b"<evil/>"), "x.xlsx")
    assert sheet.rows[1][1].text == "Fire"
    assert [each.name for each in tmp_path.rglob("*")] == ["in"]


def test_a_relation_that_leads_out_of_the_archive_is_refused():
    content = changed(
        PLAIN, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"../../../../etc/passwd"
    )
    assert refusal(content).startswith("this workbook cannot be read: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "this is no workbook: file is not a zip file"),
        (b"PK\x03\x04", "this is no workbook: file is not a zip file"),
        (b"register: r", "this is no workbook: file is not a zip file"),
        (b"\x00" * 100, "this is no workbook: file is not a zip file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
            "this is a workbook of an old version, or has a password; save it as .xlsx without one",
        ),
    ],
)
def test_what_is_no_workbook_says_so(content, said):
    assert refusal(content) == said


def test_an_archive_of_something_else_says_so():
    assert refusal(packed({"a.txt": b"a"})) == (
        "this is no workbook: it lacks the part [Content_Types].xml, which each of them has"
    )


def test_a_strict_workbook_says_how_to_save_it():
    held = parts(PLAIN)
    old, new = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    strict = packed({name: part.replace(old, new) for name, part in held.items()})
    assert refusal(strict).startswith('it is a "Strict Open XML Spreadsheet"; save it as')


def test_an_encrypted_part_is_refused():
    content = bytearray(PLAIN)
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(bytes(content)).startswith("this workbook cannot be read: ")


def test_a_text_of_a_hundred_megabytes_is_one_refused_cell():
    content = changed(PLAIN, TEXTS, b"Fire", b"x" * 100_000_000)
    (sheet,) = sheets_of(content, "x.xlsx")
    assert sheet.rows[1][1].flaw == "holds 100,000,000 characters, more than a cell can"
    assert sheet.rows[1][0].flaw is None


def test_the_template_is_held_to_the_same():
    with pytest.raises(LoadError, match="defines entities"):
        loads(with_part(TEXTS, ENTITIES), "x.xlsx")
