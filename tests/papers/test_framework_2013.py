"""The sample of the performance framework's cover paper of 2013 against the paper."""

import re

import pytest


@pytest.fixture
def register(load):
    return load("framework-2013")


def test_day_organisation_and_panel_are_the_papers(flat, register):
    text = flat("framework 2013")
    assert text.startswith(f"{register.edition} Report of the Police and Crime Commissioner")
    assert "review the performance framework" in text
    (panel,) = register.bodies
    assert (panel.kind, panel.title) == ("panel", "Police and Crime Panel")
    assert [(str(meeting.on), meeting.considers_register) for meeting in panel.meetings] == [
        (str(register.edition), True)
    ]
    assert register.organisation == "Cambridgeshire Police and Crime Commissioner"


def test_item_8_is_of_the_terms_of_reference_and_no_item_of_an_agenda(flat, register):
    assert "TERMS OF REFERENCE 3.1 Item 8" in flat("framework 2013")
    assert {meeting.item for body in register.bodies for meeting in body.meetings} == {None}


def test_what_the_framework_sets_out_is_named_in_the_order_of_the_paper(paper, register):
    listed = paper("framework 2013").partition("sets out details of:")[2].partition("- 5.2")[0]
    parts = re.findall(r"^ - (.*)$", listed, re.MULTILINE)
    assert [part.split()[-1].strip(".") for part in parts] == ["Plan", "account", "mechanisms"]
    places = [
        register.notes.index(text)
        for text in (
            "framework for the Plan 2013-16",
            "calling the Chief Constable to account",
            "controls assurance",
        )
    ]
    notes = " ".join(register.notes.split())
    assert places == sorted(places)
    assert "Police and Crime Plan 2013-16" in " ".join(paper("framework 2013").split())
    assert "Performance is looked at by risk" in notes


def test_what_the_commissioner_wants_is_an_objective_each(flat, register, stems):
    text = flat("framework 2013")
    said = {
        "account": r"commitment to (holding the police to account on behalf of the public)",
        "safer": r"making (Cambridgeshire a safer place in which to live)",
        "focus": r"wants (the police and other partners to be focused on what is important: .*? not just measures and targets)",
        "joined-up": r"expects (the police and other partners to strive .*?)\.",
        "visible": r"(Performance monitoring must be visible to the public)",
    }
    assert [objective.ref for objective in register.objectives] == list(said)
    for objective in register.objectives:
        (words,) = re.findall(said[objective.ref], text)
        assert stems(words) & stems(objective.title)


def test_it_is_published_where_the_paper_says(flat, register):
    (place,) = re.findall(
        r"framework is being published on the (Commissioner's website)", flat("framework 2013")
    )
    assert register.published == place


def test_the_cover_prints_no_measure_risk_or_control(flat, register):
    assert "10.1 Performance framework." in flat("framework 2013")
    assert (register.indicators, register.risks, register.actions, register.plans) == ((), (), (), ())
    assert register.review is None
    assert "on an ongoing and continuous basis" in flat("framework 2013")
