"""The sample of the EU exit paper of October 2019, list by list against the paper."""

import re

import pytest

PACK = "board pack 2019"


@pytest.fixture
def exit_paper(paper):
    return paper(PACK).partition("Cambridgeshire Constabulary EU Exit Preparedness")[2]


@pytest.fixture
def register(load):
    return load("eu-exit-2019")


def test_each_planning_assumption_is_a_risk_in_the_papers_order(exit_paper, register, stems):
    listed = re.findall(
        r"^ ?- (\D.*)$", exit_paper.partition("highlighted below.")[2].partition("3.4 ")[0], re.MULTILINE
    )
    listed = [each for each in listed if each.strip()]
    assert len(listed) == len(register.risks) == 14
    for said, risk in zip(listed, register.risks, strict=True):
        assert stems(said) & stems(risk.title), risk.ref


def test_no_grade_is_printed_and_none_is_held(exit_paper, register):
    assert "given a Low, Medium or High grading" in exit_paper
    assert "no current anticipated 'High' risk areas" in exit_paper
    assert {(risk.inherent, risk.current, risk.target) for risk in register.risks} == {(None, None, None)}
    assert "no grade is printed" in register.notes
    assert "no area is at\npresent expected to be High".replace("\n", " ") in register.notes


def test_all_of_it_holds_for_leaving_without_a_deal(exit_paper, register):
    assert "in the event of a 'no deal' exit" in exit_paper
    assert (
        "leaves 'with a deal' then risk areas are likely to dramatically reduce or be completely negated"
        in exit_paper
    )
    assert "for leaving without a deal" in register.notes
    assert "a deal would probably shrink the risks or end them" in register.notes


def test_each_plan_stands_with_its_areas_as_printed(exit_paper, register):
    table = exit_paper.partition("CPLRF Plan Title\tPlanning Assumption Risk Area\n")[2].partition("\n\n")[0]
    rows = [tuple(row.split("\t")) for row in table.splitlines()]
    assert len(rows) == 15
    assert [(plan.title, " ".join(plan.areas)) for plan in register.plans] == rows


def test_a_plan_covers_every_assumption_exactly_if_it_is_for_all_risk_areas(register):
    assert [plan.covers_all for plan in register.plans] == [
        plan.areas == ("All Risk Areas",) for plan in register.plans
    ]
    assert sum(plan.covers_all for plan in register.plans) == 6
    assert not [plan.ref for plan in register.plans if plan.covers_all and plan.covers]


def test_a_plan_covers_the_assumptions_its_areas_speak_of_and_seasonal_areas_none(register, stems):
    common = stems("Supply of Disruption to Risk Areas Risks")
    for plan in register.plans:
        if plan.covers_all:
            continue
        spoken = stems(*(area for area in plan.areas if "Season" not in area)) - common
        meant = [risk.ref for risk in register.risks if stems(risk.title) & spoken]
        assert list(plan.covers) == [ref for ref in meant if ref != "YH6"], plan.ref


def test_the_forces_own_risk_is_linked_with_its_number_and_rating(exit_paper, register):
    printed = re.search(
        r"Brexit risk \((\d+)\) has been raised on the (Force Risk Register) which is '(\w+)'", exit_paper
    )
    (link,) = register.links
    assert (link.ref, link.register, link.rating) == printed.groups()


def test_every_group_of_the_governance_is_a_body_with_the_interval_printed(exit_paper, register):
    kinds = {body.title: (body.kind.value, body.reports) for body in register.bodies}
    named = re.findall(r"^ ?- ((?:MHCLG|LRF) [^:;.\n]*)$", exit_paper, re.MULTILINE)
    assert len(named) == 3
    for name in (
        *named,
        "Strategic Co-ordinating Group",
        "Tactical Co-ordinating Group",
        "Parliamentary Liaison and Investigations Team",
    ):
        assert kinds.pop(name) == ("group", None)
    flat = " ".join(exit_paper.split())
    assert "A Strategic and Tactical Co-ordinating Group (SCG / TCG) meeting structure" in flat
    (weekly,) = re.findall(r"submit weekly reports to the (.*) in respect of mobilisation", flat)
    for name in weekly.split(" and "):
        assert kinds.pop(name) == ("group", "weekly")
    assert "at CPLRF Strategic Board level" in flat
    assert kinds == {
        "Business Co-ordination Board": ("board", None),
        "CPLRF Strategic Board": ("board", None),
    }


def test_the_guiding_objectives_are_objectives_in_order(exit_paper, register, stems):
    listed = exit_paper.partition("Strategic guiding objectives are to;\n")[2].partition("- 5.4")[0]
    said = re.findall(r"^ ?- (.*(?:\n(?! ?- ).*)*)", listed, re.MULTILINE)
    assert len(said) == len(register.objectives) == 3
    for text, objective in zip(said, register.objectives, strict=True):
        assert stems(text) & stems(objective.title) or (text, objective.ref) == (
            "Protect and preserve life",
            "gold-1",
        )


def test_the_exercise_is_an_assurance_of_the_areas_it_covered(exit_paper, register, stems):
    day, areas = re.search(
        r"latest being undertaken on (\d+ \w+), covering a range of risk areas \(([^)]*)\)",
        " ".join(exit_paper.split()),
    ).groups()
    exercised = [risk for risk in register.risks if risk.assurances]
    assert [risk.ref for risk in exercised] == ["YH1", "YH3", "YH11"]
    for risk in exercised:
        (exercise,) = risk.assurances
        assert str(exercise.received) == f"{day} 2019"
        assert "The year is not printed" in exercise.notes
        assert len(stems(risk.title) & stems(areas)) > 0
        assert len(stems(exercise.title) & stems(areas)) > 2


def test_dates_headings_and_names_without_a_field_are_in_the_notes(exit_paper, register):
    flat, notes = " ".join(exit_paper.split()), " ".join(register.notes.split())
    for fact in ("23 June 2016", "29 March 2017", "31 October 2019", "October 2020", "Travel, Freight and Borders",
                 "Disruption of Services", "Information and Data Sharing", "Demonstrations and Disorder", "'official' level",
                 "No Impact", "Resilience Direct"):  # fmt: skip
        assert fact in flat
        assert fact in notes
    assert "Snow Bunting" in notes
    assert "Yellowhammer" in notes
