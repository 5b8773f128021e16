"""Whoever is killed while writing leaves the old file or the new one, never half of one."""

import os
import signal
import subprocess
import sys
import time

import pytest

from govkit.io.files import write_file

SIZE = 3_000_000
OLD, NEW = b"o" * SIZE, b"n" * (SIZE + 1)
SCRIPT = f"""
import os, sys
from govkit.io.files import write_file

old, new = b"o" * {SIZE}, b"n" * ({SIZE} + 1)
for _ in sys.stdin:
    writer = os.fork()
    while not writer:
        write_file(new, sys.argv[1])
        write_file(old, sys.argv[1])
    print(writer, flush=True)
    print(os.waitpid(writer, 0)[1], flush=True)
"""
"""Starts a writer for each line it is given, and says its process id and how it ended."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9 here")
def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "register.yaml"
    write_file(OLD, path)
    path.chmod(0o640)
    broken_off = 0
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as starter:
        for attempt in range(40):
            starter.stdin.write("\n")
            starter.stdin.flush()
            writer = int(starter.stdout.readline())
            time.sleep(0.002 * attempt)
            os.kill(writer, signal.SIGKILL)
            assert int(starter.stdout.readline()) == signal.SIGKILL
            content = path.read_bytes()
            assert content in (OLD, NEW)
            assert path.stat().st_mode & 0o777 == 0o640
            for each in tmp_path.iterdir():
                if each != path:  # what a killed writer could not clear away
                    assert each.name.startswith("register.yaml")
                    each.unlink()
                    broken_off += 1
        starter.stdin.close()
        assert starter.wait(60) == 0
    assert broken_off  # some were killed in the middle of it
    write_file(b"done", path)
    assert [each.name for each in tmp_path.iterdir()] == ["register.yaml"]
