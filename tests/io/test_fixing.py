"""Edits of files: exactly what was asked for, and not a character besides."""

import stat
from pathlib import Path
from textwrap import dedent

import pytest

from govkit.errors import SaveError
from govkit.io import fix, read_document, write_fixed
from govkit.model import Edit, Source


def gone(path):
    return Edit(path, None)


def fixed(text, *edits, form="yaml"):
    return fix(Source(f"a.{form}", text, lambda _: {}), edits)


def after(text, *edits, form="yaml"):
    each = fixed(dedent(text), *edits, form=form)
    assert (each.done, each.left) == (edits, ())
    return each.text


def reason(text, edit, form="yaml"):
    each = fixed(dedent(text), edit, form=form)
    assert (each.text, each.done, each.diff) == (dedent(text), (), "")
    ((left, why),) = each.left
    assert left == edit
    return why


YAML = """\
    # top
    waivers:   # list
      # first
      - {rule: a, covers: [x, y, z]}  # flow
      - rule: b   # in
        # own line
        text: |-  # header
          foo  bar
        # behind

        none:

      - rule: >
          c
          d

      # end
    title: 'é𝄞'
    """


def test_entries_under_dashes_go_and_their_comments_stay():
    assert after(YAML, gone("/waivers/1")) == dedent("""\
        # top
        waivers:   # list
          # first
          - {rule: a, covers: [x, y, z]}  # flow
          # in
            # own line
            # header
            # behind

          - rule: >
              c
              d

          # end
        title: 'é𝄞'
        """)


def test_a_list_under_dashes_that_is_left_empty_says_so():
    assert after(YAML, *map(gone, ("/waivers/0", "/waivers/1", "/waivers/2"))) == dedent("""\
        # top
        waivers: []   # list
          # first
          # flow
          # in
            # own line
            # header
            # behind

          # end
        title: 'é𝄞'
        """)


def test_the_last_entry_goes_with_the_empty_line_that_parted_it():
    assert after("w:\n- a: 1\n\n- b: 2\n", gone("/w/1")) == "w:\n- a: 1\n"
    assert after("w:\n- a: 1\n\n- b: 2\n\nx: 1\n", gone("/w/1")) == "w:\n- a: 1\n\nx: 1\n"
    assert after("w:\n- a: 1\n- b: 2\n\nx: 1\n", gone("/w/1")) == "w:\n- a: 1\n\nx: 1\n"


def test_a_file_without_an_end_of_its_last_line_keeps_none():
    assert after("t: 1\nw:\n- a\n- b", gone("/w/1")) == "t: 1\nw:\n- a"
    assert after("t: 1\r\nw:\r\n- b", gone("/w/0")) == "t: 1\r\nw: []"
    assert after("w:\n- b # c", gone("/w/0")) == "w: []\n# c"


@pytest.mark.parametrize(
    ("edits", "left"),
    [
        (["/waivers/0/covers/0"], "[y, z]"),
        (["/waivers/0/covers/1"], "[x, z]"),
        (["/waivers/0/covers/2"], "[x, y]"),
        (["/waivers/0/covers/0", "/waivers/0/covers/2"], "[y]"),
        (["/waivers/0/covers/1", "/waivers/0/covers/2"], "[x]"),
        (["/waivers/0/covers/0", "/waivers/0/covers/1", "/waivers/0/covers/2"], "[]"),
    ],
)
def test_entries_in_brackets_go_with_their_commas(edits, left):
    assert after(YAML, *map(gone, edits)) == dedent(YAML).replace("[x, y, z]", left)


def test_entries_on_lines_of_their_own():
    text = '{\n  "w": [\n    {"a": 1},\n    {\n      "b": 2\n    }\n  ]\n}\n'
    assert after(text, gone("/w/0"), form="json") == '{\n  "w": [\n    {\n      "b": 2\n    }\n  ]\n}\n'
    assert after(text, gone("/w/1"), form="json") == '{\n  "w": [\n    {"a": 1}\n  ]\n}\n'
    assert after(text, gone("/w/0"), gone("/w/1"), form="json") == '{\n  "w": []\n}\n'
    lines = "w = [\n  'a', 'b',\n  'c', # three\n  # end\n]\n"
    assert after(lines, gone("/w/1"), form="toml") == "w = [\n  'a',\n  'c', # three\n  # end\n]\n"
    assert after(lines, gone("/w/2"), form="toml") == "w = [\n  'a', 'b',\n  # three\n  # end\n]\n"
    every = [gone(f"/w/{place}") for place in range(3)]
    assert after(lines, *every, form="toml") == "w = [\n  # three\n  # end\n]\n"
    bare = "w = [\n  'a', # one\n  'b' # two\n]\n"
    assert after(bare, gone("/w/1"), form="toml") == "w = [\n  'a' # one\n  # two\n]\n"


TOML = """\
    # top
    register = "x" # r
    title = 'y'   # t

    # about
    [[waivers]] # head
    rule = "a"
    # in
    ref = "b"  # ref

    [[waivers]]
    rule = {b = 1}

    [[risks]]
    title = "A"
    """


def test_entries_under_headers_go_and_their_comments_stay():
    assert after(TOML, gone("/waivers/0"), form="toml") == dedent("""\
        # top
        register = "x" # r
        title = 'y'   # t

        # about
        # head
        # in
        # ref

        [[waivers]]
        rule = {b = 1}

        [[risks]]
        title = "A"
        """)


@pytest.mark.parametrize("new", ["\n", "\r\n"])
def test_a_list_under_headers_that_is_left_empty_is_a_key_above_them(new):
    text = dedent(TOML).replace("\n", new)
    assert after(text, gone("/waivers/0"), gone("/waivers/1"), form="toml") == dedent("""\
        # top
        register = "x" # r
        title = 'y'   # t
        waivers = []

        # about
        # head
        # in
        # ref

        [[risks]]
        title = "A"
        """).replace("\n", new)
    assert after(f"# w{new}[[waivers]]{new}", gone("/waivers/0"), form="toml") == f"# w{new}waivers = []{new}"
    assert after('[["a b"]]\n[[c]]\n', gone("/a b/0"), form="toml") == '"a b" = []\n[[c]]\n'


@pytest.mark.parametrize(
    ("form", "text", "new", "left"),
    [
        ("yaml", "a: b # c", "d", "a: d # c"),
        ("yaml", "a: b # c", "d: e", "a: 'd: e' # c"),
        ("yaml", "a: b", "x, y", "a: x, y"),
        ("yaml", "{a: b}", "x, y", "{a: 'x, y'}"),
        ("yaml", "a: b", "\x07", 'a: "\\a"'),
        ("yaml", "a: b", "1.0", "a: '1.0'"),
        ("yaml", "a: 'b'", "it's", "a: 'it''s'"),
        ("yaml", 'a: "b"', 'é"', 'a: "é\\""'),
        ("yaml", "a: >-\n  b  c\nd: 1", "b c", "a: >-\n  b c\nd: 1"),
        ("json", '{"a": "b"}', 'é"', '{"a": "é\\""}'),
        ("json", '{"a": "\\u00e9"}', "è", '{"a": "\\u00e8"}'),
        ("toml", "a = 'b'", 'c"', "a = 'c\"'"),
        ("toml", "a = 'b'", "it's", 'a = "it\'s"'),
        ("toml", 'a = "b"', "\x7f", 'a = "\\u007f"'),
        ("toml", 'a = """\nb  c"""', "b c", 'a = """\nb c"""'),
    ],
)
def test_a_text_is_quoted_as_the_one_before_it_where_it_can_be(form, text, new, left):
    old = fixed(text, form=form)
    assert old.text == text
    assert after(text, Edit("/a", new), form=form) == left


def test_what_cannot_be_done_says_why():
    several = "the text stands in several lines, or cannot be written as it is quoted"
    assert reason("a: |-\n  b\n  c\n", Edit("/a", "d")) == several
    assert reason("a: b\n c\n", Edit("/a", "d")) == several
    assert reason('a = """\n\\u0062  b"""', Edit("/a", "c"), form="toml") == several
    half = "half of a character cannot be written"
    assert reason("a: b", Edit("/a", "\ud800")) == half
    assert reason("a: 1", Edit("/a", "d")) == "no text stands there in the file"
    assert reason("a: 1", Edit("/b", "d")) == "no text stands there in the file"
    assert reason("a: 1", Edit("/a/b", "d")) == "no text stands there in the file"
    assert reason("a: [x]", Edit("/a/y", "d")) == "no text stands there in the file"
    assert reason("a: 1", gone("/a")) == "no entry of a list stands there in the file"
    assert reason("a: [1]", gone("/a/1")) == "no entry of a list stands there in the file"
    assert reason("- - a\n  - b\n", gone("/0/0")) == "it begins on a line with something else"
    assert reason("- a\n", gone("/0")) == "it is the only entry of its list, and the list has no key"
    assert reason("[[a]]\n[[a.b]]\n", gone("/a/0/b/0"), form="toml") == (
        "it is the only entry of its list, and the list stands in a table"
    )


def test_what_would_not_read_back_as_it_is_to_is_not_done():
    orphan = "[[a]]\nx = 1\n[a.b]\ny = 1\n[[a]]\n"
    assert reason(orphan, gone("/a/0"), form="toml").startswith("the file would not load again: ")
    taken = "[[a]]\n[[a]]\nx = 1\n[a.b]\ny = 1\n"
    other = "the file would hold something else than it is to hold, or lose a comment"
    assert reason(taken, gone("/a/1"), form="toml") == other
    assert reason("a: >- # b c\n  b\n  c\n", Edit("/a", "d")) == other


def test_of_two_edits_of_one_place_the_first_is_made():
    text = "w:\n- {a: b}\n- {a: c}\n"
    edits = [gone("/w/0"), Edit("/w/0/a", "x"), Edit("/w/1/a", "x"), gone("/w/1"), Edit("/w/1/a", "y")]
    each = fixed(text, *edits, *edits)
    assert each.text == "w:\n- {a: x}\n"
    assert each.done == (edits[0], edits[2])
    why = "another edit concerns the same place; fix again"
    assert each.left == ((edits[1], why), (edits[3], why), (edits[4], why))


def test_the_diff_has_the_changed_lines_and_says_where_the_last_has_no_end():
    each = fixed("a: b\nc: d", Edit("/c", "e"))
    assert each.diff == (
        "--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n a: b\n"
        "-c: d\n\\ No newline at end of file\n+c: e\n\\ No newline at end of file\n"
    )


@pytest.fixture
def written(tmp_path):
    def write(content):
        (tmp_path / "a.yaml").write_bytes(content)
        return read_document(tmp_path / "a.yaml").source

    return write


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_the_line_ends_stay(written, mark):
    source = written(mark + "a: 'é'\r\nb: c\r\n".encode())
    write_fixed(fix(source, [Edit("/b", "d")]))
    assert Path(source.name).read_bytes() == mark + "a: 'é'\r\nb: d\r\n".encode()


def test_a_file_that_has_changed_since_is_left_alone(written):
    source = written(b"a: b\n")
    written(b"a: c\n")
    with pytest.raises(
        SaveError, match=r"a\.yaml was not written: it has changed since it was read; check it again"
    ):
        write_fixed(fix(source, [Edit("/a", "d")]))
    assert Path(source.name).read_bytes() == b"a: c\n"


def test_a_file_that_may_not_be_written_is_left_alone(written):
    source = written(b"a: b\n")
    Path(source.name).chmod(stat.S_IRUSR)
    with pytest.raises(SaveError, match=r"a\.yaml was not written: it is read-only"):
        write_fixed(fix(source, [Edit("/a", "d")]))
    Path(source.name).unlink()
    with pytest.raises(SaveError, match=r"a\.yaml was not written: No such file or directory"):
        write_fixed(fix(source, [Edit("/a", "d")]))
