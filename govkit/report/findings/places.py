"""Where findings stand, in the words that people and spreadsheets use."""

from govkit.errors import Problem
from govkit.rules import Finding
from govkit.where import cell, place


def cell_of(found: Finding | Problem) -> str | None:
    """Name the cell of a workbook that something is about.

    Args:
        found: a finding, or what a reader noted.

    Returns:
        For example ``B7``; None in a text.
    """
    if found.sheet is None or found.line is None or found.column is None:
        return None
    return cell(found.line, found.column)


def place_of(finding: Finding) -> str:
    """Say where a finding stands: ``register.yaml:12:3``, or ``register.xlsx:Risks!B7``."""
    return place(finding.file, finding.line, finding.column, finding.sheet)
