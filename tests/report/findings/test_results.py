"""Findings counted: in one line, and by rule."""

from govkit import Register
from govkit.errors import Problem
from govkit.plugin import Plugin
from govkit.report.findings import Checked, Count, Results, Unread
from govkit.rules import Outcome, Severity


def test_a_checked_register_is_called_like_its_file_or_like_itself(loaded):
    register = loaded("register: harbour\ntitle: T\n", "h.yaml")
    assert Checked(register, ()).name == "h.yaml"
    assert Checked(Register(ref="made", title="T"), ()).name == "made"
    assert Results().summary == "nothing found"


def test_the_summary_counts_by_severity_and_names_what_was_not_looked_at(make, of):
    findings = [
        make(severity=Severity.NOTE),
        make(severity=Severity.ERROR),
        make(severity=Severity.WARNING),
        make(severity=Severity.WARNING),
        make(outcome=Outcome.WAIVED),
        make(outcome=Outcome.NOT_EVALUATED),
    ]
    unread = (Unread("a.yaml", (Problem("no"),)), Unread("b.yaml", (Problem("no"),)))
    assert of(*findings, unread=unread).summary == (
        "1 error, 2 warnings, 1 note, 1 waived, 1 not evaluated, not checked: a.yaml, b.yaml"
    )


def test_the_summary_says_that_plug_ins_were_denied(of):
    def plugin(**more):
        return Plugin("p", "dist", "1", **more)

    assert (
        of(plugins=(plugin(), plugin(denied="--deny-plugin"))).summary == "nothing found (1 plug-in denied)"
    )
    two = (plugin(denied="x"), plugin(denied="x"))
    assert of(plugins=two).summary == "nothing found (2 plug-ins denied)"


def test_statistics_come_with_most_failures_first_then_what_could_not_be_told_then_codes(make, of):
    findings = [
        make(code="GKBBB001", name="b"),
        make(code="GKAAA001", name="a"),
        make(code="GKCCC001", name="c", outcome=Outcome.NOT_EVALUATED),
        make(code="GKDDD001", name="d"),
        make(code="GKDDD001", name="d"),
        make(code="GKEEE001", name="e", outcome=Outcome.WAIVED),
    ]
    results = of(*findings)
    assert results.statistics == (
        Count("GKDDD001", "d", 2, 0, 0),
        Count("GKAAA001", "a", 1, 0, 0),
        Count("GKBBB001", "b", 1, 0, 0),
        Count("GKCCC001", "c", 0, 0, 1),
        Count("GKEEE001", "e", 0, 1, 0),
    )
    assert results.table.heads == ("fails", "waived", "not evaluated", "code", "rule")
    assert results.table.rows[0] == ("2", "", "", "GKDDD001", "d")


def test_a_column_of_nothing_is_left_out_of_the_table(make, of):
    assert of(make()).table.heads == ("fails", "code", "rule")
