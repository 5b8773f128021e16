"""Checking 100 000 risks by ten rules, against the same ten rules inlined by hand in one loop.

Subject: ``Toolkit.check`` with ten rules over generated risks (generated_register.py): references that
repeat, levels outside the scheme, printed ratings, current above inherent, above tolerance without an
answer, targets above tolerance, risks and actions without an owner, deadlines that are no day, acceptances
that are incomplete. The register has no source, since looking for lines is not what rules do.

Against (``lint-rules``): the same ten rules over the same entities in one loop written by hand (by_hand.py),
which rates each assessment once by ``Scheme.rate`` and appends a tuple per finding. It explains nothing, has
no pages, no severities and no settings; a rule that raised would end it. Both must find the same.

``lint-load-check`` is ``govkit.io.loads`` of the bytes and then that check, against
``msgspec.json.Decoder`` of Structs with the types of the register (structs.py), which checks types and
nothing else, stops at the first error, and knows no lines. ``lint-load-json`` is the part of the load that
reads the text: duplicate keys refused, numbers exact. The garbage collector is paused on all sides.
``lint-memory`` compares what the two registers take in memory.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from time import process_time
from typing import TypeVar

import attrs
import msgspec
from by_hand import by_hand
from generated_register import AS_OF, SEED, register_bytes
from pairs import Result, Size, in_pairs, result
from structs import Whole

from govkit import Register, Toolkit
from govkit.formats.json_file import read
from govkit.io import loads

T = TypeVar("T")

FULL = Size(pairs=5, amount=100_000)
QUICK = Size(pairs=2, amount=100)
NAME = "generated.json"
RULES = (
    "GKREF001",
    "GKSCO001",
    "GKSCO002",
    "GKSCO003",
    "GKTOL001",
    "GKTOL003",
    "GKOWN001",
    "GKACT001",
    "GKACT002",
    "GKACC001",
)


def lint(*, quick: bool) -> Iterator[Result]:
    """Measure ten rules, loading with them, and memory."""
    size = QUICK if quick else FULL
    kit = Toolkit.installed()
    content = register_bytes(size.amount)
    decoder = msgspec.json.Decoder(Whole)
    held: list[Register] = []
    found: list[tuple[str, str]] = []

    def load_once() -> float:
        seconds, register = _paused(lambda: loads(content, NAME))
        held[:] = [attrs.evolve(register, source=None)]
        return seconds

    def check_once() -> float:
        seconds, findings = _paused(lambda: kit.check(held[0], as_of=AS_OF, only=RULES))
        found[:] = sorted((each.code, each.path) for each in findings)
        return seconds

    def by_hand_once() -> float:
        register = attrs.evolve(held[0])  # nothing is derived from it yet
        seconds, same = _paused(lambda: by_hand(register, kit))
        if sorted(same) != found:
            raise AssertionError("the rules by hand find something else", len(same), len(found))
        return seconds

    def read_once() -> float:
        return _paused(lambda: read(content.decode(), NAME))[0]

    def decode_once() -> float:
        return _paused(lambda: decoder.decode(content))[0]

    turns = in_pairs(size.pairs, load_once, check_once, by_hand_once, decode_once, read_once)
    sized = f"{size.amount} risks, {len(content) / 1e6:.1f} MB of JSON, seed {SEED}; collector paused"
    share = [checking / (loading + checking) for loading, checking, *_ in turns]
    yield result(
        "lint-rules",
        "Toolkit.check with ten rules",
        "the ten rules by hand in one loop",
        [(checking, hand) for _, checking, hand, *_ in turns],
        f"{sized}; {len(found)} findings",
    )
    yield result(
        "lint-load-check",
        "govkit.io.loads, then Toolkit.check with ten rules",
        "msgspec's decoder with Structs",
        [(loading + checking, decoding) for loading, checking, _, decoding, _ in turns],
        f"{sized}; of the subject's time {min(share):.0%}–{max(share):.0%} are the rules",
    )
    yield result(
        "lint-load-json",
        "reading the text of a load",
        "msgspec's decoder with Structs",
        [(reading, decoding) for _, _, _, decoding, reading in turns],
        sized,
    )
    yield _memory(content, decoder, size)


def _paused(work: Callable[[], T]) -> tuple[float, T]:
    """Do something with the collector paused, and say how many seconds of CPU time it took."""
    gc.disable()
    try:
        start = process_time()
        done = work()
        return process_time() - start, done
    finally:
        gc.enable()


def _memory(content: bytes, decoder: "msgspec.json.Decoder[Whole]", size: Size) -> Result:
    taken = []
    for make in (lambda: attrs.evolve(loads(content, NAME), source=None), lambda: decoder.decode(content)):
        gc.collect()
        tracemalloc.start()
        register = make()
        gc.collect()
        taken.append(float(tracemalloc.get_traced_memory()[0]))
        tracemalloc.stop()
        del register
    ours, theirs = taken
    return result(
        "lint-memory",
        "memory of a register that was loaded",
        "msgspec's Structs",
        [(ours, theirs)],
        f"{size.amount} risks, traced once; "
        f"{ours / size.amount:.0f} and {theirs / size.amount:.0f} bytes a risk",
    )
