"""Indicators judged: red, amber or green against target, and a trend that respects the sample."""

from decimal import Decimal
from enum import StrEnum
from math import sqrt

import attrs

from govkit.model import Comparator, Direction, Indicator, Rag, Reading

Z95 = 1.959964
"""Standard normal quantile for a two-sided 95 % interval."""


class Trend(StrEnum):
    """Which way an indicator went."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    STEADY = "steady"
    RISING = "rising"
    FALLING = "falling"


@attrs.frozen(kw_only=True)
class Judgement:
    """What can be said of an indicator.

    Args:
        indicator: the indicator.
        latest: its latest reading with a figure, None if there is none.
        interval: for a percentage with a sample, the ends of its 95 % interval (Wilson), in per cent.
        against: what the latest reading was compared with, in words.
        rag: its status against the target, None if it cannot be told.
        trend: which way it went; ``rising`` and ``falling`` where the better way is not recorded.
        explanation: how status and trend came about, or what was missing.
    """

    indicator: Indicator
    latest: Reading | None
    interval: tuple[float, float] | None
    against: str | None
    rag: Rag | None
    trend: Trend | None
    explanation: str


def wilson(percentage: Decimal, sample: int) -> tuple[float, float]:
    """The 95 % interval of a percentage found in a sample (Wilson's score interval, 1927).

    Args:
        percentage: from 0 to 100.
        sample: how many were asked, at least 1.

    Returns:
        Its lower and upper end, in per cent.
    """
    share, square = float(percentage) / 100, Z95 * Z95
    centre = (share + square / (2 * sample)) / (1 + square / sample)
    half = Z95 * sqrt(share * (1 - share) / sample + square / (4 * sample * sample)) / (1 + square / sample)
    return 100 * (centre - half), 100 * (centre + half)


def judge(indicator: Indicator) -> Judgement:
    """Judge an indicator.

    The latest reading is compared with the comparator, if that is of an earlier period, or else with the
    reading before it. A comparator of the same time is a peer, and says nothing about a trend. A percentage
    with a sample counts as different only if the other figure lies outside its 95 % interval; without a
    sample any difference counts, and the explanation says so.

    Args:
        indicator: the indicator.

    Returns:
        Status and trend with their explanation; None where something is missing, which is then named.
    """
    readings = [each for each in indicator.readings if each.value is not None]
    if not readings:
        return Judgement(
            indicator=indicator,
            latest=None,
            interval=None,
            against=None,
            rag=None,
            trend=None,
            explanation="No reading has a figure.",
        )
    latest = readings[-1]
    value = latest.value
    assert value is not None  # noqa: S101 - filtered above; said for the type checker
    interval = None
    if indicator.is_share and latest.sample is not None and 0 <= value <= 100:  # noqa: PLR2004 - per cent
        interval = wilson(value, latest.sample)
    rag, why_rag = _rag(indicator, value)
    trend, against, why_trend = _trend(indicator, readings, value, interval)
    return Judgement(
        indicator=indicator,
        latest=latest,
        interval=interval,
        against=against,
        rag=rag,
        trend=trend,
        explanation=f"{why_trend} {why_rag}",
    )


def _rag(indicator: Indicator, value: Decimal) -> tuple[Rag | None, str]:
    if indicator.target is None:
        return None, "No target is recorded, so it has no status."
    if indicator.direction is None:
        return None, "Which way is better is not recorded, so it has no status."
    short = indicator.target - value if indicator.direction is Direction.UP else value - indicator.target
    if short <= 0:
        return Rag.GREEN, f"It meets the target of {indicator.target}."
    if indicator.tolerance is not None and short <= indicator.tolerance:
        return Rag.AMBER, f"It misses the target of {indicator.target} by {short}, which is tolerated."
    return Rag.RED, f"It misses the target of {indicator.target} by {short}."


def _earlier(comparator: Comparator, latest: Reading) -> bool:
    ends = (comparator.period.last if comparator.period else None, latest.period.last)
    return ends[0] is not None and ends[1] is not None and ends[0] < ends[1]


def _trend(
    indicator: Indicator, readings: list[Reading], value: Decimal, interval: tuple[float, float] | None
) -> tuple[Trend | None, str | None, str]:
    if indicator.comparator is not None and _earlier(indicator.comparator, readings[-1]):
        other = indicator.comparator.value
        against = f"{other} {indicator.unit}, {indicator.comparator.title}"
    elif len(readings) > 1 and readings[-2].value is not None:
        other = readings[-2].value
        against = f"{other} {indicator.unit}, {readings[-2].period}"
    else:
        return None, None, "There is nothing to compare it with, so it has no trend."
    if interval is not None:
        low, high = interval
        ends = f"{low:.1f} to {high:.1f}"
        if low <= float(other) <= high:
            return Trend.STEADY, against, f"{other} lies within its 95 % interval of {ends}, so it is steady."
        how = f"{other} lies outside its 95 % interval of {ends}."
    elif other == value:
        return Trend.STEADY, against, f"It is what it was, {other}."
    else:
        how = f"It went from {other} to {value}; without a sample any difference counts."
    rising = value > other
    if indicator.direction is None:
        return (Trend.RISING if rising else Trend.FALLING), against, how
    better = rising is (indicator.direction is Direction.UP)
    return (Trend.IMPROVING if better else Trend.WORSENING), against, how
