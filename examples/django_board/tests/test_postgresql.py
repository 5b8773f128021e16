"""The same tests on a real PostgreSQL, which an ordinary user starts on loopback for as long as they take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ports import free_port
from postgres import postgres

HERE = Path(__file__).parents[1]


@pytest.fixture
def postgresql():
    with postgres() as url:
        yield url


@pytest.mark.database
def test_all_of_it_holds_on_postgresql(postgresql):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-W",
            "error",
            "-p",
            "no:cacheprovider",
            "tests/test_board.py",
        ],
        cwd=HERE,
        env=os.environ | {"DATABASE_URL": postgresql},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped" not in done.stdout


@pytest.mark.database
def test_a_database_that_is_not_there_is_a_sentence():
    done = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=HERE,
        env=os.environ | {"DATABASE_URL": f"postgres://board@127.0.0.1:{free_port()}/board"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")
    assert "Traceback" not in done.stderr
