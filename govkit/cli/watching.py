"""A bar that shows somebody who waits how far long work has come."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

STEPS: Final = 2
"""How often a file is told of: when it is read, and when it is checked."""
_MANY: Final = 10
_BIG: Final = 1_000_000


@contextmanager
def watched(files: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """Show on standard error how far work on files has come.

    Nothing is shown unless standard error is a terminal, and there are ten files or a million bytes at least.

    Args:
        files: the files.

    Yields:
        A function to be called with a file's name when a step of the work on it is done, ``STEPS`` times.
    """
    sizes = {file: _size(file) for file in files}
    if not sys.stderr.isatty() or (len(files) < _MANY and sum(sizes.values()) < _BIG):
        yield lambda _: None
        return
    total = STEPS * sum(sizes[file] for file in files)
    with click.progressbar(length=total, label="Checking", file=sys.stderr) as bar:
        yield lambda file: bar.update(sizes[file])


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size or 1
    except OSError:
        return 1
