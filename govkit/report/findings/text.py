"""Findings as text: a line each, and below it the line of the file, or the row of the sheet, with a caret."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from govkit.model import Source
from govkit.report.findings.excerpt import excerpt
from govkit.report.findings.places import place_of
from govkit.report.findings.results import Checked, Results
from govkit.report.findings.told import told
from govkit.report.table import aligned
from govkit.report.visible import visible
from govkit.rules import Finding
from govkit.where import place

_WIDTH: Final = 100
_BETWEEN: Final = " | "
_EMPTY: Final = "(empty)"
Style = Callable[[str, str], str]
"""Dresses a text for its part: "place", "code", "caret", or the severity of what fails."""


def plain(text: str, _: str) -> str:
    """Leave a text as it is."""
    return text


def concise_findings(results: Results, style: Style = plain) -> str:
    """Write findings as text, a line each, and their summary.

    Args:
        results: what a check came to.
        style: dresses parts of the lines.

    Returns:
        Lines without hidden characters, ending in a newline.
    """
    lines: list[str] = []
    for checked in results.shown:
        lines += (_headline(finding, style) for finding in checked.findings)
        lines += _noted(checked, style)
    return _lines([*lines, visible(results.summary)])


def text_findings(results: Results, style: Style = plain) -> str:
    """Write findings as text, each with the line it is about and its explanation, and their summary.

    Args:
        results: what a check came to.
        style: dresses parts of the lines.

    Returns:
        Lines without hidden characters, ending in a newline. The file's lines are cut to about 100 columns.
    """
    lines: list[str] = []
    for checked in results.shown:
        for finding in checked.findings:
            lines.append(_headline(finding, style))
            lines += _shown(finding, checked.source(finding), style)
            lines += wrap(visible(finding.explanation), _WIDTH, initial_indent="  ", subsequent_indent="  ")
        lines += _noted(checked, style)
    return _lines([*lines, visible(results.summary)])


def text_statistics(results: Results) -> str:
    """Write how often each rule found something, and the summary of all findings.

    Args:
        results: what a check came to.

    Returns:
        A table of text, most failures first, ending in a newline.
    """
    table = results.table
    lines = aligned([table.heads, *table.rows]) if table.rows else []
    return _lines([*lines, visible(results.summary)])


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _noted(checked: Checked, style: Style) -> Iterator[str]:
    for each in checked.noted:
        where = place(each.file, each.line, each.column, each.sheet)
        yield f"{style(visible(where), 'place')}: noted: {visible(each.message)}"


def _headline(finding: Finding, style: Style) -> str:
    place = place_of(finding)
    severity = str(finding.severity)
    said = " ".join(
        [
            style(finding.code, "code"),
            style(severity, severity) if finding.counts else severity,
            f"{visible(finding.ref)}: {visible(told(finding))}",
        ]
    )
    if finding.mend is not None:
        said = f"{said} [fixable]"
    return f"{style(visible(place), 'place')}: {said}" if place else said


def _shown(finding: Finding, source: Source | None, style: Style) -> Iterator[str]:
    # What is about the register as a whole is about none of its lines.
    if source is None or finding.line is None or finding.column is None or not finding.path:
        return
    number = str(finding.line)
    if finding.sheet is None:
        text, column = source.line(finding.line), finding.column
    else:
        text, column = _cells(source.row(finding.sheet, finding.line), finding.column)
    line, before = excerpt(text, column, _WIDTH)
    yield f"  {number} | {line}"
    yield f"  {' ' * len(number)} | {' ' * before}{style('^', 'caret')}"


def _cells(row: Sequence[str], column: int) -> tuple[str, int]:
    """Write a row of a sheet as a line, its empty cells left out but for the one that is asked for.

    Args:
        row: the texts of its cells.
        column: a column of the sheet, from 1.

    Returns:
        The line, and the column of the line in which that cell begins.
    """
    before = [text for text in row[: column - 1] if text.strip()]
    there = row[column - 1] if column <= len(row) and row[column - 1].strip() else _EMPTY
    behind = [text for text in row[column:] if text.strip()]
    start = sum(len(text) + len(_BETWEEN) for text in before) + 1
    return _BETWEEN.join([*before, there, *behind]), start
