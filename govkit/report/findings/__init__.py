"""Findings, in every form that ``govkit check`` writes."""

from govkit.report.findings.data import findings_data
from govkit.report.findings.github import github_findings
from govkit.report.findings.junit import junit_findings
from govkit.report.findings.markdown import markdown_findings
from govkit.report.findings.results import Checked, Count, Results, Unread
from govkit.report.findings.sarif import sarif_findings
from govkit.report.findings.text import concise_findings, text_findings, text_statistics

__all__ = [
    "Checked",
    "Count",
    "Results",
    "Unread",
    "concise_findings",
    "findings_data",
    "github_findings",
    "junit_findings",
    "markdown_findings",
    "sarif_findings",
    "text_findings",
    "text_statistics",
]
