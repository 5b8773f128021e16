"""Checking 100 000 risks by ten rules, against the same ten rules inlined by hand in one loop.

Subject: ``Toolkit.check`` with ten rules over generated risks (generated_register.py): references that repeat,
levels outside the scheme, printed ratings, current above inherent, above tolerance without an answer, targets
above tolerance, risks and actions without an owner, deadlines that are no day, actions whose state disagrees
with nothing but their end. The register has no source, since looking for lines is not what rules do.

Against (``lint-rules``): the same ten rules over the same entities in one loop written by hand, which rates each
assessment once by ``Scheme.rate`` and appends a tuple per finding. It explains nothing, has no pages, no
severities and no settings; a rule that raised would end it. Both must find the same.

``lint-load-check`` is ``govkit.io.loads`` of the bytes and then that check, against ``msgspec.json.Decoder`` of
Structs with the types of the register, which checks types and nothing else, stops at the first error, and knows
no lines. The garbage collector is paused on both sides. ``lint-memory`` compares what the two registers take
in memory. ``lint-load-check``'s note says where the time of the subject goes.
"""

import gc
import tracemalloc
from collections.abc import Iterator
from time import process_time
from typing import Any

import attrs
import msgspec
from generated_register import AS_OF, SEED, register_bytes
from pairs import Result, Size, in_pairs, result

from govkit import Register, Toolkit
from govkit.errors import RatingError
from govkit.io import loads

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


class Control(msgspec.Struct, forbid_unknown_fields=True):
    ref: str
    title: str
    label: str | None = None


class Assurance(msgspec.Struct, forbid_unknown_fields=True):
    ref: str
    title: str
    source: str | None = None
    line: int | None = None
    covers: list[str] = []


class Update(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    date: str | None = None


class Action(msgspec.Struct, forbid_unknown_fields=True):
    ref: str
    title: str
    state: str | None = None
    owner: str | None = None
    start: str | None = None
    deadline: str | None = None
    end: str | None = None
    updates: list[Update] = []


class Assessment(msgspec.Struct, forbid_unknown_fields=True):
    levels: dict[str, int | str | dict[str, int | str]]
    printed: int | str | None = None


class Risk(msgspec.Struct, forbid_unknown_fields=True):
    ref: str
    title: str
    statement: str | None = None
    objective: str | None = None
    causes: list[str] = []
    effects: list[str] = []
    executive_lead: str | None = None
    senior_lead: str | None = None
    inherent: Assessment | None = None
    current: Assessment | None = None
    target: Assessment | None = None
    controls: list[Control] = []
    assurances: list[Assurance] = []
    actions: list[Action] = []


class Objective(msgspec.Struct, forbid_unknown_fields=True):
    ref: str
    title: str


class Whole(msgspec.Struct, forbid_unknown_fields=True):
    register: str
    title: str
    organisation: str | None = None
    edition: str | None = None
    scheme: str | None = None
    objectives: list[Objective] = []
    risks: list[Risk] = []


def by_hand(register: Register, kit: Toolkit) -> list[tuple[str, str]]:
    """The ten rules in one loop: code and path of what they find."""
    found: list[tuple[str, str]] = []
    scheme, workflow = kit.schemes["cambs-2019"], kit.workflows["action"]
    final = {name for name, state in workflow.state.items() if state.final}
    risks: set[str] = set()
    for at, risk in enumerate(register.risks):
        path = f"/risks/{at}"
        if risk.ref in risks:
            found.append(("GKREF001", f"{path}/ref"))
        risks.add(risk.ref)
        for key in ("controls", "assurances", "actions"):
            refs: set[str] = set()
            for index, item in enumerate(getattr(risk, key)):
                if item.ref in refs:
                    found.append(("GKREF001", f"{path}/{key}/{index}/ref"))
                refs.add(item.ref)
        ratings: dict[str, Any] = {}
        for phase in ("inherent", "current", "target"):
            assessment = getattr(risk, phase)
            if assessment is None:
                continue
            try:
                rating = scheme.rate(assessment.levels)
            except RatingError:
                found.append(("GKSCO001", f"{path}/{phase}/levels"))
                continue
            ratings[phase] = rating
            if assessment.printed is not None and str(assessment.printed) not in (
                str(rating.value),
                rating.band.label if rating.band else None,
            ):
                found.append(("GKSCO002", f"{path}/{phase}/printed"))
        inherent, current, target = (ratings.get(phase) for phase in ("inherent", "current", "target"))
        if inherent is not None and current is not None and current > inherent:
            found.append(("GKSCO003", f"{path}/current"))
        accepted = any(each.by and each.why and each.on and each.until for each in risk.acceptances)
        for index, each in enumerate(risk.acceptances):
            if not (each.by and each.why and each.on and each.until):
                found.append(("GKACC001", f"{path}/acceptances/{index}"))
        if target is not None and target.within_tolerance is False and not accepted:
            found.append(("GKTOL003", f"{path}/target"))
        led = risk.executive_lead is not None or risk.senior_lead is not None
        if not led:
            found.append(("GKOWN001", path))
        something_open = False
        for index, action in enumerate(risk.actions):
            if action.state not in final:
                something_open = True
            if action.owner is None and not led:
                found.append(("GKACT001", f"{path}/actions/{index}"))
            due = action.due
            if due is not None and due.last is None:
                found.append(("GKACT002", f"{path}/actions/{index}/deadline"))
        if (
            current is not None
            and current.within_tolerance is False
            and not accepted
            and not (target is not None and target.within_tolerance is not False)
            and not something_open
        ):
            found.append(("GKTOL001", f"{path}/current"))
    return found


def lint(*, quick: bool) -> Iterator[Result]:
    """Measure ten rules, loading with them, and memory."""
    size = QUICK if quick else FULL
    kit = Toolkit.installed()
    content = register_bytes(size.amount)
    decoder = msgspec.json.Decoder(Whole)
    held: list[Register] = []
    counts: dict[str, int] = {}

    def load_once() -> float:
        gc.disable()
        start = process_time()
        register = loads(content, NAME)
        seconds = process_time() - start
        gc.enable()
        held[:] = [attrs.evolve(register, source=None)]
        return seconds

    def check_once() -> float:
        gc.disable()
        start = process_time()
        findings = kit.check(held[0], as_of=AS_OF, only=RULES)
        seconds = process_time() - start
        gc.enable()
        counts["findings"] = len(findings)
        counts["names"] = hash(frozenset((each.code, each.path) for each in findings))
        return seconds

    def by_hand_once() -> float:
        register = attrs.evolve(held[0])
        gc.disable()
        start = process_time()
        found = by_hand(register, kit)
        seconds = process_time() - start
        gc.enable()
        if hash(frozenset(found)) != counts["names"] or len(found) != counts["findings"]:
            raise AssertionError("the rules by hand find something else", len(found), counts)
        return seconds

    def decode_once() -> float:
        gc.disable()
        start = process_time()
        whole = decoder.decode(content)
        seconds = process_time() - start
        gc.enable()
        del whole
        return seconds

    turns = in_pairs(size.pairs, load_once, check_once, by_hand_once, decode_once)
    sized = f"{size.amount} risks, {len(content) / 1e6:.1f} MB of JSON, seed {SEED}; collector paused"
    share = [checking / (loading + checking) for loading, checking, _, _ in turns]
    yield result(
        "lint-rules",
        "Toolkit.check with ten rules",
        "the ten rules by hand in one loop",
        [(checking, hand) for _, checking, hand, _ in turns],
        f"{sized}; {counts['findings']} findings",
    )
    yield result(
        "lint-load-check",
        "govkit.io.loads, then Toolkit.check with ten rules",
        "msgspec's decoder with Structs",
        [(loading + checking, decoding) for loading, checking, _, decoding in turns],
        f"{sized}; of the subject's time {min(share):.0%}–{max(share):.0%} are the rules",
    )
    yield _memory(content, decoder, size)


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
        f"{size.amount} risks, traced once; {ours / size.amount:.0f} and {theirs / size.amount:.0f} bytes a risk",
    )
