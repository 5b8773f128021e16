"""GKREF001 duplicate-ref."""

from collections.abc import Iterable, Iterator
from typing import Final

from govkit.model import Located, Objective, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule

_LISTS: Final = {
    "objective": "objectives",
    "body": "bodies",
    "indicator": "indicators",
    "plan": "plans",
    "audit area": "areas",
}

_Repetition = tuple[str, str, str, str]
"""Kind, ref, path of the item that repeats it, path of the first."""


@rule(
    code="GKREF001",
    name="duplicate-ref",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message='{kind} "{ref}" stands here again; it stands first {place}',
)
def duplicate_ref(located: Located[Register], context: Context) -> Iterator[Result]:
    """A reference stands twice among its like.

    What it does
    Compares the refs of risks, objectives, bodies, indicators, plans and audit areas, of the controls,
    assurances and actions of one risk, of the priority actions and of the delivery activities of one
    objective, and the addresses of a log's actions (meeting date or audit area, then number).

    Why it matters
    A ref that stands for two things stands for neither: a rating or a deadline would be looked up wrongly.

    Example
    Two risks SR3.1. Two actions 1.0 are fine if different meetings raised them.

    Instead
    Give each item its own ref; a numeral that the paper repeats belongs in ``label``.
    """
    source = context.register.source
    for kind, ref, path, first in _repetitions(located.item):
        at = source.locate(f"{first}/ref") if source else None
        place = f"on line {at.line}" if at else f"at {first}"
        yield Fail(f"{path}/ref", {"kind": kind, "ref": ref, "first": first, "place": place})


def _repetitions(register: Register) -> Iterator[_Repetition]:
    for kind, key in _LISTS.items():
        yield from _repeated_in(kind, register, "", key)
    for i, objective in enumerate(register.objectives):
        yield from _of_objective(objective, pointer("objectives", i))
    for kind, located in (("risk", register.all_risks), ("action", register.all_actions)):
        for at, first in _repeated(each.address for each in located):
            yield kind, located[at].address, located[at].path, located[first].path
    for risk in register.all_risks:
        for kind, key in (("control", "controls"), ("assurance", "assurances")):
            yield from _repeated_in(kind, risk.item, risk.path, key)


def _of_objective(objective: Objective, path: str) -> Iterator[_Repetition]:
    yield from _repeated_in("priority action", objective, path, "priorities")
    # A delivery activity is named without its priority ("O1.1"), so its objective is to have it once.
    activities = [
        (activity.ref, path + pointer("priorities", i, "activities", j))
        for i, priority in enumerate(objective.priorities)
        for j, activity in enumerate(priority.activities)
    ]
    for at, first in _repeated(ref for ref, _ in activities):
        yield "delivery activity", *activities[at], activities[first][1]


def _repeated_in(kind: str, holder: object, path: str, key: str) -> Iterator[_Repetition]:
    items = getattr(holder, key)
    for at, first in _repeated(item.ref for item in items):
        yield kind, items[at].ref, path + pointer(key, at), path + pointer(key, first)


def _repeated(refs: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Say at which places refs are repeated, and where each of those stands first."""
    seen: dict[str, int] = {}
    for at, ref in enumerate(refs):
        first = seen.setdefault(ref, at)
        if first != at:
            yield at, first
