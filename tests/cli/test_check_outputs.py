"""The forms of ``govkit check``: which there are, where they go, and what is refused."""

import json
import os
import re
import select
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

GOVKIT = Path(sys.executable).with_name("govkit")
REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
BOARD = str(REGISTERS / "board-actions-2019.yaml")
DAY = ("--as-of", "2019-10-09")
BARE = "register: r\ntitle: T\nactions: [{ref: '1', title: A, deadline: 31/12/2999}]\n"


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A register with one finding, in the folder where one is."""
    monkeypatch.chdir(tmp_path)
    Path("bare.yaml").write_text(BARE)
    return "bare.yaml"


def test_concise_is_a_line_each(govkit_, bare):
    assert govkit_("check", bare, "--format", "concise") == (
        1, "bare.yaml:3:11: GKACT001 warning 1: nobody is named to do it\n1 warning\n", "",
    )  # fmt: skip


def test_github_names_files_from_the_folder_where_it_runs(govkit_, bare):
    code, out, _ = govkit_("check", str(Path(bare).absolute()), "nix.yaml", "--format", "github")
    assert code == 2
    assert out.splitlines() == [
        "::warning file=bare.yaml,line=3,col=11,title=GKACT001 action-without-owner%3A 1::nobody is named to do it",
        "::error file=nix.yaml,title=not checked::cannot be read: No such file or directory",
        "1 warning, not checked: nix.yaml",
    ]


def test_sarif_tells_what_was_not_read_and_names_the_rules_that_were_run(govkit_, bare):
    _, out, _ = govkit_("check", bare, "notes.doc", "--format", "sarif")
    (run_,) = json.loads(out)["runs"]
    assert [each["ruleId"] for each in run_["results"]] == ["GKACT001"]
    assert len(run_["tool"]["driver"]["rules"]) > 30
    (note,) = run_["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith('there is no file format ".doc"')


def test_junit_and_markdown(govkit_, bare):
    _, out, _ = govkit_("check", bare, "--format", "junit")
    assert fromstring(out.encode()).get("failures") == "1"  # noqa: S314 - our own XML
    _, out, _ = govkit_("check", bare, "--format", "markdown")
    assert out.startswith("## govkit check\n\n**1 warning**\n")


@pytest.mark.parametrize("form", ["text", "concise"])
def test_statistics_stand_instead_of_the_findings_of_a_text(govkit_, bare, form):
    assert govkit_("check", bare, "--statistics", "--format", form) == (
        1, "fails  code      rule\n1      GKACT001  action-without-owner\n1 warning\n", "",
    )  # fmt: skip


def test_statistics_are_a_key_more_in_json_and_a_table_in_markdown(govkit_, bare):
    _, out, _ = govkit_("check", bare, "--statistics", "--format", "json")
    data = json.loads(out)
    assert list(data) == [
        "findings",
        "noted",
        "not_checked",
        "problems",
        "nothing_to_check",
        "statistics",
        "plugins",
    ]
    assert data["statistics"] == [
        {
            "code": "GKACT001",
            "name": "action-without-owner",
            "fails": 1,
            "waived": 0,
            "known": 0,
            "not_evaluated": 0,
        }
    ]
    _, out, _ = govkit_("check", bare, "--statistics", "--format", "markdown")
    assert out.endswith(
        "| fails | code | rule |\n| --- | --- | --- |\n| 1 | GKACT001 | action-without-owner |\n"
    )


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_statistics_have_no_place_in_other_forms(govkit_, bare, form):
    code, out, err = govkit_("check", bare, "--statistics", "--format", form)
    assert (code, out) == (2, "")
    assert err.endswith(
        f"Error: --statistics goes with --format text, concise, json or markdown, not with {form}\n"
    )


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "junit", "github", "markdown"])
def test_a_file_gets_what_would_be_printed_and_the_summary_is_printed(govkit_, bare, form):
    _, printed, _ = govkit_("check", bare, "--format", form)
    Path("out.txt").write_text("old")
    assert govkit_("check", bare, "--format", form, "-o", "out.txt") == (1, "1 warning; see out.txt\n", "")
    assert Path("out.txt").read_bytes().decode() == printed


def test_a_file_whose_name_is_no_text_is_named_in_every_form(govkit_, bare):
    name = os.fsdecode(b"\xff.yaml")
    Path(name).write_text(BARE)
    named = {"json": '"\\udcff.yaml"', "sarif": '"uri": "%FF.yaml"', "junit": 'name="\\udcff.yaml"'}
    for form, shown in {**named, "text": "\\udcff.yaml:3:11: ", "github": "file=\\udcff.yaml"}.items():
        assert govkit_("check", name, "--format", form, "-o", "out")[0] == 1
        assert shown in Path("out").read_text("utf-8")
    govkit_("check", name, "--format", "json", "-o", "out")
    assert json.loads(Path("out").read_text("utf-8"))["findings"][0]["file"] == name


def test_a_finding_about_a_file_of_waivers_shows_the_line_of_that_file(govkit_, bare):
    Path("bare.waivers.yaml").write_text("waivers:\n  - {rule: GKACT001, ref: '1'}\n")
    _, out, _ = govkit_("check", bare)
    assert (
        "bare.waivers.yaml:2:5: GKWAI001 warning r: the waiver of GKACT001 at 1 gives no reason, so it waives nothing\n"
        "  2 |   - {rule: GKACT001, ref: '1'}\n"
        "    |     ^\n"
    ) in out


def test_only_rules_that_were_run_are_told_of(govkit_, bare):
    chosen = ("check", bare, "--select", "GKACT001,GKACT002,GKACT003")
    _, out, _ = govkit_(*chosen, "--format", "junit")
    cases = fromstring(out.encode()).iter("testcase")  # noqa: S314 - our own XML
    assert sorted(case.get("name")[:8] for case in cases) == ["GKACT001", "GKACT002", "GKACT003"]
    Path("govkit.toml").write_text('[per-file-ignores]\n"bare*" = ["GKACT002"]\n')
    _, out, _ = govkit_(*chosen, "--format", "sarif")
    rules = json.loads(out)["runs"][0]["tool"]["driver"]["rules"]
    assert sorted(rule["id"] for rule in rules) == ["GKACT001", "GKACT003"]


def test_explain_shows_the_page_that_explain_shows(govkit_):
    assert govkit_("check", "--explain", "GKACT004") == govkit_("explain", "GKACT004")
    assert govkit_("check", BOARD, "--explain", "action-without-deadline") == govkit_("explain", "GKACT004")
    code, out, err = govkit_("check", "--explain", "GKACT044")
    assert (code, out) == (2, "")
    assert err == (
        'govkit: there is no rule "GKACT044"; did you mean "GKACT004"? (govkit rules lists them all)\n'
    )


def test_a_file_given_twice_is_checked_and_named_once(govkit_, bare):
    Path("link.yaml").symlink_to(bare)
    for again in (bare, f"./{bare}", "link.yaml", str(Path(bare).absolute()), "."):
        assert govkit_("check", bare, again)[1].endswith("\n1 warning\n")
    assert govkit_("check", "nix.yaml", "nix.yaml")[1] == "not checked: nix.yaml\n"


def on_a_terminal(*arguments, cwd, streams, **env):
    """Run govkit with some of its streams on a terminal; tell what that shows, and what the others give."""
    ours, theirs = os.openpty()
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | dict.fromkeys(streams, theirs)
    plain = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen([GOVKIT, *arguments], cwd=cwd, env=plain | env, **given) as process:
        os.close(theirs)
        shown = b""
        while True:
            select.select([ours], [], [], 60)
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        piped = b"".join(stream.read() for stream in (process.stdout, process.stderr) if stream)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), piped.decode()


def test_colours_are_for_terminals_that_want_them(bare, tmp_path):
    shown, piped = on_a_terminal("check", bare, cwd=tmp_path, streams=["stdout"], TERM="xterm")
    assert "\x1b[33mwarning\x1b[0m" in shown
    assert "    |           \x1b[31m\x1b[1m^\x1b[0m\n" in shown
    assert piped == ""
    without, _ = on_a_terminal("check", bare, cwd=tmp_path, streams=["stdout"], TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in without
    assert re.sub(r"\x1b\[\d+m", "", shown) == without
    on_a_terminal("check", bare, "-o", "out", cwd=tmp_path, streams=["stdout"], TERM="xterm")
    assert Path("out").read_text() == without


@pytest.fixture
def many(bare):
    for number in range(10):
        Path(f"{number}.yaml").write_text(BARE)
    Path("empty.yaml").touch()
    return [*(f"{number}.yaml" for number in range(10)), "empty.yaml", "nix.yaml"]


def test_somebody_who_watches_long_work_sees_how_far_it_is(many, tmp_path):
    shown, piped = on_a_terminal("check", *many, cwd=tmp_path, streams=["stderr"], TERM="xterm")
    assert re.search(r"Checking  \[#+-*\]\s+\d+%", shown)
    assert shown.count("100%") == 0  # two files were not checked
    assert piped.endswith("10 warnings, not checked: empty.yaml, nix.yaml\n")
    # The bar is done with before anything is said.
    assert shown.rstrip().endswith("nix.yaml: cannot be read: No such file or directory")
    good, _ = on_a_terminal("check", *many[:10], cwd=tmp_path, streams=["stderr"], TERM="xterm")
    assert "100%" in good


def test_a_big_file_is_long_work(bare, tmp_path):
    Path("big.yaml").write_text(BARE + "#" * 1_000_000)
    shown, _ = on_a_terminal("check", "big.yaml", cwd=tmp_path, streams=["stderr"], TERM="xterm")
    assert "100%" in shown


def test_short_work_and_pipes_have_no_bar(bare, many, tmp_path):
    shown, _ = on_a_terminal("check", bare, cwd=tmp_path, streams=["stderr"], TERM="xterm")
    assert shown == ""
    command = [GOVKIT, "check", *many]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Checking" not in piped.stdout + piped.stderr
