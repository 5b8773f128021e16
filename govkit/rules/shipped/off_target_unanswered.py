"""GKIND003 off-target-unanswered."""

from collections.abc import Iterator

from govkit.analysis import Judgement
from govkit.model import Located, Rag, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import FRAMEWORK_2013


@rule(
    code="GKIND003",
    name="off-target-unanswered",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="it is off target, and no risk answers it: it names none{objective}",
    source=FRAMEWORK_2013,
)
def off_target_unanswered(located: Located[Register], context: Context) -> Iterator[Result]:
    """An indicator is off target, and no risk of the register answers it.

    What it does
    Judges each indicator that has a target. If it is red, it is to name a risk of the register, or one of
    them is to name the same objective; the actions of that risk are what is done about it. In a register
    without any risk it is not evaluated; nor is an indicator whose status cannot be told.

    Why it matters
    The figure says that an objective is being missed. If no risk says so too, nobody has to do anything.

    Example
    Satisfaction of 70 % with a target of 80 %, and no risk about victims.

    Instead
    Name under ``risks`` the risk whose actions answer it; or record that risk.
    """
    register = located.item
    risks = {risk.ref for risk in register.risks}
    objectives = {risk.objective for risk in register.risks if risk.objective is not None}
    for i, judgement in enumerate(context.judgements):
        indicator, place = judgement.indicator, pointer("indicators", i)
        if indicator.target is None:
            continue
        if judgement.rag is None:
            yield Unknown(f"whether it is on target: {_untold(judgement)}", place)
        elif judgement.rag is not Rag.RED:
            continue
        elif not register.risks:
            yield Unknown("whether a risk answers it: the register records no risk", place)
        elif not (risks.intersection(indicator.risks) or indicator.objective in objectives):
            objective = f", and none names the objective {indicator.objective}" if indicator.objective else ""
            yield Fail(place, {"objective": objective}, judgement.explanation)


def _untold(judgement: Judgement) -> str:
    if judgement.latest is None:
        return judgement.untold or ""
    if judgement.indicator.direction is None:
        return "which way is better is not recorded"
    return "its figure or its target is no share, from 0 to 100"
