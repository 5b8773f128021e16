"""What became of risks above tolerance, assurance gaps, what could not be evaluated: in every form."""

import html
import re
from datetime import date

import attrs
import pytest

from govkit import Acceptance, Assessment, Body, Register, Report, Risk, Toolkit
from govkit.model import Assurance, Control, Indicator, Objective, Reading
from govkit.report import html_report, markdown_report, report_on, text_report

DAY = date(2019, 10, 9)
HIGH = Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019", date="1 May 2019")
BOARD = Body(ref="b", title="Executive Board", kind="board", escalates=True)
CARRIED = Acceptance(by="PCC", on="1 June 2019", until="31 May 2020", why="no money")
ENDED = Acceptance(by="PCC", on="1 June 2018", until="31 May 2019", why="no money")
LACKING = Acceptance(by="PCC", on="1 June 2019")
REPORTED = Report(to="b", on="2 June 2019")
GOES = "Goes to: Executive Board (the band says: the relevant Executive Board)."


def plain_html(report):
    return html.unescape(re.sub(r"<[^>]+>", " ", html_report(report).partition("<body>")[2]))


def plain_markdown(report):
    return html.unescape(re.sub(r"\\\\(.)", r"\\1", markdown_report(report)))


FORMS = pytest.mark.parametrize("form", [text_report, plain_markdown, plain_html])


def of(*risks, **more):
    kit = Toolkit.installed()
    register = Register(ref="r", title="T", bodies=(BOARD,), risks=risks, **more)
    return report_on(register, as_of=DAY, schemes=kit.schemes, workflows=kit.workflows)


def risk(ref="R1", **more):
    return Risk(ref=ref, title=f"Risk {ref}", current=HIGH, **more)


def words(form, report):
    return " ".join(form(report).split())


@FORMS
@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"acceptances": (CARRIED,)},
            "Accepted by PCC on 1 June 2019 until 31 May 2020: no money.",
        ),
        (
            {"acceptances": (CARRIED,), "reports": (REPORTED,)},
            "Accepted by PCC on 1 June 2019 until 31 May 2020: no money. Reported to Executive Board on 2 June 2019.",
        ),
        ({"reports": (REPORTED,)}, "Reported to Executive Board on 2 June 2019."),
        ({}, "It should have been reported to Executive Board and was not."),
        (
            {"acceptances": (ENDED,)},
            "It should have been reported to Executive Board and was not. Its acceptance ended on 31 May 2019.",
        ),
        (
            {"acceptances": (LACKING, Acceptance(until="31 May 2020"))},
            (
                "It should have been reported to Executive Board and was not. Its acceptance lacks a reason (why), "
                "a last day (until) and is not in force. Its acceptance lacks an authority (by), a reason (why), "
                "a first day (on) and is not in force."
            ),
        ),
    ],
)
def test_what_became_of_a_risk_above_tolerance_is_told(form, more, told):
    other = risk("R2", reports=(REPORTED,))  # so that reports are kept
    report = of(risk(**more), other)
    assert report.above[0].told == f"{GOES} {told}"
    assert f"{GOES} {told}" in words(form, report)


def test_nothing_is_made_up_where_no_report_is_kept_or_nobody_is_named():
    assert of(risk()).above[0].told == f"{GOES} Whether it was reported to Executive Board is not recorded."
    kit = Toolkit.installed()
    nameless = attrs.evolve(kit.schemes["cambs-2019"], bands=())
    register = Register(ref="r", title="T", risks=(risk(),))
    (above,) = report_on(register, as_of=DAY, schemes={"cambs-2019": nameless}, workflows={}).above
    assert above.told == "Whether it was reported is not recorded."


def test_a_risk_that_goes_to_two_bodies_is_accepted_once():
    two = (BOARD, attrs.evolve(BOARD, ref="c", title="Panel"))
    report = report_on(
        Register(ref="r", title="T", bodies=two, risks=(risk(acceptances=(CARRIED,), reports=(REPORTED,)),)),
        as_of=DAY,
        schemes=Toolkit.installed().schemes,
        workflows={},
    )
    assert report.above[0].told.count("Accepted by PCC") == 1


def test_a_target_that_cannot_be_rated_is_not_said_to_be_missing():
    (above,) = of(risk(target=Assessment(levels={"likelihood": 9, "impact": 1}, scheme="cambs-2019"))).above
    assert above.outlook.startswith('It has no action. Target not rated: likelihood has no level "9"')


SOUND = Assurance(ref="S1", title="Audit", line=3, covers=("C1",), received="1 May 2019")


@FORMS
def test_gaps_are_counted_by_kind_with_the_risks_they_stand_at(form):
    controls = (Control(ref="C1", title="A"), Control(ref="C2", title="B"))
    report = of(
        risk("R1", controls=controls),
        risk("R2", controls=controls),
        risk("R3", controls=controls[:1], assurances=(SOUND,)),
        objectives=(Objective(ref="o", title="O"),),
    )
    assert report.gaps.title == "Assurance gaps (7)"
    assert report.gaps.table.rows == (
        ("control without assurance", "4", "R1, R2"),
        ("no independent assurance above tolerance", "2", "R1, R2"),
        ("objective without risk", "1", "o"),
    )
    said = words(form, report)
    assert "Assurance gaps (7)" in said
    for kind, count, where in report.gaps.table.rows:
        assert re.search(rf"{kind}\W+{count}\W+{where}|{count} {kind}: {where}", said)


def test_of_many_risks_with_a_gap_a_dozen_is_named_and_the_others_are_counted():
    kept = risk("R14", controls=(Control(ref="C1", title="A"),), assurances=(SOUND,))
    report = of(*(risk(f"R{n}") for n in range(14)), kept)
    (without, *_) = report.gaps.counts
    assert without.where.endswith("R11 and 2 more")


@FORMS
def test_without_gaps_nothing_is_said_of_them(form):
    assert "Assurance gaps" not in words(form, of())
    assert "Not evaluated" not in words(form, of())


@FORMS
def test_what_the_whole_register_does_not_record_is_no_gap_but_not_evaluated(form):
    report = of(risk("R1"), risk("R2"))
    assert report.gaps.counts == ()
    assert report.untold == (
        "whether risks are controlled: the register records neither control nor plan",
        "whether assurances are independent: the register records no assurance",
    )
    said = words(form, report)
    assert "Assurance gaps" not in said
    assert all(each in said for each in report.untold)


@FORMS
def test_a_likelihood_that_stands_still_while_an_indicator_worsens_is_told(form):
    kit = Toolkit.installed()
    readings = (Reading(period="May 2019", value=8), Reading(period="June 2019", value=7))
    fewer = Indicator(
        ref="i", title="Satisfied", unit="points", direction="up", risks=("R1",), readings=readings
    )
    register = Register(ref="r", title="T", indicators=(fewer,), risks=(risk(),))
    report = report_on(register, as_of=DAY, schemes=kit.schemes, workflows=kit.workflows, before=register)
    assert report.moved.tables[-1].title == "Likelihood stands still while an indicator worsens (1)"
    assert "It went from 8, May 2019, to 7, June 2019; without a sample any difference counts." in words(
        form, report
    )


@FORMS
def test_other_fields_that_changed_are_named(form):
    kit = Toolkit.installed()
    before, after = (
        Register(ref="r", title="T", risks=(attrs.evolve(risk(), title=title),))
        for title in ("Storm", "Gale")
    )
    report = report_on(after, as_of=DAY, schemes=kit.schemes, workflows=kit.workflows, before=before)
    table = report.moved.tables[-1]
    assert (table.title, table.rows) == ("Other fields that changed (1)", (("R1", "Gale", "title"),))
    assert table.title in words(form, report)
