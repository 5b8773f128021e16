"""The paper of 2019 on EU exit: assumptions of the worst case, and the plans against them."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from cambs_papers.account import Account
from cambs_papers.passage import Passage
from cambs_papers.rows import Row

_COLUMNS: Final = ("CPLRF Plan Title", "Planning Assumption Risk Area")
SIGN: Final = re.compile(rf"^{re.escape(chr(9).join(_COLUMNS))}\s*$", re.MULTILINE)
"""What the paper is known by: the head of its table of plans."""
_TITLE: Final = re.compile(r".*\bEU Exit Preparedness")
_BULLET: Final = re.compile(r"-\s+(?!\d)(?P<text>\S.*)")
_ALL: Final = "All Risk Areas"
_LINK: Final = re.compile(
    r"\((?P<ref>\d{1,6})\)[^.]{0,80}\bon the (?P<register>(?:[A-Z][a-z]{1,20} ){1,4}Register)\b[^.]{0,40}"
    r"['\u2018](?P<rating>\w{1,20})['\u2019]"
)


def begins(row: Row) -> bool:
    """Whether a row can begin the paper: its title, or else the head of its table."""
    return _is_head(row) or (len(row.cells) == 1 and _TITLE.fullmatch(row.text) is not None)


def _is_head(row: Row) -> bool:
    return tuple(cell.text for cell in row.said) == _COLUMNS


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the paper's lists and its table; the text around them is left to people.

    The paper numbers neither assumptions nor plans, so their references are the reader's.

    Args:
        rows: its rows.
        account: is told what is read.

    Returns:
        A register as a tree of passages.
    """
    account.reads(rows)
    titles = [row.said[0] for row in rows if _TITLE.fullmatch(row.text)]
    lists = _lists(rows)
    return {
        "register": "planning-assumptions",
        "title": titles[0] if titles else "Planning assumptions",
        "objectives": _numbered("objective-", lists["objectives"]),
        "plans": _plans(rows, account),
        "links": _links(rows),
        "risks": _numbered("R", lists["assumptions"]),
    }


def _numbered(ref: str, titles: Sequence[Passage]) -> list[dict[str, Any]]:
    return [{"ref": f"{ref}{number}", "title": title} for number, title in enumerate(titles, start=1)]


def _lists(rows: Sequence[Row]) -> dict[str, list[Passage]]:
    """Read the lists that the line before them calls assumptions or objectives."""
    found: dict[str, list[Passage]] = {"assumptions": [], "objectives": []}
    before = ""
    for is_bullet, run in groupby(rows, key=lambda row: _BULLET.fullmatch(row.text) is not None):
        lines = list(run)
        if not is_bullet:
            before = lines[-1].text.lower()
            continue
        name = next((each for each in found if each in before), None)
        if name is not None and not found[name]:
            found[name] = [row.said[0].cut(1) for row in lines]
    return found


def _plans(rows: Sequence[Row], account: Account) -> list[dict[str, Any]]:
    heads = [at for at, row in enumerate(rows) if _is_head(row)]
    plans: list[dict[str, Any]] = []
    for at in heads[:1]:
        account.heading(*rows[at].said)
        for row in rows[at + 1 :]:
            if len(row.cells) == 1:
                break
            account.entry()
            title, *areas = row.said
            if len(areas) != 1:
                account.refuse([row], "it is not a plan with its risk area; give both, in two cells")
                continue
            everything = True if areas[0].text == _ALL else None
            ref = f"P{len(plans) + 1}"
            plans.append({"ref": ref, "title": title, "covers_all": everything, "areas": areas})
    return plans


def _links(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Read the risk of another register that the text names with its number and rating."""
    return [
        {name: row.said[0].group(match, name) for name in ("register", "ref", "rating")}
        for row in rows
        for match in _LINK.finditer(row.said[0].text)
    ]
