"""Two versions of a lifecycle as files, and a register with items under way."""

import shutil
from pathlib import Path

import pytest

from govkit.cli.app import run


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, to in (("old.json", "old.json"), ("new.json", "new.json"), ("register.yaml", "r.yaml")):
        shutil.copy(Path(__file__).with_name(name), to)


@pytest.fixture
def told(capsys):
    """Run a command of ``govkit workflows``: what it prints."""

    def call(*arguments, code=0):
        capsys.readouterr()
        assert run(["workflows", *arguments]) == code
        return capsys.readouterr()

    return call
