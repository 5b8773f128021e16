"""The kit for rule cases: what it wants of a file, and that a case that is wrong fails."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent

import attrs
import pytest

from govkit import (
    Action,
    DefinitionError,
    LoadError,
    MissingExtraError,
    Outcome,
    Register,
    Risk,
    Toolkit,
    UnknownNameError,
)
from govkit.testing import RuleCase, load_cases, rule_cases

KIT = Toolkit.installed(strict=True)
TWICE = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A"), Risk(ref="R1", title="B")))
ONCE = attrs.evolve(TWICE, risks=TWICE.risks[:1])
MESSAGE = 'risk "R1" stands here again; it stands first at /risks/0'
FILE = """
    rule: duplicate-ref
    pass:
      - name: two risks
        register: {register: r, title: T, risks: [{ref: R1, title: A}, {ref: R2, title: B}]}
    fail:
      - name: one twice
        register: {register: r, title: T, risks: [{ref: R1, title: A}, {ref: R1, title: B}]}
        findings: [{ref: R1, path: /risks/1/ref}]
    unknown: []
    """


def case(register, outcome=Outcome.FAILS, findings=(), **changes):
    return RuleCase(
        **{"rule": "GKREF001", "name": "shows", "as_of": date(2019, 10, 9)} | changes,
        register=register,
        outcome=outcome,
        findings=tuple(findings),
    )


def write(folder: Path, text: str, name: str = "cases.yaml") -> Path:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


# ---------------------------------------------------------------------------------------------------- running


@pytest.mark.parametrize(
    "right",
    [
        case(ONCE, outcome=None),
        case(TWICE, findings=[{"ref": "R1", "path": "/risks/1/ref"}]),
        case(TWICE, findings=[{"ref": "R1", "path": "/risks/1/ref", "message": MESSAGE}]),
        case(TWICE, findings=[{"ref": "R1", "path": "/risks/1/ref"}], rule="duplicate-ref"),
    ],
)
def test_case_that_is_right_passes(right):
    assert right.check(KIT) is None


FOUND = f'found  {{"outcome": "fails", "ref": "R1", "path": "/risks/1/ref", "message": "{MESSAGE}"}}'.replace(
    '"R1" stands', '\\"R1\\" stands'
)


@pytest.mark.parametrize(
    ("wrong", "wanted", "found"),
    [
        (case(TWICE, outcome=None), "wanted nothing", FOUND),
        (
            case(ONCE, findings=[{"ref": "R1", "path": "/risks/1/ref"}]),
            'wanted {"outcome": "fails", "ref": "R1", "path": "/risks/1/ref"}',
            "found  nothing",
        ),
        (case(TWICE, findings=[{"ref": "R2", "path": "/risks/1/ref"}]), '"ref": "R2"', FOUND),
        (case(TWICE, findings=[{"ref": "R1", "path": "/risks/1"}]), '"path": "/risks/1"}', FOUND),
        (
            case(TWICE, findings=[{"ref": "R1", "path": "/risks/1/ref", "message": "so"}]),
            '"message": "so"}',
            FOUND,
        ),
        (
            case(TWICE, outcome=Outcome.NOT_EVALUATED, findings=[{"ref": "R1", "path": "/risks/1/ref"}]),
            'wanted {"outcome": "not evaluated", ',
            FOUND,
        ),
        (case(TWICE, findings=[{"ref": "R1", "path": "/risks/1/ref"}] * 2), "wanted {", FOUND),
        (case(TWICE, findings=[{"line": 1}]), '"line": 1}', FOUND),
    ],
)
def test_case_that_is_wrong_fails_with_what_was_wanted_and_found(wrong, wanted, found):
    with pytest.raises(AssertionError) as caught:
        wrong.check(KIT)
    first, *_ = lines = str(caught.value).splitlines()
    assert first == "GKREF001, shows:"
    assert wanted in lines[1]
    assert lines[-1] == found


def test_several_findings_stand_on_a_line_each_as_they_are_written():
    with pytest.raises(AssertionError) as caught:
        case(ONCE, findings=[{"ref": "Ä"}, {"path": "/x"}]).check(KIT)
    assert str(caught.value) == (
        'GKREF001, shows:\nwanted {"outcome": "fails", "ref": "Ä"}\n'
        '       {"outcome": "fails", "path": "/x"}\nfound  nothing'
    )


def test_day_of_the_case_counts():
    action = Action(ref="1", title="A", deadline="31/12/2019")
    register = Register(ref="r", title="T", actions=(action,))
    about = {"rule": "state-disagrees", "outcome": None}
    case(register, **about, as_of=date(2019, 12, 31)).check(KIT)
    with pytest.raises(AssertionError, match="is over, so it is overdue"):
        case(register, **about, as_of=date(2020, 1, 1)).check(KIT)


def test_rule_the_toolkit_lacks_is_unknown():
    with pytest.raises(UnknownNameError, match='there is no rule "GKREF001"'):
        case(ONCE, outcome=None).check(Toolkit())


# ---------------------------------------------------------------------------------------------------- loading


def test_cases_are_loaded_in_the_order_pass_fail_unknown_with_a_day_of_their_own(tmp_path):
    path = write(
        tmp_path,
        """
        unknown:
          - {name: third, register: {register: r, title: T}, findings: [{ref: r, path: ''}]}
        fail:
          - {name: second, register: {register: r, title: T}, findings: [{ref: r, path: '', message: m}]}
        pass:
          - {name: first, register: {register: r, title: T}}
        as_of: 2020-02-29
        rule: duplicate-ref
        """,
    )
    cases = load_cases(path)
    assert [(each.name, each.outcome) for each in cases] == [
        ("first", None),
        ("second", Outcome.FAILS),
        ("third", Outcome.NOT_EVALUATED),
    ]
    assert {each.as_of for each in cases} == {date(2020, 2, 29)}
    assert {each.rule for each in cases} == {"duplicate-ref"}
    assert cases[1].findings == ({"ref": "r", "path": "", "message": "m"},)
    assert cases[0].findings == ()


def test_day_is_9_october_2019_unless_given(tmp_path):
    assert {each.as_of for each in load_cases(write(tmp_path, FILE))} == {date(2019, 10, 9)}


def test_parts_may_be_left_out_or_blank(tmp_path):
    assert load_cases(write(tmp_path, "rule: duplicate-ref\npass:\n")) == []


def test_file_may_begin_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + dedent(FILE).lstrip().encode())
    assert len(load_cases(path)) == 2


def test_findings_stand_where_they_stand_in_the_file_of_cases_and_in_its_order(tmp_path):
    text = """
        rule: duplicate-ref
        fail:
          - name: log first
            register:
              actions: [{ref: '1', title: A}, {ref: '1', title: B}]
              risks: [{ref: R1, title: A}, {ref: R1, title: B}]
              register: r
              title: T
            findings:
              - {ref: '1', path: /actions/1/ref}
              - {ref: R1, path: /risks/1/ref}
        """
    path = write(tmp_path, text)
    (one,) = load_cases(path)
    one.check(KIT)
    findings = KIT.check(one.register, as_of=one.as_of, only=[one.rule])
    assert [(each.file, each.line, each.column) for each in findings] == [
        (str(path), 6, 45),
        (str(path), 7, 42),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the keys of a file of cases are as_of, fail, pass, rule, unknown"),
        ("[1, 2]", "the keys of a file of cases are as_of, fail, pass, rule, unknown"),
        ("pass: []", "the keys of a file of cases are"),
        ("rule: r\npasses: []", "the keys of a file of cases are"),
        ("rule: r\npass: {name: a}", 'under "pass" stands a list of cases'),
        ("rule: r\nfail: nothing", 'under "fail" stands a list of cases'),
        ("rule: r\nas_of: 2019-13-01", 'as_of is a day as YYYY-MM-DD, not "2019-13-01"'),
        ("rule: r\nas_of: 2019", 'as_of is a day as YYYY-MM-DD, not "2019"'),
        ("rule: r\npass: [one]", "pass 0: a case here has exactly the keys name, register"),
        ("rule: r\npass: [7]", "pass 0: a case here has exactly the keys name, register"),
        ("rule: r\npass: [{name: a}]", "a case here has exactly the keys name, register"),
        (
            "rule: r\npass: [{name: a, register: {register: r, title: T}, findings: []}]",
            "a case here has exactly the keys name, register",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}}]",
            "fail 0: a case here has exactly the keys findings, name, register",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}, findings: []}]",
            "a rule that finds nothing is a case for pass",
        ),
        (
            "rule: r\nunknown: [{name: a, register: {register: r, title: T}, findings: {ref: r}}]",
            "unknown 0: findings is a list of what the rule is to find",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}, findings: [r]}]",
            "a finding has the keys ref and path",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}, findings: [7]}]",
            "a finding has the keys ref and path",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}, findings: [{ref: r}]}]",
            "a finding has the keys ref and path",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}, findings: [{ref: r, path: '', line: 1}]}]",
            "a finding has the keys ref and path",
        ),
        (
            "rule: r\nfail: [{name: a, register: {register: r, title: T}, findings: [{ref: 1, path: ''}]}]",
            "what is to be found is said in texts; put numbers in quotes",
        ),
    ],
)
def test_file_of_another_form_is_refused_by_name(tmp_path, text, said):
    path = write(tmp_path, text)
    with pytest.raises(DefinitionError) as caught:
        load_cases(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_register_that_does_not_load_lists_every_problem_with_its_place_in_the_file(tmp_path):
    text = """
        rule: duplicate-ref
        pass:
          - {name: sound, register: {register: r, title: T}}
          - name: not sound
            register: {register: r, title: T, risks: [{ref: R1, titel: A}], scheme: 1.5}
        """
    path = write(tmp_path, text)
    with pytest.raises(LoadError) as caught:
        load_cases(path)
    assert caught.value.source == str(path)
    places = {problem.path: (problem.file, problem.line, problem.column) for problem in caught.value.problems}
    assert places == {
        "/pass/1/register/scheme": (str(path), 6, 77),
        "/pass/1/register/risks/0": (str(path), 6, 47),
        "/pass/1/register/risks/0/titel": (str(path), 6, 64),
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: "),
        (b"rule: \xff", "cannot be read: "),
        (b"rule: [", "this is no YAML: "),
        (b"rule: r\nrule: s", 'the key "rule" stands twice here'),
    ],
)
def test_file_that_cannot_be_read_is_refused_by_name(tmp_path, content, said):
    path = tmp_path / "cases.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        load_cases(path)
    assert caught.value.source == str(path)
    assert said in str(caught.value)


# ----------------------------------------------------------------------------------------------- parametrizing


def test_decorator_parametrizes_over_the_cases_of_files_and_folders(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder, FILE, "b.yaml")
    write(
        folder, "rule: risk-without-owner\npass: [{name: none, register: {register: r, title: T}}]", "a.yaml"
    )
    write(folder, "no case: at all", "notes.txt")
    single = write(tmp_path, "rule: dangling-ref\npass: [{name: one, register: {register: r, title: T}}]")

    @rule_cases(folder, single)
    def test(case):
        case.check(KIT)

    (mark,) = test.pytestmark
    assert mark.name == "parametrize"
    assert mark.args[0] == "case"
    assert mark.kwargs["ids"] == [
        "risk-without-owner-none",
        "duplicate-ref-two risks",
        "duplicate-ref-one twice",
        "dangling-ref-one",
    ]
    for one in mark.args[1]:
        test(one)


def test_no_case_at_all_is_an_error_and_not_a_test_that_passes(tmp_path):
    with pytest.raises(DefinitionError, match=f"rule cases: there are none in {tmp_path}"):
        rule_cases(tmp_path)


def test_strangers_test_file_runs_them_in_three_lines(tmp_path):
    write(tmp_path, FILE + "\n", "good.yaml")
    write(tmp_path, FILE.replace("/risks/1/ref", "/risks/0/ref"), "wrong.yaml")
    write(
        tmp_path,
        """
        from pathlib import Path
        from govkit import Toolkit
        from govkit.testing import rule_cases

        @rule_cases(Path(__file__).parent)
        def test_rule(case):
            case.check(Toolkit.installed())
        """,
        "test_them.py",
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert "1 failed, 3 passed" in run.stdout
    assert 'wanted {"outcome": "fails", "ref": "R1", "path": "/risks/0/ref"}' in run.stdout
    assert "test_rule[duplicate-ref-one twice" in run.stdout


def test_without_pytest_the_extra_to_install_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pytest", None)
    with pytest.raises(MissingExtraError) as caught:
        rule_cases(write(tmp_path, FILE))
    assert str(caught.value) == "govkit.testing needs the extra [testing]: pip install 'govkit[testing]'"


def test_kit_imports_no_pytest():
    code = "import sys, govkit.testing; print('pytest' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
