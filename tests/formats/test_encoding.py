"""Which encoding a text has that does not say so."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import LoadError, MissingExtraError
from govkit.formats.encoding import text_of
from govkit.model import Position

TEXT = "Fährrisiko; 3 – wahrscheinlich; £5"
LONG = "Die Brücke fällt für längere Zeit aus; das Risiko wäre größer als üblich.\n" * 5


def problems(content, **more):
    with pytest.raises(LoadError) as caught:
        text_of(content, "t.csv", **more)
    return [(each.line, each.message) for each in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_says_the_encoding_and_is_no_part_of_the_text(encoding):
    assert text_of(TEXT.encode(encoding), "t") == (TEXT, ())


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\x00\x00\xfe\xff", "utf-32-be")]
)
def test_marks_of_the_other_byte_order_are_known(mark, encoding):
    assert text_of(mark + TEXT.encode(encoding), "t") == (TEXT, ())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf_8_is_read_as_it_is(text):
    assert text_of(text.encode(), "t") == (text, ())


def test_another_encoding_is_guessed_and_the_first_such_line_is_to_be_looked_at():
    text, (noted,) = text_of(("plain\n" + LONG).encode("cp1252"), "t")
    assert text == "plain\n" + LONG
    assert noted.position == Position(2, 1)
    assert noted.reason.startswith("it is not UTF-8 and was read as cp125")


def test_the_encoding_may_be_said():
    assert text_of("Größe".encode("cp437"), "t", "cp437") == ("Größe", ())
    assert problems(b"x", encoding="utf-9") == [
        (None, 'there is no encoding "utf-9"; utf-8 and cp1252 are two')
    ]
    assert problems(b"ab\xff", encoding="ascii") == [(None, "byte 2 (0xff) is not ascii")]


def test_a_mark_that_lies_is_refused():
    assert problems(b"\xef\xbb\xbfab\xff") == [(None, "byte 5 (0xff) is not utf-8-sig")]
    assert problems(b"\xff\xfea\0\x00\xd8") == [(None, "byte 4 (0x00) is not utf-16")]


def test_lines_of_two_encodings_are_refused_at_the_first_that_is_not_utf_8():
    content = b"plain\n" + "Größe\n".encode() + "Größe\n".encode("cp1252")
    message = "this line is not UTF-8, though line 2 is; save the whole file in one encoding"
    assert problems(content) == [(3, message)]


def test_a_nul_is_refused_at_its_line():
    assert problems(b"a\nb\0c") == [(2, "a NUL character stands here, so this is no text")]


def test_bytes_that_are_no_text_of_windows_are_refused():
    message = "its encoding is neither UTF-8 nor any that Windows uses; save the file as UTF-8"
    assert problems(bytes(range(1, 256)) * 3) == [(None, message)]


def test_without_the_extra_the_encoding_is_not_guessed(monkeypatch):
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    with pytest.raises(MissingExtraError) as caught:
        text_of(LONG.encode("cp1252"), "t.csv")
    assert str(caught.value) == (
        "t.csv is not UTF-8; guessing its encoding needs the extra [csv]: pip install 'govkit[csv]'"
    )
    assert text_of(LONG.encode(), "t.csv")[0] == LONG


def test_of_encodings_that_give_the_same_text_the_western_one_is_named():
    content = "Ref;Owner\n1;Zoë Müller\n2;“Café” – Bürger\n".encode("cp1252")
    text, (noted,) = text_of(content, "t")
    assert text.encode("cp1252") == content
    assert noted.reason == (
        "it is not UTF-8 and was read as cp1252; see whether this line is right, "
        "and save the file as UTF-8 if it is not"
    )
