"""Ten rules of govkit inlined in one loop, as somebody would write them who needs these ten and no more."""

from typing import Any

from govkit import Register, Toolkit
from govkit.errors import RatingError


def by_hand(register: Register, kit: Toolkit) -> list[tuple[str, str]]:  # noqa: C901, PLR0912 - that is the point
    """Find what the ten rules find: code and path of each."""
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
