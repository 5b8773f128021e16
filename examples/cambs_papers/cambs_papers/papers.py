"""The papers by name: what each is known by, which parts it has, and who reads it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from cambs_papers import audit_log, baf_2017, pack_2019, register_2016
from cambs_papers.account import Account, Outcome
from cambs_papers.passage import Passage
from cambs_papers.rows import Row, at_tabs, rows_of

Reader = Callable[[Sequence[Row], str | None, Account], Mapping[str, Any]]
"""Takes a paper's rows, the part that is wanted, and an account; gives a register as a tree of passages."""


@attrs.frozen
class Paper:
    """A kind of paper.

    Args:
        name: what it is called where one is chosen.
        title: what it is, in a few words.
        sign: what its text is known by.
        parts: names of its parts; what there is only one of has that one.
        reader: reads its rows.
        cells: how its lines are cut into cells.
    """

    name: str
    title: str
    sign: re.Pattern[str]
    parts: tuple[str, ...]
    reader: Reader = attrs.field(repr=False)
    cells: Callable[[Passage], list[Passage]] = attrs.field(default=at_tabs, repr=False)

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


def _whole(reader: Callable[[Sequence[Row], Account], Mapping[str, Any]]) -> Reader:
    """Make a reader of a paper with a single part."""
    return lambda rows, _part, account: reader(rows, account)


PAPERS: Final = (
    Paper(
        "cambs-register-2016",
        "Strategic risk register of 2016, with a table before and after controls",
        register_2016.SIGN,
        ("register",),
        _whole(register_2016.read),
    ),
    Paper(
        "cambs-board-pack-2019",
        "Board pack of 2019: strategic risk register, action log of the board, plans for EU exit",
        pack_2019.SIGN,
        pack_2019.PARTS,
        pack_2019.read,
    ),
    Paper(
        "cambs-audit-log-2016",
        "Action log of internal audit of 2016",
        audit_log.SIGN,
        ("actions",),
        _whole(audit_log.read),
    ),
    Paper(
        "cambs-framework-2017",
        "Draft of the Board Assurance Framework of 2017",
        baf_2017.SIGN,
        ("framework",),
        _whole(baf_2017.read),
        baf_2017.cells,
    ),
)
"""All of them."""
