"""All that is worked out of one register agrees: rules, calendar, framework, lifecycle, and exit codes."""

import json
from datetime import date, timedelta

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import (
    Assessment,
    Assurance,
    Body,
    Control,
    Objective,
    Plan,
    Register,
    Report,
    Review,
    Risk,
    Toolkit,
)
from govkit.analysis import DueKind, GapKind, agenda, coverage
from govkit.cli.app import run
from govkit.io import dumps
from govkit.report.story import story_of
from govkit.report.story_text import story_text
from govkit.rules import Outcome

KIT = Toolkit.installed()
DAY = date(2026, 11, 25)
SETTINGS = settings(max_examples=examples(100), database=None, deadline=None)
HIGH = Assessment(levels={"likelihood": 4, "impact": 4}, scheme="leicestershire-2016", date="1 October 2026")


def story(register, ref, day=DAY):
    (located,) = (each for each in register.all_risks if each.item.ref == ref)
    findings = KIT.check(register, as_of=day)
    found = story_of(
        located, register, as_of=day, schemes=KIT.schemes, workflows=KIT.workflows, findings=findings
    )
    return " ".join(story_text(found).split())


# ------------------------------------------------------------------------------------------------ reviews


def test_a_confirmed_review_counts_for_the_calendar_for_the_rule_and_for_the_story():
    risk = Risk(ref="R1", title="A", current=HIGH, review=Review(last="20 November 2026"))
    register = Register(ref="r", title="T", risks=(risk,))
    (due,) = agenda(register, KIT.schemes, as_of=DAY).due
    assert (due.due, due.overdue) == (date(2026, 12, 20), False)
    assert due.why == "monthly by band High, last reviewed on 20 November 2026"
    assert KIT.check(register, as_of=DAY, only=["GKREV001"]) == []
    assert f"Review due on 2026-12-20: {due.why}." in story(register, "R1")
    bare = attrs.evolve(register, risks=(attrs.evolve(risk, review=None),))
    (finding,) = KIT.check(bare, as_of=DAY, only=["GKREV001"])
    assert finding.message == (
        "its review was due on 2026-11-01: monthly by band High, last assessed on 1 October 2026"
    )


days = st.none() | st.dates(DAY - timedelta(days=100), DAY).map(date.isoformat)


@SETTINGS
@given(days, days, days, days, st.sampled_from(["weekly", "monthly", "every 10 days", None]))
def test_everything_that_speaks_of_a_review_says_the_same(reviewed, assessed, status, edition, cadence):
    risk = Risk(
        ref="R1",
        title="A",
        current=attrs.evolve(HIGH, date=assessed),
        status_date=status,
        review=Review(last=reviewed, workflow="review", state="confirmed"),
    )
    register = Register(ref="r", title="T", edition=edition, review=cadence, risks=(risk,))
    found = agenda(register, KIT.schemes, as_of=DAY)
    findings = KIT.check(register, as_of=DAY, only=["GKREV001"])
    due = [each for each in found.due if each.kind is DueKind.REVIEW]
    overdue = [each for each in due if each.overdue]
    assert len(due) + len(found.undated) == 1
    assert [each.message for each in findings if each.outcome is Outcome.FAILS] == [
        f"its review was due on {each.due}: {each.why}" for each in overdue
    ]
    assert len([each for each in findings if each.outcome is Outcome.NOT_EVALUATED]) == len(found.undated)
    told = story(register, "R1")
    verb = "was due on" if overdue else "due on"
    assert all(f"Review {verb} {each.due}: {each.why}." in told for each in due)
    if reviewed is not None:
        swept, _ = KIT.sweep(register, as_of=DAY)
        assert (swept.risk("R1").review.state == "due") == (due[0].due <= DAY)


# --------------------------------------------------------------------------------------------------- gaps


CONTROLS = ((), (Control(ref="C1", title="Lock"),), (Control(ref="C1", title="Lock", effective=True),))
ASSURANCES = (
    (),
    (Assurance(ref="S1", title="Audit"),),
    (Assurance(ref="S1", title="Audit", covers=("C1",), line=1),),
    (Assurance(ref="S1", title="Audit", covers=("C1",), line=3, received="1 May 2026"),),
    (Assurance(ref="S1", title="Audit", covers=("C1",), expires="1 May 2026"),),
)
ABOVE = attrs.evolve(HIGH, scheme="cambs-2019")
WITHIN = attrs.evolve(ABOVE, levels={"likelihood": 1, "impact": 1})
parts = st.tuples(
    st.sampled_from(CONTROLS), st.sampled_from(ASSURANCES), st.sampled_from((None, ABOVE, WITHIN))
)


def risks_of(drawn):
    return tuple(
        Risk(
            ref=f"R{at}", title="A", objective="o", controls=controls, assurances=assurances, current=current
        )
        for at, (controls, assurances, current) in enumerate(drawn)
    )


@SETTINGS
@given(st.lists(parts, max_size=3).map(risks_of), st.sampled_from([(), (Plan(ref="P1", title="P", covers=("R1",)),)]))  # fmt: skip
def test_the_framework_finds_what_the_rules_find_and_does_not_evaluate_what_they_do_not(risks, plans):
    register = Register(
        ref="r", title="T", objectives=(Objective(ref="o", title="O"),), risks=risks, plans=plans
    )
    found = coverage(register, KIT.schemes, as_of=DAY)
    names = {kind.replace(" ", "-"): kind for kind in GapKind}
    findings = [each for each in KIT.check(register, as_of=DAY) if each.name in names]
    assert {names[each.name] for each in findings if each.outcome is Outcome.FAILS} == {
        gap.kind for gap in found.gaps
    }
    not_told = {
        names[each.name]: each.values["missing"] for each in findings if each.outcome is not Outcome.FAILS
    }
    assert not_told == dict(found.untold)
    assert not not_told.keys() & {gap.kind for gap in found.gaps}
    for risk in found.risks:
        told = story(register, risk.rated.risk.ref)
        assert all(f"{gap.message}." in told for gap in risk.gaps)
        assert all(f"Not evaluated: {clause}." in told for clause in risk.untold.values())
        assert told.count("Not evaluated: ") == len(risk.untold)


# ---------------------------------------------------------------------------- what cannot be rated, and exit codes


RATED = Risk(ref="R1", title="Rated", current=HIGH)
UNRATED = Risk(ref="R2", title="Not", current=attrs.evolve(HIGH, levels={"likelihood": 9, "impact": 1}))
ABSENT = Risk(ref="R3", title="None")


@pytest.fixture
def answer(tmp_path, capsys):
    def call(register, command, *arguments):
        file = tmp_path / "r.yaml"
        file.write_bytes(dumps(register, "r.yaml"))
        code = run([command, str(file), *arguments, "--as-of", DAY.isoformat()])
        out, err = capsys.readouterr()
        assert err == ""
        return code, out

    return call


COMMANDS = pytest.mark.parametrize(
    "command",
    [
        ["escalations"],
        ["baf"],
        ["calendar"],
        ["report"],
        ["report", "--as", "html"],
        ["rate"],
        ["explain", "R2"],
    ],
    ids=" ".join,
)


@COMMANDS
def test_what_could_not_be_rated_is_listed_by_every_command_and_makes_it_exit_with_2(answer, command):
    register = Register(ref="r", title="T", review="monthly", risks=(RATED, UNRATED, ABSENT))
    code, out = answer(register, *command)
    assert code == 2
    assert "R2" in out
    assert 'likelihood has no level "9"' in " ".join(out.replace("<wbr>", "").replace("&quot;", '"').split())


@COMMANDS
def test_what_is_not_assessed_is_no_reason_to_exit_with_2(answer, command):
    register = Register(ref="r", title="T", review="monthly", risks=(RATED, attrs.evolve(ABSENT, ref="R2")))
    assert answer(register, *command)[0] == 0


def test_a_report_that_is_written_to_a_file_is_written_before_the_command_exits_with_2(answer, tmp_path):
    out = tmp_path / "report.txt"
    assert answer(Register(ref="r", title="T", risks=(UNRATED,)), "report", "-o", str(out)) == (2, "")
    assert "Not rated (1)" in out.read_text(encoding="utf-8")


def test_rating_tells_what_could_not_be_rated_from_what_is_not_recorded(answer):
    register = Register(ref="r", title="T", risks=(RATED, UNRATED, ABSENT))
    code, out = answer(register, "rate", "--format", "json")
    risks = json.loads(out)["risks"]
    assert code == 2
    assert [each["current"] is None for each in risks] == [False, True, True]
    (reason,) = risks[1]["unrated"].values()
    assert [list(each["unrated"]) for each in risks] == [[], ["current"], []]
    assert reason.startswith('likelihood has no level "9"')
    _, out = answer(register, "rate")
    lines = [line.split("  ") for line in out.splitlines()]
    assert [part.strip() for part in lines[2] if part] == ["R2", "-", "not rated", "-", "Not"]
    assert [part.strip() for part in lines[3] if part] == ["R3", "-", "-", "-", "None"]
    assert out.splitlines()[-1] == f"not rated: R2, current: {reason}"


# ------------------------------------------------------------------------------------------- said once


def test_a_scheme_that_is_not_at_hand_is_told_once_and_the_other_rules_point_there():
    lost = attrs.evolve(HIGH, scheme="leicestershire-2106", printed=16)
    risks = tuple(Risk(ref=f"R{n}", title="A", inherent=lost, current=lost, target=lost) for n in range(3))
    findings = KIT.check(Register(ref="r", title="T", risks=risks), as_of=DAY)
    untold = [each for each in findings if each.outcome is Outcome.NOT_EVALUATED]
    (told,) = [each for each in untold if "is not loaded" in each.message]
    assert told.code == "GKSCO001"
    assert 'did you mean "leicestershire-2016"?' in told.message
    assert "R0/current, R0/inherent, R0/target, R1/current" in told.message
    pointing = {each.code for each in untold if "(GKSCO001 says why)" in each.message}
    assert pointing == {
        "GKSCO002",
        "GKSCO003",
        "GKSCO005",
        "GKASR004",
        *(f"GKTOL00{n}" for n in (1, 2, 3, 4)),
    }


# ---------------------------------------------------------------------------------- days that lie ahead


def test_before_its_edition_a_register_does_not_say_since_when_a_risk_is_above_tolerance(answer):
    board = Body(ref="b", title="Board", kind="board", escalates=True)
    risks = (attrs.evolve(RATED, current=attrs.evolve(HIGH, date=None, scheme="cambs-2019")),)
    register = Register(ref="r", title="T", edition="1 December 2026", bodies=(board,), risks=risks)
    out = answer(register, "escalations")[1]
    assert ", known only from 1 December 2026, after the day in question: It is rated" in out
    assert "whether it was to be reported is not known, its rating being dated 1 December 2026" in out
    told = story(register, "R1")
    assert "known only from 1 December 2026, after the day in question." in told
    assert "Whether it was to be reported is not known, its rating being dated 1 December 2026." in told
    (data,) = json.loads(answer(register, "escalations", "--format", "json")[1])["escalations"]
    assert (data["since"], data["known_from"]) == (None, "2026-12-01")
    elsewhere = attrs.evolve(ABSENT, reports=(Report(to="b", on="1 May 2026"),))
    kept = attrs.evolve(register, risks=(*risks, elsewhere))
    (finding,) = KIT.check(kept, as_of=DAY, only=["GKTOL002"])
    assert finding.message == ("not evaluated: whether it applies: the rating is dated later than 2026-11-25")
