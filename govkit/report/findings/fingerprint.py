"""A name for a finding that stays the same however its file is edited elsewhere or rearranged."""

import hashlib
import json
from collections.abc import Mapping

from govkit.report.findings.results import Checked
from govkit.rules import Finding


def fingerprints(checked: Checked) -> tuple[str, ...]:
    """Name the findings of a register.

    Code, register, ref and element say what a finding is about; lines and places in lists do not matter.
    Those that share all four (two dates of one action, say) are numbered in the order of their messages.

    Args:
        checked: the register and its findings.

    Returns:
        A name for each finding, in the order of the findings; no two of them are equal.
    """
    alike: dict[str, list[int]] = {}
    for index, finding in enumerate(checked.findings):
        alike.setdefault(_key(checked.register.ref, finding), []).append(index)
    names: Mapping[int, str] = {
        index: f"{key}:{number}"
        for key, found in alike.items()
        for number, index in enumerate(sorted(found, key=lambda at: checked.findings[at].message), start=1)
    }
    return tuple(names[index] for index in range(len(checked.findings)))


def _key(register: str, finding: Finding) -> str:
    parts = json.dumps([finding.code, register, finding.ref, finding.element])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]
