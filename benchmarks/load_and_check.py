"""Loading and checking a large register, against a parser that only parses.

Subject: 20 000 generated risks (generated_register.py) of JSON, through ``govkit.io.loads``, which is what
``Toolkit.load`` does with the bytes of a file, and then ``Toolkit.check`` with all installed rules. Out of
it come frozen entities of which every value was checked, and findings with line and column.

Against: ``orjson.loads`` of the same bytes, about the fastest there is in Python. It answers dicts and
lists, in which nothing was checked. That is the floor: whoever reads JSON pays for it. So the ratio is the
price of everything that turns a file into a register. With as many objects as here, the larger part of
orjson's time are passes of the garbage collector; a program that pauses it around ``orjson.loads`` would see
ratios two to three times as large.

``check-unplaced`` checks the same register without its source, as a program has it that built the register
itself: the rules alone, since no finding can be given a line. What ``check`` takes beyond it is the search
for positions in the text, which the first finding sets off.

``load-json`` is ``load`` against the standard library's ``json.loads``, on whose parser govkit builds: it
needs duplicate keys refused and numbers exact, which orjson does not offer. Its note says where the time of a
load goes, by functions' own time under cProfile (which makes small functions look larger than they are).

All five are measured in turn, again and again: load, check, check-unplaced, orjson, json. Loading happens
anew in each turn, since a register keeps what a check has once derived from it. Nothing is switched off; the
collector's pause while structuring is part of ``govkit.io.loads``. What a call gives is dropped after its
clock stopped.
"""

import cProfile
import json
import pstats
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import attrs
import orjson
from generated_register import AS_OF, SEED, register_bytes
from pairs import Result, Size, in_pairs, result, timed

from govkit import Finding, Register, Toolkit
from govkit.io import loads

FULL = Size(pairs=9, amount=20_000)
QUICK = Size(pairs=2, amount=100)
NAME = "generated.json"
ROOT = Path(__file__).parent.parent


def load(*, quick: bool) -> Iterator[Result]:
    """Measure loading and checking, together and apart."""
    size = QUICK if quick else FULL
    kit = Toolkit.installed()
    content = register_bytes(size.amount)
    loaded: list[Register] = []
    found: list[Finding] = []

    def load_once() -> float:
        start = process_time()
        register = loads(content, NAME)
        seconds = process_time() - start
        loaded.append(register)
        return seconds

    def check_once() -> float:
        register = loaded[0]
        start = process_time()
        findings = kit.check(register, as_of=AS_OF)
        seconds = process_time() - start
        found[:] = findings
        return seconds

    def check_unplaced_once() -> float:
        register = attrs.evolve(loaded.pop(), source=None)
        start = process_time()
        findings = kit.check(register, as_of=AS_OF)
        seconds = process_time() - start
        if len(findings) != len(found):
            raise AssertionError(len(findings), len(found))
        return seconds

    turns = in_pairs(
        size.pairs,
        load_once,
        check_once,
        check_unplaced_once,
        lambda: timed(lambda: orjson.loads(content)),
        lambda: timed(lambda: json.loads(content)),
    )
    sized = f"{size.amount} risks, {len(content) / 1e6:.1f} MB of JSON, seed {SEED}"
    checked = f"{sized}; {len(kit.rules)} rules, {len(found)} findings"
    against = "orjson.loads of the same bytes"
    yield result(
        "load-check",
        "govkit.io.loads, then Toolkit.check",
        against,
        [(loading + checking, parsing) for loading, checking, _, parsing, _ in turns],
        checked,
    )
    yield result(
        "load", "govkit.io.loads", against, [(loading, parsing) for loading, _, _, parsing, _ in turns], sized
    )
    yield result(
        "check",
        "Toolkit.check",
        against,
        [(checking, parsing) for _, checking, _, parsing, _ in turns],
        checked,
    )
    yield result(
        "check-unplaced",
        "Toolkit.check of the register without its source",
        against,
        [(checking, parsing) for _, _, checking, parsing, _ in turns],
        checked,
    )
    yield result(
        "load-json",
        "govkit.io.loads",
        "json.loads (standard library) of the same bytes",
        [(loading, parsing) for loading, _, _, _, parsing in turns],
        f"{sized}; own time under cProfile: {', '.join(_top(content, 3))}",
    )


def _top(content: bytes, count: int) -> list[str]:
    """Say in which functions most of a load's time is spent."""
    profile = cProfile.Profile()
    profile.runcall(loads, content, NAME)
    stats = pstats.Stats(profile).get_stats_profile()
    total = sum(each.tottime for each in stats.func_profiles.values())
    most = sorted(stats.func_profiles.items(), key=lambda item: -item[1].tottime)[:count]
    return [f"{_place(each.file_name, name)} {each.tottime / total:.0%}" for name, each in most]


def _place(file: str, name: str) -> str:
    path = Path(file)
    where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return name if file == "~" else f"{name} in {where}"
