"""Breaking lines without knowing the font."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.report.measure import broken, is_known, width


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("", 5, []),
        ("  ", 5, []),
        ("4 More likely than not", 7, ["4 More", "likely than", "not"]),
        ("SR3.4", 8, ["SR3.4"]),
        ("aaaaaaaaaaaa b", 5, ["aaaaaaa", "aaaaa b"]),
        ("a bbbbbbbbb", 5, ["a", "bbbbbbb", "bb"]),
    ],
)
def test_lines_break_between_words_and_where_they_must(text, limit, lines):
    assert broken(text, limit) == lines


@pytest.mark.parametrize(
    ("less", "more"), [("i", "a"), ("a", "A"), ("A", "W"), ("字", "WW"), ("\u0301", "i")]
)
def test_widths_have_an_order(less, more):
    assert width(less) < width(more)


def test_only_common_scripts_are_known():
    assert is_known("SR3.4 ▲ △ – Żółw Ρίσκο риск")
    assert not is_known("漢字")
    assert not is_known("e\u0301")


@given(st.text(), st.floats(2, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text, limit):
    lines = broken(text, limit)
    assert all(line and width(line) <= limit for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
