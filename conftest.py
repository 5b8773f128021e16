"""Run the code of README and docs: Python blocks, ``console`` blocks, and files the reader is to make.

Every page runs in a folder of its own that holds the sample registers, and its blocks run in order. A block
after ``<!-- file: NAME -->`` is written to that file instead; Python ones can then be imported.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from doctest import NORMALIZE_WHITESPACE
from io import StringIO
from pathlib import Path
from typing import Any

from effort import examples
from hypothesis import settings
from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from govkit.cli.app import run

# How long an example takes says more about the machine than about the code.
settings.register_profile("govkit", deadline=None, max_examples=examples(100))
settings.load_profile("govkit")

ROOT = Path(__file__).parent
PLAIN = re.compile(r"govkit [\w ./,=:@%+'\"-]*")
"""A command of govkit in which a shell would do no more than part the words."""
FILE = re.compile(r"^<!-- file: (?P<name>\S+) -->\n```\w*\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


def setup(namespace: dict[str, Any]) -> None:
    folder = tempfile.mkdtemp()
    for register in (ROOT / "examples" / "registers").iterdir():
        shutil.copy(register, folder)
    namespace["__folder"] = folder
    namespace["__cwd"] = Path.cwd()
    os.chdir(folder)
    sys.path.insert(0, folder)


def teardown(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["__cwd"])
    sys.path.remove(namespace["__folder"])
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(namespace["__folder"]):
            del sys.modules[name]
    shutil.rmtree(namespace["__folder"])


class FileParser:
    """Blocks the reader is to save."""

    def __call__(self, document: Document) -> Iterable[Region]:
        for match in FILE.finditer(document.text):
            yield Region(match.start(), match.end(), match, self.write)

    def write(self, example: Example) -> None:
        target = Path(example.namespace["__folder"], example.parsed["name"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(example.parsed["body"], encoding="utf-8")


class Skipping:
    """A parser of code blocks that leaves the blocks of files alone."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser

    def __call__(self, document: Document) -> Iterable[Region]:
        files = [match.span() for match in FILE.finditer(document.text)]
        for region in self.parser(document):
            if not any(start <= region.start < end for start, end in files):
                yield region


def run_here(command: str) -> str:
    """Run a command of govkit in this process, which spares a Python to start."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        run(shlex.split(command)[1:])
    return out.getvalue() + err.getvalue()


def run_in_shell(command: str, folder: str) -> str:
    """Run a command as a reader would."""
    result = subprocess.run(  # noqa: S602 - the commands are this repository's own documentation
        command,
        shell=True,
        cwd=folder,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr


def run_console(example: Example) -> str | None:
    """Run ``$ command`` lines and compare what they print; a line ``...`` stands for any lines."""
    expected: list[tuple[str, list[str]]] = []
    for line in example.parsed.splitlines():
        if line.startswith("$ "):
            expected.append((line[2:], []))
        else:
            expected[-1][1].append(line)
    for command, lines in expected:
        printed = (
            run_here(command)
            if PLAIN.fullmatch(command)
            else run_in_shell(command, example.namespace["__folder"])
        ).rstrip("\n")
        pattern = "\n".join(".*" if line == "..." else re.escape(line) for line in lines)
        if not re.fullmatch(pattern, printed, re.DOTALL):
            return f"{shlex.quote(command)} printed:\n{printed}\n\nthe page says:\n" + "\n".join(lines)
    return None


pytest_collect_file = Sybil(
    parsers=[
        FileParser(),
        Skipping(PythonCodeBlockParser(doctest_optionflags=NORMALIZE_WHITESPACE)),
        Skipping(CodeBlockParser("console", run_console)),
    ],
    patterns=["*.md"],
    setup=setup,
    teardown=teardown,
).pytest()
