"""The first page of the pack: which board meets, when and where, and under which item it has the register."""

import re
from collections.abc import Sequence
from typing import Any, Final

from cambs_papers.account import Account
from cambs_papers.passage import unwrapped
from cambs_papers.rows import Row

_HEAD: Final = ("Date", "Time", "Venue")
_ITEM: Final = re.compile(r"(?P<item>\d{1,2}(?:\.\d{1,2})?)\.?")
_REGISTER: Final = re.compile(r"\bRisk Register\b")
_KIND: Final = re.compile(r"\b(?P<kind>Board|Committee|Panel|Group)\b")
_BODY: Final = "board"
"""The reference of the only body there is."""


def read(rows: Sequence[Row], account: Account) -> list[dict[str, Any]]:
    """Read the meeting.

    Args:
        rows: what stands before the first part of the pack.
        account: is told what is read.

    Returns:
        The body that meets, as a tree in a list; none where the page does not say.
    """
    for name, head, values in zip(rows, rows[1:], rows[2:], strict=False):
        kind = _KIND.search(name.text)
        if tuple(cell.text for cell in head.said) != _HEAD or len(values.said) != len(_HEAD):
            continue
        if name.only is None or kind is None:
            continue
        on, time, venue = values.said
        meeting: dict[str, Any] = {"on": on, "time": time, "venue": venue}
        items = [row for row in rows if _REGISTER.search(row.text) and _ITEM.fullmatch(row.said[0].text)]
        for row in items[:1]:
            number = row.said[0].cut(0, len(row.said[0].text.rstrip(".")))
            meeting |= {"considers_register": True, "item": number, "notes": unwrapped(row.said[1:])}
        account.reads([name, head, values, *items[:1]])
        account.heading(*head.said)
        return [{"ref": _BODY, "title": name.only, "kind": kind["kind"].lower(), "meetings": [meeting]}]
    return []
