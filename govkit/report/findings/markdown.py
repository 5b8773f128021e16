"""Findings as Markdown: the comment of a pull request, the summary of a build."""

from collections.abc import Iterator
from typing import Final

from govkit.report.findings.results import Checked, Results
from govkit.report.findings.told import told
from govkit.report.markdown import escaped, markdown_table
from govkit.report.table import Table
from govkit.rules import Finding
from govkit.where import place

_ENDS: Final = (".", "!", "?")


def markdown_findings(results: Results, *, statistics: bool = False) -> str:
    """Write findings as GitHub-flavoured Markdown; whatever stands in a register never becomes markup.

    Args:
        results: what a check came to.
        statistics: whether to say how often each rule found something, instead of where.

    Returns:
        The summary, and a table of each register's findings; it ends in a newline.
    """
    if statistics:
        parts = [markdown_table(results.table)] if results.table.rows else []
    else:
        parts = [block for each in results.shown if each.findings for block in _checked(each)]
    blocks = ["## govkit check", f"**{escaped(results.summary)}**", *parts, *_listed(results)]
    return "\n\n".join(blocks) + "\n"


def _checked(checked: Checked) -> Iterator[str]:
    yield f"### {escaped(checked.name)}"
    where = {"Cell": _cell} if any(each.sheet for each in checked.findings) else {"Line": _line}
    columns = {**where, "Severity": _severity, "Rule": _rule, "Item": _item, "Finding": _said}
    yield markdown_table(Table.of(checked.name, columns, checked.findings))


def _line(finding: Finding) -> int | None:
    return finding.line


def _cell(finding: Finding) -> str:
    return place(None, finding.line, finding.column, finding.sheet)


def _severity(finding: Finding) -> str:
    return finding.severity if finding.counts else _aside(finding)


def _aside(finding: Finding) -> str:
    return "known" if finding.known else finding.outcome


def _rule(finding: Finding) -> str:
    return f"{finding.code} {finding.name}"


def _item(finding: Finding) -> str:
    return finding.ref


def _said(finding: Finding) -> str:
    said = told(finding)
    if not finding.explanation:
        return said
    return f"{said}{'' if said.endswith(_ENDS) else '.'} {finding.explanation}"


def _listed(results: Results) -> Iterator[str]:
    lists = {
        "Noted while reading": [note for each in results.checked for note in each.noted],
        "Not checked": [problem for each in results.unread for problem in each.problems],
    }
    for head, said in lists.items():
        if said:
            yield f"### {head}"
            yield "\n".join(f"- {escaped(str(each))}" for each in said)
