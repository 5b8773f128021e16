"""Where findings stand, in the words that people and spreadsheets use."""

from govkit.rules import Finding
from govkit.where import cell, place


def cell_of(finding: Finding) -> str | None:
    """Name the cell of a workbook that a finding is about.

    Args:
        finding: the finding.

    Returns:
        For example ``B7``; None in a text.
    """
    if finding.sheet is None or finding.line is None or finding.column is None:
        return None
    return cell(finding.line, finding.column)


def place_of(finding: Finding) -> str:
    """Say where a finding stands: ``register.yaml:12:3``, or ``register.xlsx:Risks!B7``."""
    return place(finding.file, finding.line, finding.column, finding.sheet)
