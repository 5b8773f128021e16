"""``govkit workflows verify``."""

import json
import re
import types

import pytest

from govkit import Toolkit, Workflow, hookimpl
from govkit.cli.app import run
from govkit.workflow import Field, Present, Row, State
from govkit_workflows.action import ACTION

STUCK = Workflow(
    id="stuck",
    title="Stuck\u202e: a dead end",
    kind="action",
    initial="open",
    states=(State("open", "Open"), State("held", "Held"), State("done", "Done", final=True)),
    rows=(Row("hold", "open", "held"), Row("finish", "open", "done", guard=Present(Field("ownr")))),
    facts=(Field("score"),),
)
MEETING = Workflow(
    id="meeting",
    title="Meeting",
    kind="meeting",
    initial="open",
    states=(State("open", "Open"), State("done", "Done", final=True)),
    rows=(Row("finish", "open", "done", guard=Present(Field("minutes"))),),
)


@pytest.fixture
def offering(monkeypatch):
    """Offer lifecycles as an installed plug-in would."""

    @hookimpl
    def govkit_workflows():
        return [STUCK, MEETING]

    plugin = types.SimpleNamespace(govkit_workflows=govkit_workflows)
    monkeypatch.setattr(Toolkit, "installed", lambda **_: Toolkit(plugin))


def test_a_lifecycle_without_fault_exits_0_and_says_what_was_examined(capsys):
    assert run(["workflows", "verify", "action"]) == 0
    assert capsys.readouterr().out == (
        f"action {ACTION.version}: Action: open, ongoing, overdue, closed\n"
        "\n"
        'information leads-on-by-itself: from "overdue" only people lead on: extend, close\n'
        "4 states, 6 rows and 9 simple conditions were examined.\n"
        "0 faults, 0 pieces of advice\n"
    )


@pytest.mark.parametrize("name", Toolkit.installed().workflows)
def test_every_shipped_lifecycle_is_without_fault(name, capsys):
    assert run(["workflows", "verify", name]) == 0
    assert capsys.readouterr().out.endswith("\n0 faults, 0 pieces of advice\n")


def test_faults_and_advice_are_a_line_each_and_exit_1(offering, capsys):
    assert run(["workflows", "verify", "stuck"]) == 1
    assert capsys.readouterr().out == (
        f"stuck {STUCK.version}: Stuck\\u202e: a dead end\n"
        "\n"
        'fault end-in-reach: from "held" no final state can be reached: no row leads out of it\n'
        'fault names-known: row 2 (finish from "open" to "done") reads "ownr", and Action has no "ownr", nor is there '
        'such a fact; did you mean "owner"?\n'
        'advice facts-are-read: the fact "score" is declared, and nothing reads it\n'
        'information leads-on-by-itself: from "open" only people lead on: hold, finish\n'
        "3 states, 2 rows and 1 simple condition were examined.\n"
        "2 faults, 1 piece of advice\n"
    )


def test_json_is_a_contract(offering, capsys):
    assert run(["workflows", "verify", "stuck", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert list(data) == [
        "workflow",
        "version",
        "faults",
        "advice",
        "information",
        "not_evaluated",
        "examined",
    ]
    assert (data["workflow"], data["version"]) == ("stuck", STUCK.version)
    assert [entry["check"] for entry in data["faults"]] == ["end-in-reach", "names-known"]
    assert data["faults"][1] == {
        "check": "names-known",
        "message": 'row 2 (finish from "open" to "done") reads "ownr", and Action has no "ownr", nor is there such a '
        'fact; did you mean "owner"?',
        "states": ["open"],
        "triggers": ["finish"],
    }
    assert [entry["check"] for entry in data["advice"]] == ["facts-are-read"]
    assert [entry["check"] for entry in data["information"]] == ["leads-on-by-itself"]
    assert data["not_evaluated"] == []


def test_what_could_not_be_told_is_said_and_fails_nothing(offering, capsys):
    sentence = (
        'what an item of the kind "meeting" has is not known; known kinds: action, assurance, review, risk'
    )
    assert run(["workflows", "verify", "meeting"]) == 0
    assert (
        f"names-known was not evaluated: {sentence}.\n0 faults, 0 pieces of advice\n"
        in capsys.readouterr().out
    )
    assert run(["workflows", "verify", "meeting", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_evaluated"] == [{"check": "names-known", "why": sentence}]


def test_an_unknown_lifecycle_exits_2_with_the_nearest_name(capsys):
    assert run(["workflows", "verify", "actoin"]) == 2
    assert capsys.readouterr().err == 'govkit: there is no workflow "actoin"; did you mean "action"?\n'


def test_a_denied_lifecycle_exits_2_and_says_so(capsys):
    assert run(["--deny-plugin", "workflow-action", "workflows", "verify", "action"]) == 2
    assert capsys.readouterr().err.endswith("; not loaded, because denied: workflow-action\n")


def test_the_list_is_still_there_without_a_command(capsys):
    assert run(["workflows"]) == 0
    assert capsys.readouterr().out.startswith("action ")


def test_help_names_the_command(capsys):
    assert run(["workflows", "--help"]) == 0
    assert re.search("verify +Examine a lifecycle", capsys.readouterr().out)
