"""The sample of the committee paper and draft assurance framework of 2017, row by row against the paper."""

import re

import pytest

COLUMNS = ["Theme", "P & CP - Priority Actions", "OPCC L'd", "D'vry Lead", "OPCC/Partner key delivery activities",
           "Delivery (Rag status)", "Opportunities"]  # fmt: skip
THEMES = ["Victims", "Offenders", "Communities", "Transformation"]


@pytest.fixture
def rows(paper):
    table = re.findall(r"^\| (.*) \|$", paper("framework 2017").partition("(draft)\n")[2], re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in table if "---" not in row]
    assert cells[0] == COLUMNS
    return cells[1:]


def priorities(register):
    return [(objective, each) for objective in register.objectives for each in objective.priorities]


def test_the_themes_are_the_plans_four_objectives_in_order(paper, load):
    objectives = load("baf-2017").objectives
    assert re.findall(r"^- \*\*(\w+)\*\*$", paper("framework 2017"), re.MULTILINE) == THEMES
    assert (
        [objective.title for objective in objectives]
        == [objective.theme for objective in objectives]
        == THEMES
    )


def test_each_row_of_the_framework_has_its_theme_priority_activity_and_leads(rows, load):
    found, priority = [], None
    for theme, action, lead, delivery, activity, rag, opportunities in rows:
        if theme:
            priority = (theme, action.split()[0])
        ref = activity.split()[0].rstrip(".")
        found.append((*priority, lead, delivery, ref, rag or None, opportunities or None))
    assert len(found) == 15
    assert [
        (objective.theme, each.ref, activity.lead, activity.delivery_lead, activity.ref, activity.rag, activity.opportunities)
        for objective, each in priorities(load("baf-2017"))
        for activity in each.activities
    ] == found  # fmt: skip


def test_each_priority_and_activity_speaks_of_what_its_cell_says(rows, load, stems):
    cells = [(row[1], row[4]) for row in rows]
    activities = [
        (each, activity) for _, each in priorities(load("baf-2017")) for activity in each.activities
    ]
    for (action, said), (priority, activity) in zip(cells, activities, strict=True):
        assert len(stems(said) & stems(activity.title, activity.delivery_lead)) > 2
        if action:
            assert len(stems(action) & stems(priority.title)) > 1


def test_the_columns_for_delivery_status_and_opportunities_are_blank_and_stay_so(rows, load):
    assert {(row[5], row[6]) for row in rows} == {("", "")}
    activities = [activity for _, each in priorities(load("baf-2017")) for activity in each.activities]
    assert {(activity.rag, activity.opportunities) for activity in activities} == {(None, None)}


def test_the_committee_had_the_framework_before_it_on_these_days(paper, load):
    text = paper("framework 2017")
    days = re.findall(r"\bon (\d+ \w+ 20\d\d)", text)
    assert days == ["29 June 2015", "10 December 2015", "23 June 2016"]
    dated = re.search(r"^Date: (.*)$", text, re.MULTILINE)[1]
    (committee,) = [body for body in load("baf-2017").bodies if body.kind == "committee"]
    assert re.search(r"^To: (.*)$", text, re.MULTILINE)[1] == committee.title
    assert [str(meeting.on) for meeting in committee.meetings] == [*days, dated]
    assert str(load("baf-2017").edition) == dated


def test_progress_goes_to_the_board_at_no_stated_interval(paper, load):
    (board,) = [body for body in load("baf-2017").bodies if body.kind == "board"]
    assert board.title in paper("framework 2017")
    assert not re.search(r"(?i)monthly|quarterly|annually|weekly", paper("framework 2017"))
    assert (board.reports, board.meetings) == (None, ())


def test_the_draft_prints_no_risk_control_or_assurance(rows, load):
    register = load("baf-2017")
    assert {row[0] for row in rows} == {"", "Offenders"}
    assert (register.risks, register.actions, register.plans) == ((), (), ())
    assert [objective.theme for objective, _ in priorities(register)] == ["Offenders"] * 11
    assert "draft" in register.title
