"""``govkit explain``."""

from collections.abc import Iterator
from datetime import date

import click

from govkit.analysis import RatedRisk, Unrated, agenda, coverage, escalations, rate_assessment
from govkit.cli.common import as_of_option, toolkit
from govkit.cli.diff import arrows, load_map
from govkit.history import RefMap, diff
from govkit.model import PHASES, EarlierAssessment, Register, Risk
from govkit.report.provenance import Provenance, provenance
from govkit.scoring import Rating
from govkit.toolkit import Toolkit


@click.command()
@click.argument("target")
@click.argument("ref", required=False)
@as_of_option
@click.option("--before", type=click.Path(), help="An earlier edition, to say what moved.")
@click.option("--map", "map_file", type=click.Path(), help="YAML: earlier ref to later ref.")
def explain(target: str, ref: str | None, as_of: date, before: str | None, map_file: str | None) -> None:
    """Tell a risk's whole story, or show a rule's page.

    TARGET is a register file, and REF one of its risks; or TARGET alone is the code or name of a rule.
    """
    kit = toolkit()
    if ref is None:
        for rule in kit.rules_named(target):
            click.echo(f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.page}\n")
        return
    register = kit.load(target)
    risk = register.risk(ref)
    lines = [*_story(kit, register, risk, as_of)]
    if before is not None:
        ref_map = load_map(map_file) if map_file else None
        lines += ["", *_moved(kit, kit.load(before), register, ref, ref_map)]
    lines += ["", str(_made_with(kit, risk))]
    click.echo("\n".join(lines))


def _story(kit: Toolkit, register: Register, risk: Risk, as_of: date) -> Iterator[str]:
    rated = kit.rate(risk)
    yield f"{risk.ref}  {risk.title}"
    if risk.statement:
        yield risk.statement
    leads = [lead for lead in (risk.executive_lead, risk.senior_lead) if lead]
    yield f"Leads: {', '.join(leads) or 'none recorded'}"
    yield ""
    yield from _ratings(kit, rated)
    yield ""
    yield "Where it goes"
    going = [each for each in escalations(register, kit.schemes, as_of=as_of) if each.ref == risk.ref]
    yield from (f"  To {each.to}, since {each.since or 'an unrecorded day'}." for each in going)
    found = agenda(register, kit.schemes, as_of=as_of)
    due = [each for each in found.due if each.ref == risk.ref]
    yield from (f"  {each.kind.capitalize()} due on {each.due}: {each.why}." for each in due)
    undated = [each for each in found.undated if each.ref == risk.ref]
    yield from (f"  {each.kind.capitalize()} not evaluated: {each.why}." for each in undated)
    if not going and not due and not undated:
        yield "  Nowhere in particular, and no review is due."
    yield ""
    yield "What is missing"
    gaps = [
        gap
        for group in coverage(register, kit.schemes, as_of=as_of).objectives
        for each in group.risks
        if each.rated.risk is risk
        for gap in each.gaps
    ]
    yield from (f"  {gap.ref}: {gap.message}." for gap in gaps)
    # The rule for a kind of gap bears its name; what it finds has been said.
    said = {gap.kind.replace(" ", "-") for gap in gaps}
    findings = [
        each
        for each in kit.check(register, as_of=as_of)
        if (each.ref == risk.ref or each.ref.startswith(f"{risk.ref}/")) and each.name not in said
    ]
    yield from (f"  {each.code} {each.ref}: {each.message}." for each in findings)
    if not gaps and not findings:
        yield "  Nothing that govkit can see."


def _ratings(kit: Toolkit, rated: RatedRisk) -> Iterator[str]:
    for phase in PHASES:
        rating = getattr(rated, phase)
        reason = rated.unrated.get(phase, "not assessed")
        yield f"{phase.capitalize()}: {rating or reason}"
        if rating is not None:
            yield f"  {rating.explanation}"
        yield from (f"  {_earlier(kit, each, rating)}" for each in rated.risk.earlier if each.phase == phase)


def _earlier(kit: Toolkit, each: EarlierAssessment, now: Rating | None) -> str:
    """Say what an assessment was before, and that ratings of two schemes make no trend."""
    was = rate_assessment(each.assessment, kit.schemes)
    until = f"Until {each.until}" if each.until else "Earlier"
    if isinstance(was, Unrated):
        return f"{until}: not rated, {was.reason}."
    broken = now is not None and (was.scheme, was.version) != (now.scheme, now.version)
    rest = "; the scheme changed, so the two are not compared" if broken else ""
    return f"{until}: {was}, under {was.scheme}{rest}."


def _made_with(kit: Toolkit, risk: Risk) -> Provenance:
    rated = kit.rate(risk)
    lifecycles = {action.workflow or action.KIND for action in risk.actions}
    return provenance(
        ratings=[rating for phase in PHASES if (rating := getattr(rated, phase)) is not None],
        workflows=[kit.workflows[name] for name in lifecycles & kit.workflows.keys()],
        rules=[kit.origin(rule).origin for rule in kit.rules.values()],
    )


def _moved(
    kit: Toolkit, before: Register, after: Register, ref: str, ref_map: RefMap | None
) -> Iterator[str]:
    found = diff(before, after, kit.schemes, ref_map=ref_map)
    yield "What moved"
    for each in found.moved:
        if each.ref == ref:
            yield f"  {arrows(each)}"
            fields = found.changed.get(ref, ())
            if fields:
                yield f"  Changed: {', '.join(fields)}."
            return
    yield "  It is new in this edition."
