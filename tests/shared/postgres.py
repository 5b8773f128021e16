"""A PostgreSQL of the system, started on loopback for a test and gone after it."""

import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from debian import program
from ports import free_port

NOBODY = 65534


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server as an ordinary user, with a database of its own; the test is skipped where it cannot be.

    Root hands it to "nobody", for PostgreSQL does not run as root.

    Yields:
        The URL, ``postgresql://user:password@127.0.0.1:port/database``.
    """
    programs = program("postgresql", "/usr/lib/postgresql/*/bin/initdb", "initdb").parent
    who: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        data, secret, password = Path(folder, "data"), Path(folder, "secret"), secrets.token_hex(16)
        secret.write_text(password, encoding="utf-8")
        if who:
            for each in (folder, secret):
                os.chown(each, NOBODY, NOBODY)

        def run(name: str, *arguments: str) -> None:
            # Output goes nowhere: the server would keep a pipe open for as long as it runs.
            command = [str(programs / name), "-D", str(data), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)

        run("initdb", "-U", "govkit", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync", "-E", "UTF8")
        port = free_port()
        options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off"
        run("pg_ctl", "start", "-w", "-o", options, "-l", str(Path(folder, "log")))
        try:
            yield f"postgresql://govkit:{password}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")
