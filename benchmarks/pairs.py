"""Measuring two things in pairs: A B A B in one process, so that a machine that slows down slows both.

What is reported is the median of the ratios A/B, pair by pair, never a time: a time says something about one
machine on one afternoon. The clock of work inside this process is its CPU time, since other processes on the
machine are not what is measured; whole processes are measured by the wall clock, which is what their user
sees. The garbage collector runs as it always does; it is only called once before each measurement, outside
of it, so that neither side pays for what the other one left behind.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from statistics import median
from time import process_time

Measure = Callable[[], float]
"""Does its work once and says how many seconds that took."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One row of results.json.

    Args:
        name: name of the benchmark, unique among all.
        subject: what is measured.
        against: what it is measured against.
        ratio: time of the subject divided by time of the other, the median of all pairs.
        runs: number of pairs.
        note: how it was measured, sizes, and the least and greatest ratio of a pair.
    """

    name: str
    subject: str
    against: str
    ratio: float
    runs: int
    note: str


@dataclass(frozen=True)
class Size:
    """How much is measured: in full, or just enough to see that everything works."""

    pairs: int
    amount: int


def timed(work: Callable[[], object]) -> float:
    """Do something once and say how many seconds of CPU time it took; freeing its result is not counted."""
    start = process_time()
    result = work()
    seconds = process_time() - start
    del result
    return seconds


def loop_cost(calls: int) -> float:
    """Measure a loop around nothing, for loops whose own cost has to be taken off."""
    start = process_time()
    for _ in repeat(None, calls):
        pass
    return process_time() - start


def in_pairs(count: int, *measures: Measure) -> list[tuple[float, ...]]:
    """Measure several things in turn, again and again, after one turn that is thrown away.

    Args:
        count: how many turns.
        *measures: what to measure, in this order.

    Returns:
        Per turn the seconds of each.
    """
    turns: list[tuple[float, ...]] = []
    for turn in range(count + 1):
        seconds = []
        for measure in measures:
            gc.collect()
            seconds.append(measure())
        if turn:
            turns.append(tuple(seconds))
    return turns


def result(name: str, subject: str, against: str, pairs: Sequence[tuple[float, float]], note: str) -> Result:
    """Sum pairs up in a row.

    Args:
        name: name of the benchmark.
        subject: what was measured.
        against: what it was measured against.
        pairs: per pair the seconds of the two.
        note: how it was measured; the range of the ratios is added to it.

    Returns:
        The row.
    """
    ratios = [one / other for one, other in pairs]
    spread = f"ratios of single pairs {shown(min(ratios))}–{shown(max(ratios))}"
    return Result(
        name=name,
        subject=subject,
        against=against,
        ratio=rounded(median(ratios)),
        runs=len(ratios),
        note=f"{note}; {spread}",
    )


def rounded(ratio: float) -> float:
    """Round to three digits that count; a fourth would be noise."""
    return float(f"{ratio:.3g}")


def shown(ratio: float) -> str:
    """Write a ratio without an exponent, with three digits that count."""
    return f"{rounded(ratio):g}"
