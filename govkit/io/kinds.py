"""Files that say what they are, and are no registers: schemes, rules, lifecycles and OSCAL documents."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs

from govkit.errors import GovkitError
from govkit.formats.files import read_document
from govkit.model import Register

POAM: Final = "plan-of-action-and-milestones"
RESULTS: Final = "assessment-results"
_MARKS: Final = tuple(map(frozenset, ({"factors"}, {"rules"}, {"states", "rows"}, {POAM}, {RESULTS})))
"""Keys at the top of a scheme, of a file of rules, of a lifecycle, and of OSCAL documents."""
_MAYBE: Final = re.compile(rf"""(^|[\[{{,])\s*["']?(factors|rules|rows|{POAM}|{RESULTS})\b""", re.MULTILINE)
_OF_ANY: Final = {"title", "source", "notes"}
_OF_REGISTERS: Final = {field.name for field in attrs.fields(Register) if field.init} | {"register"}


def is_another_kind(file: Path) -> bool:
    """Whether a file says that it is a scheme, a file of rules, a lifecycle or an OSCAL document.

    Args:
        file: the file.

    Returns:
        True if it has the keys of one of these at its top, and none that only registers have. What cannot be
        read says nothing.
    """
    try:
        if not _MAYBE.search(file.read_text(encoding="utf-8")):
            return False
        data = read_document(file).data
    except (OSError, UnicodeDecodeError, GovkitError):
        return False
    if not isinstance(data, Mapping) or data.keys() & (_OF_REGISTERS - _OF_ANY):
        return False
    return any(marks <= data.keys() for marks in _MARKS)
