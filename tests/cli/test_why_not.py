"""``govkit why-not``: what stands in the way, for one item, for some and for all."""

import json
import types
from pathlib import Path

import pytest

from govkit import Toolkit, Workflow, hookimpl
from govkit.cli.app import run
from govkit.workflow import Predicate, Row, State

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
BOARD = str(REGISTERS / "board-actions-2019.yaml")
AUGUST = str(REGISTERS / "cambs-2019.yaml")
OTHERS = """
register: others
title: Others
actions:
  - {ref: "1", title: A, workflow: lost}
  - {ref: "2", title: B, state: opne}
  - {ref: "3", title: C}
  - {ref: a long address that holds blanks and may not be broken where a line ends 4, title: D}
  - {ref: a long address that holds blanks and may not be broken where a line ends 5, title: E}
"""


@pytest.fixture
def others(tmp_path):
    file = tmp_path / "others.yaml"
    file.write_text(OTHERS, encoding="utf-8")
    return str(file)


def test_items_are_grouped_by_what_blocks_them_most_first(capsys):
    day = ["--as-of", "2019-10-09"]
    assert run(["why-not", BOARD, "extend", *day, "--set", "deadline=2019-06-01"]) == 1
    assert capsys.readouterr().out == (
        "Cannot extend: 10\n"
        "  10: the last day of the deadline comes before the day in question\n"
        "    2019-01-24/1.0, 2019-01-24/2.0, 2019-02-28/1.0, 2019-05-16/6.0, 2019-07-31/8.0, 2019-07-31/9.0,\n"
        "    2019-07-31/10.0, 2019-07-31/11.0, 2019-09-18/12.0, 2019-09-18/13.0\n"
        "  6: the last day of the deadline does not come after the deadline so far\n"
        "    2019-05-16/6.0, 2019-07-31/9.0, 2019-07-31/10.0, 2019-07-31/11.0, 2019-09-18/12.0,\n"
        "    2019-09-18/13.0\n"
    )


def test_who_can_is_listed_and_what_cannot_be_told_too(others, capsys):
    assert run(["why-not", others, "start"]) == 0
    out = capsys.readouterr().out
    long = "a long address that holds blanks and may not be broken where a line ends"
    known = ", ".join(Toolkit.installed().workflows)
    assert out == (
        f"Can start: 3\n  3, {long} 4,\n  {long} 5\n"
        "Not evaluated: 2\n"
        f'  1: there is no workflow "lost"; known: {known}\n    1\n'
        '  1: there is no state "opne" in workflow action; did you mean "open"?\n    2\n'
    )


def test_one_item_gets_the_sentences_with_its_values(capsys):
    ask = ["why-not", AUGUST, "SR3.1/A2", "extend", "--as-of", "2019-10-09"]
    assert run([*ask, "--set", "deadline=soon"]) == 1
    (said,) = capsys.readouterr().out.splitlines()
    assert said.startswith('the last day of the deadline is not known: "soon" is no date; write it as ')
    assert run([*ask, "--set", "deadline=June 2018"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "the last day of the deadline (2018-06-30) comes before the day in question (2019-10-09)",
        "the last day of the deadline (2018-06-30) does not come after the deadline so far (2018-12-31)",
    ]
    assert run([*ask, "--set", "deadline=2020-01-01"]) == 0
    assert capsys.readouterr().out == "SR3.1/A2 can extend\n"


def test_who_and_why_count_and_one_kind_is_asked_alone(tmp_path, capsys):
    file = tmp_path / "risks.yaml"
    file.write_text(
        "register: r\ntitle: T\nrisks: [{ref: R1, title: A, state: open, actions: [{ref: '1', title: B}]}]\n"
    )
    assert run(["why-not", str(file), "close"]) == 1
    assert capsys.readouterr().out == (
        "Cannot close: 2\n  1: the reason is not recorded\n    R1\n"
        "  1: a readable end date is not recorded\n    R1/1\n"
    )
    assert run(["why-not", str(file), "close", "--kind", "risk", "--why", "over", "--by", "CFO"]) == 0
    assert capsys.readouterr().out == "Can close: 1\n  R1\n"
    assert run(["why-not", str(file), "close", "--kind", "review"]) == 0
    assert capsys.readouterr().out == "none\n"


def test_the_answers_are_a_contract(others, capsys):
    assert run(["why-not", others, "close", "--as-of", "2019-10-09", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["register", "trigger", "ready", "blocked", "obstacles", "not_evaluated", "plugins"]
    assert (data["register"], data["trigger"], data["ready"]) == ("others", "close", [])
    assert data["blocked"][0] == {"ref": "3", "reasons": ["a readable end date is not recorded"]}
    (obstacle,) = data["obstacles"]
    assert (obstacle["reason"], obstacle["count"]) == ("a readable end date is not recorded", 3)
    assert obstacle["refs"] == [each["ref"] for each in data["blocked"]]
    assert [each["ref"] for each in data["not_evaluated"]] == ["1", "2"]
    assert data["not_evaluated"][1]["why"].endswith('did you mean "open"? (2)')


def test_one_item_has_a_contract_of_two_keys(capsys):
    ask = ["why-not", AUGUST, "SR3.1/A2", "close", "--as-of", "2019-10-09", "--format", "json"]
    assert run(ask) == 1
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["allowed", "reasons", "plugins"]
    assert (data["allowed"], data["reasons"]) == (False, ["a readable end date is not recorded"])
    assert run([*ask, "--set", "end=2019-10-01"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["allowed"], data["reasons"]) == (True, [])


def test_some_items_are_grouped_in_the_order_they_are_named_each_once(capsys):
    ask = ["why-not", AUGUST, "SR3.3/A5", "SR1.1/A1", "SR3.3/A5", "extend", "--as-of", "2019-10-09"]
    assert run([*ask, "--set", "deadline=2019-12-01"]) == 1
    assert capsys.readouterr().out == (
        "Can extend: 1\n  SR3.3/A5\n"
        "Cannot extend: 1\n"
        "  1: the last day of the deadline does not come after the deadline so far\n    SR1.1/A1\n"
    )
    assert run([*ask, "--set", "deadline=2020-12-01"]) == 0
    assert capsys.readouterr().out == "Can extend: 2\n  SR3.3/A5, SR1.1/A1\n"


def test_a_ref_that_cannot_be_told_about_is_listed_beside_the_others_and_exits_with_2(others, capsys):
    assert run(["why-not", others, "3", "2", "9", "start", "--format", "json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["ready"] == ["3"]
    assert [each["ref"] for each in data["not_evaluated"]] == ["2", "9"]
    assert data["not_evaluated"][1]["why"].startswith('there is no item "9"; known: 1, 2, 3, ')


@pytest.fixture
def stumbling(monkeypatch):
    """Offer a lifecycle with conditions that break down, as an installed plug-in would."""

    roofed = Predicate("roofed", "it has a roof", "it has no roof", lambda item, facts: item.roof)
    workflow = Workflow(
        id="stumbling", title="S", kind="action", initial="a", states=(State("a", "A"), State("b", "B", final=True)),
        rows=(Row("start", "a", "b", guard=roofed),),
    )  # fmt: skip
    plugin = types.SimpleNamespace(govkit_workflows=hookimpl(lambda: [workflow]))
    kit = Toolkit.installed(plugin)
    monkeypatch.setattr(Toolkit, "installed", lambda **_: kit)


@pytest.mark.parametrize("others", ["", '  - {ref: "2", title: B, state: closed}\n'])
def test_of_all_items_a_condition_that_breaks_down_exits_with_2(stumbling, tmp_path, capsys, others):
    file = tmp_path / "r.yaml"
    file.write_text(
        f'register: r\ntitle: T\nactions:\n  - {{ref: "1", title: A, workflow: stumbling}}\n{others}'
    )
    assert run(["why-not", str(file), "start"]) == 2
    out = capsys.readouterr().out
    assert 'Not evaluated: 1\n  1: a guard of workflow stumbling: "it has a roof": roofed raised Attr' in out
    assert ("Cannot start: 1" in out) is bool(others)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([AUGUST, "clsoe"], 'no trigger "clsoe" in the workflows of this register; did you mean "close"?\n'),
        ([AUGUST, "SR9/A1", "close"], 'there is no item "SR9/A1"'),
        ([AUGUST, "close", "--set", "state=closed"], 'there is no field "state" that can be changed'),
        ([AUGUST, "close", "--set", "provider=x"], 'field "provider" of an action that can be changed'),
        (["none.yaml", "close"], "none.yaml was not loaded"),
        ([AUGUST], "Missing argument '[REF]... TRIGGER'"),
    ],
)
def test_what_is_wrong_with_the_call_is_a_sentence_and_exits_with_2(capsys, arguments, said):
    assert run(["why-not", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
