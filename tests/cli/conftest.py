"""What tests of commands share."""

import sys

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


STRANGER = """
import json

from govkit import hookimpl
from govkit.formats import Document, Position, Source
from govkit.io import dumps
from govkit.model import Refusal, Unplaced


class Own:
    name = "own"
    title = "A stranger's"
    suffixes = (".own", ".own.json", ".json")
    lossless = True

    def recognises(self, content, name):
        return b'"own"' in content

    def read(self, content, name, *, part=None):
        data = json.loads(content)
        refused = tuple(Refusal(at and Position(*at), said) for at, said in data.get("refused", ()))
        unplaced = tuple(Unplaced(at and Position(*at), text) for at, text in data.get("unplaced", ()))
        source = Source(name, "", lambda _: {})
        return Document(data["own"], source, refused=refused, unplaced=unplaced)

    def write(self, register, name):
        return json.dumps({"own": json.loads(dumps(register, "r.json"))}).encode()


@hookimpl
def govkit_formats():
    return [Own()]
"""


@pytest.fixture
def stranger(tmp_path_factory, monkeypatch):
    """A stranger's format is installed: JSON that says of itself what is refused and what has no home."""
    site = tmp_path_factory.mktemp("site")
    info = site / "stranger-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govkit]\nstranger = stranger_of_formats\n")
    (site / "stranger_of_formats.py").write_text(STRANGER)
    monkeypatch.syspath_prepend(site)
    yield
    sys.modules.pop("stranger_of_formats", None)
