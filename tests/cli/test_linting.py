"""``govkit check`` with settings, waivers and a baseline."""

import json

import pytest

from govkit.cli.app import run

HARBOUR = """register: harbour
title: T
scheme: cambs-2019
risks:
  - ref: H1
    title: The east pier fails
    current: {levels: {likelihood: 2, impact: 3}, printed: 8}
    actions: [{ref: A1, title: Close it, owner: Harbour Master, deadline: ongoing}]
"""
ONLY = ("--as-of", "2019-10-09", "--select", "GKSCO002,GKACT002,GKWAI")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.yaml").write_text(HARBOUR)
    return tmp_path


@pytest.fixture
def check(folder, capsys):
    def call(*arguments, file="harbour.yaml"):
        code = run(["check", file, *ONLY, "--format", "concise", *arguments])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return call


SCO = "harbour.yaml:7:60: GKSCO002 error H1: 8 is printed, but cambs-2019 makes 9 of these levels"
ACT = (
    'harbour.yaml:8:75: GKACT002 warning H1/A1: the deadline "ongoing" is open-ended, '
    "so the action can never be overdue"
)


def test_options_choose_rules_and_the_level_that_fails(check):
    assert check() == (1, [SCO, ACT, "1 error, 1 warning"], [])
    assert check("--ignore", "GKSCO002, GKREF") == (1, [ACT, "1 warning"], [])
    assert check("--ignore", "GKSCO002", "--fail-level", "error") == (0, [ACT, "1 warning"], [])
    assert check("--fail-level", "never")[0] == 0
    assert check("--ignore", "GKACT002", "--ignore", "GKSCO002") == (0, ["nothing found"], [])
    assert check("--select", "GKREF001")[1] == [SCO, ACT, "1 error, 1 warning"]  # beside those of ONLY


def test_what_could_not_be_told_fails_where_options_or_settings_ask_for_it(folder, check):
    told = "harbour.yaml:7:49: GKSCO002 error H1: not evaluated: it has no rating (GKSCO001 says why)"
    (folder / "harbour.yaml").write_text(HARBOUR.replace(", impact: 3}", "}"))
    assert check("--ignore", "GKACT002") == (0, [told, "1 not evaluated"], [])
    assert check("--ignore", "GKACT002", "--fail-on-not-evaluated") == (1, [told, "1 not evaluated"], [])
    assert check("--ignore", "GKACT002", "--fail-on-not-evaluated", "--fail-level", "never")[0] == 0
    (folder / "govkit.toml").write_text("fail-on-not-evaluated = true\n")
    assert check("--ignore", "GKACT002")[0] == 1
    assert check("--ignore", "GKACT002", "--isolated")[0] == 0


def test_options_add_to_the_settings_or_replace_them(folder, check):
    (folder / "govkit.toml").write_text('select = ["GKREF"]\nignore = ["GKSCO"]\nfail-level = "error"\n')
    assert check() == (1, [SCO, ACT, "1 error, 1 warning"], [])  # GKSCO002 is more than GKSCO
    assert check("--ignore", "GKSCO002") == (0, [ACT, "1 warning"], [])
    assert run(["check", "harbour.yaml", "--as-of", "2019-10-09", "--extend-select", "GKACT"]) == 0
    assert check("--isolated", "--ignore", "GKSCO002")[0] == 1


def test_the_settings_nearest_to_each_file_are_its_own(folder, check, capsys):
    (folder / "govkit.toml").write_text('[severity]\nGKSCO002 = "note"\n')
    inner = folder / "inner"
    inner.mkdir()
    (inner / "harbour.yaml").write_text(HARBOUR)
    (inner / "pyproject.toml").write_text('[tool.govkit.per-ref-ignores]\nH1 = ["GKSCO"]\n')
    code = run(["check", "harbour.yaml", "inner/harbour.yaml", "--format", "concise", *ONLY])
    lines = capsys.readouterr().out.splitlines()
    assert (code, lines) == (1, [SCO.replace("error", "note"), ACT, f"inner/{ACT}", "2 warnings, 1 note"])
    assert check("--config", "inner/pyproject.toml") == (1, [ACT, "1 warning"], [])


def test_what_is_wrong_with_options_is_said_before_a_file_is_read(folder, check):
    assert check("--config", "a.toml", "--isolated", file="none.yaml")[2][-1] == (
        "Error: --config and --isolated exclude each other"
    )
    code, out, err = check("--extend-select", "GKACTT", file="none.yaml")
    assert (code, out) == (2, [])
    assert err[-1] == 'Error: "GKACTT" names no rule; did you mean "GKACT"?'
    assert check("--config", "none.toml", file="none.yaml") == (
        2,
        [],
        [
            "govkit: none.toml was not loaded: 1 problem",
            "  none.toml: cannot be read: No such file or directory",
        ],
    )


def test_settings_that_are_wrong_are_said_once_for_all_files(folder, capsys):
    (folder / "govkit.toml").write_text("selct = []\n")
    (folder / "b.yaml").write_text(HARBOUR)
    assert run(["check", "harbour.yaml", "b.yaml"]) == 2
    out, err = capsys.readouterr()
    assert out == "not checked: harbour.yaml, b.yaml\n"
    assert err.splitlines() == [
        "govkit: govkit.toml was not loaded: 1 problem",
        '  govkit.toml:1:9: /selct: there is no key "selct" here; did you mean "select"?',
    ]


WAIVERS = """waivers:
  - {rule: GKSCO002, ref: H1, reason: as printed, by: Board, until: 31 March 2020}
  - {rule: GKACT002, ref: H1/A1}
"""
UNREASONED = (
    "{}:3:5: GKWAI001 warning harbour: the waiver of GKACT002 at H1/A1 gives no reason, so it waives nothing"
)


@pytest.mark.parametrize("way", ["beside", "option", "settings"])
def test_waivers_are_found_beside_the_register_and_where_they_are_named(folder, check, way):
    name = {"beside": "harbour.waivers.yaml", "option": "w.yaml", "settings": "w.yaml"}[way]
    (folder / name).write_text(WAIVERS)
    if way == "settings":
        (folder / "govkit.toml").write_text('waivers = ["w.yaml"]\n')
    options = ["--waivers", name] if way == "option" else []
    expected = sorted([UNREASONED.format(name), ACT])
    assert check(*options) == (1, [*expected, "2 warnings, 1 waived"], [])
    assert check(*options, "--show-waived")[1] == [
        *sorted([*expected, f"{SCO} (waived by Board until 31 March 2020: as printed)"]),
        "2 warnings, 1 waived",
    ]
    data = json.loads("\n".join(check(*options, "--format", "json")[1]))
    assert [
        (each["code"], each["outcome"], each["waiver"]) for each in data["findings"] if each["line"] == 7
    ] == [("GKSCO002", "waived", {"reason": "as printed", "by": "Board", "until": "31 March 2020"})]
    assert {each["known"] for each in data["findings"]} == {False}


def test_a_waiver_without_an_end_says_so_in_json(folder, check):
    (folder / "w.yaml").write_text("waivers: [{rule: GKSCO002, ref: H1, reason: as printed}]\n")
    data = json.loads("\n".join(check("--waivers", "w.yaml", "--format", "json")[1]))
    assert data["findings"][0]["waiver"] == {"reason": "as printed", "by": None, "until": None}


def test_waivers_that_cannot_be_read_leave_the_register_unchecked(folder, check):
    (folder / "harbour.waivers.yaml").write_text("waivers: 3\n")
    code, out, err = check()
    assert (code, out) == (2, ["not checked: harbour.yaml"])
    assert err[0] == "govkit: harbour.waivers.yaml was not loaded: 1 problem"


def test_a_baseline_is_written_used_and_updated(folder, check):
    known = folder / "known.json"
    code, out, err = check("--baseline", "known.json", "--update-baseline")
    assert (code, out, err) == (
        0,
        [SCO, ACT, "1 error, 1 warning"],
        ["known.json: 2 findings known from now on"],
    )
    assert check("--baseline", "known.json") == (0, ["2 known to the baseline"], [])
    assert check("--baseline", "known.json", "--show-waived")[1] == [
        f"{SCO} (known to the baseline)",
        f"{ACT} (known to the baseline)",
        "2 known to the baseline",
    ]
    (folder / "harbour.yaml").write_text("# moved\n" + HARBOUR.replace("printed: 8", "printed: 9"))
    assert check("--baseline", "known.json")[1] == [
        "1 known to the baseline, 1 in the baseline but found no more"
    ]
    (folder / "govkit.toml").write_text('baseline = "known.json"\n')
    assert check("--update-baseline")[2] == ["known.json: 1 finding known from now on"]
    assert check() == (0, ["1 known to the baseline"], [])
    assert len(json.loads(known.read_text())["findings"]) == 1


def test_several_files_share_a_baseline(folder, capsys):
    (folder / "b.yaml").write_text(HARBOUR.replace("register: harbour", "register: other"))
    files = ["harbour.yaml", "b.yaml"]
    assert run(["check", *files, *ONLY, "--baseline", "known.json", "--update-baseline"]) == 0
    assert capsys.readouterr().err == "known.json: 4 findings known from now on\n"
    assert run(["check", *files, *ONLY, "--baseline", "known.json"]) == 0


def test_an_update_needs_to_know_which_baseline(check):
    code, out, err = check("--update-baseline")
    assert (code, out) == (2, [])
    assert (
        err[-1]
        == "Error: --update-baseline needs to know which: add --baseline FILE, or baseline to the settings"
    )
    code, _, err = check("--baseline", "known.json")
    assert (code, err[-1]) == (2, "  known.json: there is no such baseline; --update-baseline writes it")


RULE = """rules:
  - code: ACMRSK001
    name: risk-without-statement
    severity: note
    over: risk
    when: {not: {present: statement}}
    message: "{address} has no statement"
    page: |
      A risk has no statement.

      What it does
      Asks for one.

      Why it matters
      A title is not enough.

      Example
      R1.

      Instead
      Write one.
"""


def test_the_page_of_a_rule_of_a_file_is_shown_wherever_the_file_is_named(folder, capsys):
    (folder / "acme.yaml").write_text(RULE)

    def page(*arguments):
        code = run(["check", "--explain", "risk-without-statement", *arguments])
        return code, capsys.readouterr().out.splitlines()[:1]

    shown = (0, ["ACMRSK001 risk-without-statement (note)"])
    assert page("--rules", "acme.yaml") == shown
    assert page() == (2, [])
    (folder / "govkit.toml").write_text('rules = ["acme.yaml"]\n')
    assert page() == page("harbour.yaml") == shown
    assert page("--isolated") == (2, [])


def test_a_check_of_nothing_is_refused(folder, capsys):
    assert run(["check"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "Error: Missing argument 'FILE...'."


def test_an_update_with_few_rules_keeps_what_the_others_know(folder, check, capsys):
    assert check("--baseline", "known.json", "--update-baseline")[0] == 0
    few = [
        "check",
        "harbour.yaml",
        "--select",
        "GKACT002",
        "--as-of",
        "2019-10-09",
        "--baseline",
        "known.json",
    ]
    assert run([*few, "--update-baseline"]) == 0
    assert capsys.readouterr().err == "known.json: 2 findings known from now on\n"
    assert run([*few, "--format", "concise"]) == 0
    assert capsys.readouterr().out == "1 known to the baseline\n"
    assert check("--baseline", "known.json") == (0, ["2 known to the baseline"], [])


@pytest.mark.parametrize(
    "options", [["--select", ""], ["--ignore", "ALL"], ["--select", "GKACT", "--ignore", "GKACT"]]
)
def test_a_check_by_no_rule_is_refused(folder, capsys, options):
    assert run(["check", "harbour.yaml", *options]) == 2
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == "Error: no rule is left to run, so nothing would ever be found"
    assert "nothing found" not in out


def test_a_file_of_waivers_serves_several_registers(folder, capsys):
    (folder / "b.yaml").write_text(
        HARBOUR.replace("register: harbour", "register: other").replace("H1", "B1")
    )
    waivers = "waivers:\n" + "".join(
        f"  - {{rule: {code}, ref: {ref}, reason: x, register: {register}}}\n"
        for register, item in (("harbour", "H1"), ("other", "B1"))
        for code, ref in (("GKSCO002", item), ("GKACT002", f"{item}/A1"))
    )
    (folder / "w.yaml").write_text(waivers)
    command = ["check", "harbour.yaml", "b.yaml", "--waivers", "w.yaml", "--format", "concise", *ONLY]
    assert run(command) == 0
    assert capsys.readouterr().out == "4 waived\n"
    (folder / "w.yaml").write_text(waivers.replace(", register: other", ""))
    assert run(command) == 1
    assert "if it is for another register, say which: register: ID" in capsys.readouterr().out


def test_a_misspelt_selector_is_told_though_a_plugin_is_denied(folder, capsys):
    def call(*arguments):
        code = run(["--deny-plugin", "workflow-risk", "check", "harbour.yaml", *arguments])
        return code, capsys.readouterr().err

    said = '"GKACTT" names no rule that is loaded; it may be of a plug-in that was denied: workflow-risk'
    assert call("--select", "GKACTT")[0] == 2
    assert said in call("--select", "GKACTT")[1]
    assert call("--select", "GKREF,GKACTT", "--as-of", "2019-10-09") == (0, f"govkit: warning: {said}\n")
    assert call("--ignore", "ALL")[0] == 2
    assert run(["--deny-plugin", "rules-shipped", "check", "harbour.yaml"]) == 2


LOUD = '''from govkit import Fail, Over, Severity, hookimpl, rule
print("loaded")

@rule(code="ACMLOU001", name="loud", severity=Severity.NOTE, over=Over.REGISTER, message="m")
def loud(_, __):
    """It.

    What it does
    It.

    Why it matters
    It.

    Example
    It.

    Instead
    It.
    """
    print("checking")
    yield Fail("")

@hookimpl
def govkit_rules():
    return [loud]
'''


def test_what_rules_print_does_not_stand_among_the_findings(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loud_rules.py").write_text(LOUD)
    folder = tmp_path / "loud_rules-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: loud-rules\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text("[govkit]\nloud = loud_rules\n")
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "r.yaml").write_text("register: r\ntitle: T\n")
    assert run(["check", "r.yaml", "--select", "ACM", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert [each["code"] for each in json.loads(out)["findings"]] == ["ACMLOU001"]
    assert err == "loaded\nchecking\n"


def test_a_line_break_in_a_name_begins_no_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for form in ("github", "text"):
        assert run(["check", "a\n::error::b.yaml", "--format", form]) == 2
        out, err = capsys.readouterr()
        assert not [line for line in (out + err).splitlines() if line.startswith("::error::b")]
    assert err.startswith("govkit: a\\n::error::b.yaml was not loaded")


def test_no_name_is_no_folder(capsys):
    assert run(["check", ""]) == 2
    assert "FILE is an empty text" in capsys.readouterr().err


@pytest.mark.parametrize(
    "table", ['[per-file-ignores]\n"harbour*" = ["ALL"]\n', '[per-ref-ignores]\n"*" = ["GK"]\n']
)
def test_a_file_without_rules_is_told_and_refused_where_there_is_no_other(folder, check, table):
    (folder / "govkit.toml").write_text(table)
    said = "govkit: no rule was run on any register: the settings ignore all of them there"
    assert check() == (2, ["no rule was run on harbour.yaml"], [said])
    assert check("--isolated")[0] == 1
    (folder / "quay.yaml").write_text(HARBOUR)
    if "file" in table:
        code, out, err = check("quay.yaml")
        assert (code, out[-1], err) == (1, "1 error, 1 warning, no rule was run on harbour.yaml", [])


def test_rules_that_are_ignored_at_some_items_are_run(folder, check):
    (folder / "govkit.toml").write_text('[per-ref-ignores]\n"H*" = ["ALL"]\n')
    assert check() == (0, ["nothing found"], [])


def test_one_baseline_is_not_used_for_two_registers_of_one_id(folder, check):
    baseline = ("--baseline", "known.json")
    (folder / "quay.yaml").write_text(HARBOUR)
    assert check(*baseline, "--update-baseline")[0] == 0
    code, out, err = check("quay.yaml", *baseline)
    assert (code, out) == (2, ["2 known to the baseline, not checked: quay.yaml"])
    said = (
        "  quay.yaml: /register: its id harbour is that of harbour.yaml too, and known.json knows findings by it; "
        "give each register an id of its own, or a baseline of its own"
    )
    assert err[1:] == [said]
    (folder / "quay.yaml").write_text(HARBOUR.replace("harbour", "quay"))
    assert check("quay.yaml", *baseline)[0] == 1
    assert check("quay.yaml", "harbour.yaml")[0] == 1


def test_a_baseline_of_rules_that_there_are_not_is_told_so(folder, check):
    known = [
        {"register": "harbour", "rule": code, "ref": "H1"} for code in ("GKACT002", "GKOLD002", "GKOLD001")
    ]
    (folder / "known.json").write_text(json.dumps({"baseline": 1, "findings": known}))
    said = "known.json knows findings of GKOLD001, GKOLD002, and no rule at hand has that code"
    assert check("--baseline", "known.json")[2] == [f"govkit: warning: {said}"]
