"""A PostgreSQL of the system, started on loopback for a test and gone after it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ports import free_port

NOT_THERE = "PostgreSQL is not installed here: apt-get install postgresql"
NOBODY_TO_RUN_IT = "PostgreSQL refuses to run as root, and there is no user postgres"


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server as an ordinary user, with a database of its own; the test is skipped where it cannot be.

    Yields:
        The URL, ``postgresql://user:password@127.0.0.1:port/database``.
    """
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        user = _ordinary_user(folder)
        data, secret = Path(folder, "data"), Path(folder, "secret")
        secret.write_text("secret", encoding="utf-8")

        def run(program: str, *arguments: str) -> None:
            # Output goes nowhere: the server would keep a pipe open for as long as it runs.
            command = [str(programs / program), "-D", str(data), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user)

        run("initdb", "-U", "govkit", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync", "-E", "UTF8")
        port = free_port()
        options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off"
        run("pg_ctl", "start", "-w", "-o", options, "-l", str(Path(folder, "log")))
        try:
            yield f"postgresql://govkit:secret@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")


def _programs() -> Path:
    """Find the programs, which Debian keeps off the path, so that several versions go side by side."""
    debian = [each.parent for each in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if not debian and on_path is None:
        pytest.skip(NOT_THERE)
    return max(debian, key=lambda each: int(each.parent.name), default=Path(on_path or "").parent)


def _ordinary_user(folder: str) -> str | None:
    """Say as whom to run the server, None for whoever runs the test, and give that user the folder."""
    if os.geteuid() != 0:
        return None
    try:
        shutil.chown(folder, "postgres")
    except LookupError:
        pytest.skip(NOBODY_TO_RUN_IT)
    return "postgres"
