"""Findings as plain data: the form that the JSON contract promises."""

from collections.abc import Mapping
from typing import Any

import attrs

from govkit.errors import Problem
from govkit.model import Waiver
from govkit.report.findings.places import cell_of
from govkit.report.findings.results import Results
from govkit.rules import Finding


def findings_data(results: Results, *, statistics: bool = False) -> Mapping[str, Any]:
    """Turn what a check came to into plain data.

    Args:
        results: what it came to.
        statistics: whether to say also how often each rule found something.

    Returns:
        ``findings``, ``noted``, ``not_checked``, ``problems`` and ``nothing_to_check``, and ``statistics``
        if asked for.
    """
    counted = {"statistics": [attrs.asdict(each) for each in results.statistics]} if statistics else {}
    return {
        "findings": [_data(each) for each in results.findings],
        "noted": [_placed(each) for checked in results.checked for each in checked.noted],
        "not_checked": [each.file for each in results.unread],
        "problems": [
            _placed(each) | {"path": each.path} for unread in results.unread for each in unread.located
        ],
        "nothing_to_check": list(results.bare),
        **counted,
    }


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "ref": finding.ref,
        "path": finding.path,
        "element": finding.element,
        "message": finding.message,
        "explanation": finding.explanation,
        "values": dict(finding.values),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "sheet": finding.sheet,
        "cell": cell_of(finding),
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
        "known": finding.known,
        "edit": None if finding.mend is None else attrs.asdict(finding.mend),
        "origin": finding.origin,
    }


def _placed(said: Problem) -> dict[str, Any]:
    return {
        "message": said.message,
        "file": said.file,
        "line": said.line,
        "column": said.column,
        "sheet": said.sheet,
        "cell": cell_of(said),
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    until = None if waiver.until is None else str(waiver.until)
    return {"reason": waiver.reason, "by": waiver.by, "until": until}
