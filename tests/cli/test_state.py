"""``govkit state``: which state items were in on a day."""

import json
import shutil
from pathlib import Path

import pytest

from govkit.cli.app import run
from govkit.errors import NoLifecycleError

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"


@pytest.fixture
def log(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copy(REGISTERS / "board-actions-2019.yaml", tmp_path / "log.yaml")
    assert run(["sweep", "log.yaml", "--as-of", "2019-10-09", "--write"]) == 0
    capsys.readouterr()
    return "log.yaml"


def test_one_item_is_told_as_of_a_day(log, capsys):
    assert run(["state", log, "2019-01-24/1.0", "--on", "2019-03-01"]) == 0
    assert capsys.readouterr().out == "2019-01-24/1.0  overdue  since 2019-03-01\n"
    assert run(["state", log, "2019-01-24/1.0", "--on", "2019-02-28"]) == 0
    assert capsys.readouterr().out == "2019-01-24/1.0  open\n"


def test_what_was_recorded_later_was_not_known(log, capsys):
    assert run(["state", log, "2019-01-24/1.0", "--on", "2019-03-01", "--known-on", "2019-10-08"]) == 0
    assert capsys.readouterr().out == "2019-01-24/1.0  open\n"


def test_every_item_is_told_as_json(log, capsys):
    assert run(["state", log, "--on", "2019-10-09", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["on"], data["projected"]) == ("2019-10-09", False)
    assert data["items"][0] == {
        "kind": "action",
        "ref": "2019-01-24/1.0",
        "state": "overdue",
        "since": "2019-03-01",
        "raised": "2019-01-24",
        "faults": [],
    }
    assert len(data["items"]) == 10


def test_a_day_is_needed_and_an_address_has_to_be_there(log, capsys):
    assert run(["state", log]) == 2
    assert "Missing option '--on'" in capsys.readouterr().err
    assert run(["state", log, "2019-01-24/9.9", "--on", "2019-10-09"]) == 2
    assert 'there is no item "2019-01-24/9.9"' in capsys.readouterr().err


def test_an_action_that_is_not_yet_raised_is_in_no_state(log, capsys):
    assert run(["state", log, "2019-01-24/1.0", "--on", "2019-01-23"]) == 0
    assert capsys.readouterr().out == "2019-01-24/1.0  not yet raised: raised on 24/01/2019\n"
    assert run(["state", log, "2019-01-24/1.0", "--on", "2019-01-23", "--format", "json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert (item["state"], item["raised"]) == (None, "2019-01-24")
    assert run(["state", log, "--on", "2019-02-01"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split() == ["2019-01-24/1.0", "open"]
    assert rows[-1].endswith("not yet raised: raised on 18/09/2019")


def test_what_took_effect_before_an_action_was_raised_counts(tmp_path, capsys):
    file = tmp_path / "log.json"
    event = (
        '{"kind": "action", "ref": "1", "trigger": "close", "from": "open", "to": "closed",'
        ' "effective": "2019-01-01", "recorded": "2019-03-01"}'
    )
    action = (
        '{"ref": "1", "title": "T", "state": "closed", "end": "2019-01-01",'
        f' "origin": {{"kind": "meeting", "raised": "2019-02-01"}}, "events": [{event}]}}'
    )
    file.write_text(f'{{"register": "r", "title": "T", "actions": [{action}]}}')
    assert run(["state", str(file), "--on", "2019-01-15"]) == 0
    assert capsys.readouterr().out.split()[1] == "closed"


@pytest.mark.parametrize(
    "raised", ["", "origin: {kind: meeting}, ", "origin: {kind: audit, raised: some day}, "]
)
def test_an_item_whose_raising_is_not_recorded_is_in_its_first_state(tmp_path, capsys, raised):
    file = tmp_path / "log.yaml"
    file.write_text(f"register: r\ntitle: T\nactions: [{{{raised}ref: '1', title: A}}]\n")
    assert run(["state", str(file), "--on", "1999-01-01"]) == 0
    assert capsys.readouterr().out.endswith("1  open\n")


def test_a_day_to_come_is_projected(log, capsys):
    ask = ["state", log, "2019-01-24/1.0", "--on", "2019-11-01", "--as-of", "2019-10-09"]
    assert run(ask) == 0
    assert capsys.readouterr().out == (
        "2019-01-24/1.0  overdue  since 2019-03-01\n"
        "2019-11-01 is still to come: projected from what is recorded as of 2019-10-09\n"
    )
    assert run([*ask, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["projected"] is True
    assert run([*ask[:-1], "2019-11-01"]) == 0
    assert "still to come" not in capsys.readouterr().out


def test_an_unknown_state_is_warned_of_with_one_address(tmp_path, capsys):
    file = tmp_path / "log.yaml"
    file.write_text("register: r\ntitle: T\nactions: [{ref: '1', title: A, state: opne}]\n")
    assert run(["state", str(file), "--on", "2019-10-09"]) == 0
    assert capsys.readouterr() == (
        "1  opne\n",
        'govkit: warning: 1: there is no state "opne" in workflow action; did you mean "open"?\n',
    )


def test_a_risk_that_is_told_no_lifecycle_has_no_state(capsys):
    assert run(["state", str(REGISTERS / "cambs-2019.yaml"), "SR1.1", "--on", "2019-10-09"]) == 2
    assert capsys.readouterr() == (
        "",
        f"govkit: {NoLifecycleError('risk', 'SR1.1')}\n",
    )


def test_what_was_recorded_after_as_of_was_not_known(log, capsys):
    assert run(["state", log, "2019-01-24/1.0", "--on", "2019-11-01", "--as-of", "2019-02-01"]) == 0
    assert capsys.readouterr().out == (
        "2019-01-24/1.0  open\n2019-11-01 is still to come: projected from what is recorded as of 2019-02-01\n"
    )


def test_an_unknown_lifecycle_keeps_nobody_from_being_told_of_the_others(tmp_path, capsys):
    file = tmp_path / "log.yaml"
    file.write_text(
        "register: r\ntitle: T\nactions: [{ref: '1', title: A, workflow: no}, {ref: '2', title: B}]\n"
    )
    assert run(["state", str(file), "--on", "2019-10-09"]) == 2
    out, err = capsys.readouterr()
    assert out == "2  open\n"
    assert err.startswith('govkit: not evaluated: there is no workflow "no"')
    assert run(["state", str(file), "--on", "2019-10-09", "--format", "json"]) == 2
    (missed,) = json.loads(capsys.readouterr().out)["not_evaluated"]
    assert missed["ref"] == "1"


def test_a_lapse_that_nobody_recorded_is_hinted_at(tmp_path, capsys):
    file = tmp_path / "log.yaml"
    file.write_text("register: r\ntitle: T\nactions: [{ref: '1', title: A, deadline: '2019-06-30'}]\n")
    ask = ["state", str(file), "--as-of", "2019-10-09", "--on"]
    assert run([*ask, "2019-10-09"]) == 0
    hint = "govkit: hint: lapse is due and not recorded of 1; see govkit sweep\n"
    assert capsys.readouterr() == ("1  open\n", hint)
    assert run([*ask, "2019-06-30"]) == 0
    assert capsys.readouterr() == ("1  open\n", "")


def test_a_lapse_that_was_recorded_too_late_is_hinted_at_of_the_days_before(tmp_path, capsys):
    file = tmp_path / "log.yaml"
    lapse = "{kind: action, ref: '1', trigger: lapse, from: open, to: overdue, effective: 2019-02-01, recorded: 2019-08-01, workflow: action}"
    close = "{kind: action, ref: '1', trigger: close, from: overdue, to: closed, effective: 2019-03-01, recorded: 2019-09-01, workflow: action}"
    file.write_text(
        "register: r\ntitle: T\nactions:\n"
        f"  - {{ref: '1', title: A, deadline: January 2019, end: 1 March 2019, state: closed, events: [{lapse}, {close}]}}\n"
        "  - {ref: '2', title: B, deadline: January 2019, origin: {kind: meeting, raised: July 2019}}\n"
    )
    ask = ["state", str(file), "1", "--on"]
    hint = "govkit: hint: lapse is due and not recorded of 1 by 2019-06-01; it was recorded later\n"
    for more in (["2019-06-01", "--as-of", "2019-06-01"], ["2019-05-01", "--known-on", "2019-06-01"]):
        assert run([*ask, *more]) == 0
        assert capsys.readouterr() == ("1  open\n", hint)
    # By then it was not due, it had been recorded, and from today everything is known.
    for day in ("2019-01-31", "2019-08-01"):
        assert run([*ask, day, "--as-of", day]) == 0
        assert capsys.readouterr().err == ""
    assert run([*ask, "2019-06-01"]) == 0
    assert capsys.readouterr() == ("1  closed  since 2019-03-01\n", "")
    assert run(["state", str(file), "July 2019/2", "--on", "2019-06-30"]) == 0
    assert capsys.readouterr().out == "July 2019/2  not yet raised: raised in July 2019\n"
