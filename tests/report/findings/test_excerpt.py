"""A line and a place in it, as a terminal shows them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.report.findings.excerpt import excerpt
from govkit.report.visible import visible


def columns(text):
    return sum(
        2
        if unicodedata.east_asian_width(char) in "WF"
        else unicodedata.category(char) not in {"Mn", "Me", "Cf"}
        for char in text
    )


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("title: x", 8, ("title: x", 7)),
        ("title: x", 1, ("title: x", 0)),
        ("\ta: x", 5, (" a: x", 4)),
        ("漢字: x", 5, ("漢字: x", 6)),
        ("e\u0301: x", 5, ("e\u0301: x", 3)),
        ("\x1b[31m: x", 8, (r"\x1b[31m: x", 10)),
        ("\u202e: x", 4, (r"\u202e: x", 8)),
        ("short", 99, ("short", 5)),
        ("", 1, ("", 0)),
    ],
)
def test_the_caret_stands_below_what_is_meant_whatever_stands_before_it(line, column, shown):
    assert excerpt(line, column, 40) == shown


def test_a_long_line_is_cut_around_the_caret():
    line = "".join(f"{number:03}," for number in range(500))
    assert excerpt(line, 1, 20) == ("000,001,002,003,00…", 0)
    assert excerpt(line, 1001, 20) == ("…49,250,251,252,25…"[:1] + line[994:1012] + "…", 7)
    assert excerpt(line, 2000, 20) == ("…" + line[-18:], 18)


def test_a_very_long_line_is_looked_at_only_near_the_caret():
    assert excerpt("漢" * 10_000_000 + "x", 5_000_000, 20)[0].strip("…") == "漢" * 9


TEXT = st.text(
    st.characters(codec=None, exclude_characters="¶") | st.sampled_from("\t漢\u0301\u200d😀a"), max_size=80
)


@given(TEXT, TEXT, st.integers(12, 60))
def test_it_fits_and_the_place_stands_where_it_is_said_to(head, tail, room):
    shown, before = excerpt(f"{head}¶{tail}", len(head) + 1, room)
    left, _, right = shown.partition("¶")
    assert columns(shown) <= room
    assert columns(left) == before
    assert visible(head).endswith(left.removeprefix("…"))
    assert visible(tail).startswith(right.removesuffix("…"))
    if len(head) <= room and len(tail) < room and columns(visible(f"{head}¶{tail}")) <= room - 2:
        assert (left, right) == (visible(head), visible(tail))
