"""The action log of internal audit: per area a risk, and findings with the action that answers each."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs

from cambs_papers.account import Account
from cambs_papers.dates import is_date
from cambs_papers.passage import EMPTY, Passage, joined, unwrapped
from cambs_papers.rows import Row
from cambs_papers.tree import Read
from govkit import DateKind, WrittenDate

SIGN: Final = re.compile(
    r"^\W*Ref Audit Priority Findings Action No\. Action Implementation Date Responsible Org "
    r"Responsible Owner Start Date End Date Status Notes\s*$",
    re.MULTILINE,
)
"""What the log is known by: the names of its columns, run together."""
_UNNAMED: Final = re.compile(r"0 (?:(?:Activity|Initials|Start|End|Status|Column\d+)\s*)+")
_AREA: Final = re.compile(r"\d{1,3}")
_AREA_TITLE: Final = re.compile(r"[A-Z][A-Z &,/'\u2019()-]{3,}")
_RISK: Final = "Overall Risk:"
_PRIORITY: Final = re.compile(r"(?:(?P<before>.*[.!?\]])\s+)?(?P<priority>Critical|High|Medium|Low)")
_NUMBER: Final = re.compile(r"\d{1,3}\.\d{1,3}")
_ORGANISATION: Final = re.compile(r"(?:(?P<before>.*)\s)?(?P<organisation>OPCC|PCC|Constabulary|Force)")
_STATES: Final = {
    "open": "open",
    "ongoing": "ongoing",
    "on-going": "ongoing",
    "overdue": "overdue",
    "complete": "closed",
    "completed": "closed",
    "closed": "closed",
}
_STATUS: Final = re.compile(rf"(?:(?P<before>.*)\s)?(?P<status>{'|'.join(_STATES)})", re.IGNORECASE)
_DATE_WORDS: Final = 3
"""A date that stands behind other words has at most three of its own."""
_START_AND_END: Final = 2
_BLANK: Final = re.compile(r" ")
_WORD: Final = re.compile(r"\S+")


@attrs.frozen
class _Line:
    """A line of the log: the columns have run together, so there are no cells."""

    row: Row
    text: Passage


@attrs.frozen
class _Entry:
    """Where one action stands among the lines of its area.

    Args:
        finding: the line that ends with the priority, None if there is none.
        number: the line that is the number.
        status: the line that ends with the status, None if there is none.
        end: the line behind the last one of its notes.
    """

    finding: int | None
    number: int
    status: int | None
    end: int


class _EntryError(Exception):
    """An action cannot be read; the text says why."""


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the log.

    Args:
        rows: its rows.
        account: is told what is read.

    Returns:
        A register as a tree of passages.
    """
    account.reads(rows)
    lines = []
    for row in rows:
        line = _Line(row, joined(row.said))
        if SIGN.match(line.text.text) or _UNNAMED.fullmatch(line.text.text):
            account.heading(*row.said)
        else:
            lines.append(line)
    starts = [
        at
        for at, (line, following) in enumerate(pairwise(lines))
        if _AREA.fullmatch(line.text.text) and _AREA_TITLE.fullmatch(following.text.text)
    ]
    areas, risks, actions = [], [], []
    for at, end in pairwise([*starts, len(lines)]):
        ref, title = lines[at].text, lines[at + 1].text
        risk, made = _area(lines[at + 2 : end], ref, account)
        areas.append({"ref": ref, "title": title, "overall_risk": ref if risk else None})
        risks.append({"ref": ref, "title": risk} if risk else None)
        actions += made
    return {
        "register": "internal-audit-actions",
        "title": "Action log of internal audit",
        "areas": areas,
        "risks": risks,
        "actions": actions,
    }


def _area(lines: Sequence[_Line], area: Passage, account: Account) -> tuple[Passage, list[dict[str, Any]]]:
    """Read what stands below the heading of an area: its overall risk and its actions."""
    lines = _own(lines, account)
    numbers = [at for at, line in enumerate(lines) if _NUMBER.fullmatch(line.text.text)]
    first = _priority(lines, 0, numbers[0] if numbers else len(lines))
    risk = EMPTY
    if first is not None and lines[0].text.text.startswith(_RISK):
        account.heading(lines[0].text.cut(0, len(_RISK)))
        said = [*(line.text for line in lines[:first]), _before(_PRIORITY, lines[first])]
        risk = unwrapped(said).cut(len(_RISK))
    actions = []
    for entry in _entries(lines, numbers, first):
        account.entry()
        try:
            action = _action(lines, entry, area)
        except _EntryError as error:
            begin = entry.number if entry.finding is None else entry.finding
            rows = [line.row for line in lines[begin : entry.end]]
            account.refuse(rows, str(error))
            continue
        if action["ref"].text.partition(".")[0] != area.text:
            account.note(action["ref"], f"action {action['ref'].text} stands in area {area.text}")
        actions.append(action)
    return risk, actions


def _own(lines: Sequence[_Line], account: Account) -> Sequence[_Line]:
    """Leave out, and refuse, what belongs to a further area that does not begin with its number."""
    for at, line in enumerate(lines):
        if at and line.text.text.startswith(_RISK):
            begin = at - 1 if _AREA_TITLE.fullmatch(lines[at - 1].text.text) else at
            account.entry()
            reason = "a further overall risk stands in an area; begin each area with its number on a line"
            account.refuse([each.row for each in lines[begin:]], reason)
            return lines[:begin]
    return lines


def _entries(lines: Sequence[_Line], numbers: Sequence[int], finding: int | None) -> Iterator[_Entry]:
    """Find where each action begins and ends: its notes go on until the next finding's priority."""
    for number, following in pairwise([*numbers, len(lines)]):
        status = next((at for at in range(number + 1, following) if _dates_and_status(lines[at])), None)
        after = None if status is None else _priority(lines, status + 1, following)
        told = after is not None or following == len(lines)
        end = (following if after is None else after) if told or status is None else status + 1
        yield _Entry(finding, number, status, end)
        finding = after


def _priority(lines: Sequence[_Line], start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if _PRIORITY.fullmatch(lines[at].text.text)), None)


def _before(pattern: re.Pattern[str], line: _Line) -> Passage:
    match = pattern.fullmatch(line.text.text)
    return line.text.group(match, "before") if match else EMPTY


def _action(lines: Sequence[_Line], entry: _Entry, area: Passage) -> dict[str, Any]:
    """Read one action.

    Raises:
        _EntryError: it lacks something that an action of the log has.
    """
    number = lines[entry.number].text
    if entry.finding is None:
        raise _EntryError(f"no priority stands before the finding of {number.text}; write one such as High")
    if entry.status is None:
        raise _EntryError(f"{number.text} has no status; write one such as Ongoing on a line of its own")
    priority = _PRIORITY.fullmatch(lines[entry.finding].text.text)
    finding = unwrapped(line.text for line in lines[entry.finding + 1 : entry.number])
    dates, status = _dates_and_status(lines[entry.status]) or ([], EMPTY)
    last = entry.status
    if not dates and last - 1 > entry.number and (alone := _dates(lines[last - 1].text)):
        dates, last = alone, last - 1
    organisation = next(
        (at for at in range(last - 1, entry.number, -1) if _ORGANISATION.fullmatch(lines[at].text.text)), None
    )
    if organisation is None:
        raise _EntryError(f"{number.text} has no responsible organisation; end a line with one such as OPCC")
    match = _ORGANISATION.fullmatch(lines[organisation].text.text)
    notes = unwrapped(line.text for line in lines[entry.status + 1 : entry.end])
    text, due = _due(lines[entry.number + 1 : organisation], _before(_ORGANISATION, lines[organisation]))
    if priority is None or match is None or not finding or not text:
        raise _EntryError(f"{number.text} lacks its finding, or what is to be done; write both")
    return {
        "ref": number,
        "title": text,
        "origin": {"kind": "audit", "area": area},
        "finding": {"title": finding, "priority": lines[entry.finding].text.group(priority, "priority")},
        "owner": unwrapped(line.text for line in lines[organisation + 1 : last]),
        "organisation": lines[organisation].text.group(match, "organisation"),
        "start": dates[0] if dates else None,
        "end": dates[1] if dates[1:] else None,
        "deadline": due,
        "state": Read(_STATES[status.text.lower()], status),
        "updates": [{"text": notes}] if notes else [],
    }


def _dates_and_status(line: _Line) -> tuple[list[Passage], Passage] | None:
    """Read a line that holds the status, and before it nothing or the dates of start and end."""
    match = _STATUS.fullmatch(line.text.text)
    if match is None:
        return None
    before = line.text.group(match, "before")
    dates = _dates(before)
    return None if before and not dates else (dates, line.text.group(match, "status"))


def _dates(text: Passage) -> list[Passage]:
    """Read a line that is one date, or a start and an end; none if there is anything else in it."""
    if text and is_date(text.text):
        return [text]
    words = text.cuts(_BLANK)
    return words if len(words) == _START_AND_END and all(is_date(word.text) for word in words) else []


def _due(lines: Sequence[_Line], before: Passage) -> tuple[Passage, Passage]:
    """Part what is to be done from the implementation date, which stands behind it or alone on a line."""
    if not before and lines and is_date(lines[-1].text.text):
        return unwrapped(line.text for line in lines[:-1]), lines[-1].text
    words = [match.start() for match in _WORD.finditer(before.text)]
    for start in words[-_DATE_WORDS:]:
        said = before.cut(start)
        if is_date(said.text) and (start == 0 or WrittenDate(said.text).kind is not DateKind.YEAR):
            return unwrapped([*(line.text for line in lines), before.cut(0, start)]), said
    return unwrapped([*(line.text for line in lines), before]), EMPTY
