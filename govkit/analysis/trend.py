"""Indicators judged: red, amber or green against target, and a trend that respects the sample."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import sqrt
from typing import Final

import attrs

from govkit.analysis.sequence import by_then, comparison, latest_of
from govkit.model import Direction, Indicator, Rag, Reading
from govkit.model.require import require

_NO_SHARE: Final = "is no share, from 0 to 100"
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
        latest: its latest reading with a figure, by the last day of its period; None if there is none, or
            nobody can tell which it is.
        interval: for a percentage with a sample, the ends of its 95 % interval (Wilson), in per cent.
        against: what the latest reading was compared with, in words.
        rag: its status against the target, None if it cannot be told.
        trend: which way it went; ``rising`` and ``falling`` where the better way is not recorded.
        untold: why it has no trend, in a clause; None if it has one.
        explanation: how status and trend came about, or what was missing.
    """

    indicator: Indicator
    latest: Reading | None
    interval: tuple[float, float] | None
    against: str | None
    rag: Rag | None
    trend: Trend | None
    untold: str | None
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


def judge(indicator: Indicator, *, as_of: date | None = None) -> Judgement:
    """Judge an indicator.

    Readings go by the last day of their periods, whatever their order. The latest is compared with the
    comparator, if that is of an earlier period, or else with the reading before it. A comparator of the same
    time is a peer, and says nothing about a trend. A percentage with a sample counts as different only if the
    other figure lies outside its 95 % interval; without a sample any difference counts, and the explanation
    says so.

    Args:
        indicator: the indicator.
        as_of: the day in question; readings of periods that are not over by then do not count, and the
            explanation names them. None to count all.

    Returns:
        Status and trend with their explanation; None where something is missing, which is then named.

    Raises:
        TypeError: it is no indicator.
    """
    require("indicator", indicator, Indicator, "judge them one by one, as register.indicators has them")
    figures = [each for each in indicator.readings if each.value is not None]
    readings = by_then(figures, as_of)
    ahead = ", ".join(str(each.period) for each in figures if each not in readings)
    note = f" Not over by {as_of}, and left out: {ahead}." if ahead else ""
    if not readings:
        untold = f"no reading has a figure{' for a period that is over' if ahead else ''}"
        return _unjudged(indicator, untold, f"{untold[0].upper()}{untold[1:]}.{note}")
    latest, unordered = latest_of(readings)
    if latest is None:
        return _unjudged(indicator, unordered, f"Neither status nor trend is evaluated: {unordered}.{note}")
    value = latest.value
    assert value is not None  # noqa: S101 - filtered above; said for the type checker
    interval = None
    if indicator.is_share and latest.sample is not None and _possible(indicator, value):
        interval = wilson(value, latest.sample)
    rag, why_rag = _rag(indicator, value)
    trend, against, why_trend = _trend(indicator, latest, readings, interval)
    said = why_trend if trend is not None else f"Its trend is not evaluated: {why_trend}."
    return Judgement(
        indicator=indicator,
        latest=latest,
        interval=interval,
        against=against,
        rag=rag,
        trend=trend,
        untold=why_trend if trend is None else None,
        explanation=f"{said} {why_rag}{note}",
    )


def _unjudged(indicator: Indicator, untold: str, explanation: str) -> Judgement:
    return Judgement(
        indicator=indicator,
        latest=None,
        interval=None,
        against=None,
        rag=None,
        trend=None,
        untold=untold,
        explanation=explanation,
    )


def _possible(indicator: Indicator, value: Decimal) -> bool:
    """Whether a figure can be: a share in per cent lies between 0 and 100."""
    return not indicator.is_share or 0 <= value <= 100  # noqa: PLR2004 - per cent


def _rag(indicator: Indicator, value: Decimal) -> tuple[Rag | None, str]:
    if indicator.target is None:
        return None, "No target is recorded, so it has no status."
    if indicator.direction is None:
        return None, "Which way is better is not recorded, so it has no status."
    for figure in (value, indicator.target):
        if not _possible(indicator, figure):
            return None, f"{figure} {_NO_SHARE}, so it has no status."
    short = indicator.target - value if indicator.direction is Direction.UP else value - indicator.target
    if short <= 0:
        return Rag.GREEN, f"It meets the target of {indicator.target}."
    if indicator.tolerance is not None and short <= indicator.tolerance:
        return Rag.AMBER, f"It misses the target of {indicator.target} by {short}, which is tolerated."
    return Rag.RED, f"It misses the target of {indicator.target} by {short}."


def _trend(
    indicator: Indicator, latest: Reading, readings: list[Reading], interval: tuple[float, float] | None
) -> tuple[Trend | None, str | None, str]:
    """Give the trend, what it was told by and how; or why there is none, in a clause."""
    value = latest.value
    assert value is not None  # noqa: S101 - it is the latest of those with a figure; for the type checker
    other, untold = comparison(indicator, latest, readings)
    if other is None:
        return None, None, untold
    for figure in (value, other.value):
        if not _possible(indicator, figure):
            return None, None, f"{figure} {_NO_SHARE}"
    against = f"{other.value} {indicator.unit}, {other.name}"
    if interval is not None:
        low, high = interval
        ends = f"its 95 % interval of {low:.1f} to {high:.1f}"
        if low <= float(other.value) <= high:
            how = f"{other.value}, {other.name}, lies within {ends}, so it is steady."
            return Trend.STEADY, against, how + other.note
        how = f"{other.value}, {other.name}, lies outside {ends}."
    elif other.value == value:
        return Trend.STEADY, against, f"It is what it was, {other.value}, {other.name}.{other.note}"
    else:
        how = (
            f"It went from {other.value}, {other.name}, to {value}, {latest.period}; "
            "without a sample any difference counts."
        )
    rising = value > other.value
    if indicator.direction is None:
        return (Trend.RISING if rising else Trend.FALLING), against, how + other.note
    better = rising is (indicator.direction is Direction.UP)
    return (Trend.IMPROVING if better else Trend.WORSENING), against, how + other.note
