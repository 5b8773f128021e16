"""The register of 2019: a summary, a heat map, and a sheet of the template per risk."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from cambs_papers.account import Account
from cambs_papers.heat_map import compare
from cambs_papers.objectives import Objectives
from cambs_papers.passage import EMPTY, Passage
from cambs_papers.rows import Row
from cambs_papers.sheets_2019 import START, Sheet, SheetError, read_sheet, risk_of

HEAD: Final = re.compile(r"(?P<organisation>.*?) ?\b(?P<title>STRATEGIC RISK REGISTER), (?P<edition>\w.*)")
"""The line that begins the register, on one line with nothing else."""
SIGN: Final = START
"""What the register is known by: the first row of a sheet."""
_SUMMARY: Final = re.compile(r"SR\d{1,3}\.\d{1,3}\t[^\t]+")
_HEADINGS: Final = frozenset(
    {
        "Strategic Risks Summary - New Risk",
        "Strategic Risks Summary",
        "Strategic Risk",
        "Current ratings",
        "This page is intentionally blank.",
    }
)
_ARROW: Final = re.compile(
    r"[▲▼△▽▶◀▷◁]\t(?:Likelihood|Impact) rating (?:expected to )?(?:increase|decrease)d?"
)


def begins(row: Row) -> bool:
    """Whether a row can begin a register of this kind."""
    return bool(HEAD.fullmatch(row.text) or _SUMMARY.fullmatch(row.text) or _is_sheet(row))


def _is_sheet(row: Row) -> bool:
    return START.match("\t".join(cell.text for cell in row.cells)) is not None


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the register.

    Args:
        rows: from its heading, or its first risk, to the end of its last sheet.
        account: is told what is read.

    Returns:
        The register as a tree of passages.
    """
    account.reads(rows)
    headings = [row for row in rows if row.text in _HEADINGS or _ARROW.fullmatch(row.text)]
    account.heading(*(cell for row in headings for cell in row.said))
    rows = [row for row in rows if row not in headings]
    starts = [at for at, row in enumerate(rows) if _is_sheet(row)]
    front = rows[: starts[0]] if starts else rows
    groups = [rows[at:end] for at, end in pairwise([*starts, len(rows)])]
    sheets = [sheet for group in groups if (sheet := _sheet(group, account))]
    printed = {cell.text for group in groups for cell in group[0].said}
    summary = _summary(front, printed, account)
    compare(front, sheets, account)
    objectives = Objectives()
    return {
        "register": "strategic-risks",
        **_head(front),
        "scheme": "cambs-2019",
        "risks": [
            risk_of(
                sheet,
                summary.get(sheet.ref.text, EMPTY),
                objectives.ref(sheet.objective) if sheet.objective else None,
                account,
            )
            for sheet in sheets
        ],
        "objectives": objectives.all,
    }


def _head(rows: Sequence[Row]) -> dict[str, Any]:
    """Read the heading: whose register it is, what it is called, and of when it is."""
    for row in rows:
        match = HEAD.fullmatch(row.text)
        if match and row.only:
            return {name: row.only.group(match, name) for name in ("title", "organisation", "edition")}
    return {"title": "Strategic risk register"}


def _summary(rows: Sequence[Row], printed: set[str], account: Account) -> dict[str, Passage]:
    """Read what the summary calls each risk, and refuse what it lists without a sheet."""
    found: dict[str, Passage] = {}
    for row in rows:
        if not _SUMMARY.fullmatch(row.text):
            continue
        ref, title = row.said
        if ref.text not in printed:
            account.entry()
            reason = "there is no sheet of it; add the sheet, or leave the line out"
            account.refuse([row], f"the summary lists {ref.text}, and {reason}")
        elif ref.text not in found:
            account.heading(ref)
            found[ref.text] = title
    return found


def _sheet(rows: Sequence[Row], account: Account) -> Sheet | None:
    account.entry()
    try:
        return read_sheet(rows)
    except SheetError as error:
        account.refuse(rows, str(error))
        return None
