"""Indicators and objectives in reports: what is said, and what stays open."""

from decimal import Decimal
from pathlib import Path

import pytest

from govkit import Indicator, Objective, Reading, Register
from govkit.report import markdown_report, report_on, text_report

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"


@pytest.fixture(scope="module")
def report(measured, at_hand):
    return report_on(measured, **at_hand)


def of_sample(kit, at_hand, name):
    return report_on(kit.load(REGISTERS / f"{name}.yaml"), **at_hand)


def test_each_indicator_has_figure_period_status_trend_and_explanation(report):
    rows = report.performance.table.rows
    assert [row[:6] for row in rows] == [
        ("M1", "Measure M1", "92 %", "June 2019", "green", "improving"),
        ("M2", "Measure M2", "86 %", "June 2019", "amber", "worsening"),
        ("M3", "Measure M3", "70.5 %", "June 2019", "red", "worsening"),
        ("M4", "Measure M4", "2 %", "June 2019", "not evaluated", "rising"),
        ("M5", "Measure M5", "no figure", "", "not evaluated", "not evaluated"),
    ]
    assert rows[2][6] == (
        "It went from 90, May 2019, to 70.5, June 2019; without a sample any difference counts. "
        "It misses the target of 90 by 19.5. Told twice."
    )
    assert "No target is recorded" in rows[3][6]


def test_the_summary_counts_statuses_and_trends(report):
    assert [str(tally) for tally in report.summary] == [
        "Indicators: 5, of which 2 status not evaluated, 1 green, 1 amber, 1 red",
        "Trends: 2 worsening, 1 improving, 1 rising, 1 not evaluated",
        "Delivery activities: 4, of which 1 green, 1 amber, 1 red, 1 status not recorded",
    ]


def test_what_the_source_does_not_state_is_listed_with_what_was_assumed(report):
    assert report.assumed == (
        "direction of M2 (up), M3 (up)",
        "target of M2 (90)",
        "what it means of M5",
    )


def test_a_blank_status_stays_not_recorded(report):
    (first, second) = report.performance.goals
    table, empty = first.priorities
    assert (table.title, empty.title, empty.rows) == ("01 Answer calls", "02 Nothing yet", ())
    assert [row[2] for row in table.rows] == ["green", "amber", "red", "not recorded"]
    assert (second.title, second.priorities) == ("o2 Second", ())


def test_the_text_says_it_all(report):
    text = text_report(report)
    assert (
        "  M3  Measure M3\n    70.5 %, June 2019; status red, trend worsening\n    It went from 90, May 2019, to 70.5, June 2019;"
        in text
    )
    assert "  M5  Measure M5\n    no figure; status not evaluated, trend not evaluated\n" in text
    assert "\n\no1 First\n\n  01 Answer calls\n    A1  Activity 1\n      Status: green\n" in text
    assert (
        "    A4  Activity 4\n      Status: not recorded\n\n  02 Nothing yet\n    No activity is recorded.\n"
        in text
    )
    assert "\no2 Second\n  No priority action is recorded.\n" in text


def test_the_markdown_says_it_all(report):
    text = markdown_report(report)
    assert (
        "\n## Indicators (5)\n\n| Ref | Measure | Figure | Period | Status | Trend | Explanation |\n" in text
    )
    assert (
        "| M2 | Measure M2 | 86 % | June 2019 | amber | worsening | It went from 90, May 2019, to 86, June 2019;"
        in text
    )
    assert (
        "\n## Objectives and delivery (2)\n\n### o1 First\n\n#### 01 Answer calls\n\n| Ref | Activity | Status |\n"
        in text
    )
    assert "| A4 | Activity 4 | not recorded |\n\n#### 02 Nothing yet\n\nNo activity is recorded.\n" in text
    assert "### o2 Second\n\nNo priority action is recorded.\n" in text


def test_objectives_alone_make_no_section(kit, at_hand):
    bare = Register(ref="r", title="T", objectives=(Objective(ref="o", title="O"),))
    assert not report_on(bare, **at_hand).performance.goals
    assert "Objectives and delivery" not in text_report(of_sample(kit, at_hand, "cambs-2019"))


def test_the_victims_update_of_2019(kit, at_hand):
    found = of_sample(kit, at_hand, "performance-2019")
    satisfaction = found.performance.table.rows[0]
    assert satisfaction[:6] == (
        "satisfaction", "Victims at least fairly satisfied with service overall", "79.4 % (sample 1187)",
        "12 months ending June 2019", "not evaluated", "steady",
    )  # fmt: skip
    assert "95 % interval" in satisfaction[6]
    assert str(found.summary[0]) == "Indicators: 21, of which 21 status not evaluated"


def test_the_assurance_framework_of_2017_has_no_status_and_none_is_made_up(kit, at_hand):
    found = of_sample(kit, at_hand, "baf-2017")
    assert [str(tally) for tally in found.summary] == [
        "Delivery activities: 15, of which 15 status not recorded"
    ]
    offenders = found.performance.goals[1]
    assert offenders.title == "offenders Offenders"
    assert len(offenders.priorities) == 11
    assert {row[-1] for table in offenders.priorities for row in table.rows} == {"not recorded"}


def test_risks_nobody_assessed_are_listed_by_name(kit, at_hand):
    found = of_sample(kit, at_hand, "eu-exit-2019")
    assert found.not_rated_table.title == "Not rated (14)"
    assert found.not_rated_table.rows[0] == (
        "YH1", "Travel held up on strategic roads", "current", "not assessed",
    )  # fmt: skip


def test_where_nobody_knows_which_figure_is_the_latest_none_is_shown_and_the_explanation_says_why(at_hand):
    readings = tuple(Reading(period="June 2019", value=Decimal(value)) for value in (9, 12))
    indicator = Indicator(ref="i", title="I", unit="days", readings=readings)
    found = report_on(Register(ref="r", title="T", indicators=(indicator,)), **at_hand)
    (row,) = found.performance.table.rows
    assert row[2:-1] == ("not known which is the latest", "not evaluated", "not evaluated")
    assert row[-1].endswith('which reading is the latest is not known: two are of "June 2019".')
