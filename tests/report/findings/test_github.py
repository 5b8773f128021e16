"""Findings as workflow commands of GitHub Actions."""

from pathlib import Path

import pytest

from govkit.errors import Problem
from govkit.report.findings import Unread, github_findings
from govkit.rules import Outcome, Severity

ROOT = Path("/srv/repository")


@pytest.mark.parametrize(
    ("severity", "outcome", "command"),
    [
        (Severity.ERROR, Outcome.FAILS, "error"),
        (Severity.WARNING, Outcome.FAILS, "warning"),
        (Severity.NOTE, Outcome.FAILS, "notice"),
        (Severity.ERROR, Outcome.NOT_EVALUATED, "notice"),
        (Severity.ERROR, Outcome.WAIVED, "notice"),
    ],
)
def test_the_command_follows_from_severity_and_outcome(make, of, severity, outcome, command):
    told = github_findings(of(make(severity=severity, outcome=outcome), show_waived=True), ROOT)
    assert told.startswith(f"::{command} title=GKACT001 action-without-owner%3A SR1/A1::")


def test_a_command_names_the_file_from_the_root_and_tells_the_explanation_on_a_line_of_its_own(make, of):
    finding = make(
        "100 % late:\nyes, really",
        file="/srv/repository/a,b.yaml",
        line=4,
        column=13,
        explanation="So it is.",
    )
    assert github_findings(of(finding), ROOT) == (
        "::warning file=a%2Cb.yaml,line=4,col=13,title=GKACT001 action-without-owner%3A SR1/A1"
        "::100 %25 late: yes, really%0ASo it is.\n"
        "1 warning\n"
    )


def test_a_file_that_was_not_checked_is_an_error_at_each_of_its_problems(of):
    problems = (
        Problem("the key is missing", "/risks/0", "x.yaml", 3, 5),
        Problem("cannot be read", "", "x.yaml"),
    )
    assert github_findings(of(unread=(Unread("x.yaml", problems),)), ROOT) == (
        "::error file=x.yaml,line=3,col=5,title=not checked::the key is missing%0A/risks/0\n"
        "::error file=x.yaml,title=not checked::cannot be read\n"
        "not checked: x.yaml\n"
    )
