"""Findings as JUnit XML, against the schema of Jenkins."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from xmlschema import XMLSchema

from govkit.errors import Problem
from govkit.model import Register
from govkit.report.findings import Checked, Results, Unread, junit_findings
from govkit.rules import Outcome, Settings, Severity

SCHEMA = XMLSchema(str(Path(__file__).with_name("junit-10.xsd")))


def read(results):
    text = junit_findings(results)
    SCHEMA.validate(text)
    return fromstring(text.encode())  # noqa: S314 - our own XML


def test_each_register_is_a_suite_and_each_rule_a_case_that_passes_or_not(checked_files):
    results = checked_files("board-actions-2019.yaml", "cambs-2019.yaml")
    root = read(results)
    first, second = root
    assert (first.get("name")[-23:], second.get("name")[-15:]) == (
        "board-actions-2019.yaml",
        "cambs-2019.yaml",
    )
    for suite, checked in zip(root, results.checked, strict=True):
        assert {case.get("classname") for case in suite} == {checked.register.ref}
        failing = {(each.code, each.ref) for each in checked.findings if each.outcome is Outcome.FAILS}
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure")) == len(failing)
        passing = {case.get("name").split()[0] for case in suite if len(case) == 0}
        codes = {each.code for each in checked.findings}
        assert passing == {rule.code for rule, _ in results.rules} - codes
        assert int(suite.get("tests")) == len(suite)
    assert int(root.get("tests")) == sum(int(suite.get("tests")) for suite in root)
    assert int(root.get("failures")) == sum(int(suite.get("failures")) for suite in root)


def test_findings_of_one_rule_at_one_item_are_one_case(make, of):
    findings = [
        make("cannot tell", outcome=Outcome.NOT_EVALUATED, file="r.yaml", line=4, column=1),
        make(
            "first\nof two", severity=Severity.ERROR, file="r.yaml", line=5, column=1, explanation="So it is."
        ),
        make("second", file="r.yaml", line=6, column=1),
    ]
    (suite,) = read(of(*findings))
    (case,) = suite
    (failure,) = case
    assert case.attrib == {"classname": "r", "name": "GKACT001 action-without-owner: SR1/A1"}
    assert failure.attrib == {"message": "first of two", "type": "error"}
    assert failure.text.split("\n") == [
        "r.yaml:4:1: cannot tell", "r.yaml:5:1: first of two", "So it is.", "r.yaml:6:1: second",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "message", "kind"),
    [
        ({"outcome": Outcome.NOT_EVALUATED}, "why", "not evaluated"),
        ({"outcome": Outcome.WAIVED}, "why (waived by Board until 31 March 2020: as printed)", "waived"),
        ({"known": True}, "why (known to the baseline)", "known"),
    ],
)
def test_what_does_not_fail_is_skipped(make, of, more, message, kind):
    (suite,) = read(of(make("why", **more)))
    (skipped,) = suite[0]
    assert (skipped.tag, skipped.get("message"), skipped.get("type")) == ("skipped", message, kind)
    assert skipped.text == message
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")


def test_what_is_below_the_level_that_fails_is_skipped_as_what_it_is(make):
    findings = (make("a note", severity=Severity.NOTE, ref="R1"), make("an error", severity=Severity.ERROR))
    settings = Settings(fail_level=Severity.WARNING)
    checked = Checked(Register(ref="r", title="T"), findings, settings=settings)
    (suite,) = read(Results(checked=(checked,)))
    assert [(case[0].tag, case[0].get("type")) for case in suite] == [
        ("skipped", "note"),
        ("failure", "error"),
    ]


def test_what_could_not_be_told_is_a_failure_where_it_makes_the_check_fail(make):
    finding = make("why", outcome=Outcome.NOT_EVALUATED)
    settings = Settings(fail_on_not_evaluated=True)
    (suite,) = read(Results(checked=(Checked(Register(ref="r", title="T"), (finding,), settings=settings),)))
    assert [(case[0].tag, case[0].get("type")) for case in suite] == [("failure", "warning")]


def test_a_register_with_nothing_to_check_is_one_case_that_is_skipped(kit):
    rules = tuple((rule, kit.origin(rule)) for rule in kit.rules.values())
    (suite,) = read(Results(checked=(Checked(Register(ref="r", title="T"), (), rules=rules),)))
    (case,) = suite
    assert (case.get("name"), case[0].tag, case[0].get("message")) == (
        "is checked",
        "skipped",
        "nothing to check",
    )
    assert (suite.get("tests"), suite.get("skipped")) == ("1", "1")


def test_a_file_that_was_not_checked_is_a_suite_with_an_error(of):
    problems = (Problem("no title", "", "x.yaml", 3, 5), Problem("cannot\x07 be read", "", "x.yaml"))
    root = read(of(unread=(Unread("x.yaml", problems),)))
    suite = root[-1]
    ((error,),) = suite
    assert (suite.get("name"), suite.get("errors"), root.get("errors")) == ("x.yaml", "1", "1")
    assert (error.tag, error.get("message")) == ("error", "x.yaml:3:5: no title")
    assert error.text == "x.yaml:3:5: no title\nx.yaml: cannot\\x07 be read"
