"""A kind of paper as a format of govkit."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import attrs

from cambs_papers.account import Account, Outcome
from cambs_papers.passage import Passage
from cambs_papers.rows import BREAK, Row, at_tabs, rows_of
from govkit import LoadError, Problem
from govkit.formats import Document, Noted, Position, Refusal, Source, Unplaced
from govkit.formats.files import decoded

Reader = Callable[[Sequence[Row], str | None, Account], Mapping[str, Any]]
"""Takes a paper's rows, the part that is wanted, and an account; gives a register as a tree of passages."""
LARGEST: Final = 1_000_000
"""Bytes: the longest of the papers has a hundred thousand."""


@attrs.frozen
class Paper:
    """A kind of paper: a format that is read and not written.

    Args:
        name: what it is called where one is chosen.
        title: what it is, in a few words.
        sign: what its text is known by.
        parts: names of its parts; what there is only one of has that one.
        reader: reads its rows.
        cells: how its lines are cut into cells.
        suffixes: the suffixes of its files.
        lossless: whether a register that is written reads back equal; none is written.
    """

    name: str
    title: str
    sign: re.Pattern[str]
    parts: tuple[str, ...]
    reader: Reader = attrs.field(repr=False)
    cells: Callable[[Passage], list[Passage]] = attrs.field(default=at_tabs, repr=False)
    suffixes: tuple[str, ...] = (".txt",)
    lossless: bool = False

    def recognises(self, content: bytes, name: str) -> bool:
        """Say whether a file is of this kind, by what is in it.

        Args:
            content: the bytes of the file.
            name: name of the file, which says nothing.

        Returns:
            Whether the sign of this kind is in it.
        """
        del name
        return len(content) <= LARGEST and self.sign.search(content.decode(errors="replace")) is not None

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a paper.

        Args:
            content: the bytes of its text, in UTF-8.
            name: what to call it in messages.
            part: one of its parts; None for all that goes together into one register.

        Returns:
            The register as plain data, with what was refused, unplaced and noted.

        Raises:
            LoadError: it is no such paper, has no such part, is too large, or is not UTF-8.
        """
        if part is not None and part not in self.parts:
            raise _error(name, f'this paper has no part "{part}"; it has {_listed(self.parts)}')
        if len(content) > LARGEST:
            raise _error(name, f"{len(content)} bytes are no paper of this kind, which has at most {LARGEST}")
        text = decoded(content, name)
        outcome = self.outcome(text, part)
        if not outcome.data:
            wanted = f'the part "{part}"' if part else _listed(self.parts)
            raise _error(name, f"this is not, or not whole: {self.title}; nothing was found of {wanted}")
        place = _places(text)
        scan = partial(_positions, outcome.starts)
        return Document(
            outcome.data,
            Source(name, text, scan, BREAK.pattern),
            read=outcome.read,
            refused=tuple(Refusal(place(each.start), each.text, each.row) for each in outcome.refused),
            unplaced=tuple(Unplaced(place(each.start), each.text) for each in outcome.unplaced),
            noted=tuple(Noted(place(each.start), each.text) for each in outcome.noted),
        )

    def outcome(self, text: str, part: str | None = None) -> Outcome:
        """Read a text.

        Args:
            text: the whole paper.
            part: one of its parts; None for all that goes together.

        Returns:
            What was made of it; its data is empty where the text has nothing of that part.
        """
        account = Account()
        return account.close(self.reader(rows_of(text, self.cells), part, account))


def _error(name: str, message: str) -> LoadError:
    return LoadError(name, [Problem(message, "", name)])


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(f'"{part}"' for part in parts)


def _positions(starts: Mapping[str, int], text: str) -> dict[str, Position]:
    place = _places(text)
    return {path: place(start) for path, start in starts.items()}


def _places(text: str) -> Callable[[int], Position]:
    """Find the beginnings of a text's lines, to say in which line and column a character stands."""
    lines = [0, *(match.end() for match in BREAK.finditer(text))]

    def place(start: int) -> Position:
        line = bisect_right(lines, start)
        return Position(line, start - lines[line - 1] + 1)

    return place
