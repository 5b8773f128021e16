"""Risks whose likelihood stands still from one edition to the next while an indicator of theirs worsens."""

import attrs

from govkit.analysis import Trend, judge
from govkit.history.diff import Diff, Move
from govkit.model import Register


@attrs.frozen(kw_only=True)
class StandingStill:
    """A likelihood that is what it was, although an indicator says that it might not be.

    Args:
        ref: ref of the risk in the later edition.
        indicator: ref of the indicator.
        title: its title.
        explanation: how it is known to worsen.
    """

    ref: str
    indicator: str
    title: str
    explanation: str


def standing_still(found: Diff, after: Register) -> tuple[StandingStill, ...]:
    """Say which likelihoods stand still while an indicator worsens.

    Args:
        found: what changed between the editions.
        after: the later edition, whose indicators are judged.

    Returns:
        Each continuing risk whose likelihood is the same in both editions, with each indicator that names it
        and is worsening, in the order of the indicators; none where likelihoods cannot be compared.
    """
    still = {each.ref for each in found.moved if each.likelihood is Move.SAME}
    return tuple(
        StandingStill(
            ref=ref, indicator=indicator.ref, title=indicator.title, explanation=judgement.explanation
        )
        for indicator in after.indicators
        if (judgement := judge(indicator)).trend is Trend.WORSENING
        for ref in dict.fromkeys(indicator.risks)
        if ref in still
    )
