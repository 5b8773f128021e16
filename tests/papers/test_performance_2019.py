"""The sample of the victims' performance update of October 2019, figure by figure against the paper."""

import re
from decimal import Decimal

import pytest

PACK = "board pack 2019"
PRINTED = {
    "satisfaction": r"with (?P<value>[\d.]+)% of the (?P<sample>[\d,]+) victims surveyed in the (?P<period>12 months ending June 2019)"
    r".*?lower than the (?P<other>[\d.]+)% recorded in the (?P<other_period>12 months ending June 2018)",
    "satisfaction-burglary": r"with (?P<value>[\d.]+)% of the (?P<sample>\d+) victims surveyed in the 12 last months"
    r".*?compares to (?P<other>[\d.]+)% at the end of the last financial year",
    "response-immediate": r"immediate graded incidents remains stable at (?P<value>\d+) minutes",
    "response-prompt": r"rising to (?P<value>\d+) minutes in (?P<period>June 2019)",
    "response-prompt-burglary": r"dwelling burglaries fell to (?P<value>\d+) minutes last month",
    "ew-crime": r"(?P<period>12 months ending March 2019).*?a (?P<value>[\d.]+)% year on year increase in crime in England and Wales",
    "ew-knives": r"(?P<value>\d+)% increase in offences involving knives",
    "ew-blades": r"(?P<value>\d+)% increase in possession of article with blade",
    "ew-robbery": r"(?P<value>\d+)% increase in Robbery",
    "ew-public-order": r"(?P<value>\d+)% increase in Public Order",
    "ew-vehicles": r"Vehicle offences increased by (?P<value>\d+)%",
    "ew-burglary": r"number of burglaries fell by (?P<value>\d+)% year on year",
    "outcome-all": r"outcome rate which now stands at (?P<value>[\d.]+)%",
    "charge-rate": r"accounting for (?P<other>[\d.]+)% of all crimes raised.*?compares to (?P<value>[\d.]+)% in Cambridgeshire",
    "outcome-domestic-abuse": r"outcome rate which has fallen to (?P<value>[\d.]+)%",
    "sexual-offences": r"offence levels rose by (?P<value>[\d.]+)%",
    "outcome-sexual-offences": r"remains unchanged at (?P<value>[\d.]+)%",
    "outcome-rape": r"for rape it is lower at (?P<value>[\d.]+)%",
    "child-sexual-abuse": r"Child Sexual Abuse crimes recorded in the (?P<period>12 months ending June 2019) increased by (?P<value>[\d.]+)%",
    "hub-referrals": r"referral rate increasing from (?P<earlier>[\d.]+)% in (?P<earlier_period>Q4 2018/19) to (?P<value>[\d.]+)% in (?P<period>Q1 2019/20)",
}
FELL = {"ew-burglary"}
"""Printed as a fall; the sample keeps a change with its sign."""


@pytest.fixture
def update(flat):
    return (
        flat(PACK).partition("4.0 Performance Meeting Updates")[2].partition("Strategic Risk Management")[0]
    )


@pytest.fixture
def register(load):
    return load("performance-2019")


@pytest.mark.parametrize("ref", PRINTED)
def test_each_indicator_has_the_papers_figure_sample_period_and_comparison(update, register, ref):
    printed = re.search(PRINTED[ref], update).groupdict()
    (indicator,) = [each for each in register.indicators if each.ref == ref]
    latest = indicator.readings[-1]
    value = Decimal(printed["value"])
    assert latest.value == (-value if ref in FELL else value)
    sample = printed.get("sample")
    assert latest.sample == (int(sample.replace(",", "")) if sample else None)
    if "period" in printed:
        assert str(latest.period) == printed["period"]
    other = printed.get("other")
    assert (indicator.comparator.value if indicator.comparator else None) == (
        Decimal(other) if other else None
    )
    if "other_period" in printed:
        assert str(indicator.comparator.period) == printed["other_period"]
    if "earlier" in printed:
        before = indicator.readings[-2]
        assert (before.value, str(before.period)) == (Decimal(printed["earlier"]), printed["earlier_period"])


def test_the_earlier_figures_of_recorded_crime_are_the_ones_it_is_compared_with(update, register):
    year, quarter = re.search(
        r"same period last year \(([\d.]+)%\) but higher than the ([\d.]+)% annual increase reported last quarter",
        update,
    ).groups()
    (crime,) = [each for each in register.indicators if each.ref == "ew-crime"]
    assert [(str(each.period), each.value) for each in crime.readings[:2]] == [
        ("12 months ending March 2018", Decimal(year)),
        ("12 months ending December 2018", Decimal(quarter)),
    ]
    (release,) = re.findall(r"released (18th July 2019)", update)
    assert release in crime.notes


def test_every_percentage_and_median_of_the_update_is_in_an_indicator(update, register):
    printed = {Decimal(each) for each in re.findall(r"(\d+(?:\.\d+)?)(?:%| minutes)", update)}
    held = {
        abs(each.value)
        for indicator in register.indicators
        for each in indicator.readings
        if each.value is not None
    }
    held |= {indicator.comparator.value for indicator in register.indicators if indicator.comparator}
    notes = " ".join(indicator.notes or "" for indicator in register.indicators)
    assert printed - held == {Decimal(70)}
    assert "above 70 %" in notes
    assert held <= printed


def test_a_measure_told_without_a_figure_has_none(update, register):
    assert "satisfaction rates above 70% in each of the last four months" in update
    (follow_up,) = [each for each in register.indicators if each.ref == "satisfaction-follow-up"]
    assert follow_up.readings == ()
    assert set(PRINTED) | {follow_up.ref} == {each.ref for each in register.indicators}
    assert "This is unchanged from the end of the last financial year" in update
    (satisfaction,) = [each for each in register.indicators if each.ref == "satisfaction"]
    assert [each.value for each in satisfaction.readings] == [None, Decimal("79.4")]


def test_no_measure_has_a_target_because_none_is_printed(update, register):
    assert "target of" not in update
    assert {(each.target, each.tolerance) for each in register.indicators} == {(None, None)}


def test_a_figure_is_of_the_printed_period_or_else_of_the_last_month_reviewed_with_a_note(flat, register):
    assert "reviewed performance up to the end of June 2019" in flat(PACK)
    for indicator in register.indicators:
        if indicator.ref in ("satisfaction-follow-up", "hub-referrals"):
            continue
        latest = indicator.readings[-1]
        national = indicator.ref.startswith("ew-") or indicator.ref == "charge-rate"
        if "period" not in re.compile(PRINTED[indicator.ref]).groupindex and not national:
            assert "June 2019 is the last month reviewed" in latest.notes
        assert str(latest.period) in (
            ["12 months ending March 2019"] if national else ["June 2019", "12 months ending June 2019"]
        )


def test_shorter_is_better_for_times_and_more_is_better_for_shares(register):
    directions = {each.ref: each.direction for each in register.indicators if each.direction}
    assert directions == {ref: "down" if ref.startswith("response") else "up" for ref in directions}


def test_a_direction_that_the_paper_does_not_state_is_marked_as_assumed(register):
    stated = {"satisfaction-follow-up", "response-prompt-burglary", "hub-referrals"}
    for indicator in register.indicators:
        assert ("direction" in indicator.assumed) is (
            indicator.direction is not None and indicator.ref not in stated
        )


def test_the_plans_aims_and_priorities_stand_under_their_numbers(paper, register, stems):
    text = paper(PACK).partition("6.0 Victims Updates")[2].partition("7.0 Highlighted")[0]
    aims = re.findall(r"^(6\.\d) (.*)$", text, re.MULTILINE)
    priorities = re.findall(
        r"^(6\.\d\.\d) \*?'(.*?)(?:'\*?)?$\n\n(.*?)(?=^6\.|\Z)", text, re.MULTILINE | re.DOTALL
    )
    objectives = [each for each in register.objectives if each.priorities]
    assert [each.ref for each in objectives] == [ref for ref, _ in aims]
    assert {each.theme for each in register.objectives} == {"Victims"}
    held = [priority for each in objectives for priority in each.priorities]
    assert [each.ref for each in held] == [ref for ref, *_ in priorities]
    assert len(held) == 14
    for objective, (ref, said) in zip(objectives, aims, strict=True):
        assert all(priority.ref.startswith(f"{ref}.") for priority in objective.priorities)
        assert len(stems(objective.title) & stems(said)) > 1
    for priority, (_, said, told) in zip(held, priorities, strict=True):
        assert len(stems(priority.title) & stems(said)) > 1, priority.ref
        (activity,) = priority.activities
        assert len(stems(activity.title) & stems(told)) > 2, activity.ref
        assert (activity.delivery_lead, activity.lead, activity.rag, activity.opportunities) == (
            "Constabulary",
            None,
            None,
            None,
        )


def test_what_the_performance_meeting_asked_for_is_in_the_actions_with_its_day(flat, register, stems):
    text = flat(PACK)
    (day,) = re.findall(r"Operational Performance Meeting was held on (17th July 2019)", text)
    asked = re.search(
        r"Two further actions came out of this month's OPM meeting; to (.*?); and to (.*?)\.", text
    ).groups()
    found = [each for each in register.actions if each.origin]
    for action, said in zip(found, asked, strict=True):
        assert str(action.origin.raised) == day
        assert (action.owner, action.deadline, action.start, action.state) == (None,) * 4
        assert len(stems(action.title) & stems(said)) > 3
    assert [str(each.on) for body in register.bodies if body.ref == "OPM" for each in body.meetings] == [day]


def test_the_internal_audit_to_come_has_only_the_month_the_paper_gives(flat, register):
    (month,) = re.findall(r"internal audit into [^.]* is scheduled for (\w+ \d{4})", flat(PACK))
    (audit,) = [each for each in register.actions if each.origin is None]
    assert str(audit.start) == month == "February 2020"
    assert (audit.deadline, audit.end, audit.owner) == (None, None, None)


def test_the_awards_are_no_part_of_any_sample(flat, load):
    text = flat(PACK)
    awards = re.findall(
        r"\b\d{1,3},\d{3}\b", text.partition("DRAFT Victim Services Awards")[2].partition("To: Business")[0]
    )
    assert "987,787" in awards
    for name in ("performance-2019", "cambs-2019", "board-actions-2019"):
        assert not [each for each in awards if each in str(load(name))]
