"""Files that say what they are, and are no registers: schemes, rules, lifecycles, OSCAL, and findings."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from govkit.errors import GovkitError
from govkit.formats.files import read_document
from govkit.model import Register

POAM: Final = "plan-of-action-and-milestones"
RESULTS: Final = "assessment-results"
_FINDINGS: Final = frozenset({"findings", "not_checked"})
_SARIF: Final = frozenset({"version", "runs"})
_MARKS: Final = (
    frozenset({"factors"}),
    frozenset({"rules"}),
    frozenset({"states", "rows"}),
    frozenset({"baseline", "findings"}),
    _FINDINGS,
    _SARIF,
    frozenset({POAM}),
    frozenset({RESULTS}),
)
"""Keys at the top of a scheme, rules, a lifecycle, a baseline, findings as JSON and as SARIF, and OSCAL."""
_MAYBE: Final = re.compile(
    rf"""(^|[\[{{,])\s*["']?(factors|rules|rows|findings|runs|{POAM}|{RESULTS})\b""", re.MULTILINE
)
_OF_ANY: Final = {"title", "source", "notes"}
_OF_REGISTERS: Final = {field.name for field in attrs.fields(Register) if field.init} | {"register"}


def is_another_kind(file: Path) -> bool:
    """Whether a file says that it is a scheme, a file of rules, a lifecycle, a baseline, findings, or OSCAL.

    Args:
        file: the file.

    Returns:
        True if it has the keys of one of these at its top, and none that only registers have. What cannot be
        read, or is no regular file, says nothing.
    """
    try:
        if not file.is_file() or not _MAYBE.search(file.read_text(encoding="utf-8")):
            return False
        data = read_document(file).data
    except (OSError, UnicodeDecodeError, GovkitError):
        return False
    if not isinstance(data, Mapping) or data.keys() & (_OF_REGISTERS - _OF_ANY):
        return False
    return any(marks <= data.keys() for marks in _MARKS)


def holds_findings(file: Path) -> bool:
    """Whether a file holds what ``govkit check`` writes as JSON or as SARIF.

    Args:
        file: the file, whatever its name.
    """
    try:
        data: Any = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    if not isinstance(data, dict):
        return False
    return data.keys() >= _FINDINGS or (data.keys() >= _SARIF and _is_ours(data["runs"]))


def _is_ours(runs: Any) -> bool:
    """Whether all runs of SARIF are of govkit."""
    try:
        return bool(runs) and all(run["tool"]["driver"]["name"] == "govkit" for run in runs)
    except (LookupError, TypeError):
        return False
