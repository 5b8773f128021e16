"""What became of every character of a paper: nothing may get lost between the text and the data."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import attrs

from cambs_papers.passage import NOWHERE, Passage
from cambs_papers.rows import Row
from cambs_papers.tree import assemble

_WORD: Final = re.compile(r"\w")
UNKNOWN: Final = "no part that this reader knows"
"""Why most of what is passed over is."""


@attrs.frozen
class Remark:
    """Something to be said about a place.

    Args:
        start: where that is in the paper, counted from 0.
        text: what is to be said, or what stands there.
        row: the texts of an entry that was refused, as found.
    """

    start: int
    text: str
    row: tuple[str, ...] = ()


@attrs.frozen
class Outcome:
    """What a reader made of the parts of a paper that it read.

    Args:
        data: a register as plain data.
        starts: per JSON Pointer where the value begins in the paper, counted from 0.
        read: how many entries there were, refused ones included.
        refused: entries that make no item.
        unplaced: what stands in those parts and found no home.
        noted: what a person should look at.
    """

    data: dict[str, Any]
    starts: dict[str, int]
    read: int
    refused: tuple[Remark, ...]
    unplaced: tuple[Remark, ...]
    noted: tuple[Remark, ...]


@attrs.define
class Account:
    """Keeps what is read, refused, noted and known to say nothing of its own.

    A reader tells it which rows belong to the parts it reads. Whatever stands in those rows has to be in the
    data in the end, or in a heading or a refused entry; all else is unplaced.
    """

    _rows: list[Row] = attrs.field(factory=list)
    _settled: set[int] = attrs.field(factory=set)
    _refused: list[Remark] = attrs.field(factory=list)
    _noted: list[Remark] = attrs.field(factory=list)
    _entries: int = 0

    def reads(self, rows: Iterable[Row]) -> None:
        """Take rows for part of what is read."""
        self._rows += rows

    def heading(self, *passages: Passage) -> None:
        """Take passages for headings and the like: known, and saying nothing that belongs into a register."""
        for passage in passages:
            self._settled.update(passage.places)

    def entry(self) -> None:
        """Count an entry."""
        self._entries += 1

    def refuse(self, rows: Iterable[Row], reason: str) -> None:
        """Refuse an entry, whole.

        Args:
            rows: where it stands; not empty.
            reason: why it makes no item, with the way out.
        """
        entry = list(rows)
        texts = tuple(cell.text for row in entry for cell in row.said)
        self._refused.append(Remark(entry[0].said[0].start, reason, texts))
        self.heading(*(cell for row in entry for cell in row.cells))

    def note(self, where: Passage, reason: str) -> None:
        """Say what a person should look at."""
        self._noted.append(Remark(where.start, reason))

    def pass_over_the_rest(self, rows: Sequence[Row], why: Callable[[Row], str] = lambda _: UNKNOWN) -> None:
        """Say of every stretch of a paper that is in no part so far that it is not read.

        Args:
            rows: the rows of the whole paper.
            why: gives the reason for a row; a stretch has one reason.
        """
        read = {row.line for row in self._rows}
        for reason, run in groupby(rows, key=lambda row: None if row.line in read else why(row)):
            if reason is not None:
                stretch = list(run)
                first, last = stretch[0].line, stretch[-1].line
                lines = f"line {first} was" if first == last else f"lines {first} to {last} were"
                self.note(stretch[0].said[0], f"{lines} not read: {reason}")

    def close(self, tree: Mapping[str, Any]) -> Outcome:
        """Make the data, and say what of the rows is neither in it nor settled.

        Args:
            tree: a register, with passages for leaves.

        Returns:
            All of it.
        """
        made = assemble(tree)
        settled = self._settled | made.used
        unplaced = [left for row in self._rows for cell in row.cells if (left := _left(cell, settled))]
        return Outcome(
            data=made.data,
            starts=made.starts,
            read=self._entries,
            refused=_in_order(self._refused),
            unplaced=_in_order(unplaced),
            noted=_in_order(self._noted),
        )


def _left(cell: Passage, settled: set[int]) -> Remark | None:
    """Say what of a cell is left, from the first word that found no home to the last one."""
    left = [place not in settled and place != NOWHERE for place in cell.places]
    words = [at for at, char in enumerate(cell.text) if left[at] and _WORD.match(char)]
    if not words:
        return None
    first, last = words[0], words[-1]
    while first and left[first - 1]:
        first -= 1
    while last + 1 < len(left) and left[last + 1]:
        last += 1
    rest = cell.cut(first, last + 1)
    return Remark(rest.start, rest.text)


def _in_order(remarks: list[Remark]) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda remark: remark.start))
