"""What tests of commands share."""

import pytest

from govkit.cli.app import run


@pytest.fixture
def govkit_(capsys):
    """Run a command in this process: its exit code, and what it wrote to both streams."""

    def call(*arguments):
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return call
