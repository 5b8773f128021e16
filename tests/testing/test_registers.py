"""Registers as tests of pytest: ``pytest --govkit registers/``."""

import os
import re

import pytest

import govkit.testing.registers  # noqa: F401 - what a run in this process imports first, it throws away

pytest_plugins = ["pytester"]

HARBOUR = """register: harbour
title: T
scheme: cambs-2019
risks:
  - ref: H1
    title: The east pier fails
    current: {levels: {likelihood: 2, impact: 3}, printed: 8}
    actions:
      - {ref: A1, title: Close it, owner: Harbour Master, deadline: ongoing}
      - {ref: A1, title: Close it again, owner: Harbour Master, deadline: ongoing}
"""
SETTINGS = 'select = ["GKSCO002", "GKACT002"]\n'
AS_OF = "--govkit-as-of=2019-10-09"


@pytest.fixture
def folder(pytester):
    registers = pytester.mkdir("registers")
    (registers / "harbour.yaml").write_text(HARBOUR)
    (registers / "govkit.toml").write_text(SETTINGS)
    (registers / "notes.txt").write_text("no register")
    (registers / "harbour.waivers.yaml").write_text("waivers: []\n")
    return registers


def results(pytester, *arguments):
    result = pytester.runpytest_inprocess("-p", "no:randomly", "-rA", AS_OF, *arguments)
    lines = [re.sub(r" \[\d+\]| - .*", "", line) for line in result.outlines]
    said = ("PASSED", "FAILED", "SKIPPED", "XFAIL", "ERROR")
    return result, [line for line in lines if line.startswith(said)]


def test_there_is_an_item_for_reading_the_file_and_one_per_finding(pytester, folder):
    result, items = results(pytester, "--govkit", "registers")
    assert sorted(items) == [
        "FAILED registers/harbour.yaml::GKACT002[H1/A1 deadline]",
        "FAILED registers/harbour.yaml::GKACT002[H1/A1 deadline]#2",
        "FAILED registers/harbour.yaml::GKSCO002[H1 current/printed]",
        "PASSED registers/harbour.yaml::reads",
    ]
    text = result.stdout.str()
    assert "registers/harbour.yaml:7:60: GKSCO002 error H1: 8 is printed, but cambs-2019 makes 9" in text
    assert "govkit explain GKSCO002 says what to do." in text
    assert "Traceback" not in text
    assert "registers.py" not in text  # no frame of govkit's own


def test_a_test_can_be_chosen_by_its_name(pytester, folder):
    _, items = results(
        pytester, "registers/harbour.yaml::GKSCO002[H1 current/printed]", "--govkit", "registers"
    )
    assert items == ["FAILED registers/harbour.yaml::GKSCO002[H1 current/printed]"]
    _, items = results(pytester, "--govkit", "registers", "-k", "reads")
    assert items == ["PASSED registers/harbour.yaml::reads"]


def test_what_is_waived_or_known_is_an_expected_failure_with_its_reason(pytester, folder):
    (folder / "harbour.waivers.yaml").write_text(
        "waivers: [{rule: GKSCO002, ref: H1, reason: as the paper prints it}]\n"
    )
    (folder / "known.json").write_text(
        '{"baseline": 1, "findings": [{"register": "harbour", "rule": "GKACT002", "ref": "H1/A1", '
        '"element": "deadline"}]}'
    )
    (folder / "govkit.toml").write_text(SETTINGS + 'baseline = "known.json"\n')
    result, items = results(pytester, "--govkit", "registers")
    assert sorted(items) == [
        "FAILED registers/harbour.yaml::GKACT002[H1/A1 deadline]#2",
        "PASSED registers/harbour.yaml::reads",
        "XFAIL registers/harbour.yaml::GKACT002[H1/A1 deadline]",
        "XFAIL registers/harbour.yaml::GKSCO002[H1 current/printed]",
    ]
    text = result.stdout.str()
    assert "waived: as the paper prints it" in text
    assert "known to the baseline" in text


def test_what_cannot_be_told_or_is_below_the_level_is_skipped_with_its_sentence(pytester, folder):
    (folder / "govkit.toml").write_text(
        'select = ["GKSCO002", "GKASR003", "GKACT002"]\nfail-level = "error"\n'
    )
    (folder / "harbour.yaml").write_text(
        HARBOUR.replace("printed: 8}", "printed: 8}\n    assurances: [{ref: S1, title: Survey}]")
    )
    result, _ = results(pytester, "--govkit", "registers")
    result.assert_outcomes(passed=1, failed=1, skipped=3)
    text = result.stdout.str()
    assert "never be overdue; below the level that fails" in text
    assert "not evaluated: whether assurances were received" in text


def test_what_cannot_be_told_fails_where_the_settings_ask_for_it(pytester, folder):
    (folder / "govkit.toml").write_text('select = ["GKASR001"]\nfail-on-not-evaluated = true\n')
    (folder / "harbour.yaml").write_text(
        HARBOUR.replace("printed: 8}", "printed: 8}\n    controls: [{ref: C1, title: Survey}]")
    )
    result, items = results(pytester, "--govkit", "registers")
    assert sorted(items) == [
        "FAILED registers/harbour.yaml::GKASR001[harbour risks]",
        "PASSED registers/harbour.yaml::reads",
    ]
    assert "not evaluated: whether controls are assured" in result.stdout.str()


def test_what_cannot_be_read_is_one_failure_that_lists_every_problem(pytester, folder):
    (folder / "other.yaml").write_text("register: r\nrisks: [{titel: A}]\n")
    result, items = results(pytester, "--govkit", "registers", "-k", "reads")
    assert sorted(items) == [
        "FAILED registers/other.yaml::reads",
        "PASSED registers/harbour.yaml::reads",
    ]
    text = result.stdout.str()
    assert "registers/other.yaml was not loaded: 4 problems" in text
    assert 'there is no key "titel" here; did you mean "title"?' in text


def test_settings_that_cannot_be_read_fail_each_register(pytester, folder):
    (folder / "govkit.toml").write_text("selct = []\n")
    result, items = results(pytester, "--govkit", "registers")
    assert items == ["FAILED registers/harbour.yaml::reads"]
    assert 'there is no key "selct" here' in result.stdout.str()


def test_settings_and_day_can_be_given(pytester, folder):
    (pytester.path / "all.toml").write_text('select = ["GKACT003"]\n')
    (folder / "harbour.yaml").write_text(HARBOUR.replace("deadline: ongoing", "deadline: 9 October 2019", 1))
    _, items = results(pytester, "--govkit", "registers", "--govkit-config", "all.toml")
    assert items == ["PASSED registers/harbour.yaml::reads"]
    _, items = results(
        pytester, "--govkit", "registers", "--govkit-config", "all.toml", "--govkit-as-of", "2019-10-10"
    )
    assert "FAILED registers/harbour.yaml::GKACT003[H1/A1]" in items


def test_registers_are_looked_for_beside_the_tests_that_are_asked_for(pytester, folder):
    pytester.makepyfile("def test_ours(): pass")
    ours = "PASSED test_registers_are_looked_for_beside_the_tests_that_are_asked_for.py::test_ours"
    reads = "PASSED registers/harbour.yaml::reads"
    tests = "test_registers_are_looked_for_beside_the_tests_that_are_asked_for.py"
    only = ("--govkit", "registers")
    assert results(pytester, *only, "-k", "reads or ours")[1] == [reads]
    assert results(pytester, tests, *only, "-k", "reads or ours")[1] == [ours, reads]
    assert sorted(results(pytester, ".", *only, "-k", "reads or ours")[1]) == sorted([ours, reads])
    assert results(pytester, ".", "-k", "reads or ours")[1] == [ours]
    pytester.makeini(f"[pytest]\ntestpaths = {tests}\n")
    assert results(pytester, *only, "-k", "reads or ours")[1] == [ours, reads]


def test_a_file_that_is_asked_for_is_a_register_whatever_its_name(pytester, folder):
    (folder / "govkit.toml").rename(pytester.path / "govkit.toml")
    _, items = results(pytester, "--govkit", "registers/notes.txt")
    assert items == ["FAILED registers/notes.txt::reads"]
    _, items = results(pytester, "--govkit", "registers/harbour.yaml", "-k", "reads")
    assert items == ["PASSED registers/harbour.yaml::reads"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--govkit", "nowhere"], "--govkit: there is no "),
        (
            ["--govkit", "registers", "--govkit-as-of", "9 October"],
            '"9 October" is no day; write it as YYYY-MM-DD',
        ),
    ],
)
def test_wrong_options_are_refused_in_a_sentence(pytester, folder, arguments, says):
    result = pytester.runpytest_inprocess(*arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert says in result.stderr.str()


def test_today_is_the_day_unless_one_is_given(pytester, folder):
    (folder / "harbour.yaml").write_text(HARBOUR.replace("ongoing", "9 October 2019"))
    (folder / "govkit.toml").write_text('select = ["GKACT003"]\n')
    result = pytester.runpytest_inprocess("--govkit", "registers")
    result.assert_outcomes(passed=1, failed=2)


def test_with_xdist_the_same_items_are_run(pytester, folder):
    result = pytester.runpytest_subprocess("--govkit", "registers", AS_OF, "-n2", "-p", "no:randomly")
    result.assert_outcomes(passed=1, failed=3)


def test_nothing_of_a_register_moves_the_terminal(pytester, folder):
    wild = "\\x07\\u202e\\nx"
    (folder / "harbour.yaml").write_text(
        HARBOUR.replace("deadline: ongoing", f'deadline: "{wild}"').replace(
            "likelihood: 2", f'"{wild}": 3, likelihood: 2'
        )
    )
    (folder / "harbour.waivers.yaml").write_text(
        f'waivers: [{{rule: GKACT002, ref: H1/A1, reason: "as {wild}"}}]\n'
    )
    (folder / "govkit.toml").write_text('select = ["GKACT002", "GKSCO001"]\n')
    (folder / "other.yaml").write_text(f'register: r\n"{wild}": 1\n')
    result, items = results(pytester, "--govkit", "registers")
    shown = r"\x07\u202e x"
    assert "XFAIL registers/harbour.yaml::GKACT002[H1/A1 deadline]" in items
    assert f"FAILED registers/harbour.yaml::GKSCO001[H1 current/levels/{shown}]" in items
    text = result.stdout.str()
    assert f'the deadline "{shown}" ' in text
    assert f"; waived: as {shown}" in text
    assert f'there is no factor "{shown}"' in text
    assert "registers/other.yaml:2:" in text
    assert not any(char in text for char in ("\x07", "\u202e"))


def test_the_register_beside_waivers_is_checked_once(pytester, folder):
    reads = ["PASSED registers/harbour.yaml::reads"]
    waivers = ("--govkit", "registers/harbour.waivers.yaml", "-k", "reads")
    assert results(pytester, *waivers)[1] == reads
    assert results(pytester, *waivers, "--govkit", "registers/harbour.yaml")[1] == reads


@pytest.mark.parametrize("given", ["registers", "registers/lone.waivers.yaml"])
def test_waivers_without_a_register_fail_unless_the_settings_name_them(pytester, folder, given):
    (folder / "lone.waivers.yaml").write_text("waivers: []\n")
    result, items = results(pytester, "--govkit", given, "-k", "reads and lone")
    assert items == ["FAILED registers/lone.waivers.yaml::reads"]
    assert "there is no register lone.yaml beside these waivers" in result.stdout.str()
    (folder / "govkit.toml").write_text(SETTINGS + 'waivers = ["lone.waivers.yaml"]\n')
    _, items = results(pytester, "--govkit", given, "-k", "reads")
    assert (
        items
        == {
            "registers": ["PASSED registers/harbour.yaml::reads"],
            "registers/lone.waivers.yaml": ["PASSED registers/lone.waivers.yaml::reads"],
        }[given]
    )


def test_a_fault_in_the_plugin_itself_shows_where(pytester, folder):
    pytester.makeconftest(
        "import govkit.testing.registers as registers\n"
        "registers.Settings.fails = lambda self, finding: 1 / 0\n"
    )
    result = pytester.runpytest_subprocess("--govkit", "registers", AS_OF, "-p", "no:randomly")
    assert "ZeroDivisionError" in result.stdout.str()


def test_what_may_name_no_rule_is_warned_of_once_as_check_does(pytester, folder, monkeypatch):
    monkeypatch.setenv("GOVKIT_PLUGINS_DENY", "workflow-risk, scheme-cambs-2016")
    (folder / "other.yaml").write_text("register: o\ntitle: T\n")
    (folder / "known.json").write_text(
        '{"baseline": 1, "findings": [{"register": "harbour", "rule": "ACM001", "ref": "H1"}]}'
    )
    (folder / "govkit.toml").write_text('select = ["GKSCO002", "ACME"]\nbaseline = "known.json"\n')
    result, items = results(pytester, "--govkit", "registers", "-W", "default")
    assert "PASSED registers/other.yaml::reads" in items
    text = result.stdout.str()
    denied = "it may be of a plug-in that was denied: scheme-cambs-2016, workflow-risk"
    assert text.count(f'"ACME" names no rule that is loaded; {denied}') == 1
    assert text.count("known.json knows findings of ACM001, and no rule at hand has that code") == 1


@pytest.mark.parametrize("variable", ["GOVKIT_PLUGINS_DENY", "GOVKIT_PLUGINS_ALLOW"])
@pytest.mark.parametrize("names", ["", "a,,b"])
def test_a_blank_name_of_a_plug_in_is_refused(pytester, folder, monkeypatch, variable, names):
    monkeypatch.setenv(variable, names)
    result = pytester.runpytest_inprocess("--govkit", "registers")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert f"{variable}: a name is blank; name plug-ins, or unset it" in result.stderr.str()


def test_a_folder_without_registers_fails_beside_other_tests(pytester, folder):
    pytester.mkdir("empty")
    pytester.makepyfile("def test_fine(): pass")
    result, items = results(pytester, ".", "--govkit", "empty")
    assert sorted(items) == [
        "FAILED empty::reads",
        "PASSED test_a_folder_without_registers_fails_beside_other_tests.py::test_fine",
    ]
    assert "empty: there is no register in this folder" in result.stdout.str()
    asked = ("registers/harbour.yaml", "-k", "reads")
    _, items = results(pytester, "--govkit", "empty", "--govkit", "registers", *asked)
    assert sorted(items) == ["FAILED empty::reads", "PASSED registers/harbour.yaml::reads"]


def test_a_folder_of_which_one_file_was_asked_for_is_not_searched(pytester, folder):
    os.mkfifo(folder / "pipe.yaml")
    (folder / "govkit.toml").write_text('select = ["GKREF004"]\n')
    _, items = results(pytester, "registers/harbour.yaml", "--govkit", "registers")
    assert "PASSED registers/harbour.yaml::reads" in items
    assert "FAILED registers/pipe.yaml::reads" not in items
    result, items = results(pytester, "--govkit", "registers")
    assert "FAILED registers/pipe.yaml::reads" in items
    assert "this is no regular file; save it as one" in result.stdout.str()


def test_registers_in_folders_that_are_linked_are_checked(pytester, folder):
    elsewhere = pytester.mkdir("elsewhere")
    (elsewhere / "quay.yaml").write_text(HARBOUR.replace("harbour", "quay"))
    (folder / "linked").symlink_to(elsewhere)
    _, items = results(pytester, "--govkit", "registers", "-k", "reads")
    assert sorted(items) == [
        "PASSED registers/harbour.yaml::reads",
        "PASSED registers/linked/quay.yaml::reads",
    ]


def test_one_baseline_is_not_used_for_two_registers_of_one_id(pytester, folder):
    (folder / "known.json").write_text('{"baseline": 1}')
    (folder / "govkit.toml").write_text(SETTINGS + 'baseline = "known.json"\n')
    (folder / "quay.yaml").write_text(HARBOUR)
    result, items = results(pytester, "--govkit", "registers", "-k", "reads")
    assert sorted(items) == ["FAILED registers/quay.yaml::reads", "PASSED registers/harbour.yaml::reads"]
    assert "its id harbour is that of" in result.stdout.str()
