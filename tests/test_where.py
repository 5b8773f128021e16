"""Places in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.formats import Position
from govkit.where import cell, place


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_are_lettered_as_spreadsheets_do(column, letters):
    assert cell(7, column) == f"{letters}7"


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_two_columns_have_the_same_letters(one, other):
    assert (cell(1, one) == cell(1, other)) is (one == other)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((None, None, None), ""),
        (("a.yaml", None, None), "a.yaml"),
        (("a.yaml", 3, None), "a.yaml:3"),
        (("a.yaml", 3, 1), "a.yaml:3:1"),
        (("a.xlsx", 7, 2, "Risks"), "a.xlsx:Risks!B7"),
        (("a.xlsx", 7, 2, "Bob's log"), "a.xlsx:'Bob''s log'!B7"),
        (("a.xlsx", None, None, "Risks"), "a.xlsx:Risks"),
    ],
)
def test_a_place_says_as_much_as_is_known(parts, said):
    assert place(*parts) == said


def test_a_position_says_itself():
    assert (str(Position(12, 3)), str(Position(7, 2, "Risks"))) == ("12:3", "Risks!B7")
