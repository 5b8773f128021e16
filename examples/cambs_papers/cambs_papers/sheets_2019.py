"""The template of 2019, a sheet per risk: what belongs into which column of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from cambs_papers.account import Account
from cambs_papers.cutting import Item, continued, is_unfinished, items_of, loses_bullets
from cambs_papers.figures import THREE, assessment, is_figure
from cambs_papers.numbered import actions_of, assurances_of, controls_of
from cambs_papers.passage import EMPTY, Passage, joined, unwrapped
from cambs_papers.rows import Row

START: Final = re.compile(r"^Reference\t.*\bObjective\t", re.MULTILINE)
"""How the first row of a sheet begins."""
REF: Final = re.compile(r"SR\d{1,3}\.\d{1,3}")
_STATUS: Final = re.compile(r"(?P<status>[^\d\s][^\d]*?)\s*(?P<date>\d.*)?")
_KEYS: Final = ("Reference", "Objective", "Status:")
_UPPER: Final = ("Causes", "Effects", "Inherent", "Exec Lead", "Senior Lead")
_LOWER: Final = ("Controls in place", "Controls assurance", "Current", "Future Actions", "Future")
_LETTERS: Final = frozenset("LIR")
_CONTINUED: Final = 9
"""Columns of what comes on the next page: controls, assurances, L, I, R, actions, L, I, R."""
_COLUMNS: Final = {0: "controls", 1: "assurances", 5: "actions"}


class SheetError(Exception):
    """A sheet cannot be read; its text says why."""


@attrs.define
class Sheet:
    """What one sheet says, column by column, as far as it was read."""

    ref: Passage = EMPTY
    objective: Passage = EMPTY
    status: Passage = EMPTY
    status_date: Passage = EMPTY
    statement: Passage = EMPTY
    notes: list[Passage] = attrs.field(factory=list)
    cells: dict[str, list[Passage]] = attrs.field(factory=dict)
    leads: dict[str, Passage] = attrs.field(factory=dict)
    figures: dict[str, list[Passage]] = attrs.field(factory=dict)
    headings: list[Passage] = attrs.field(factory=list)


def read_sheet(rows: Sequence[Row]) -> Sheet:
    """Read a sheet.

    Args:
        rows: its rows, from "Reference" to the one before the next sheet.

    Returns:
        What it says.

    Raises:
        SheetError: it lacks a part of the template, or a rating is not three figures.
    """
    sheet = Sheet()
    _first_row(sheet, rows[0])
    upper = _find(rows, _UPPER)
    lower = _find(rows, _LOWER)
    if upper > lower:
        raise SheetError("its causes come after its controls; exchange the two halves")
    sheet.headings += [*rows[upper].said, *rows[lower].said]
    sheet.statement = unwrapped([row.only for row in rows[1:upper] if row.only])
    _upper(sheet, rows[upper + 1 : lower])
    end = _lower(sheet, rows[lower], rows[lower + 1 :])
    for row in rows[lower + 1 + end :]:
        _behind(sheet, row)
    return sheet


def _first_row(sheet: Sheet, row: Row) -> None:
    said = row.said
    for key, value in zip(said, [*said[1:], EMPTY], strict=True):
        if key.text not in _KEYS:
            continue
        sheet.headings.append(key)
        if value.text in _KEYS:
            continue
        if key.text == "Reference":
            sheet.ref = value
        elif key.text == "Objective":
            sheet.objective = value
        elif match := _STATUS.fullmatch(value.text):
            sheet.status, sheet.status_date = value.group(match, "status"), value.group(match, "date")
    if not REF.fullmatch(sheet.ref.text):
        raise SheetError("it has no reference; write one such as SR1.1 behind Reference")


def _find(rows: Sequence[Row], names: Sequence[str]) -> int:
    for at, row in enumerate(rows):
        if [cell.text for cell in row.said] == list(names):
            return at
    raise SheetError(f"no row of it has the heads {', '.join(names)}; put them into one")


def _upper(sheet: Sheet, rows: Sequence[Row]) -> None:
    """Read causes, effects, the inherent rating and the leads, whose columns follow those of the rating."""
    figures: list[Passage] = []
    for row in rows:
        rating = _rating_column(row)
        for column, cell in enumerate(row.cells):
            if is_figure(cell):
                figures.append(cell)
            elif cell.text in _LETTERS:
                sheet.headings.append(cell)
            elif cell and (rating is None or column < rating):
                sheet.cells.setdefault("effects" if column else "causes", []).append(cell)
            elif cell and rating is not None and column - rating in (THREE, THREE + 1):
                lead = "executive_lead" if column - rating == THREE else "senior_lead"
                sheet.leads.setdefault(lead, cell)
    _take(sheet, "inherent", figures)


def _rating_column(row: Row) -> int | None:
    """Find the column of a row in which a rating begins: with a figure, or with the letter above it."""
    for column, cell in enumerate(row.cells):
        if is_figure(cell) or cell.text in _LETTERS:
            return column
    return None


def _lower(sheet: Sheet, head: Row, rows: Sequence[Row]) -> int:
    """Read controls, assurances, both ratings and the actions; give the number of rows that takes."""
    for at, row in enumerate(rows):
        if all(cell.text in _LETTERS for cell in row.said):
            sheet.headings += row.said
            continue
        _columns(sheet, {cell.text: column for column, cell in enumerate(head.cells) if cell}, row)
        return at + 1
    raise SheetError("it ends with the heads of its controls; put the controls below them")


def _columns(sheet: Sheet, head: Mapping[str, int], row: Row) -> None:
    """Read the row of controls. Only the first two columns are sure to stand below their heads.

    Behind them the figures before the actions are the current rating, and those behind are the future one.
    """
    names = {0: "controls", head["Controls assurance"]: "assurances"}
    actions = head["Future Actions"]
    for column, cell in enumerate(row.cells):
        name = names.get(column, "actions")
        if not cell or is_figure(cell):
            continue
        if name in sheet.cells:
            raise SheetError(
                "its controls, assurances and actions cannot be told apart; put each below its head"
            )
        sheet.cells[name] = [cell]
        actions = column if name == "actions" else actions
    figures = [(column, cell) for column, cell in enumerate(row.cells) if is_figure(cell)]
    _take(sheet, "current", [cell for column, cell in figures if column < actions])
    _take(sheet, "target", [cell for column, cell in figures if column >= actions])


def _take(sheet: Sheet, phase: str, figures: list[Passage]) -> None:
    if figures and len(figures) != THREE:
        printed = ", ".join(figure.text for figure in figures)
        raise SheetError(f"its {phase} rating is {printed}; give likelihood, impact and rating")
    sheet.figures[phase] = figures


def _behind(sheet: Sheet, row: Row) -> None:
    """Read a row behind the template: what comes on the next page, or a remark."""
    columns = {at for at, cell in enumerate(row.cells) if cell and set(cell.text) != {"-"}}
    if len(row.cells) == _CONTINUED and columns <= _COLUMNS.keys():
        for column in sorted(columns):
            sheet.cells.setdefault(_COLUMNS[column], []).append(row.cells[column])
    elif len(row.cells) == 1:
        sheet.notes.append(row.cells[0])


def risk_of(sheet: Sheet, title: Passage, objective: Any, account: Account) -> dict[str, Any]:
    """Make a risk of a sheet.

    Args:
        sheet: what it says.
        title: what the summary calls it; empty if there is none.
        objective: a reference to its objective.
        account: is told what a person should look at.

    Returns:
        A risk as a tree.
    """
    account.heading(*sheet.headings)
    _note_bullets(sheet, account)
    columns = {name: _column(sheet, name, account) for name in ("controls", "assurances", "actions")}
    return {
        "ref": sheet.ref,
        "title": title or sheet.statement or sheet.ref,
        "statement": sheet.statement,
        "status": sheet.status,
        "status_date": sheet.status_date,
        "objective": objective,
        "causes": [each.text for each in items_of(joined(sheet.cells.get("causes", [])))],
        "effects": [each.text for each in items_of(joined(sheet.cells.get("effects", [])))],
        **sheet.leads,
        **{phase: assessment(figures) for phase, figures in sheet.figures.items() if figures},
        "controls": controls_of(columns["controls"]),
        "assurances": assurances_of(columns["assurances"], columns["controls"], account),
        "actions": actions_of(columns["actions"], account),
        "notes": unwrapped(sheet.notes),
    }


def _note_bullets(sheet: Sheet, account: Account) -> None:
    bare = [name for name, cells in sheet.cells.items() if any(loses_bullets(cell) for cell in cells)]
    if bare:
        account.note(
            sheet.ref,
            f"the bullets of {', '.join(bare)} are lost: full stops and numerals part the items, and two "
            "that nothing parts stand as one",
        )


def _column(sheet: Sheet, name: str, account: Account) -> list[Item]:
    """Cut a column into its items, page by page."""
    items: list[Item] = []
    for cell in sheet.cells.get(name, []):
        items, over = continued(items, cell)
        if over:
            account.note(
                cell,
                f"the {name} run over the page in the middle of a sentence: what comes up to the first full "
                "stop was taken for its end, and a numeral before it for what comes behind",
            )
    if items and is_unfinished(items[-1].text):
        account.note(items[-1].text, f"the last of the {name} ends in the middle of a sentence")
    return items
