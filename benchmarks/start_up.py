"""Starting, as whole processes.

``start-import``: ``python -c "import govkit"`` against ``python -c "pass"``. The interpreter's own start is
the floor, and what a program pays that embeds govkit is what comes on top of it.

``start-help``: ``python -m govkit --help`` against ``python -m bare_click --help``, a click program with one
command (bare_click.py). Whoever writes a command line with click pays for the interpreter and for click
anyway, so what is above 1 is govkit's own.

One interpreter, the one that runs the benchmarks; processes one after the other, A B A B; output thrown away;
wall clock from before the process is made until it has ended. A first pair, which writes byte code and warms
the file cache, is not counted. The directory is the same on both sides (this one, where bare_click.py is).
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from pairs import Result, Size, in_pairs, result

FULL = Size(pairs=25, amount=1)
QUICK = Size(pairs=1, amount=1)
HERE = Path(__file__).parent


def start(*, quick: bool) -> Iterator[Result]:
    """Measure both starts."""
    size = QUICK if quick else FULL
    note = "whole processes by the wall clock, byte code written before"
    for name, subject, against in (
        ("start-import", ("-c", "import govkit"), ("-c", "pass")),
        ("start-help", ("-m", "govkit", "--help"), ("-m", "bare_click", "--help")),
    ):
        turns = in_pairs(size.pairs, _process(subject), _process(against))
        yield result(name, _shown(subject), _shown(against), [(one, other) for one, other in turns], note)


def _shown(arguments: tuple[str, ...]) -> str:
    return " ".join(
        ["python", *(f'"{each}"' if each in ("import govkit", "pass") else each for each in arguments)]
    )


def _process(arguments: tuple[str, ...]) -> Callable[[], float]:
    command = [sys.executable, *arguments]

    def measure() -> float:
        begin = perf_counter()
        subprocess.run(command, cwd=HERE, stdout=subprocess.DEVNULL, check=True)
        return perf_counter() - begin

    return measure
