"""The same tests on a real PostgreSQL, which an ordinary user starts on loopback for as long as they take."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
NOBODY = 65534


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@pytest.fixture
def postgresql(debian):
    """Start a cluster of its own; root hands it to "nobody", for PostgreSQL does not run as root."""
    programs = Path(debian("postgresql", "/usr/lib/postgresql/*/bin/initdb")).parent
    folder = Path(tempfile.mkdtemp())
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    password = secrets.token_hex(16)
    (folder / "password").write_text(password)
    if who:
        for each in (folder, folder / "password"):
            os.chown(each, NOBODY, NOBODY)

    def run(program, *arguments):
        done = subprocess.run(
            [programs / program, *arguments],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            **who,
        )
        assert done.returncode == 0, done.stderr.decode()

    data, port = folder / "data", free_port()
    try:
        run("initdb", "-D", data, "-U", "board", "-A", "scram-sha-256", "--pwfile", folder / "password", "-N")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        run("pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", folder / "log")
        try:
            yield f"postgres://board:{password}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder)


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
