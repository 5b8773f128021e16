"""Indicators: 79.4 % of 1,187 is an interval, not a point."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import attrs
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
        "81.6, a year before, lies within its 95 % interval of 77.0 to 81.6, so it is steady. "
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
    assert judged.explanation.startswith("90, a year before, lies outside its 95 % interval of 77.0 to 81.6.")


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


# ------------------------------------------------------------------------------------------ readings in time


def over(*readings, unit="minutes", direction="down", **more):
    found = tuple(Reading(period=period, value=Decimal(value)) for period, value in readings)
    return Indicator(ref="i", title="I", unit=unit, direction=direction, readings=found, **more)


NO_TARGET = "No target is recorded, so it has no status."
SAME_DAY = 'which reading is the latest is not known: "June 2019" and "Q1 2019/20" end on the same day'
LATELY = (
    'which reading is the latest is not known, since nobody can read the period "lately"; '
    "write it as June 2019, Q1 2019/20 or 12 months ending June 2019"
)
ROLLING = over(
    ("12 months ending December 2018", 7),
    ("12 months ending March 2019", 8),
    ("12 months ending June 2019", 9),
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_readings_in_the_file_says_nothing(order):
    judged = judge(attrs.evolve(ROLLING, readings=tuple(ROLLING.readings[i] for i in order)))
    assert (judged.latest, judged.trend) == (ROLLING.readings[2], Trend.WORSENING)
    assert judged.against == "8 minutes, 12 months ending March 2019"
    assert judged.explanation == (
        "It went from 8, 12 months ending March 2019, to 9, 12 months ending June 2019; without a sample any "
        f"difference counts. The two periods overlap, so part of both figures is the same. {NO_TARGET}"
    )


@given(st.permutations([("May 2019", 3), ("June 2019", 2), ("Q2 2019/20", 1), ("2020", 4)]))
def test_readings_in_any_order_are_judged_alike(readings):
    judged = judge(over(*readings, target=Decimal(2)))
    assert (judged.latest.value, judged.against, judged.trend, judged.rag) == (
        4, "1 minutes, Q2 2019/20", Trend.WORSENING, Rag.RED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("readings", "untold"),
    [
        ((("May 2019", 8), ("lately", 7)), LATELY),
        ((("Q1 2019/20", 8), ("June 2019", 7)), SAME_DAY.replace('"June 2019" and "Q1 2019/20"', '"Q1 2019/20" and "June 2019"')),
        ((("June 2019", 8), ("June 2019", 7)), 'which reading is the latest is not known: two are of "June 2019"'),
    ],
)  # fmt: skip
def test_where_nobody_knows_which_reading_is_the_latest_neither_status_nor_trend_is_evaluated(
    readings, untold
):
    judged = judge(over(*readings, target=Decimal(7)))
    assert (judged.latest, judged.rag, judged.trend, judged.untold) == (None, None, None, untold)
    assert judged.explanation == f"Neither status nor trend is evaluated: {untold}."


@pytest.mark.parametrize(
    ("readings", "untold"),
    [
        (
            (("June 2019", 8), ("2019", 7)),
            '"June 2019" and "2019" overlap, and neither comes before the other',
        ),
        (
            (("May 2019", 8), ("May 2019", 9), ("June 2019", 7)),
            'which reading comes before it is not known: two are of "May 2019"',
        ),
    ],
)
def test_where_nobody_knows_which_comes_before_there_is_a_status_and_no_trend(readings, untold):
    judged = judge(over(*readings, target=Decimal(7)))
    assert (judged.latest.value, judged.rag, judged.trend, judged.untold) == (7, Rag.GREEN, None, untold)
    assert judged.explanation == f"Its trend is not evaluated: {untold}. It meets the target of 7."


# ------------------------------------------------------------------------------- which figure it is compared with


def against(period, *readings, title="a year before"):
    comparator = Comparator(title=title, value=Decimal(20), period=period)
    return judge(over(*readings, comparator=comparator))


def test_a_comparator_older_than_the_reading_before_is_used_and_the_choice_is_said():
    judged = against("June 2018", ("May 2019", 15), ("June 2019", 17))
    assert (judged.trend, judged.against) == (Trend.IMPROVING, "20 minutes, a year before")
    assert judged.explanation == (
        "It went from 20, a year before, to 17, June 2019; without a sample any difference counts. The register "
        f"names that comparator, so it counts before the later reading, 15, May 2019. {NO_TARGET}"
    )
    assert (
        "names that comparator" not in against("May 2019", ("June 2018", 15), ("June 2019", 17)).explanation
    )


@pytest.mark.parametrize(
    ("period", "why"),
    [
        (None, 'the comparator "a year before" names no period, so it may be of the same time'),
        ("June 2019", 'the comparator "a year before" is of the same time'),
        ("July 2019", 'the comparator "a year before" is of no earlier time'),
        ("2018 or so", 'nobody can read the period "2018 or so"; write it as June 2019, Q1 2019/20 or 12 months ending June 2019'),
    ],
)  # fmt: skip
def test_why_the_comparator_was_not_used_is_said(period, why):
    alone = against(period, ("June 2019", 17))
    assert (alone.trend, alone.untold) == (None, f"there is no earlier reading, and {why}")
    judged = against(period, ("May 2019", 15), ("June 2019", 17))
    assert (judged.trend, judged.against) == (Trend.WORSENING, "15 minutes, May 2019")
    assert f" It is compared with the reading before it, since {why}. " in judged.explanation


def test_a_single_reading_whose_period_nobody_can_read_has_a_status_and_no_trend():
    judged = judge(over(("lately", 17), target=Decimal(17), comparator=Comparator(title="then", value=Decimal(2), period="2018")))  # fmt: skip
    assert (judged.rag, judged.trend) == (Rag.GREEN, None)
    assert 'nobody can read the period "lately"' in judged.untold


def test_a_comparator_that_overlaps_is_earlier_and_the_overlap_is_said():
    judged = against("12 months ending March 2019", ("12 months ending June 2019", 20))
    assert judged.explanation == (
        "It is what it was, 20, a year before. The two periods overlap, so part of both figures is the same. "
        f"{NO_TARGET}"
    )


# ---------------------------------------------------------------------------------------- shares that are none


@pytest.mark.parametrize(
    ("values", "target", "trend", "rag", "said"),
    [
        (("80", "794"), "80", None, None, "Its trend is not evaluated: 794 is no share, from 0 to 100. 794 is no share, from 0 to 100, so it has no status."),
        (("-1", "79"), "80", None, Rag.RED, "Its trend is not evaluated: -1 is no share, from 0 to 100. It misses the target of 80 by 1."),
        (("80", "79"), "800", Trend.WORSENING, None, "It went from 80, May 2019, to 79, June 2019; without a sample any difference counts. 800 is no share, from 0 to 100, so it has no status."),
        (("0", "100"), "100", Trend.IMPROVING, Rag.GREEN, "It went from 0, May 2019, to 100, June 2019; without a sample any difference counts. It meets the target of 100."),
    ],
)  # fmt: skip
def test_a_share_out_of_range_is_not_judged(values, target, trend, rag, said):
    judged = judge(indicator(*values, unit="%", direction="up", target=Decimal(target)))
    assert (judged.trend, judged.rag, judged.explanation) == (trend, rag, said)


def test_a_reading_of_a_period_that_is_not_over_is_left_out_and_named():
    readings = (Reading(period="June 2026", value=2), Reading(period="December 2026", value=9))
    indicator = Indicator(ref="i", title="I", unit="n", direction="down", target=2, readings=readings)
    judged = judge(indicator, as_of=date(2026, 9, 1))
    assert (judged.latest, judged.trend, judged.rag) == (readings[0], None, Rag.GREEN)
    assert judged.explanation.endswith(" Not over by 2026-09-01, and left out: December 2026.")
    assert judge(indicator, as_of=date(2026, 12, 31)).trend is Trend.WORSENING
    ahead = judge(attrs.evolve(indicator, readings=readings[1:]), as_of=date(2026, 12, 30))
    assert (ahead.latest, ahead.untold) == (None, "no reading has a figure for a period that is over")
    assert ahead.explanation == (
        "No reading has a figure for a period that is over. Not over by 2026-12-30, and left out: December 2026."
    )
    unreadable = attrs.evolve(indicator, readings=(Reading(period="of late", value=3), *readings))
    assert judge(unreadable, as_of=date(2026, 12, 31)).latest is None
