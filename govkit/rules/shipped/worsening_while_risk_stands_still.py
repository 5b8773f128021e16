"""GKIND002 worsening-while-risk-stands-still."""

from collections.abc import Iterator

from govkit.analysis import Judgement, Trend, assessment_date, live_risks
from govkit.model import Located, Phase, Register, Risk, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import FRAMEWORK_2013
from govkit.rules.unrated import dated_later


@rule(
    code="GKIND002",
    name="worsening-while-risk-stands-still",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message='"{indicator}" worsens in {period}; the risk was last assessed before that ended: {assessed}',
    source=FRAMEWORK_2013,
)
def worsening_while_risk_stands_still(located: Located[Register], context: Context) -> Iterator[Result]:
    """An indicator worsens, and the likelihood of its risk stands still.

    What it does
    Judges each indicator that names risks. If it is worsening, the current assessment of each of those risks
    is to be from the end of the latest reading's period or later. A risk without a date of its own is of the
    date of its status, or else of the edition; a closed one is not asked. ``govkit diff`` asks the same of
    two editions.

    Why it matters
    The indicator was chosen because it tells something about the risk. Now it does, and nobody has asked yet
    whether the risk has become more likely.

    Example
    Satisfaction fell in the 12 months ending June 2019; the risk that names it was last assessed in March.

    Instead
    Assess the risk again and date the assessment, even if the likelihood stays what it is.
    """
    register = located.item
    risks: dict[str, list[Located[Risk]]] = {}
    for each in live_risks(register, context.workflows, context.as_of):
        risks.setdefault(each.item.ref, []).append(each)
    for i, indicator in enumerate(register.indicators):
        # What a ref points at nothing is told by another rule.
        named = [each for ref in dict.fromkeys(indicator.risks) for each in risks.get(ref, ())]
        if named:
            judgement = context.judgements[i]
            reason = _untold(judgement)
            if reason is not None:
                yield Unknown(f"whether it worsens: {reason}", pointer("indicators", i))
            elif judgement.trend is Trend.WORSENING:
                for each in named:
                    yield from _looked_at(context, each, judgement)


def _untold(judgement: Judgement) -> str | None:
    if judgement.untold is not None:
        return judgement.untold
    if judgement.indicator.direction is None and judgement.trend is not Trend.STEADY:
        return "which way is better is not recorded"
    return None


def _looked_at(context: Context, risk: Located[Risk], judgement: Judgement) -> Iterator[Result]:
    latest = judgement.latest
    assert latest is not None and latest.period.last is not None  # noqa: S101, PT018 - it worsens; for mypy
    period, ended, title = latest.period, latest.period.last, judgement.indicator.title
    stood = context.risk_on(risk.item)
    place = stood.places.get(Phase.CURRENT, "/current")
    path, current = risk.path + place, stood.rated.risk.current
    if current is None or place == "/current":
        assessed = assessment_date(context.register, risk.item)
    else:
        assessed = current.date  # status and edition date what replaced it
    if current is None:
        missing = "it has no current assessment"
    elif assessed is None:
        missing = "no date says when its likelihood was last looked at"
    elif assessed.last is not None and assessed.last < ended:
        values = {"indicator": title, "period": period.text, "assessed": assessed.text}
        yield Fail(path, values, judgement.explanation)
        return
    elif assessed.first is not None and assessed.first < ended:
        missing = f'"{assessed}" may be before or after the end of {period}'
    elif stood.known_from is not None:
        missing = dated_later(context)
    else:
        return
    yield Unknown(f'whether it was looked at since "{title}" worsened: {missing}', path)
