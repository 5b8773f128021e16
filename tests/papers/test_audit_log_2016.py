"""The sample of the internal-audit action log of 2016, column by column against the paper."""

import re

import pytest

COLUMNS = {
    "Ref": lambda action, area: area.ref,
    "Audit": lambda action, area: area.title,
    "Priority": lambda action, area: action.finding.priority,
    "Findings": lambda action, area: action.finding.title,
    "Action No.": lambda action, area: action.ref,
    "Action": lambda action, area: action.title,
    "Implementation Date": lambda action, area: action.deadline,
    "Responsible Org": lambda action, area: action.organisation,
    "Responsible Owner": lambda action, area: action.owner,
    "Start Date": lambda action, area: action.start,
    "End Date": lambda action, area: action.end,
    "Status": lambda action, area: action.state,
    "Notes": lambda action, area: action.updates,
}


@pytest.fixture
def log(load):
    register = load("audit-actions-2016")
    areas = {area.ref: area for area in register.areas}
    return [(action, areas[action.origin.area]) for action in register.actions]


def test_every_column_of_the_head_is_one_the_sample_fills_or_leaves_blank_as_the_paper_does(flat, log):
    assert flat("audit log 2016").startswith(f"-{' '.join(COLUMNS)} 0 ")
    blank = {
        name: [action.ref for action, area in log if not read(action, area)] for name, read in COLUMNS.items()
    }
    assert {name: refs for name, refs in blank.items() if refs} == {
        "Implementation Date": ["1.4"],
        "End Date": ["1.1", "1.2", "1.4"],
    }


def test_the_odd_row_numbered_0_holds_names_of_columns_and_no_action(flat, load):
    (row,) = re.findall(
        r" 0 (Activity Initials Start Column.*? Status Column1) 1 POLICE", flat("audit log 2016")
    )
    assert set(re.sub(r"Column\d+", "", row).split()) == {"Activity", "Initials", "Start", "End", "Status"}
    register = load("audit-actions-2016")
    assert [area.ref for area in register.areas] == ["1", "4"]
    assert not [action for action in register.actions if action.ref.startswith("0")]


def test_each_area_has_the_papers_number_and_name_and_its_own_actions(paper, load):
    register = load("audit-actions-2016")
    headings = re.findall(
        r"^(\d)\n([A-Z &]+)\n\nOverall Risk:(.*?)(?=^\d\n[A-Z]|\Z)",
        paper("audit log 2016"),
        re.MULTILINE | re.DOTALL,
    )
    assert [(area.ref, area.title.upper()) for area in register.areas] == [
        (ref, title) for ref, title, _ in headings
    ]
    assert {
        area.ref: [each.ref for each in register.actions if each.origin.area == area.ref]
        for area in register.areas
    } == {ref: re.findall(r"^.*?\b(\d\.\d)$", body, re.MULTILINE) for ref, _, body in headings}
    assert [action.address for action in register.actions] == ["1/1.1", "1/1.2", "4/1.4"]
    assert {action.origin.kind for action in register.actions} == {"audit"}


def test_the_overall_risk_of_an_area_is_the_risk_of_2016_that_says_the_same(paper, load, stems):
    overall = dict(
        re.findall(
            r"^(\d)\n[A-Z &]+\n\nOverall Risk: (.*?\.) ", paper("audit log 2016"), re.MULTILINE | re.DOTALL
        )
    )
    said = {
        ref: stems(text)
        for ref, text in re.findall(r"^(R\d\.\d) –(.*)", paper("register 2016"), re.MULTILINE)
    }
    risks = {risk.ref for risk in load("cambs-2016").risks}
    assert set(said) == risks
    for area in load("audit-actions-2016").areas:
        wanted = stems(overall[area.ref])
        nearest = max(said, key=lambda ref: len(said[ref] & wanted) / len(said[ref] | wanted))
        assert area.overall_risk == f"cambs-2016#{nearest}"


def test_organisation_owner_start_and_status_stand_so_in_each_row(flat, log):
    rows = re.findall(
        r"(?:Mar-16 )?OPCC (?:Head|Director) .*? (?:01-Mar-16|Jul-15) Ongoing", flat("audit log 2016")
    )
    assert rows == [
        " ".join(
            str(each)
            for each in (
                action.deadline,
                action.organisation,
                action.owner,
                action.start,
                action.state.capitalize(),
            )
            if each
        )
        for action, _ in log
    ]


def test_finding_action_and_note_of_a_row_speak_of_what_the_paper_says_there(paper, log, stems):
    rows = re.split(r"(?:01-Mar-16|Jul-15)\s+Ongoing", paper("audit log 2016"))
    assert len(rows) == len(log) + 1
    for (action, _), before, after in zip(log, rows, rows[1:], strict=False):
        for text in (action.finding.title, action.title):
            assert len(stems(text) & stems(before)) > 3
        (note,) = action.updates
        assert note.date is None
        assert len(stems(note.text) & stems(after[:300])) > 1


def test_the_log_prints_no_date_of_its_own_and_its_year_is_marked_as_assumed(flat, load):
    register = load("audit-actions-2016")
    assert not re.search(r"20\d\d", flat("audit log 2016"))
    assert str(register.edition) == "2016"
    assert "2016 is assumed" in register.notes
    assert register.organisation == "Cambridgeshire OPCC"
