"""Findings as text: a line each, and below it the line of the file with a caret."""

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Final

from govkit.model import Source
from govkit.report.findings.excerpt import excerpt
from govkit.report.findings.results import Results
from govkit.report.findings.told import told
from govkit.report.table import aligned
from govkit.report.visible import visible
from govkit.rules import Finding

_WIDTH: Final = 100
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
    lines = (_headline(finding, style) for each in results.shown for finding in each.findings)
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


def _headline(finding: Finding, style: Style) -> str:
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part is not None)
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
    line, before = excerpt(source.line(finding.line), finding.column, _WIDTH)
    yield f"  {number} | {line}"
    yield f"  {' ' * len(number)} | {' ' * before}{style('^', 'caret')}"
