"""What is missing between an objective and the assurance that it will be met."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from govkit.analysis.evidence import CoveredControl, expired, independent
from govkit.analysis.over import over_on
from govkit.analysis.rated_on import RiskOn
from govkit.model import Assurance, Located, Objective, Plan, Risk, pointer
from govkit.workflow import Workflow


class GapKind(StrEnum):
    """What is missing between an objective and the assurance that it will be met."""

    OBJECTIVE_WITHOUT_RISK = "objective without risk"
    RISK_WITHOUT_CONTROL = "risk without control"
    CONTROL_WITHOUT_ASSURANCE = "control without assurance"
    ASSURANCE_LAPSED = "assurance lapsed"
    NOT_INDEPENDENT = "no independent assurance above tolerance"
    EXPIRED = "assurance expired"
    NEVER_RECEIVED = "assurance never received"
    ONE_CARRIES_ALL = "one assurance carries everything"
    EFFECTIVE_WITHOUT_EVIDENCE = "control called effective without evidence"


@attrs.frozen(kw_only=True)
class Gap:
    """Something that is missing.

    Args:
        kind: what sort of gap it is.
        ref: address of the item it stands at.
        path: its JSON Pointer in the register.
        message: the gap in a sentence.
    """

    kind: GapKind
    ref: str
    path: str
    message: str


Lapses = tuple[tuple[Assurance, str | None], ...]
"""Assurances, each with why it is no evidence; None for one that is."""


def objective_gap(objective: Objective, path: str) -> Gap:
    """Say that no risk names an objective.

    Args:
        objective: the objective.
        path: its JSON Pointer in the register.

    Returns:
        The gap.
    """
    return Gap(
        kind=GapKind.OBJECTIVE_WITHOUT_RISK,
        ref=objective.ref,
        path=path,
        message=f'no risk names the objective "{objective.title}"',
    )


def risk_gaps(
    located: Located[Risk],
    stood: RiskOn,
    controls: tuple[CoveredControl, ...],
    pairs: Lapses,
    *,
    workflows: Mapping[str, Workflow],
    as_of: date,
) -> tuple[Gap, ...]:
    """Say what is missing at a risk.

    Args:
        located: the risk with its place.
        stood: how it stood on the day.
        controls: its controls and the plans that cover it, with what assures them.
        pairs: its assurances, each with why it is no evidence.
        workflows: lifecycles at hand, by id.
        as_of: the day in question.

    Returns:
        The gaps of its controls, of its assurances, and of the risk itself.
    """
    return (
        *_control_gaps(located, controls, pairs),
        *_one_carries_all(located, pairs),
        *_assurance_gaps(located, workflows, as_of),
        *_independence_gap(stood, located.path, pairs),
    )


def _control_gaps(
    located: Located[Risk], controls: tuple[CoveredControl, ...], pairs: Lapses
) -> Iterator[Gap]:
    risk = located.item
    if not controls:
        yield Gap(
            kind=GapKind.RISK_WITHOUT_CONTROL,
            ref=risk.ref,
            path=located.path,
            message="no control or plan is recorded for it",
        )
    for i, each in enumerate(controls):
        if isinstance(each.control, Plan):
            continue
        ref, path = f"{risk.ref}/{each.control.ref}", located.path + pointer("controls", i)
        if not each.assurances:
            yield Gap(
                kind=GapKind.CONTROL_WITHOUT_ASSURANCE,
                ref=ref,
                path=path,
                message=f'no assurance covers "{each.control.title}"',
            )
        elif not each.evidence:
            told = "; ".join(f'"{one.title}" {why}' for one, why in pairs if one in each.lapsed)
            yield Gap(
                kind=GapKind.ASSURANCE_LAPSED,
                ref=ref,
                path=path,
                message=f'no assurance that covers "{each.control.title}" counts: {told}',
            )
        if each.control.effective and not any(a.conclusion or a.received for a in each.evidence):
            still = "that counts " if each.lapsed else ""
            yield Gap(
                kind=GapKind.EFFECTIVE_WITHOUT_EVIDENCE,
                ref=ref,
                path=path,
                message=f"it is called effective, but no assurance of it {still}was received or concluded "
                "anything",
            )


def _one_carries_all(located: Located[Risk], pairs: Lapses) -> Iterator[Gap]:
    risk = located.item
    counting = [(i, each) for i, (each, why) in enumerate(pairs) if why is None]
    if len(risk.controls) > 1 and len(counting) == 1:
        ((i, only),) = counting
        if {control.ref for control in risk.controls} <= set(only.covers):
            yield Gap(
                kind=GapKind.ONE_CARRIES_ALL,
                ref=f"{risk.ref}/{only.ref}",
                path=located.path + pointer("assurances", i),
                message=f'"{only.title}" is all that assures {len(risk.controls)} controls',
            )


def _assurance_gaps(located: Located[Risk], workflows: Mapping[str, Workflow], as_of: date) -> Iterator[Gap]:
    for i, each in enumerate(located.item.assurances):
        if over_on(each, workflows, as_of):
            continue  # nobody waits for what was withdrawn
        ref, path = f"{located.item.ref}/{each.ref}", located.path + pointer("assurances", i)
        ended = expired(each, as_of)
        if ended is not None:
            said = f'"{each.title}" {ended}'
            yield Gap(kind=GapKind.EXPIRED, ref=ref, path=path, message=said)
        if each.received is None:
            said = f'"{each.title}" has no date of receipt'
            yield Gap(kind=GapKind.NEVER_RECEIVED, ref=ref, path=path, message=said)


def _independence_gap(stood: RiskOn, path: str, pairs: Lapses) -> Iterator[Gap]:
    if stood.above is None or stood.known_from is not None:
        return
    told = [(each, independent(each), why) for each, why in pairs]
    if any(answer and why is None for _, answer, why in told):
        return
    unknown = sum(answer is None for _, answer, why in told if why is None)
    hint = f"; of {unknown} it is not known" if unknown else ""
    lapsed = "".join(f'; "{each.title}" is, but {why}' for each, answer, why in told if answer)
    still = "that counts " if lapsed else ""
    yield Gap(
        kind=GapKind.NOT_INDEPENDENT,
        ref=stood.rated.risk.ref,
        path=path,
        message=f"it is rated {stood.above}, and no assurance {still}is recorded as external or third-line"
        f"{hint}{lapsed}",
    )
