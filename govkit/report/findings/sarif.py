"""Findings as SARIF 2.1.0, which code scanning and editors read."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from govkit.errors import Problem
from govkit.report.findings.fingerprint import fingerprints
from govkit.report.findings.paths import below, folder_uri, uri
from govkit.report.findings.results import Checked, Results
from govkit.report.findings.sarif_fix import Fixes
from govkit.report.findings.sarif_text import sarif_text
from govkit.report.findings.sarif_tool import Tool
from govkit.report.findings.told import set_aside
from govkit.rules import Finding, Outcome
from govkit.where import place

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
            "locations": [_location(finding.file, finding, root, _item(finding))],
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


def _location(
    file: str | None, found: Finding | Problem, root: Path, *items: Mapping[str, str]
) -> dict[str, Any]:
    """Say where something stands: in a text by line and column, in a workbook by a name of its own."""
    if found.sheet is not None:
        name = place(None, found.line, found.column, found.sheet)
        items = (*items, {"name": name, "fullyQualifiedName": f"{file}:{name}", "kind": "element"})
    logical = {"logicalLocations": list(items)} if items else {}
    if file is None:
        return logical
    in_text = found.line is not None and found.sheet is None
    region = {"region": {"startLine": found.line, "startColumn": found.column}} if in_text else {}
    return {"physicalLocation": {"artifactLocation": _artifact(file, root), **region}, **logical}


def _item(finding: Finding) -> dict[str, str]:
    return {"name": finding.ref.rpartition("/")[2], "fullyQualifiedName": finding.ref, "kind": "object"}


def _artifact(file: str, root: Path) -> dict[str, str]:
    return {"uri": uri(file, root), **({"uriBaseId": _ROOT} if below(file, root) else {})}


def _invocation(results: Results, root: Path) -> dict[str, Any]:
    notifications = [
        *(_notification("error", each, root) for unread in results.unread for each in unread.located),
        *(_notification("note", each, root) for checked in results.checked for each in checked.noted),
        *(_notification("note", Problem("nothing to check", "", name), root) for name in results.bare),
    ]
    return {
        "executionSuccessful": not results.unread,
        "toolExecutionNotifications": notifications,
        "workingDirectory": {"uri": folder_uri(root)},
    }


def _notification(level: str, problem: Problem, root: Path) -> dict[str, Any]:
    return {
        "level": level,
        "message": {"text": sarif_text(problem.message)},
        "locations": [_location(problem.file, problem, root)],
    }
