"""JSON Pointers, and the places they lead to."""

import pytest

from govkit.model import Position, Source, pointer


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), ""),
        (("risks", 0, "title"), "/risks/0/title"),
        (("a/b",), "/a~1b"),
        (("a~b",), "/a~0b"),
        (("~1",), "/~01"),
        (("",), "/"),
    ],
)
def test_a_pointer_escapes_what_rfc_6901_escapes(parts, expected):
    assert pointer(*parts) == expected


def source_of(positions, calls=None):
    def scan(text):
        if calls is not None:
            calls.append(text)
        return positions

    return Source("x.yaml", "the text", scan)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/risks/0/title", 3),
        ("/risks/0/notes", 2),
        ("/risks/9/a/b/c", 1),
        ("/nothing", 0),
        ("", 0),
    ],
)
def test_what_a_source_lacks_stands_where_the_nearest_element_around_it_stands(path, line):
    places = {
        "": Position(0, 1),
        "/risks": Position(1, 1),
        "/risks/0": Position(2, 1),
        "/risks/0/title": Position(3, 1),
    }
    assert source_of(places).locate(path) == Position(line, 1)


def test_a_source_without_elements_has_no_place():
    assert source_of({}).locate("/risks/0") is None


def test_a_source_is_scanned_once_and_only_when_asked():
    calls = []
    source = source_of({"": Position(1, 1)}, calls)
    assert calls == []
    source.locate("")
    source.locate("/a")
    assert calls == ["the text"]


def test_a_source_does_not_show_its_text():
    assert repr(source_of({})) == "Source(name='x.yaml')"


@pytest.mark.parametrize(("number", "line"), [(0, ""), (1, "a"), (2, "b\rc\x85d"), (3, ""), (4, "")])
def test_a_source_tells_its_lines_as_its_positions_count_them(number, line):
    assert Source("x", "a\r\nb\rc\x85d\n", lambda _: {}).line(number) == line


def test_what_ends_a_line_is_the_formats_to_say():
    assert Source("x", "a\u2028b", lambda _: {}, "\u2028").line(2) == "b"
