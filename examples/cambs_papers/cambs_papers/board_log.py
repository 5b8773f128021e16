"""The action log of the board: a line per action, and the meeting that raised it."""

import re
from collections.abc import Sequence
from typing import Any, Final

from cambs_papers.account import Account
from cambs_papers.passage import Passage
from cambs_papers.rows import Row

COLUMNS: Final = (
    "ACTION NO.",
    "MEETING DATE RAISED",
    "MEETING AGENDA ITEM",
    "ACTION",
    "OWNER",
    "TARGET DATE",
    "UPDATE",
    "UPDATE DATE",
)
SIGN: Final = re.compile(rf"^{re.escape(chr(9).join(COLUMNS))}\s*$", re.MULTILINE)
"""What the log is known by: its head."""
_TITLE: Final = re.compile(r".*\bACTION LOG\b.*")
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d{1,4})?")


def begins(row: Row) -> bool:
    """Whether a row can begin the log: its title, or else its head."""
    return (row.only is not None and _TITLE.fullmatch(row.text) is not None) or _is_head(row)


def _is_head(row: Row) -> bool:
    return tuple(cell.text for cell in row.said) == COLUMNS


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the log.

    Args:
        rows: its rows.
        account: is told what is read.

    Returns:
        A register as a tree of passages.
    """
    account.reads(rows)
    title: Passage | None = None
    actions: list[dict[str, Any] | None] = []
    for row in rows:
        if _is_head(row):
            account.heading(*row.said)
        elif title is None and row.only and not actions:
            title = row.only
        elif len(row.said) > 1:
            actions.append(_action(row, account))
    return {"register": "board-actions", "title": title or "Action log of the board", "actions": actions}


def _action(row: Row, account: Account) -> dict[str, Any] | None:
    account.entry()
    if len(row.cells) > len(COLUMNS) and any(row.cells[len(COLUMNS) :]):
        account.refuse([row], f"it has {len(row.cells)} cells; the log has {len(COLUMNS)} columns")
        return None
    blank = [row.said[0].cut(0, 0)] * len(COLUMNS)
    number, raised, item, action, owner, target, update, on = [*row.cells, *blank][: len(COLUMNS)]
    if not _NUMBER.fullmatch(number.text):
        account.refuse([row], "it does not begin with the number of an action; write one such as 1.0")
        return None
    if not action:
        account.refuse([row], f"action {number.text} does not say what is to be done; fill the column ACTION")
        return None
    return {
        "ref": number,
        "title": action,
        "origin": {"kind": "meeting", "raised": raised, "agenda_item": item},
        "owner": owner,
        "deadline": target,
        "updates": [{"text": update, "date": on}] if update or on else [],
    }
