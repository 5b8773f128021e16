"""Findings as workflow commands, which GitHub Actions turns into annotations of the files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from govkit.errors import Problem
from govkit.report.findings.paths import posix
from govkit.report.findings.results import Results, Unread
from govkit.report.findings.told import told
from govkit.report.visible import visible
from govkit.rules import Finding, Severity
from govkit.where import place

_COMMANDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_findings(results: Results, root: Path) -> str:
    """Write findings as workflow commands of GitHub Actions, and their summary.

    What fails is an error, a warning or a notice by its severity; what could not be told is a notice, and so
    is what is waived or known if it is to be shown. A file that could not be checked is an error for each of
    its problems.

    Args:
        results: what a check came to.
        root: the folder that files are named from, absolute; that of the repository.

    Returns:
        A line each without hidden characters, ending in a newline.
    """
    commands = (
        *(_finding(finding, root) for each in results.shown for finding in each.findings),
        *(_problem("notice", "noted", note, root) for each in results.checked for note in each.noted),
        *(command for each in results.unread for command in _unread(each, root)),
        visible(results.summary),
    )
    return "".join(f"{each}\n" for each in commands)


def _finding(finding: Finding, root: Path) -> str:
    return _command(
        _COMMANDS[finding.severity] if finding.counts else "notice",
        {
            "file": finding.file and posix(finding.file, root),
            **_lines(finding),
            "title": f"{finding.code} {finding.name}: {finding.ref}{_at(finding)}",
        },
        told(finding),
        finding.explanation,
    )


def _unread(unread: Unread, root: Path) -> Iterator[str]:
    return (_problem("error", "not checked", problem, root) for problem in unread.located)


def _problem(name: str, title: str, problem: Problem, root: Path) -> str:
    file = posix(problem.file or "", root)
    properties = {"file": file, **_lines(problem), "title": f"{title}{_at(problem)}"}
    return _command(name, properties, problem.message, problem.path)


def _lines(found: Finding | Problem) -> dict[str, int | None]:
    """Say in which line something is; a workbook has none that GitHub could show."""
    return {"line": found.line, "col": found.column} if found.sheet is None else {}


def _at(found: Finding | Problem) -> str:
    return "" if found.sheet is None else f" at {place(None, found.line, found.column, found.sheet)}"


def _command(name: str, properties: Mapping[str, object], *lines: str) -> str:
    written = ",".join(
        f"{key}={visible(str(value)).translate(_PROPERTY)}"
        for key, value in properties.items()
        if value is not None
    )
    return f"::{name} {written}::" + "\n".join(visible(line) for line in lines if line).translate(_DATA)
