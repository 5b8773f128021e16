"""Indicators: 79.4 % of 1,187 is an interval, not a point."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Comparator, Indicator, Rag, Reading, Toolkit
from govkit.analysis import Trend, judge, wilson

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
PERFORMANCE = {each.ref: each for each in Toolkit().load(REGISTERS / "performance-2019.yaml").indicators}


def indicator(*values, unit="minutes", **more):
    readings = tuple(Reading(period=f"{month} 2019", value=Decimal(value)) for month, value in zip(("May", "June", "July"), values, strict=False))  # fmt: skip
    return Indicator(ref="i", title="I", unit=unit, readings=readings, **more)


def test_satisfaction_of_2019_is_no_different_from_the_year_before():
    judged = judge(PERFORMANCE["satisfaction"])
    assert judged.trend is Trend.STEADY
    low, high = judged.interval
    assert (round(low, 1), round(high, 1)) == (77.0, 81.6)
    assert judged.explanation == (
        "81.6 lies within its 95 % interval of 77.0 to 81.6, so it is steady. "
        "No target is recorded, so it has no status."
    )


def test_burglary_satisfaction_is_steady_too():
    assert judge(PERFORMANCE["satisfaction-burglary"]).trend is Trend.STEADY


def test_a_peer_of_the_same_time_says_nothing_of_a_trend():
    judged = judge(PERFORMANCE["charge-rate"])
    assert (judged.trend, judged.against) == (None, None)


def test_a_figure_outside_the_interval_is_a_trend():
    comparator = Comparator(title="a year before", value=Decimal(90), period="12 months ending June 2018")
    reading = Reading(period="12 months ending June 2019", value=Decimal("79.4"), sample=1187)
    judged = judge(
        Indicator(ref="i", title="I", unit="%", direction="up", comparator=comparator, readings=(reading,))
    )
    assert (judged.trend, judged.against) == (Trend.WORSENING, "90 %, a year before")
    assert judged.explanation.startswith("90 lies outside its 95 % interval of 77.0 to 81.6.")


@pytest.mark.parametrize(
    ("values", "direction", "trend"),
    [
        (("17", "20"), "down", Trend.WORSENING),
        (("17", "15"), "down", Trend.IMPROVING),
        (("17", "20"), "up", Trend.IMPROVING),
        (("17", "15"), "up", Trend.WORSENING),
        (("17", "20"), None, Trend.RISING),
        (("17", "15"), None, Trend.FALLING),
        (("17", "17.0"), None, Trend.STEADY),
        (("17",), None, None),
    ],
)
def test_without_a_sample_any_difference_counts(values, direction, trend):
    assert judge(indicator(*values, direction=direction)).trend is trend


def test_no_figure_is_no_judgement():
    judged = judge(PERFORMANCE["satisfaction-follow-up"])
    assert (judged.latest, judged.rag, judged.trend, judged.explanation) == (
        None,
        None,
        None,
        "No reading has a figure.",
    )


@pytest.mark.parametrize(
    ("value", "direction", "tolerance", "rag", "why"),
    [
        ("20", "up", None, Rag.GREEN, "It meets the target of 20."),
        ("19", "up", "2", Rag.AMBER, "It misses the target of 20 by 1, which is tolerated."),
        ("17", "up", "2", Rag.RED, "It misses the target of 20 by 3."),
        ("19", "up", None, Rag.RED, "It misses the target of 20 by 1."),
        ("19", "down", None, Rag.GREEN, "It meets the target of 20."),
        ("22", "down", "2", Rag.AMBER, "It misses the target of 20 by 2, which is tolerated."),
        ("19", None, None, None, "Which way is better is not recorded, so it has no status."),
    ],
)
def test_status_is_against_the_target(value, direction, tolerance, rag, why):
    tolerance = Decimal(tolerance) if tolerance else None
    judged = judge(indicator(value, direction=direction, target=Decimal(20), tolerance=tolerance))
    assert judged.rag is rag
    assert judged.explanation.endswith(why)


@given(st.decimals(0, 100, places=1), st.integers(1, 10_000))
def test_the_interval_holds_the_figure_and_stays_within_0_and_100(percentage, sample):
    low, high = wilson(percentage, sample)
    assert -1e-9 <= low <= float(percentage) + 1e-9
    assert float(percentage) - 1e-9 <= high <= 100 + 1e-9


@given(st.decimals(0, 100, places=1), st.integers(1, 5_000))
def test_a_larger_sample_narrows_the_interval(percentage, sample):
    (low, high), (lower, higher) = wilson(percentage, 2 * sample), wilson(percentage, sample)
    assert high - low < higher - lower


def test_a_percentage_beyond_100_has_no_interval():
    reading = Reading(period="June 2019", value=Decimal(130), sample=10)
    assert judge(Indicator(ref="i", title="I", unit="%", readings=(reading,))).interval is None


def test_the_21_indicators_of_2019_are_all_judged():
    judged = [judge(each) for each in PERFORMANCE.values()]
    assert len(judged) == 21
    assert sum(each.latest is not None for each in judged) == 20
    assert {each.indicator.ref for each in judged if each.trend is not None} == {
        "satisfaction", "satisfaction-burglary", "ew-crime", "hub-referrals",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "share"),
    [
        ("%", True),
        (" Per cent", True),
        ("percent", True),
        ("% change", False),
        ("minutes", False),
        ("%%", False),
    ],
)
def test_only_a_share_in_per_cent_has_an_interval(unit, share):
    reading = Reading(period="June 2019", value=Decimal(79), sample=100)
    found = Indicator(ref="i", title="I", unit=unit, readings=(reading,))
    assert found.is_share is share
    assert (judge(found).interval is not None) is share
