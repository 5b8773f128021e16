"""GKREF002 dangling-ref."""

from collections.abc import Collection, Iterator

from govkit.errors import did_you_mean
from govkit.model import PHASES, Action, Located, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule


@rule(
    code="GKREF002",
    name="dangling-ref",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message='there is no {kind} "{ref}"{hint}',
)
def dangling_ref(located: Located[Register], context: Context) -> Iterator[Result]:
    """A reference points at nothing.

    What it does
    Looks up every ref an item names: a risk's objective, the controls an assurance covers, an action's audit
    area, an area's overall risk, and the scheme or lifecycle of a register or an item.

    Why it matters
    A link to nothing hides a gap: the control that seems assured is another one, or none.

    Example
    An assurance that covers C9 in a risk with controls C1 to C4.

    Instead
    Mend the ref, or add what it names. ``REGISTER#REF`` names an item of another register, which is not
    evaluated.
    """
    register = located.item
    yield from _definitions(register, context)
    yield from _of_risks(register)
    yield from _of_areas(register)


def _of_risks(register: Register) -> Iterator[Result]:
    objectives = [objective.ref for objective in register.objectives]
    if not objectives and any(risk.objective for risk in register.risks):
        yield Unknown("risks name objectives, but the register lists none", "/risks")
    for risk in register.all_risks:
        if objectives and risk.item.objective is not None:
            yield from _named("objective", risk.item.objective, objectives, risk.path + "/objective")
        controls = [control.ref for control in risk.item.controls]
        for i, assurance in enumerate(risk.item.assurances):
            for j, ref in enumerate(assurance.covers):
                path = risk.path + pointer("assurances", i, "covers", j)
                yield from _named(f"control in {risk.address}", ref, controls, path)


def _of_areas(register: Register) -> Iterator[Result]:
    areas = [area.ref for area in register.areas]
    for action in register.all_actions:
        if action.item.origin is not None and action.item.origin.area is not None:
            yield from _named("audit area", action.item.origin.area, areas, action.path + "/origin/area")
    risks = sorted(risk.ref for risk in register.risks)
    for i, area in enumerate(register.areas):
        path = pointer("areas", i, "overall_risk")
        if area.overall_risk is not None and "#" in area.overall_risk:
            other = area.overall_risk.partition("#")[0]
            yield Unknown(f"{area.overall_risk} is in the register {other}, which is not at hand", path)
        elif area.overall_risk is not None:
            yield from _named("risk", area.overall_risk, risks, path)


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
        yield from _named("kind of item with a lifecycle", kind, [Action.KIND], pointer("workflows", kind))
    for kind, workflow in register.workflows.items():
        yield from _named("workflow", workflow, context.workflows, pointer("workflows", kind))
    inherited = register.workflows.get(Action.KIND)
    for action in register.all_actions:
        if action.item.workflow not in (None, inherited):
            yield from _named("workflow", action.item.workflow, context.workflows, action.path + "/workflow")


def _named(kind: str, ref: str, known: Collection[str], path: str) -> Iterator[Result]:
    if ref not in known:
        yield Fail(path, {"kind": kind, "ref": ref, "hint": did_you_mean(ref, known)})
