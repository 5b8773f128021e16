"""The register of 2016: per risk a table before controls, the controls, and a table after them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from cambs_papers.account import Account
from cambs_papers.cutting import Item, sentences
from cambs_papers.figures import THREE, assessment, is_figure
from cambs_papers.numbered import controls_of
from cambs_papers.objectives import Objectives
from cambs_papers.passage import EMPTY, Passage, unwrapped
from cambs_papers.rows import Row
from cambs_papers.tree import Read

_HEAD: Final = r"mitigating controls are in place\tLikelihood\tImpact\tTotal"
SIGN: Final = re.compile(rf"^Before {_HEAD}\s*$", re.MULTILINE)
"""What this paper is known by: the head of its first table."""
_RISK: Final = re.compile(r"(?P<ref>R\d{1,3}\.\d{1,3})\s*[–—-]\s*(?P<statement>\S.*)", re.DOTALL)
_TABLE: Final = re.compile(rf"(?P<which>Before|After) {_HEAD}")
_PHASES: Final = {"Before": "inherent", "After": "current"}
_LONGEST_HEADING: Final = 60
_SCALES: Final = frozenset(
    {
        "RISK ASSESSMENT SCHEME",
        "Key",
        "- L Likelihood",
        "- I Impact",
        "- R Risk rating",
        "Scores",
        "Likelihood",
        "Likelihood\tImpact",
        "Remote\tPossible\tProbable\tMore Likely Than Not (>50%)\tMinor\tModerate\tSignificant\tMajor",
        "1\t2\t3\t4\t1\t2\t3\t4",
        "Impact\tMajor\t4\t8\t12\t16",
        "Significant\t3\t6\t9\t12",
        "Moderate\t2\t4\t6\t8",
        "Minor\t1\t2\t3\t4",
        "Remote 1 – 10%\tPossible 10 – 30%\tProbable 30 – 50%\tAs likely as not ≥50%",
    }
)
"""Headings, labels and figures of the scheme cambs-2016; a paper that prints others is told apart by them."""


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the whole paper.

    Args:
        rows: its rows.
        account: is told what is read.

    Returns:
        The register as a tree of passages.
    """
    account.reads(rows)
    starts = [at for at, row in enumerate(rows) if _RISK.match(row.text)]
    objectives, objective = Objectives(), None
    headings = {at - 1 for at in starts if at and _is_heading(rows[at - 1])}
    risks = []
    for at, end in pairwise([*starts, len(rows)]):
        if at - 1 in headings:
            objective = objectives.ref(rows[at - 1].said[0])
        risks.append(_risk(rows[at : end - 1 if end - 1 in headings else end], objective, account))
    before = rows[: min((*headings, *starts[:1]), default=len(rows))]
    title, notes = _preamble(before, account)
    return {
        "register": "strategic-risks",
        "title": title or "Strategic risk register",
        "scheme": "cambs-2016",
        "objectives": objectives.all,
        "risks": risks,
        "notes": notes,
    }


def _preamble(rows: Sequence[Row], account: Account) -> tuple[Passage, Passage]:
    """Read what comes before the first risk: the title, the scheme, and what is said of the register."""
    title, said = EMPTY, []
    for row in rows:
        if row.text in _SCALES:
            account.heading(*row.said)
        elif row.only and not title:
            title = row.only
        elif row.only:
            said.append(row.only)
    return title, unwrapped(said)


def _is_heading(row: Row) -> bool:
    if row.only is None or _RISK.match(row.text) is not None:
        return False
    return len(row.text) <= _LONGEST_HEADING and not row.text.endswith(".")


def _risk(rows: Sequence[Row], objective: Read | None, account: Account) -> dict[str, Any] | None:
    """Read one risk, from its statement to the table after controls; None if it is refused."""
    account.entry()
    found = [(match["which"], at) for at, row in enumerate(rows) if (match := _TABLE.fullmatch(row.text))]
    heads = dict(found)
    if len(heads) < len(found):
        account.refuse(
            rows, "several tables of a kind stand below it; begin each risk with a number such as R1.1 –"
        )
        return None
    levels = {which: _assessment(rows[at + 1 : at + 2]) for which, at in heads.items()}
    missing = [which.lower() for which in _PHASES if levels.get(which) is None]
    if missing:
        tables = " and the table ".join(missing)
        account.refuse(
            rows,
            f"the table {tables} controls has no three figures; give likelihood, impact and total on the "
            "line below its head",
        )
        return None
    first, last = heads["Before"], heads["After"]
    for at in (first, last):
        account.heading(*rows[at].said)
    whole = unwrapped([row.said[0] for row in rows[:first] if row.only])
    match = _RISK.fullmatch(whole.text)
    if match is None or first > last:
        account.refuse(rows, "its tables do not stand before and behind its controls; put them there")
        return None
    statement = whole.group(match, "statement")
    return {
        "ref": whole.group(match, "ref"),
        "title": sentences(statement)[0],
        "statement": statement,
        "objective": objective,
        **{phase: levels[which] for which, phase in _PHASES.items()},
        "controls": _controls([row.only for row in rows[first + 2 : last] if row.only], account),
    }


def _assessment(rows: Sequence[Row]) -> dict[str, Any] | None:
    figures = [cell for row in rows for cell in row.said]
    return assessment(figures) if len(figures) == THREE and all(map(is_figure, figures)) else None


def _controls(lines: list[Passage], account: Account) -> list[dict[str, Any]]:
    cut = [Item(each) for each in sentences(unwrapped(lines))]
    if len(cut) > 1:
        account.note(cut[0].text, "its controls are running text: each sentence was taken for one")
    return controls_of(cut)
