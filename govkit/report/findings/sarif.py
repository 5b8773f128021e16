"""Findings as SARIF 2.1.0, which code scanning and editors read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from govkit.report.findings.fingerprint import fingerprints
from govkit.report.findings.paths import below, folder_uri, uri
from govkit.report.findings.results import Checked, Results
from govkit.report.findings.sarif_fix import Fixes
from govkit.report.findings.sarif_text import sarif_text
from govkit.report.findings.sarif_tool import Tool
from govkit.report.findings.told import set_aside
from govkit.rules import Finding, Outcome

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT: Final = "govkit/v1"
_ROOT: Final = "%SRCROOT%"


def sarif_findings(results: Results, root: Path, documentation: Mapping[str, str] | None = None) -> str:
    """Write findings as SARIF 2.1.0.

    Args:
        results: what a check came to.
        root: the folder that files are named from, absolute; that of the repository.
        documentation: by distribution, the URI of what documents its rules.

    Returns:
        JSON, ending in a newline.
    """
    tool = Tool.of(results, documentation or {})
    run: dict[str, Any] = {
        "tool": tool.data,
        "invocations": [_invocation(results, root)],
        "originalUriBaseIds": {_ROOT: {"uri": folder_uri(root)}},
        "columnKind": "unicodeCodePoints",
        "results": [each for checked in results.checked for each in _results(checked, tool, root)],
    }
    if any("suppressions" in each for each in run["results"]):
        # Either all results of a run say whether they are suppressed, or none.
        run["results"] = [{**each, "suppressions": each.get("suppressions", [])} for each in run["results"]]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _results(checked: Checked, tool: Tool, root: Path) -> Iterator[dict[str, Any]]:
    fixes = Fixes(checked)
    for finding, fingerprint in zip(checked.findings, fingerprints(checked), strict=True):
        known = finding.outcome is not Outcome.NOT_EVALUATED
        reason = set_aside(finding)
        yield {
            **tool.references[finding.code],
            # "open" is a rule that lacked what it needs to decide, and must have no level.
            "kind": "fail" if known else "open",
            "level": str(finding.severity) if known else "none",
            "message": {"text": sarif_text(*filter(None, (finding.message, finding.explanation)))},
            "locations": [_location(finding, root)],
            "partialFingerprints": {FINGERPRINT: fingerprint},
            **({} if reason is None else {"suppressions": [_suppression(reason)]}),
            **fixes.of(finding, _artifact(finding.file or "", root)),
            "properties": {
                "register": checked.register.ref,
                "path": finding.path,
                "element": finding.element,
                "severity": str(finding.severity),
            },
        }


def _suppression(reason: str) -> dict[str, str]:
    return {"kind": "external", "justification": reason}


def _location(finding: Finding, root: Path) -> dict[str, Any]:
    item = {"name": finding.ref.rpartition("/")[2], "fullyQualifiedName": finding.ref, "kind": "object"}
    return {**_place(finding.file, finding.line, finding.column, root), "logicalLocations": [item]}


def _place(file: str | None, line: int | None, column: int | None, root: Path) -> dict[str, Any]:
    if file is None:
        return {}
    region = {"startLine": line, "startColumn": column}
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(file, root),
            **({} if line is None else {"region": region}),
        }
    }


def _artifact(file: str, root: Path) -> dict[str, str]:
    return {"uri": uri(file, root), **({"uriBaseId": _ROOT} if below(file, root) else {})}


def _invocation(results: Results, root: Path) -> dict[str, Any]:
    notifications: Sequence[Mapping[str, Any]] = [
        {
            "level": "error",
            "message": {"text": sarif_text(problem.message)},
            "locations": [_place(problem.file or unread.file, problem.line, problem.column, root)],
        }
        for unread in results.unread
        for problem in unread.problems
    ]
    return {
        "executionSuccessful": not results.unread,
        "toolExecutionNotifications": notifications,
        "workingDirectory": {"uri": folder_uri(root)},
    }
