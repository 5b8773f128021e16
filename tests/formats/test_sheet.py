"""Cells of tables."""

import pytest

from govkit.formats import Cell, Position


@pytest.mark.parametrize(
    ("text", "flaw", "blank"),
    [("", None, True), (" \n", None, True), ("x", None, False), ("", "holds the error #N/A", False)],
)
def test_a_cell_is_blank_where_nothing_can_be_seen_and_nothing_is_wrong(text, flaw, blank):
    assert Cell(text or None, text, Position(1, 1), flaw).is_blank is blank
