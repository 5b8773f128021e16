"""The command line: its JSON contract, its exit codes, and its sentences."""

import importlib
import io
import json
import subprocess
import sys
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

import govkit.cli
from govkit.cli.app import run

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
AUGUST_2019 = str(REGISTERS / "cambs-2019.yaml")
BOARD_2019 = str(REGISTERS / "board-actions-2019.yaml")
AUDIT_2016 = str(REGISTERS / "audit-actions-2016.yaml")
VERSION = metadata.version("govkit")
SCHEMES = [
    "cambs-2016",
    "cambs-2019",
    "fmea-rpn",
    "leicestershire-2016",
    "mil-std-882d",
    "npsa-5x5",
    "owasp-rr",
    "probability-impact-3x3",
]
WORKFLOWS = ("action", "assurance", "audit-recommendation", "review", "risk")
PLUGINS = (
    "formats-shipped",
    "rules-shipped",
    *(f"scheme-{each}" for each in SCHEMES),
    *(f"workflow-{each}" for each in WORKFLOWS),
)
SHIPPED = [{"distribution": "govkit", "version": VERSION, "name": name} for name in PLUGINS]


@pytest.fixture
def json_of(govkit_):
    def call(*arguments, code=0):
        got, out, err = govkit_(*arguments, "--format", "json")
        assert (got, err) == (code, "")
        return json.loads(out)

    return call


def test_rate_is_a_contract(json_of):
    data = json_of("rate", AUGUST_2019)
    assert list(data) == ["register", "risks", "plugins"]
    assert data["register"] == "cambs-2019"
    assert len(data["risks"]) == 14
    risk = next(risk for risk in data["risks"] if risk["ref"] == "SR3.4")
    assert list(risk) == ["ref", "title", "inherent", "current", "target", "unrated"]
    assert risk["current"] == {
        "scheme": {"id": "cambs-2019", "version": "2019-08", "origin": f"govkit {VERSION}"},
        "levels": {"likelihood": 2, "impact": 4},
        "value": 14,
        "band": "Medium-high",
        "within_tolerance": False,
        "explanation": risk["current"]["explanation"],
    }
    assert "above the tolerance of 13" in risk["current"]["explanation"]
    without_target = [risk["ref"] for risk in data["risks"] if risk["target"] is None]
    assert without_target == ["SR2.2", "SR2.3", "SR3.2", "SR4.1"]


def test_a_scheme_without_bands_and_tolerance_says_null(json_of):
    current = json_of("rate", str(REGISTERS / "cambs-2016.yaml"))["risks"][0]["current"]
    assert (current["value"], current["band"], current["within_tolerance"]) == (6, None, None)


def test_rate_as_text(govkit_):
    code, out, err = govkit_("rate", AUGUST_2019, "--as-of", "2019-10-09")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["ref", "inherent", "current", "target", "title"]
    assert lines[3].startswith("SR2.2  14, Medium-high, above tolerance  5, Low, within tolerance")


def test_what_cannot_be_rated_is_null_and_said(govkit_, tmp_path):
    file = tmp_path / "odd.json"
    risk = {"ref": "R1", "title": "A", "current": {"levels": {"likelihood": 9, "impact": 1}}}
    file.write_text(json.dumps({"register": "r", "title": "T", "scheme": "cambs-2019", "risks": [risk]}))
    code, out, err = govkit_("rate", str(file), "--format", "json")
    assert code == 2
    (risk,) = json.loads(out)["risks"]
    assert risk["current"] is None
    assert risk["unrated"]["current"].startswith('likelihood has no level "9"')
    assert err == ""


def test_check_is_a_contract(json_of):
    data = json_of("check", BOARD_2019, "--as-of", "2019-10-09", code=1)
    assert list(data) == ["findings", "noted", "not_checked", "problems", "nothing_to_check", "plugins"]
    assert data["not_checked"] == []
    assert data["plugins"] == SHIPPED
    assert {finding["origin"] for finding in data["findings"]} == {f"govkit {VERSION}"}
    assert list(data["findings"][0]) == [
        "code", "name", "severity", "outcome", "ref", "path", "element", "message", "explanation", "values", "file",
        "line", "column", "sheet", "cell", "waiver", "known", "edit", "origin",
    ]  # fmt: skip
    noise = [finding for finding in data["findings"] if finding["code"] == "GKDAT001"]
    assert [(f["ref"], f["path"], f["values"]) for f in noise] == [
        ("2019-01-24/1.0", "/actions/0/updates/0/date", {"date": "Date Req"}),
        ("2019-01-24/2.0", "/actions/1/updates/0/date", {"date": "Date Req"}),
    ]


def test_check_exits_0_when_nothing_fails(govkit_, tmp_path):
    file = tmp_path / "clean.yaml"
    file.write_text("register: r\ntitle: T\nobjectives: [{ref: O1, title: A}]\n")
    assert govkit_("check", str(file), "--select", "GKREF") == (0, "nothing found\n", "")


def test_not_evaluated_does_not_fail(govkit_):
    code, out, _ = govkit_("check", str(REGISTERS / "baf-2017.yaml"), "--as-of", "2017-06-29")
    assert code == 0
    assert out.endswith("\n1 not evaluated\n")


def test_check_of_several_files_goes_on_after_one_that_does_not_load(govkit_, tmp_path):
    code, out, err = govkit_("check", str(tmp_path / "none.yaml"), AUDIT_2016, "--as-of", "2019-10-09")
    assert code == 2
    assert out.endswith(f"\n4 warnings, 3 not evaluated, not checked: {tmp_path}/none.yaml\n")
    assert err == (
        f"govkit: {tmp_path}/none.yaml was not loaded: 1 problem\n"
        f"  {tmp_path}/none.yaml: cannot be read: No such file or directory\n"
    )


def test_one_finding_is_counted_in_the_singular(govkit_, tmp_path):
    file = tmp_path / "one.yaml"
    file.write_text("register: r\ntitle: T\nactions: [{ref: '1', title: A, deadline: 31/12/2999}]\n")
    code, out, _ = govkit_("check", str(file))
    assert code == 1
    assert out == (
        f"{file}:3:11: GKACT001 warning 1: nobody is named to do it\n"
        "  3 | actions: [{ref: '1', title: A, deadline: 31/12/2999}]\n"
        "    |           ^\n"
        "1 warning\n"
    )


def test_sweep_is_a_contract(json_of):
    events = json_of("sweep", AUGUST_2019, "--as-of", "2019-10-09")["events"]
    assert events[0] == {
        "kind": "action",
        "ref": "SR3.1/A2",
        "trigger": "lapse",
        "from": "open",
        "to": "overdue",
        "effective": "2019-01-01",
        "recorded": "2019-10-09",
    }
    assert [event["ref"] for event in events] == ["SR3.1/A2", "SR3.3/A5", "SR4.2/A3", "SR4.4/A2"]


@pytest.mark.parametrize("suffix", ["yaml", "json", "toml"])
def test_sweep_writes_once_and_then_finds_nothing(govkit_, json_of, tmp_path, suffix):
    file = tmp_path / f"log.{suffix}"
    govkit.io.save(govkit.io.load(BOARD_2019), file)
    before = file.read_text()
    assert len(json_of("sweep", str(file), "--as-of", "2019-10-09")["events"]) == 4
    assert file.read_text() == before
    assert len(json_of("sweep", str(file), "--as-of", "2019-10-09", "--write")["events"]) == 4
    swept = govkit.io.load(file).action("2019-01-24/1.0")
    assert (swept.state, [event.trigger for event in swept.events]) == ("overdue", ["lapse"])
    assert govkit_("sweep", str(file), "--as-of", "2019-10-09", "--write") == (0, "none\n", "")


def test_sweep_keeps_comments_or_says_that_it_drops_them(govkit_, tmp_path):
    file = tmp_path / "log.yaml"
    file.write_text("# mine\nregister: r\ntitle: T\nactions: [{ref: '1', title: A, deadline: 1 May 2019}]\n")
    assert govkit_("sweep", str(file), "--as-of", "2019-10-09", "--write")[2] == ""
    assert file.read_text().startswith("# mine\nregister: r\n")
    file = tmp_path / "log.toml"
    file.write_text(
        "# mine\nregister = 'r'\ntitle = 'T'\nactions = [{ref = '1', title = 'A', deadline = '1 May 2019'}]\n"
    )
    code, _, err = govkit_("sweep", str(file), "--as-of", "2019-10-09", "--write")
    assert (code, err) == (0, f"govkit: warning: {file}: its comments and layout are not kept\n")


@pytest.mark.parametrize(
    ("command", "key", "values"),
    [
        ("schemes", "id", SCHEMES),
        ("workflows", "id", list(WORKFLOWS)),
        ("plugins", "id", list(PLUGINS)),
    ],
)
def test_lists_are_a_contract(json_of, command, key, values):
    items = json_of(command)
    assert [item[key] for item in items] == values
    for item in items:
        assert item["title"]
        assert item["distribution"] == "govkit"


def test_rules_are_listed_with_their_pages(json_of):
    items = json_of("rules")
    assert len(items) >= 12
    assert all("Why it matters" in item["page"] and item["code"].startswith("GK") for item in items)


@pytest.mark.parametrize("command", ["schemes", "workflows", "rules", "plugins"])
def test_lists_as_text_are_a_line_each(govkit_, json_of, command):
    code, out, _ = govkit_(command)
    assert code == 0
    assert len(out.splitlines()) == len(json_of(command))


def test_report_is_the_text_report(govkit_):
    code, out, err = govkit_("report", AUGUST_2019, "--as-of", "2019-10-09")
    assert (code, err) == (0, "")
    assert "Above tolerance (5)" in out


def test_the_day_is_today_unless_given(govkit_):
    before = date.today()
    _, out, _ = govkit_("report", AUGUST_2019)
    assert any(f"as of {day}" in out for day in (before, date.today()))


def test_a_day_that_is_none_is_refused(govkit_):
    code, out, err = govkit_("check", AUGUST_2019, "--as-of", "09/10/2019")
    assert (code, out) == (2, "")
    assert '"09/10/2019" is no day; write it as 20' in err


@pytest.mark.parametrize("day", ["20191009", "2019-W41-3", "2019-02-30"])
def test_other_ways_to_write_a_day_are_refused(govkit_, day):
    assert govkit_("check", AUGUST_2019, "--as-of", day)[0] == 2


def test_nothing_is_said_to_be_found_where_nothing_was_read(govkit_, tmp_path):
    code, out, _ = govkit_("check", str(tmp_path))
    assert (code, out) == (2, f"not checked: {tmp_path}\n")
    code, out, _ = govkit_("check", str(tmp_path), "--format", "json")
    data = json.loads(out)
    problem = {
        "message": "there is no register in this folder",
        "file": str(tmp_path),
        "line": None,
        "column": None,
        "sheet": None,
        "cell": None,
        "path": "",
    }
    assert (code, data.pop("not_checked"), data.pop("problems")) == (2, [str(tmp_path)], [problem])
    assert data == {"findings": [], "noted": [], "nothing_to_check": [], "plugins": SHIPPED}


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check"], ["check", "--wrong"], ["rate", "a.xyz"], ["rate", "none.yaml"]]
)
def test_wrong_calls_are_a_sentence_and_exit_2(govkit_, arguments):
    code, out, err = govkit_(*arguments)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_help_and_version(govkit_):
    code, out, _ = govkit_("--help")
    assert "FILE is a register in YAML, JSON or TOML." in out
    assert code == 0
    for command in ("check", "rate", "report", "sweep", "schemes", "workflows", "rules", "plugins"):
        assert f"\n  {command}" in out
    assert govkit_("--version")[1] == f"govkit, version {metadata.version('govkit')}\n"


def test_a_fault_of_our_own_is_a_sentence_too(govkit_, monkeypatch):
    monkeypatch.setattr("govkit.cli.report.text_report", lambda *_, **__: 1 / 0)
    code, out, err = govkit_("report", AUGUST_2019)
    assert (code, out) == (2, "")
    assert err.startswith("govkit: a fault of govkit itself, please report it: ZeroDivisionError")


def test_an_interrupt_is_a_word(govkit_, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("govkit.cli.report.text_report", interrupted)
    assert govkit_("report", AUGUST_2019) == (2, "", "\ngovkit: stopped\n")


def test_broken_plug_ins_are_warned_of(govkit_, tmp_path, monkeypatch):
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govkit]\nlost = nowhere_at_all\n")
    monkeypatch.syspath_prepend(tmp_path)
    code, _, err = govkit_("rate", AUGUST_2019)
    said = "does not load: ModuleNotFoundError: No module named 'nowhere_at_all'"
    assert (code, err) == (0, f'govkit: warning: plug-in "lost" of broken 1.0: it {said}\n')
    assert said in govkit_("plugins")[1]
    assert "GKPLG001" in govkit_("check", AUGUST_2019)[1]


def test_a_reader_that_goes_away_is_no_fault():
    command = f"{sys.executable} -m govkit rules --format json | head -n 1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("[\n", "")


def test_half_a_surrogate_pair_does_not_stop_the_message(tmp_path):
    file = tmp_path / "half.json"
    file.write_text('{"register": "r", "title": "T", "\\ud800": 1}')
    result = subprocess.run(
        [sys.executable, "-m", "govkit", "rate", file], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert 'there is no key "\\ud800" here' in result.stderr


def test_without_click_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "click", None)
    for name in [name for name in sys.modules if name.startswith("govkit.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    assert govkit.cli.main() == 2
    assert (
        capsys.readouterr().err
        == "govkit: the command line needs the extra [cli]: pip install 'govkit[cli]'\n"
    )


def test_another_missing_module_is_not_taken_for_click(monkeypatch):
    monkeypatch.setitem(sys.modules, "govkit.cli.app", None)
    with pytest.raises(ModuleNotFoundError, match=r"govkit\.cli\.app"):
        govkit.cli.main()


def test_it_writes_to_streams_that_are_no_files(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert run(["workflows"]) == 0
    assert sys.stdout.getvalue().startswith("action")


def test_importing_main_runs_nothing():
    assert importlib.import_module("govkit.__main__").main is govkit.cli.main


def test_main_takes_the_arguments_of_the_process(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["govkit", "workflows"])
    assert govkit.cli.main() == 0
    assert capsys.readouterr().out.startswith("action")
