"""Findings as text: what people see, and what a terminal must not be made to do."""

import pytest

from govkit import Register
from govkit.io import loads
from govkit.report.findings import concise_findings, text_findings, text_statistics
from govkit.rules import Outcome, Severity

YAML = "register: r\ntitle: T\nactions:\n  - {ref: A1, title: Do}\n"


def dressed(text, part):
    return f"<{part}>{text}</{part}>"


def test_a_finding_comes_with_its_line_a_caret_and_its_explanation(make, of, loaded):
    finding = make(file="r.yaml", line=4, column=13, explanation="It was said. " * 10)
    assert text_findings(of(finding, register=loaded(YAML))).splitlines() == [
        "r.yaml:4:13: GKACT001 warning SR1/A1: nobody is named to do it",
        "  4 |   - {ref: A1, title: Do}",
        "    |             ^",
        "  It was said. It was said. It was said. It was said. It was said. It was said. It was said. It was",
        "  said. It was said. It was said.",
        "1 warning",
    ]


def test_what_is_about_the_whole_register_is_about_none_of_its_lines(make, of, loaded):
    finding = make(file="r.yaml", line=1, column=1, path="", ref="r")
    assert text_findings(of(finding, register=loaded(YAML))).splitlines() == [
        "r.yaml:1:1: GKACT001 warning r: nobody is named to do it", "1 warning",
    ]  # fmt: skip


def test_a_finding_without_a_file_or_a_place_is_a_line(make, of, loaded):
    assert text_findings(of(make())) == "GKACT001 warning SR1/A1: nobody is named to do it\n1 warning\n"
    nowhere = make(file="r.yaml")
    assert text_findings(of(nowhere, register=loaded(YAML))).startswith("r.yaml: GKACT001 warning SR1/A1: ")


def test_concise_text_is_a_line_each(make, of, loaded):
    finding = make(file="r.yaml", line=4, column=13, explanation="It was said.")
    assert concise_findings(of(finding, make(), register=loaded(YAML))) == (
        "r.yaml:4:13: GKACT001 warning SR1/A1: nobody is named to do it\n"
        "GKACT001 warning SR1/A1: nobody is named to do it\n"
        "2 warnings\n"
    )


def test_a_waived_finding_says_so(make, of):
    results = of(make(outcome=Outcome.WAIVED), show_waived=True)
    assert concise_findings(results) == (
        "GKACT001 warning SR1/A1: nobody is named to do it (waived by Board until 31 March 2020: as printed)\n"
        "1 waived\n"
    )


def test_parts_are_dressed_and_only_what_fails_has_the_colour_of_its_severity(make, of, loaded):
    failing = make(file="r.yaml", line=4, column=5, severity=Severity.ERROR)
    told = text_findings(of(failing, make(outcome=Outcome.NOT_EVALUATED), register=loaded(YAML)), dressed)
    assert told.splitlines()[0] == (
        "<place>r.yaml:4:5</place>: <code>GKACT001</code> <error>error</error> SR1/A1: nobody is named to do it"
    )
    assert told.splitlines()[2] == "    |     <caret>^</caret>"
    assert told.splitlines()[3] == "<code>GKACT001</code> warning SR1/A1: nobody is named to do it"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.yaml", "register: r\r\ntitle: 'a\u2028b'\rnotes: 'c\x85d'\nactions:\n- {ref: A1, title: Do}\n"),
        (
            "r.json",
            '{"register": "r",\r\n "title": "a\u2028b\x85c", "actions":\n [{"ref": "A1", "title": "Do"}]}',
        ),
        ("r.toml", 'register = "r"\r\ntitle = "a\u2028b\x85c"\n[[actions]]\nref = "A1"\ntitle = "Do"\n'),
    ],
)
def test_the_line_is_the_one_that_the_format_counts(make, of, name, text):
    register = loads(text, name)
    place = register.source.locate("/actions/0/ref")
    finding = make(file=name, line=place.line, column=place.column)
    shown, caret = text_findings(of(finding, register=register)).splitlines()[1:3]
    assert "A1" in shown[caret.index("^") :][:4]


def test_statistics_count_by_rule(make, of):
    findings = make(), make(), make(code="GKREF002", name="dangling-ref", outcome=Outcome.NOT_EVALUATED)
    assert text_statistics(of(*findings)) == (
        "fails  not evaluated  code      rule\n"
        "2                     GKACT001  action-without-owner\n"
        "       1              GKREF002  dangling-ref\n"
        "2 warnings, 1 not evaluated\n"
    )
    assert text_statistics(of()) == "nothing found\n"


def test_a_source_that_has_no_such_line_shows_none(make, of, loaded):
    register = loaded(YAML)
    assert isinstance(register, Register)
    assert "  99 | \n" in text_findings(of(make(file="r.yaml", line=99, column=1), register=register))
