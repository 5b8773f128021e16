"""Tables for the tests of those who read tables: drawn at random, and compared with what was read."""

import attrs
from hypothesis import strategies as st

from govkit.formats import Position


def _tidy(text):
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


TEXTS = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \n|`*_~<>&\\#[]()!-=+@'\""), max_size=20
).map(_tidy)
"""What can stand in a cell: any script and every mark, in one line or several."""


@attrs.frozen
class Drawn:
    """A cell and the range it reaches over."""

    text: str
    row: int
    column: int
    down: int
    across: int

    @property
    def range(self):
        return (self.row, self.column, self.row + self.down - 1, self.column + self.across - 1)


@st.composite
def layouts(draw, most=4):
    """Draw how many rows and columns there are, and cells that cover them all."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    free = {(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)}
    cells = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        across = down = 1
        while draw(st.booleans()) and (row, column + across) in free:
            across += 1
        span = range(column, column + across)
        while draw(st.booleans()) and all((row + down, each) in free for each in span):
            down += 1
        free -= {(each, other) for each in range(row, row + down) for other in span}
        cells.append(Drawn(draw(TEXTS), row, column, down, across))
    return rows, columns, cells


def check_layout(sheet, rows, cells):
    """Compare a table with the cells that were drawn."""
    assert len(sheet.rows) == rows
    for each in cells:
        cell = sheet.rows[each.row - 1][each.column - 1]
        assert (cell.text, cell.value) == (each.text, each.text or None)
    for number, row in enumerate(sheet.rows, 1):
        assert [cell.position for cell in row] == [
            Position(number, column, sheet.name) for column in range(1, len(row) + 1)
        ]
    said = [cell.text for row in sheet.rows for cell in row if cell.text]
    assert said == [each.text for each in cells if each.text]
    assert sheet.merged == tuple(each.range for each in cells if each.down > 1 or each.across > 1)


def texts_of(sheet):
    """The texts of a table, row by row."""
    return [[cell.text for cell in row] for row in sheet.rows]


def notes_of(sheet):
    """The places and sentences of what was noted."""
    return [f"{each.position} {each.reason}" for each in sheet.noted]
