"""GKREF002 dangling-ref."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import attrs

from govkit.errors import did_you_mean
from govkit.model import KINDS, PHASES, Edit, Located, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule


@rule(
    code="GKREF002",
    name="dangling-ref",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message='there is no {kind} "{ref}"{hint}',
    fixable=True,
)
def dangling_ref(located: Located[Register], context: Context) -> Iterator[Result]:
    """A reference points at nothing.

    What it does
    Looks up every ref an item names: the objective of a risk or an indicator, the risks that an indicator
    speaks of or a plan covers, the controls an assurance covers, the body a report went to, an action's audit
    area, an area's overall risk, and the scheme or lifecycle of a register or an item. Where a register lists
    no objective, risk or body at all, refs to them are not evaluated, which is said once.

    Why it matters
    A link to nothing hides a gap: the control that seems assured is another one, or none.

    Example
    An assurance that covers C9 in a risk with controls C1 to C4.

    Instead
    Mend the ref, or add what it names. ``check --fix`` writes the right ref if exactly one item has it but
    for capital letters or blanks around it, or has just that title. It leaves schemes and lifecycles alone,
    from which other ratings and states would follow. ``REGISTER#REF`` names an item of another register,
    which is not evaluated. What stands under ``links`` belongs to other registers, and is not looked up.
    """
    register = located.item
    yield from _definitions(register, context)
    yield from _across(register)
    yield from _of_risks(register)
    yield from _of_areas(register)


_Refs = Sequence[tuple[str, str]]
"""Refs of items, each with its title."""


def _refs(items: Iterable[Any]) -> _Refs:
    # Suggestions are not to depend on the order of the items.
    return sorted((each.ref, each.title) for each in items)


def _across(register: Register) -> Iterator[Result]:
    """Look up what items name elsewhere in the register, in lists that a register may do without."""
    objectives, risks, bodies = map(_refs, (register.objectives, register.risks, register.bodies))
    all_risks = register.all_risks
    indicators = [(pointer("indicators", i), each) for i, each in enumerate(register.indicators)]
    plans = [(pointer("plans", i), each) for i, each in enumerate(register.plans)]

    named: list[_Named] = [(each.path + "/objective", each.item.objective, ()) for each in all_risks]
    yield from _listed("objective", objectives, named, "risks name objectives")
    named = [(path + "/objective", each.objective, ()) for path, each in indicators]
    yield from _listed("objective", objectives, named, "indicators name objectives")
    named = [
        (path + pointer("risks", i), ref, each.risks)
        for path, each in indicators
        for i, ref in enumerate(each.risks)
    ]
    yield from _listed("risk", risks, named, "indicators name risks")
    named = [
        (path + pointer("covers", i), ref, each.covers)
        for path, each in plans
        for i, ref in enumerate(each.covers)
    ]
    yield from _listed("risk", risks, named, "plans cover risks")
    reports = [(each.path, i, report) for each in all_risks for i, report in enumerate(each.item.reports)]
    named = [(path + pointer("reports", i, "to"), report.to, ()) for path, i, report in reports]
    yield from _listed("body", bodies, named, "risks were reported to bodies")


_Named = tuple[str, str | None, Sequence[str]]
"""Path of a ref, the ref, and the list that it stands in."""


def _listed(kind: str, known: _Refs, named: Iterable[_Named], clause: str) -> Iterator[Result]:
    given = [(path, ref, beside) for path, ref, beside in named if ref is not None]
    if given and not known:
        yield Unknown(f"{clause}, but the register lists none", "/" + given[0][0].split("/")[1])
        return
    for path, ref, beside in given:
        yield from _item(kind, ref, known, path, beside)


def _of_risks(register: Register) -> Iterator[Result]:
    for risk in register.all_risks:
        controls = _refs(risk.item.controls)
        for i, assurance in enumerate(risk.item.assurances):
            for j, ref in enumerate(assurance.covers):
                path = risk.path + pointer("assurances", i, "covers", j)
                yield from _item(f"control in {risk.address}", ref, controls, path, assurance.covers)


def _of_areas(register: Register) -> Iterator[Result]:
    areas = _refs(register.areas)
    for action in register.all_actions:
        if action.item.origin is not None and action.item.origin.area is not None:
            yield from _item("audit area", action.item.origin.area, areas, action.path + "/origin/area")
    risks = _refs(register.risks)
    for i, area in enumerate(register.areas):
        path = pointer("areas", i, "overall_risk")
        if area.overall_risk is not None and "#" in area.overall_risk:
            other = area.overall_risk.partition("#")[0]
            yield Unknown(f"{area.overall_risk} is in the register {other}, which is not at hand", path)
        elif area.overall_risk is not None:
            yield from _item("risk", area.overall_risk, risks, path)


def _item(kind: str, ref: str, known: _Refs, path: str, beside: Sequence[str] = ()) -> Iterator[Result]:
    """Look up an item, and say which one is meant where that is certain."""
    for fail in _named(kind, ref, dict(known), path):
        meant = [own for own, title in known if title == ref or own.casefold() == ref.strip().casefold()]
        certain = len(meant) == 1 and meant[0] not in beside
        yield attrs.evolve(fail, edit=Edit(path, meant[0])) if certain else fail


def _definitions(register: Register, context: Context) -> Iterator[Result]:
    """Look up schemes and lifecycles, each inherited name once, where the register gives it."""
    if register.scheme is not None:
        yield from _named("scheme", register.scheme, context.schemes, "/scheme")
    for i, risk in enumerate(register.risks):
        for phase in PHASES:
            assessment = getattr(risk, phase)
            if assessment is not None and assessment.scheme not in (None, register.scheme):
                path = pointer("risks", i, phase, "scheme")
                yield from _named("scheme", assessment.scheme, context.schemes, path)
    for kind in register.workflows:
        yield from _named("kind of item with a lifecycle", kind, KINDS, pointer("workflows", kind))
    for kind, workflow in register.workflows.items():
        yield from _named("workflow", workflow, context.workflows, pointer("workflows", kind))
    for kind in KINDS:
        for located in register.all_of(kind):
            if located.item.workflow not in (None, register.workflows.get(kind)):
                path = located.path + "/workflow"
                yield from _named("workflow", located.item.workflow, context.workflows, path)


def _named(kind: str, ref: str, known: Collection[str], path: str) -> Iterator[Fail]:
    if ref not in known:
        yield Fail(path, {"kind": kind, "ref": ref, "hint": did_you_mean(ref, known)})
