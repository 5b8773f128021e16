"""The papers by name: what each is known by, which parts it has, and who reads it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cambs_papers import audit_log, baf_2017, pack_2019, register_2016
from cambs_papers.account import Account
from cambs_papers.paper import Paper, Reader
from cambs_papers.rows import Row


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
        "Board pack of 2019: register, action log of the board, performance update, plans for EU exit",
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
