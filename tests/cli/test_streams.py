"""What cannot be written to the standard streams: a sentence where there is somebody to read it, and exit code 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOVKIT = str(Path(sys.executable).with_name("govkit"))
FULL = "govkit: standard output was not written: No space left on device\n"


def run(command, **env):
    return subprocess.run(
        f"{GOVKIT} {command}", shell=True, capture_output=True, text=True, check=False, env=os.environ | env
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["schemes", "--help", "rules --format json", "schema"])
def test_a_full_disk_behind_standard_output_is_said(command, unbuffered):
    done = run(f"{command} > /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (2, FULL)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["check nothere", "check", "explain GKNIX001"])
def test_a_full_disk_behind_standard_error_changes_no_exit_code(command, unbuffered):
    done = run(f"{command} 2> /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (2, "")
    assert run(f"{command} > /dev/full 2> /dev/full", PYTHONUNBUFFERED=unbuffered).returncode == 2


def test_streams_that_are_closed_are_done_without():
    assert run("check nothere >&- ").returncode == 2
    done = run("check nothere 2>&-")
    assert (done.returncode, done.stdout) == (2, "not checked: nothere\n")
