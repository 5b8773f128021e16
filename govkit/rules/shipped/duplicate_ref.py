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
        items = getattr(register, key)
        yield from _repeated(kind, ((item.ref, pointer(key, i)) for i, item in enumerate(items)))
    for i, objective in enumerate(register.objectives):
        yield from _of_objective(objective, pointer("objectives", i))
    yield from _repeated("risk", ((risk.address, risk.path) for risk in register.all_risks))
    yield from _repeated("action", ((action.address, action.path) for action in register.all_actions))
    for risk in register.all_risks:
        for kind, key in (("control", "controls"), ("assurance", "assurances")):
            items = getattr(risk.item, key)
            yield from _repeated(
                kind, ((item.ref, risk.path + pointer(key, i)) for i, item in enumerate(items))
            )


def _of_objective(objective: Objective, path: str) -> Iterator[_Repetition]:
    priorities = [(each, path + pointer("priorities", i)) for i, each in enumerate(objective.priorities)]
    yield from _repeated("priority action", ((each.ref, at) for each, at in priorities))
    # A delivery activity is named without its priority ("O1.1"), so its objective is to have it once.
    activities = (
        (activity.ref, at + pointer("activities", i))
        for each, at in priorities
        for i, activity in enumerate(each.activities)
    )
    yield from _repeated("delivery activity", activities)


def _repeated(kind: str, refs: Iterable[tuple[str, str]]) -> Iterator[_Repetition]:
    first: dict[str, str] = {}
    for ref, path in refs:
        if ref in first:
            yield kind, ref, path, first[ref]
        first.setdefault(ref, path)
