"""``govkit workflows`` and ``govkit workflows show``."""

import json

import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.report import dot, mermaid

KIT = Toolkit.installed()
ACTION = KIT.workflows["action"]
ENDED = (
    "a readable end date is recorded, a readable end date does not come before the first day of the start, and the "
    "first day of the end date does not come after the day in question"
)


def test_a_lifecycle_is_shown_with_its_states_rows_and_conditions(capsys):
    assert run(["workflows", "show", "action"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[:2] == [f"action {ACTION.version}: Action: open, ongoing, overdue, closed", "For: action"]
    assert "  Open (open), initial: an end date is not recorded\n" in out
    assert "  Closed (closed), final: a readable end date is recorded\n" in out
    assert (
        "  lapse: open or ongoing → overdue\n"
        "    by itself, the day after the last day of the deadline\n"
        "    if either a readable end date is not recorded or a readable end date comes after the last day of the deadline\n"
        "    may change nothing\n"
    ) in out
    assert "  extend: open or ongoing stays\n    if the last day of the deadline does not come before" in out
    assert (
        f"  close: open or ongoing or overdue → closed\n    if {ENDED}\n    takes effect on the end date\n    may change start, end, owner"
        in out
    )
    assert "    empties end\n" in out
    assert out.endswith("\n\nBy itself: lapse\nFacts: none but the day, who does it and why\n")


def test_a_lifecycle_that_reads_facts_names_them(capsys):
    assert run(["workflows", "show", "risk"]) == 0
    out = capsys.readouterr().out
    assert out.endswith(
        "By itself: escalate, settle, lapse\nFacts: whether the risk is above tolerance (above_tolerance)\n"
    )
    assert "  Draft (draft), initial\n" in out
    assert "    reopens\n" in out


def test_a_lifecycle_of_a_strangers_may_say_little_and_holds_nothing_hidden(capsys, tmp_path, monkeypatch):
    (tmp_path / "plain_lifecycle.py").write_text(
        "from govkit.hooks import hookimpl\n"
        "from govkit.workflow import Row, State, Workflow\n"
        "W = Workflow(id='plain', title='Pl\\u202eain', kind='action', initial='a', states=(State('a', ' '),),\n"
        "    rows=(Row('go', 'a', None),))\n"
        "@hookimpl\n"
        "def govkit_workflows():\n"
        "    return [W]\n"
    )
    info = tmp_path / "plain-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govkit]\nplain = plain_lifecycle\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert run(["workflows", "show", "plain"]) == 0
    _, _, rest = capsys.readouterr().out.partition(": ")
    assert rest == (
        "Pl\\u202eain\nFor: action\n\nStates\n  a (a), initial\n\n"
        "Rows; of several with one trigger the first that may be taken is\n  go: a stays\n\n"
        "By itself: nothing\nFacts: none but the day, who does it and why\n"
    )


@pytest.mark.parametrize(("form", "draw"), [("mermaid", mermaid), ("dot", dot)])
@pytest.mark.parametrize("name", KIT.workflows)
def test_a_lifecycle_is_drawn(capsys, form, draw, name):
    assert run(["workflows", "show", name, "--as", form]) == 0
    assert capsys.readouterr() == (draw(KIT.workflows[name]), "")


def test_a_lifecycle_is_plain_data_too(capsys):
    assert run(["workflows", "show", "risk", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == [
        "id", "version", "title", "distribution", "kind", "source", "initial", "states", "rows", "facts",
    ]  # fmt: skip
    assert (data["id"], data["kind"], data["initial"], data["distribution"]) == (
        "risk",
        "risk",
        "draft",
        "govkit",
    )
    assert data["states"][0] == {"name": "draft", "title": "Draft", "final": False, "holds": None}
    assert data["states"][3]["holds"].startswith("who accepts it is recorded, ")
    rows = {row["trigger"]: row for row in data["rows"]}
    assert rows["lapse"] == {
        "trigger": "lapse", "from": ["accepted"], "to": "open", "guard": None,
        "after": "the last day of the acceptance", "since": None, "by_itself": True, "reopens": False, "clears": [], "changes": [],
    }  # fmt: skip
    assert (rows["reopen"]["guard"], rows["reopen"]["reopens"]) == ("the reason is recorded", True)
    assert (rows["reopen"]["after"], rows["reopen"]["by_itself"]) == (None, False)
    assert data["facts"] == [{"name": "above_tolerance", "label": "whether the risk is above tolerance"}]


def test_a_row_that_may_change_anything_says_null(capsys):
    assert run(["workflows", "show", "action", "--format", "json"]) == 0
    assert all(row["changes"] is not None for row in json.loads(capsys.readouterr().out)["rows"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["actoin"], 'govkit: there is no workflow "actoin"; did you mean "action"?\n'),
        (["action", "--as", "dot", "--format", "json"], "--as dot writes one thing and --format json another; choose one of them\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_said_in_a_sentence(capsys, arguments, said):
    assert run(["workflows", "show", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(said)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("r.yaml", "register: r\ntitle: T\n", "this is a register, not a lifecycle"),
        ("notes.txt", "notes", "this is no lifecycle file"),
    ],
)
def test_a_file_of_another_kind_is_said_to_be_one(tmp_path, capsys, name, text, said):
    file = tmp_path / name
    file.write_text(text)
    assert run(["workflows", "show", str(file)]) == 2
    way_out = "a lifecycle file is JSON and ends in .json"
    assert capsys.readouterr().err.endswith(f"{name}: {said}; {way_out}\n")


def test_a_denied_plug_in_is_named_where_its_lifecycle_is_asked_for(capsys):
    assert run(["--deny-plugin", "workflow-risk", "workflows", "show", "risk"]) == 2
    assert "not loaded, because denied: workflow-risk" in capsys.readouterr().err


def test_without_a_command_lifecycles_are_listed(capsys):
    assert run(["workflows", "--format", "json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == list(KIT.workflows)
