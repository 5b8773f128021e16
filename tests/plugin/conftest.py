"""Strangers' distributions, written to a folder on the path the way an installer leaves them."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

PARTS = '''
from govkit import Factor, Fail, Over, Scheme, Severity, Unknown, Workflow, hookimpl, rule
from govkit.workflow import Row, State


def scheme(id):
    factor = Factor.numbered("harm", ["Little", "Great"])
    return Scheme.formula(
        id, version="1", title=id, source="a test", factors=[factor], formula=lambda harm: harm
    )


def workflow(id):
    return Workflow(
        id=id,
        title=id,
        kind="action",
        states=(State("open", "Open"), State("closed", "Closed", final=True)),
        initial="open",
        rows=(Row("close", "open", "closed"),),
    )


def rule_of(code, name="shows"):
    @rule(code=code, name=name, severity=Severity.NOTE, over=Over.REGISTER, message="{what} of " + code)
    def shows(located, context):
        """It shows.

        What it does
        Why it matters
        Example
        Instead
        """
        yield Fail("", {"what": located.item.ref})

    return shows
'''


class Site:
    """A folder on the path into which distributions are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.modules: set[str] = set()

    def write(self, name: str, text: str) -> None:
        """Write a module of a stranger's; it begins with the parts above."""
        self.folder.joinpath(f"{name}.py").write_text(PARTS + dedent(text), encoding="utf-8")
        self.modules.add(name)
        importlib.invalidate_caches()

    def place(self, name: str, statement: str) -> str:
        """Say where the one line that ends in a statement is, the way a message does."""
        lines = self.folder.joinpath(f"{name}.py").read_text(encoding="utf-8").splitlines()
        (number,) = (number for number, line in enumerate(lines, 1) if line.endswith(statement))
        return f" ({name}.py, line {number})"

    def distribute(self, name: str, points: str | bytes, version: str = "1.0") -> Path:
        """Write the metadata of a distribution, whose entry points are given as lines."""
        info = self.folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        lines = points if isinstance(points, bytes) else f"[govkit]\n{points}\n".encode()
        info.joinpath("entry_points.txt").write_bytes(lines)
        importlib.invalidate_caches()
        return info

    def install(self, name: str, text: str, version: str = "1.0") -> None:
        """Install a distribution with one module and one entry point, all of one name."""
        self.write(name, text)
        self.distribute(name, f"{name} = {name}", version)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    site = Site(folder)
    yield site
    for module in site.modules:
        sys.modules.pop(module, None)
    importlib.invalidate_caches()
