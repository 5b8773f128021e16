"""``govkit state``: which state items were in on a day."""

import json
import shutil
from pathlib import Path

import pytest

from govkit.cli.app import run

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
    assert data["on"] == "2019-10-09"
    assert data["items"][0] == {
        "kind": "action",
        "ref": "2019-01-24/1.0",
        "state": "overdue",
        "since": "2019-03-01",
        "faults": [],
    }
    assert len(data["items"]) == 10


def test_a_day_is_needed_and_an_address_has_to_be_there(log, capsys):
    assert run(["state", log]) == 2
    assert "Missing option '--on'" in capsys.readouterr().err
    assert run(["state", log, "2019-01-24/9.9", "--on", "2019-10-09"]) == 2
    assert 'there is no item "2019-01-24/9.9"' in capsys.readouterr().err
