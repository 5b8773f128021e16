"""Findings as Markdown."""

import pytest

from govkit.errors import Problem
from govkit.report.findings import Unread, markdown_findings
from govkit.rules import Outcome


def test_each_register_has_a_table_and_a_clean_one_none(make, of):
    finding = make("a | b\n*c*", line=4, explanation="So it is.")
    waived = make(outcome=Outcome.WAIVED, ref="SR2", line=5)
    known = make(known=True, line=6)
    assert markdown_findings(of(finding, waived, known, show_waived=True)) == (
        "## govkit check\n"
        "\n"
        "**1 warning, 1 waived, 1 known to the baseline**\n"
        "\n"
        "### r\n"
        "\n"
        "| Line | Severity | Rule | Item | Finding |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 4 | warning | GKACT001 action-without-owner | SR1/A1 | a \\| b \\*c\\*. So it is. |\n"
        "| 5 | waived | GKACT001 action-without-owner | SR2 | nobody is named to do it (waived by Board until 31 March 2020: as printed) |\n"
        "| 6 | known | GKACT001 action-without-owner | SR1/A1 | nobody is named to do it (known to the baseline) |\n"
    )
    assert markdown_findings(of()) == "## govkit check\n\n**nothing found**\n"


@pytest.mark.parametrize(
    ("message", "shown"), [("A", "A. So."), ("A.", "A. So."), ("A?", "A? So."), ("A (b)", "A (b). So.")]
)
def test_message_and_explanation_are_two_sentences(make, of, message, shown):
    row = markdown_findings(of(make(message, explanation="So."))).splitlines()[-1]
    assert row.endswith(f"| {shown} |")


def test_what_was_not_checked_is_listed_with_every_problem(of):
    problems = (Problem("no *title*", "", "x.yaml", 3, 5), Problem("cannot be read", "", "x.yaml"))
    assert markdown_findings(of(unread=(Unread("x.yaml", problems),))).endswith(
        "**not checked: x.yaml**\n\n### Not checked\n\n- x.yaml:3:5: no \\*title\\*\n- x.yaml: cannot be read\n"
    )


def test_statistics_stand_instead_of_the_findings(make, of):
    assert markdown_findings(of(make()), statistics=True) == (
        "## govkit check\n"
        "\n"
        "**1 warning**\n"
        "\n"
        "| fails | code | rule |\n"
        "| --- | --- | --- |\n"
        "| 1 | GKACT001 | action-without-owner |\n"
    )
    assert markdown_findings(of(), statistics=True) == "## govkit check\n\n**nothing found**\n"
