"""``govkit fire``: telling, writing, being blocked."""

import json
import sys
from pathlib import Path

import pytest

from govkit.cli.app import run
from govkit.io import load, save

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
CLOSE = ["SR3.1/A2", "close", "--as-of", "2019-10-09", "--set", "end=2019-10-01"]


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(load(REGISTERS / "cambs-2019.yaml"), "register.yaml")
    return Path("register.yaml")


def test_without_write_the_file_stays_as_it_is_and_one_is_told(file, capsys):
    before = file.read_bytes()
    assert run(["fire", str(file), *CLOSE]) == 0
    assert capsys.readouterr().out == (
        "SR3.1/A2  lapse: open → overdue  since 2019-01-01\n"
        "SR3.1/A2  close: overdue → closed  since 2019-10-01\n"
        "  end: nothing → 2019-10-01\n"
        "nothing was written; --write saves it\n"
    )
    assert file.read_bytes() == before


def test_with_write_the_state_and_the_event_are_saved(file, capsys):
    occasion = ["--by", "CFO", "--why", "report tabled", "--set", "notes=See minutes"]
    assert run(["fire", str(file), *CLOSE, *occasion, "--write"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("register.yaml was written: 2 events\n")
    assert err == ""
    action = load(file).action("SR3.1/A2")
    lapse, event = action.events
    assert (lapse.to_state, lapse.by, lapse.effective.isoformat()) == ("overdue", None, "2019-01-01")
    assert (action.state, action.end.text, action.notes) == ("closed", "2019-10-01", "See minutes")
    assert (event.by, event.why, event.ref) == ("CFO", "report tabled", "SR3.1/A2")
    assert run(["fire", str(file), *CLOSE]) == 1
    assert capsys.readouterr().out == (
        'SR3.1/A2 cannot close:\n  close does not start from "closed"; from there: reopen\n'
    )


def test_comments_and_layout_of_the_file_are_kept(file, capsys):
    text = "# mine\n" + file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert run(["fire", str(file), *CLOSE, "--write"]) == 0
    assert capsys.readouterr().err == ""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line in set(text.splitlines())] == text.splitlines()


def test_comments_that_are_lost_are_said_once_the_file_is_written(file, capsys):
    toml = Path("register.toml")
    save(load(file), toml)
    toml.write_text("# mine\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["fire", str(toml), *CLOSE]) == 0
    assert capsys.readouterr().err == ""
    assert run(["fire", str(toml), *CLOSE, "--write"]) == 0
    assert capsys.readouterr().err == "govkit: warning: register.toml: its comments and layout are not kept\n"


def test_what_is_blocked_exits_with_1_says_every_reason_and_writes_nothing(file, capsys):
    before = file.read_bytes()
    blocked = ["SR3.1/A2", "extend", "--as-of", "2019-10-09", "--set", "deadline=2018-01-01", "--write"]
    assert run(["fire", str(file), *blocked]) == 1
    assert capsys.readouterr().out == (
        "SR3.1/A2 cannot extend:\n"
        "  the last day of the deadline (2018-01-01) comes before the day in question (2019-10-09)\n"
        "  the last day of the deadline (2018-01-01) does not come after the deadline so far (2018-12-31)\n"
    )
    assert file.read_bytes() == before


def test_the_event_is_a_contract(file, capsys):
    assert run(["fire", str(file), *CLOSE, "--by", "CFO", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["before", "event", "reasons", "written", "plugins"]
    assert [(each["trigger"], each["effective"]) for each in data["before"]] == [("lapse", "2019-01-01")]
    event = data["event"]
    assert event | {"version": None} == {
        "kind": "action", "ref": "SR3.1/A2", "trigger": "close", "from": "overdue", "to": "closed",
        "effective": "2019-10-01", "recorded": "2019-10-09", "by": "CFO", "why": None,
        "changes": [{"field": "end", "before": None, "after": "2019-10-01"}], "workflow": "action", "version": None,
    }  # fmt: skip
    assert len(event["version"]) == 12
    assert (data["reasons"], data["written"]) == ([], False)
    assert run(["fire", str(file), *CLOSE, "--write", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] is True
    assert run(["fire", str(file), *CLOSE, "--write", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["before"], data["event"], data["written"]) == ([], None, False)
    assert data["reasons"] == ['close does not start from "closed"; from there: reopen']


def test_a_field_is_emptied(file, capsys):
    assert (
        run(
            [
                "fire",
                str(file),
                "SR3.1/A2",
                "extend",
                "--as-of",
                "2018-10-09",
                "--set",
                "deadline=2019",
                "--set",
                "notes=",
            ]
        )
        == 0
    )
    assert capsys.readouterr().out.splitlines()[1] == "  deadline: December 2018 → 2019"
    assert run(["fire", str(file), "SR3.1/A2", "extend", "--as-of", "2018-10-09", "--set", "deadline="]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["  the last day of the deadline is not known"]


def test_any_kind_of_item_is_fired_and_told_apart_by_kind_where_an_address_is_shared(tmp_path, capsys):
    file = tmp_path / "shared.yaml"
    file.write_text(
        "register: r\ntitle: T\nworkflows: {risk: risk, assurance: assurance}\nrisks:\n"
        "  - {ref: R1, title: A, assurances: [{ref: X, title: B}], actions: [{ref: X, title: C}]}\n"
    )
    assert run(["fire", str(file), "R1", "close", "--as-of", "2019-10-09", "--why", "over"]) == 0
    assert capsys.readouterr().out.startswith("R1  close: draft → closed")
    assert run(["fire", str(file), "R1/X", "start"]) == 2
    assert '"R1/X" stands 2 times' in capsys.readouterr().err
    assert run(["fire", str(file), "R1/X", "start", "--kind", "action"]) == 0
    assert capsys.readouterr().out.startswith("R1/X  start: open → ongoing")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SR3.1/A99", "close"], 'govkit: there is no item "SR3.1/A99"; did you mean "SR3.1/A6"?\n'),
        (["SR3.1/A2", "clsoe"], 'govkit: there is no trigger "clsoe" in workflow action; did you mean "close"? (SR3.1/A2)\n'),
        (["SR3.1/A2", "close", "--set", "ned=2019"], 'govkit: there is no field "ned" that can be changed; did you mean "end"?\n'),
        (["SR3.1/A2", "close", "--set", "as_of=2019"], '"as_of" that can be changed; known: acceptance, '),
        (["SR3.1/A2", "close", "--set", "provider=x"], 'field "provider" of an action that can be changed'),
        (["SR3.1/A2", "close", "--set", "end"], '"end" names no field and value; write end=2019-10-09, or end= to empty it\n'),
        (["SR3.1/A2", "close", "--set", "=x"], '"=x" names no field and value'),
        (["SR3.1/A2", "close", "--set", "end=1", "--set", "end=2"], "end is given twice\n"),
        ([*CLOSE, "--by", "", "--write"], "Invalid value for '--by': it says nothing; write something, or leave the option out\n"),
        ([*CLOSE, "--why", " ", "--write"], "Invalid value for '--why': it says nothing; write something, or leave the option out\n"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_call_is_a_sentence_exits_with_2_and_writes_nothing(
    file, capsys, arguments, said
):
    before = file.read_bytes()
    assert run(["fire", str(file), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err
    assert file.read_bytes() == before


def test_plug_ins_hear_of_it_only_once_it_is_written(file, tmp_path, monkeypatch, capsys):
    (tmp_path / "listening.py").write_text(
        "from pathlib import Path\n"
        "from govkit.hooks import hookimpl\n"
        "@hookimpl\n"
        "def govkit_event(event, subject):\n"
        "    written = 'CFO' in Path('register.yaml').read_text(encoding='utf-8')\n"
        "    Path('heard').write_text(f'{event.trigger} {subject.state} {written}')\n"
    )
    info = tmp_path / "listening-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: listening\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govkit]\nlistening = listening\n")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        assert run(["fire", str(file), *CLOSE, "--by", "CFO"]) == 0
        assert not Path("heard").exists()
        assert run(["fire", str(file), *CLOSE, "--by", "CFO", "--write"]) == 0
        assert Path("heard").read_text() == "close closed True"
    finally:
        sys.modules.pop("listening", None)
    capsys.readouterr()


@pytest.mark.parametrize("suffix", ["json", "toml"])
def test_any_format_is_written(tmp_path, suffix):
    file = tmp_path / f"log.{suffix}"
    save(load(REGISTERS / "board-actions-2019.yaml"), file)
    occasion = ["--as-of", "2019-10-09", "--set", "end=2019-10-01"]
    assert run(["fire", str(file), "2019-01-24/1.0", "close", *occasion, "--write"]) == 0
    assert load(file).action("2019-01-24/1.0").state == "closed"


def log_of(tmp_path, *actions):
    file = tmp_path / "log.yaml"
    file.write_text("register: r\ntitle: T\nactions:\n" + "".join(f"  - {each}\n" for each in actions))
    return file


EVENT = "{kind: action, ref: '1', trigger: start, from: open, to: ongoing, effective: 2019-10-09, recorded: 2019-10-09}"
BROKEN = f"{{ref: '1', title: A, state: open, deadline: 2019-03-01, events: [{EVENT}]}}"
LATER = f"{{ref: '1', title: A, state: ongoing, deadline: 2019-03-01, events: [{EVENT}]}}"
FAULT = "its events make no story (GKEVT001): it is open, and its last event led to ongoing"


def test_a_day_before_the_last_recorded_event_is_refused_in_a_sentence(tmp_path, capsys):
    file = log_of(tmp_path, LATER)
    before = file.read_bytes()
    close = ["1", "close", "--as-of", "2019-10-08", "--set", "end=2019-10-01"]
    assert run(["fire", str(file), *close, "--write"]) == 1
    out = "start was recorded on 2019-10-09, which is after 2019-10-08\n"
    assert capsys.readouterr().out == f"1 cannot close:\n  {out}"
    assert run(["why-not", str(file), *close]) == 1
    assert capsys.readouterr().out == out
    assert file.read_bytes() == before


def test_events_that_make_no_story_are_refused_by_fire_and_why_not(tmp_path, capsys):
    file = log_of(tmp_path, BROKEN)
    close = ["1", "close", "--as-of", "2019-10-10", "--set", "end=2019-10-01"]
    assert run(["fire", str(file), *close]) == 1
    assert capsys.readouterr().out == f"1 cannot close:\n  {FAULT}\n"
    assert run(["why-not", str(file), *close]) == 1
    assert capsys.readouterr().out == f"{FAULT}\n"


def test_a_sweep_lists_what_it_cannot_tell_of_and_moves_the_rest(tmp_path, capsys):
    file = log_of(
        tmp_path,
        BROKEN,
        LATER.replace("'1', title", "'2', title"),
        "{ref: '3', title: C, state: opne}",
        "{ref: '4', title: D, state: open, deadline: 2019-03-01}",
        "{ref: '5', title: E, workflow: lost}",
        "{ref: '6', title: F, state: clsed}",
    )
    sweep = ["sweep", str(file), "--as-of", "2019-10-08"]
    assert run([*sweep, "--format", "json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert [each["ref"] for each in data["not_evaluated"]] == ["1", "2", "3", "5", "6"]
    assert data["not_evaluated"][0]["why"].startswith(f"1 cannot be swept: {FAULT}; start was recorded on")
    assert data["written"] is False
    assert run([*sweep, "--write"]) == 2
    out, err = capsys.readouterr()
    assert out == f"4  lapse: open → overdue  since 2019-03-02\n{file} was written: 1 event\n"
    assert err.splitlines()[1:3] == [
        "govkit: not evaluated: 2 cannot be swept: start was recorded on 2019-10-09, which is after 2019-10-08",
        'govkit: not evaluated: there is no state "opne" in workflow action; did you mean "open"? (3)',
    ]
    assert (load(file).action("4").state, load(file).action("1").state) == ("overdue", "open")
    assert run(["sweep", str(log_of(tmp_path, LATER)), "--as-of", "2019-02-01"]) == 0
    assert capsys.readouterr().out == "none\n"


@pytest.mark.parametrize("command", ["fire", "why-not"])
def test_trigger_and_address_the_wrong_way_round_are_told_apart(file, capsys, command):
    assert run([command, str(file), "close", "SR3.1/A2"]) == 2
    said = '"SR3.1/A2" is an item; the trigger comes after it: SR3.1/A2 close\n'
    assert capsys.readouterr().err.endswith(said)


def test_the_end_of_an_address_is_answered_with_the_addresses_that_end_so(file, capsys):
    assert run(["why-not", str(file), "A2", "close"]) == 2
    assert capsys.readouterr().err.startswith(
        'govkit: there is no item "A2"; known: SR1.1/A2, SR2.1/A2, SR3.1/A2, '
    )
    assert run(["why-not", str(REGISTERS / "board-actions-2019.yaml"), "9.0", "close"]) == 2
    assert capsys.readouterr().err == 'govkit: there is no item "9.0"; did you mean "2019-07-31/9.0"?\n'


def test_a_sweep_says_what_is_the_same_for_several_items_once(capsys, tmp_path):
    file = tmp_path / "r.yaml"
    actions = ", ".join(f"{{ref: '{number}', title: T, workflow: gone}}" for number in range(1, 4))
    file.write_text(f"register: r\ntitle: T\nactions: [{actions}]\n")
    assert run(["sweep", str(file), "--as-of", "2019-10-09"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith('govkit: not evaluated: there is no workflow "gone"')
    assert "(1, 2, 3)" in line
