"""The draft framework of 2017: a theme's priority actions, and the activities that deliver each of them."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import attrs

from cambs_papers.account import Account
from cambs_papers.objectives import Objectives
from cambs_papers.passage import EMPTY, Passage
from cambs_papers.rows import Row, cut_at
from cambs_papers.tree import Read

SIGN: Final = re.compile(r"^\|\s*Theme\s*\|\s*P & CP - Priority Actions\s*\|", re.MULTILINE)
"""What the framework is known by: the head of its table."""
_HEAD: Final = (
    "Theme",
    "P & CP - Priority Actions",
    "OPCC L'd",
    "D'vry Lead",
    "OPCC/Partner key delivery activities",
    "Delivery (Rag status)",
    "Opportunities",
)
_COLUMNS: Final = len(_HEAD)
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r":?-{2,}:?")
_TITLE: Final = re.compile(r"(?P<title>.*\bTheme\b.*)")
_DATE: Final = "Date:"
_THEME: Final = re.compile(r"-\s+(?P<theme>[A-Z][A-Za-z ]{2,40})")
_PRIORITY: Final = re.compile(r"(?P<ref>\d{1,4})\.?\s+(?P<title>\S.*)", re.DOTALL)
_ACTIVITY: Final = re.compile(r"(?P<ref>[A-Z]\d{1,3}(?:\.\d{1,3})?)\.?\s+(?P<title>\S.*)", re.DOTALL)
_RAG: Final = {"r": "red", "red": "red", "a": "amber", "amber": "amber", "g": "green", "green": "green"}


def cells(line: Passage) -> list[Passage]:
    """Cut a row of the table at its bars; any other line is one cell."""
    if not line.text.startswith("|"):
        return [line]
    return cut_at(line, _BAR)[1:-1] if line.text.endswith("|") else cut_at(line, _BAR)[1:]


@attrs.define
class _Table:
    """The table as it is being read: blank cells repeat what stands above them."""

    objectives: Objectives
    account: Account
    theme: dict[str, Any] | None = None
    priority: dict[str, Any] | None = None

    def take(self, row: Row) -> None:
        """Read a row: an activity, and what it belongs to where that is printed again."""
        self.account.entry()
        blank = [EMPTY] * _COLUMNS
        theme, priority, lead, delivery, activity, rag, opportunities = [*row.cells, *blank][:_COLUMNS]
        reason = self._begin(theme, priority) or self._fault(row, activity, rag)
        match = _ACTIVITY.fullmatch(activity.text)
        if reason or self.priority is None or match is None:
            self.account.refuse([row], reason)
            return
        self.priority["activities"].append(
            {
                "ref": activity.group(match, "ref"),
                "title": activity.group(match, "title"),
                "lead": lead,
                "delivery_lead": delivery,
                "rag": Read(_RAG[rag.text.lower()], rag) if rag else None,
                "opportunities": opportunities,
            }
        )

    def _begin(self, theme: Passage, printed: Passage) -> str:
        """Begin the theme and the priority that a row prints; say what is wrong with them."""
        if theme:
            self.theme = self.objectives.named(theme)
            self.account.heading(theme)
        if not printed:
            return ""
        match = _PRIORITY.fullmatch(printed.text)
        if match is None or self.theme is None:
            self.priority = None
            lacking = "its priority action has no number; write one such as 01"
            return lacking if self.theme else "no theme stands before it; name one in the first column"
        self.priority = {
            "ref": printed.group(match, "ref"),
            "title": printed.group(match, "title"),
            "activities": [],
        }
        self.theme.setdefault("priorities", []).append(self.priority)
        return ""

    def _fault(self, row: Row, activity: Passage, rag: Passage) -> str:
        """Say why a row makes no activity; nothing if it makes one."""
        if any(row.cells[_COLUMNS:]):
            return f"it has {len(row.cells)} cells; the table has {_COLUMNS} columns"
        if self.priority is None:
            return "it belongs to no priority action that was read; mend that one first"
        if not _ACTIVITY.fullmatch(activity.text):
            return "its delivery activity has no number; write one such as O1.1"
        if rag and rag.text.lower() not in _RAG:
            return f"its delivery status is {rag.text}; write red, amber or green"
        return ""


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the framework, and of the paper around it the date and the list of themes.

    Args:
        rows: the rows of the whole paper.
        account: is told what is read.

    Returns:
        A register as a tree of passages; empty if there is no such table.
    """
    heads = (at for at, row in enumerate(rows) if tuple(cell.text for cell in row.cells) == _HEAD)
    head = next(heads, None)
    if head is None:
        return {}
    end = next((at for at in range(head, len(rows)) if len(rows[at].cells) == 1), len(rows))
    titles = [row for row in rows[max(head - 1, 0) : head] if row.only and _TITLE.fullmatch(row.text)]
    dates = [row for row in rows[:head] if row.only and row.text.startswith(_DATE)][:1]
    body = [row for row in rows[head + 1 : end] if not all(_RULE.fullmatch(cell.text) for cell in row.said)]
    themes = _themes(rows[:head], {row.cells[0].text.lower() for row in body})
    account.reads([*dates, *themes, *titles, *rows[head:end]])
    account.pass_over_the_rest(rows)
    account.heading(*rows[head].said)
    objectives = Objectives()
    for row in themes:
        objectives.named(row.said[0].cut(1))
    table = _Table(objectives, account)
    for row in body:
        table.take(row)
    for each in objectives.all:
        each["theme"] = each["title"]
    return {
        "register": "board-assurance-framework",
        "title": titles[0].only if titles else "Board Assurance Framework",
        "edition": _edition(dates, account),
        "objectives": objectives.all,
    }


def _edition(rows: Sequence[Row], account: Account) -> Passage:
    if not rows:
        return EMPTY
    (line,) = rows[0].said
    account.heading(line.cut(0, len(_DATE)))
    return line.cut(len(_DATE))


def _themes(rows: Sequence[Row], known: set[str]) -> list[Row]:
    """Find the list of the plan's themes: bullets on lines in a row, one of which is a theme of the table."""
    bullets = [row for row in rows if _THEME.fullmatch(row.text)]
    # Lines in a row have the same distance from their places in the list.
    for _, run in groupby(enumerate(bullets), key=lambda each: each[1].line - each[0]):
        themes = [row for _, row in run]
        if any(row.said[0].cut(1).text.lower() in known for row in themes):
            return themes
    return []
