"""``govkit baf``."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any, Final

import click

from govkit.analysis import (
    Coverage,
    CoveredControl,
    CoveredRisk,
    Gap,
    GapKind,
    age_in_days,
    coverage,
    with_deadline_on,
)
from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    file_argument,
    format_option,
    rating_data,
    say,
    toolkit,
    write_document,
)
from govkit.cli.story_data import assurance_data
from govkit.model import Action, Assurance, Objective
from govkit.report.assured import assured, evidence_said, named
from govkit.report.provenance import provenance

_WIDTH: Final = 100


@click.command()
@file_argument
@as_of_option
@format_option
@click.pass_context
def baf(ctx: click.Context, file: str, as_of: date, as_format: str) -> None:
    """Work out the board assurance framework: what assures each objective, and where the gaps are.

    Assurances that have expired, are withdrawn or only planned do not count, nor do those without a receipt,
    if the register records receipts at all. At a risk that is closed nothing is missing. Whether a risk needs
    independent assurance hangs on its rating: one that cannot be rated is listed as not evaluated, and makes
    the command exit with 2.
    """
    kit = toolkit()
    found = coverage(kit.load(file), kit.schemes, kit.workflows, as_of=as_of)
    if as_format == "json":
        write_document(kit, _data(found))
    else:
        say(*_lines(found))
    if found.unrated:
        ctx.exit(COULD_NOT_RUN)


def _data(found: Coverage) -> dict[str, Any]:
    return {
        "register": found.register.ref,
        "as_of": found.as_of.isoformat(),
        "objectives": [
            {
                "objective": _objective(group.objective),
                "risks": [_risk(risk, found) for risk in group.risks],
                "gaps": [_gap(gap) for gap in group.gaps],
            }
            for group in found.objectives
        ],
        "not_evaluated": list(found.not_evaluated),
    }


def _objective(objective: Objective | None) -> dict[str, Any] | None:
    if objective is None:
        return None
    return {
        "ref": objective.ref,
        "title": objective.title,
        "theme": objective.theme,
        "priorities": [
            {
                "ref": priority.ref,
                "title": priority.title,
                "activities": [
                    {
                        "ref": activity.ref,
                        "title": activity.title,
                        "lead": activity.lead,
                        "delivery_lead": activity.delivery_lead,
                        "rag": activity.rag,
                        "opportunities": activity.opportunities,
                    }
                    for activity in priority.activities
                ],
            }
            for priority in objective.priorities
        ],
    }


def _risk(risk: CoveredRisk, found: Coverage) -> dict[str, Any]:
    return {
        "ref": risk.rated.risk.ref,
        "title": risk.rated.risk.title,
        "current": rating_data(risk.rated.current),
        "controls": [_control(each, found) for each in risk.controls],
        "unpaired": [_assurance(each, found) for each in risk.unpaired],
        "gaps": [_gap(gap) for gap in risk.gaps],
        "over": risk.over,
        "actions": [
            {"ref": each.ref, "title": each.title, "deadline": str(each.due) if each.due else None}
            for each in _actions(risk, found)
        ],
    }


def _actions(risk: CoveredRisk, found: Coverage) -> list[Action]:
    return [with_deadline_on(each, found.as_of) for each in risk.actions]


def _control(each: CoveredControl, found: Coverage) -> dict[str, Any]:
    return {
        "ref": each.control.ref,
        "title": each.control.title,
        "assurances": [_assurance(assurance, found) for assurance in each.assurances],
    }


def _assurance(each: Assurance, found: Coverage) -> dict[str, Any]:
    return {
        **assurance_data(each),
        "age_in_days": age_in_days(each, found.as_of),
        "lapsed": found.lapse(each),
        "doubt": found.doubt(each),
    }


def _gap(gap: Gap) -> dict[str, str]:
    return {"kind": gap.kind, "ref": gap.ref, "message": gap.message}


def _covered(risk: CoveredRisk, found: Coverage) -> Iterator[str]:
    own = risk.rated.risk
    yield from _wrapped(f"{own.ref}  {own.title} ({risk.over or risk.rated.current or 'not rated'})", 2)
    counts = _counts(risk, found)
    if counts:
        yield f"    {counts}"
    for each in risk.controls:
        yield from _wrapped(named(each.control), 4)
        yield from (line for assurance in each.assurances for line in _wrapped(_assured(assurance, found), 6))
    for assurance in risk.unpaired:
        yield from _wrapped(f"names no control: {_assured(assurance, found)}", 4)
    for action in _actions(risk, found):
        due = f", due {action.due}" if action.due else ""
        yield from _wrapped(f"action {action.ref}  {action.title}{due}", 4)
    for gap in risk.gaps:
        yield from _wrapped(f"gap: {gap.ref}: {gap.message}", 4)


def _counts(risk: CoveredRisk, found: Coverage) -> str:
    certain = [any(found.doubt(one) is None for one in each.evidence) for each in risk.controls]
    perhaps = sum(bool(each.evidence) for each in risk.controls) - sum(certain)
    lapsed = sum(bool(each.lapsed and not each.evidence) for each in risk.controls)
    but = f", {perhaps} perhaps" if perhaps else ""
    but += f", {lapsed} with lapsed assurance" if lapsed else ""
    known = GapKind.CONTROL_WITHOUT_ASSURANCE not in risk.untold
    parts = (
        _number(len(risk.controls), "control") + (f", {sum(certain)} assured{but}" if known else "")
        if risk.controls
        else "",
        _number(len(risk.unpaired), "assurance of no control", "assurances of no control"),
        _number(len(risk.actions), "action"),
    )
    return "; ".join(part for part in parts if part)


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}" if count else ""


def _assured(each: Assurance, found: Coverage) -> str:
    said = [*assured(each), *evidence_said(found.lapse(each), found.doubt(each))]
    told = "; ".join(said)
    return f"{named(each)}{f' ({told})' if told else ''}"


def _wrapped(text: str, by: int) -> list[str]:
    return wrap(
        text, _WIDTH, initial_indent=" " * by, subsequent_indent=" " * (by + 2), break_on_hyphens=False
    )


def _lines(found: Coverage) -> Iterator[str]:
    counts = Counter(gap.kind.value for gap in found.gaps)
    yield f"{found.register.title}, as of {found.as_of}"
    none = "none found, see what is not evaluated" if found.not_evaluated else "none"
    yield "Gaps: " + (", ".join(f"{count} {kind}" for kind, count in counts.most_common()) or none)
    for group in found.objectives:
        yield ""
        yield f"{group.objective.ref}  {group.objective.title}" if group.objective else "(no objective)"
        yield from (f"  gap: {gap.message}" for gap in group.gaps)
        for priority in group.objective.priorities if group.objective else ():
            yield f"  {priority.ref}  {priority.title}"
            for activity in priority.activities:
                delivered = f", delivered by {activity.delivery_lead}" if activity.delivery_lead else ""
                yield f"    {activity.ref}  {activity.title}{delivered}, RAG {activity.rag or 'blank'}"
        for risk in group.risks:
            yield from _covered(risk, found)
    if found.not_evaluated:
        yield ""
        yield from (f"not evaluated: {sentence}" for sentence in found.not_evaluated)
    rated = [risk.rated.current for group in found.objectives for risk in group.risks]
    yield ""
    yield str(provenance(ratings=[rating for rating in rated if rating is not None]))
