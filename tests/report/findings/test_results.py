"""Findings counted: in one line, and by rule."""

import pytest

from govkit import Register
from govkit.errors import Problem
from govkit.model import Edit, Waiver
from govkit.plugin import Plugin
from govkit.report.findings import Checked, Count, Results, Unread
from govkit.report.findings.told import set_aside, told
from govkit.rules import Outcome, Severity


def test_a_checked_register_is_called_like_its_file_or_like_itself(loaded):
    register = loaded("register: harbour\ntitle: T\n", "h.yaml")
    assert Checked(register, ()).name == "h.yaml"
    assert Checked(Register(ref="made", title="T"), ()).name == "made"
    assert Results().summary == "nothing found"


ACTIONS, ALL = ("deadline-not-a-day",), ("deadline-not-a-day", "duplicate-ref", "rule-raised")


@pytest.mark.parametrize(
    ("text", "names", "bare"),
    [
        ("", ALL, True),
        ("waivers: [{rule: GKACT001, ref: R1, reason: x}]", ALL, True),
        ("risks: [{ref: R1, title: A}]", ALL, False),
        ("risks: [{ref: R1, title: A}]", ACTIONS, True),
        ("risks: [{ref: R1, title: A}]", (*ACTIONS, "rule-raised"), True),
        ("actions: [{ref: '1', title: A}]", ACTIONS, False),
        ("", ("rule-raised",), False),  # no rule was run at all, which is said elsewhere
        ("", (), False),
    ],
)
def test_a_register_without_anything_that_its_rules_look_at_is_named(kit, loaded, text, names, bare):
    register = loaded(f"register: r\ntitle: T\n{text}\n")
    rules = tuple((rule, kit.origin(rule)) for rule in kit.rules.values() if rule.name in names)
    results = Results(checked=(Checked(register, (), rules=rules),))
    assert results.bare == (("r.yaml",) if bare else ())
    assert results.summary == ("nothing to check in r.yaml" if bare else "nothing found")


def test_where_something_was_found_there_was_something_to_look_at(kit, make):
    rules = tuple((rule, kit.origin(rule)) for rule in kit.rules.values())
    results = Results(checked=(Checked(Register(ref="r", title="T"), (make(),), rules=rules),))
    assert (results.bare, results.summary) == ((), "1 warning")


def test_the_summary_counts_by_severity_and_names_what_was_not_looked_at(make, of):
    findings = [
        make(severity=Severity.NOTE),
        make(severity=Severity.ERROR),
        make(severity=Severity.WARNING),
        make(severity=Severity.WARNING),
        make(outcome=Outcome.WAIVED),
        make(outcome=Outcome.NOT_EVALUATED),
        make(known=True),
    ]
    unread = (Unread("a.yaml", (Problem("no"),)), Unread("b.yaml", (Problem("no"),)))
    assert of(*findings, unread=unread, gone=2).summary == (
        "1 error, 2 warnings, 1 note, 1 not evaluated, 1 waived, 1 known to the baseline, "
        "2 in the baseline but found no more, not checked: a.yaml, b.yaml"
    )


def test_the_summary_counts_what_can_be_fixed(make, of):
    edit = Edit("/title", "B")
    results = of(
        make(edit=edit), make(edit=edit, known=True), make(edit=edit, outcome=Outcome.WAIVED), make()
    )
    assert results.summary == "2 warnings, 1 waived, 1 known to the baseline; 1 can be fixed with --fix"


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
        make(code="GKEEE001", name="e", known=True),
    ]
    results = of(*findings)
    assert results.statistics == (
        Count("GKDDD001", "d", 2, 0, 0, 0),
        Count("GKAAA001", "a", 1, 0, 0, 0),
        Count("GKBBB001", "b", 1, 0, 0, 0),
        Count("GKCCC001", "c", 0, 0, 0, 1),
        Count("GKEEE001", "e", 0, 1, 1, 0),
    )
    assert results.table.heads == ("fails", "waived", "known", "not evaluated", "code", "rule")
    assert results.table.rows[0] == ("2", "", "", "", "GKDDD001", "d")


def test_a_column_of_nothing_is_left_out_of_the_table(make, of):
    assert of(make()).table.heads == ("fails", "code", "rule")


def test_people_are_shown_what_is_waived_or_known_only_if_they_ask(make, of):
    findings = make(), make(outcome=Outcome.WAIVED), make(known=True), make(outcome=Outcome.NOT_EVALUATED)
    (shown,) = of(*findings).shown
    assert shown.findings == (findings[0], findings[3])
    (shown,) = of(*findings, show_waived=True).shown
    assert shown.findings == findings


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, None),
        ({"outcome": Outcome.NOT_EVALUATED}, None),
        ({"known": True}, "known to the baseline"),
        ({"outcome": Outcome.WAIVED}, "waived by Board until 31 March 2020: as printed"),
        (
            {"outcome": Outcome.WAIVED, "waiver": Waiver(rule="GKACT001", ref="SR1/A1", reason="so it is")},
            "waived: so it is",
        ),
    ],
)
def test_what_does_not_count_says_why(make, more, reason):
    finding = make("late", **more)
    assert set_aside(finding) == reason
    assert told(finding) == ("late" if reason is None else f"late ({reason})")


def test_a_finding_may_be_about_a_file_beside_the_register(make, loaded):
    register, waivers = (
        loaded("register: r\ntitle: T\n", "r.yaml"),
        loaded("register: r\ntitle: T\n", "w.yaml"),
    )
    checked = Checked(register, (), beside=(waivers.source,))
    assert checked.source(make(file="r.yaml")) is register.source
    assert checked.source(make(file="w.yaml")) is waivers.source
    assert checked.source(make(file="x.yaml")) is None
    assert Checked(Register(ref="made", title="T"), ()).source(make()) is None


def test_rules_of_several_registers_are_listed_once(kit):
    one, two = (
        tuple((kit.rules[code], kit.plugins[0]) for code in codes)
        for codes in (("GKACT001",), ("GKACT001", "GKACT004"))
    )
    register = Register(ref="r", title="T")
    results = Results(checked=(Checked(register, (), one), Checked(register, (), two)))
    assert [rule.code for rule, _ in results.rules] == ["GKACT001", "GKACT004"]
