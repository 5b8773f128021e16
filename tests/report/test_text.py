"""The text report: what a board reads."""

from datetime import date
from pathlib import Path

import pytest

from govkit import Action, Assessment, Factor, Register, Risk, Scheme, Toolkit, hookimpl
from govkit.report import report_on, text_report

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()
DAY = date(2019, 10, 9)


def report(register, kit=KIT, as_of=DAY):
    return text_report(report_on(register, as_of=as_of, schemes=kit.schemes, workflows=kit.workflows))


@pytest.fixture(scope="module")
def august_2019():
    return report(KIT.load(REGISTERS / "cambs-2019.yaml"))


def test_the_summary_counts(august_2019):
    lines = august_2019.splitlines()
    assert lines[0] == "Strategic risk register, August 2019"
    assert lines[2] == (
        "Cambridgeshire OPCC and Constabulary · edition 2019-08-13 · as of 2019-10-09 · scheme cambs-2019"
    )
    assert lines[4:7] == [
        "Risks: 14, of which 9 within tolerance, 5 above tolerance",
        "Bands: 5 Medium-high, 5 Low, 4 Medium",
        "Actions: 53, of which 49 open, 4 overdue",
    ]


def test_what_is_above_tolerance_says_why_and_what_is_done(august_2019):
    part = august_2019.partition("Above tolerance (5)")[2].partition("Actions by state")[0]
    heads = [line.split()[0] for line in part.splitlines() if line.startswith("SR")]
    assert heads == ["SR1.1", "SR3.1", "SR3.2", "SR3.4", "SR4.4"]
    assert "Actions: 5 open, 1 overdue. Target: 3, Low, within tolerance." in part
    assert "Actions: 5 open. No target is recorded." in part


def test_overdue_actions_come_first_with_the_day_since(august_2019):
    part = august_2019.partition("Actions by state on 2019-10-09")[2]
    assert part.index("overdue (4)") < part.index("open (49)")
    assert "due 18/19, overdue since" in part


def test_assumed_facts_are_footnoted(august_2019):
    assert "Assumed, because the source does not state it\n  cambs-2019: Of the band" in august_2019


def test_lines_stay_narrow(august_2019):
    assert max(map(len, august_2019.splitlines())) <= 101


def test_a_log_without_risks_has_no_map():
    text = report(KIT.load(REGISTERS / "audit-actions-2016.yaml"))
    assert "Current ratings" not in text
    assert "Head of Strategic Partnerships and" in text


def test_an_empty_register_is_its_heading_and_what_made_it(made):
    assert report(Register(ref="r", title="Empty")) == f"Empty\n=====\nas of 2019-10-09\n\n{made}\n"


def test_what_cannot_be_rated_or_placed_is_said():
    register = Register(
        ref="r",
        title="Odd",
        risks=(
            Risk(ref="R1", title="No scheme", current=Assessment(levels={"likelihood": 1, "impact": 1})),
            Risk(ref="R2", title="Not assessed"),
            Risk(
                ref="R3",
                title="Old scheme",
                current=Assessment(levels={"likelihood": 4, "impact": 4}, scheme="cambs-2016"),
            ),
            Risk(
                ref="R4",
                title="Bare",
                current=Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019"),
            ),
        ),
        actions=(
            Action(ref="1", title="Strange lifecycle", workflow="nowhere", state="dormant"),
            Action(ref="2", title="Strange state", state="dormant"),
            Action(ref="3", title="Neither", workflow="nowhere"),
        ),
    )
    text = report(register)
    assert "Risks: 4, of which 2 not rated, 1 under no tolerance, 1 above tolerance" in text
    assert "Not rated (2)\n  R1, current: no scheme is named" in text
    assert "  R2, current: not assessed (Not assessed)\n" in text
    assert "It has no action. No target is recorded." in text
    for state in (
        "dormant (1)\n  1  ",
        "dormant (state not known to action) (1)\n  2  ",
        "state not known (1)\n  3  ",
    ):
        assert state in text


def test_a_scheme_of_three_factors_gets_a_line_instead_of_a_map():
    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            factors = [Factor.numbered(key, ["Low", "High"]) for key in ("a", "b", "c")]
            return [
                Scheme.formula(
                    "three",
                    version="1",
                    title="3",
                    source="test",
                    factors=factors,
                    formula=lambda a, b, c: a * b * c,
                )
            ]

    register = Register(
        ref="r",
        title="T",
        scheme="three",
        risks=(Risk(ref="R1", title="A", current=Assessment(levels={"a": 1, "b": 1, "c": 1})),),
    )
    assert "Current ratings under three: no map, it has 3 factors" in report(register, Toolkit(Plugin()))
