"""What a lifecycle says of an item is heard by everything that is worked out of a register."""

import json
from datetime import date

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    Control,
    Event,
    Indicator,
    Reading,
    Register,
    Report,
    Review,
    Revision,
    Risk,
    Toolkit,
)
from govkit.analysis import agenda, coverage, escalations, with_deadline_on
from govkit.cli.app import run
from govkit.io import dumps
from govkit.report import html_report, markdown_report, report_on, text_report
from govkit.report.story import story_of
from govkit.report.story_text import story_text
from govkit.workflow import Row, State, Workflow, state_on

KIT = Toolkit.installed(strict=True)
DAY = date(2026, 9, 25)
BEFORE, ON = date(2026, 4, 30), date(2026, 5, 1)
HIGH = Assessment(levels={"likelihood": 3, "impact": 4}, scheme="cambs-2019", date="1 March 2026")
LOCK = Control(ref="C1", title="Lock", effective=True)
AUDIT = Assurance(
    ref="S1", title="Audit", covers=("C1",), source="external", line=3, received="1 March 2026", state="received",
    workflow="assurance", expires="31 December 2026",
)  # fmt: skip


def event(kind, ref, trigger, before, after, *, on=ON):
    return Event(
        kind=kind, ref=ref, trigger=trigger, from_state=before, to_state=after, effective=on, recorded=on,
        by="Clerk", why="so it is",
    )  # fmt: skip


WITHDRAWN = attrs.evolve(
    AUDIT, state="withdrawn", events=(event("assurance", "R1/S1", "withdraw", "received", "withdrawn"),)
)
RISK = Risk(
    ref="R1", title="Evidence is lost", executive_lead="Chief", current=HIGH, controls=(LOCK,),
    assurances=(AUDIT,), state="escalated", workflow="risk", review=Review(last="1 March 2026"),
)  # fmt: skip
CLOSED = attrs.evolve(RISK, state="closed", events=(event("risk", "R1", "close", "escalated", "closed"),))


def register(*risks, **fields):
    return Register(ref="r", title="T", review="monthly", risks=risks, **fields)


def assured(*assurances):
    return register(attrs.evolve(RISK, assurances=assurances))


def messages(of, code, day=DAY, kit=KIT):
    return [each.message for each in kit.check(of, as_of=day, only=[code])]


def story(of, day=DAY, ref="R1"):
    (located,) = (each for each in of.all_risks if each.item.ref == ref)
    findings = KIT.check(of, as_of=day)
    found = story_of(located, of, as_of=day, schemes=KIT.schemes, workflows=KIT.workflows, findings=findings)
    return " ".join(story_text(found).split())


def reported(of, day=DAY):
    return report_on(of, as_of=day, schemes=KIT.schemes, workflows=KIT.workflows)


@pytest.fixture
def answer(tmp_path, capsys):
    def call(of, command, *arguments, day=DAY):
        file = tmp_path / "r.yaml"
        file.write_bytes(dumps(of, "r.yaml"))
        run([command, str(file), *arguments, "--as-of", day.isoformat()])
        return capsys.readouterr().out

    return call


# --------------------------------------------------------------------------------------------- assurances


def test_a_withdrawn_assurance_is_no_evidence_from_the_day_it_was_withdrawn(answer):
    of = assured(WITHDRAWN)
    assert messages(of, "GKASR007") == ["no assurance that still counts names C1 (1 of 1 controls)"]
    (alone,) = messages(of, "GKASR004")
    assert alone.endswith('; "Audit" is, but was withdrawn on 2026-05-01')
    assert len(messages(of, "GKASR006")) == 1
    for code in ("GKASR004", "GKASR006", "GKASR007"):
        assert messages(of, code, BEFORE) == []
    assert "no evidence, as it was withdrawn on 2026-05-01" in " ".join(answer(of, "baf").split())
    assert "no evidence" not in " ".join(answer(of, "baf", day=BEFORE).split())
    assert "no evidence, as it was withdrawn on 2026-05-01" in story(of)
    assert "no evidence" not in story(of, BEFORE)
    data = json.loads(answer(of, "explain", "R1", "--format", "json"))
    assert data["controls"][0]["assurances"][0]["lapsed"] == "was withdrawn on 2026-05-01"


def test_what_was_withdrawn_does_not_fall_due():
    of = assured(WITHDRAWN)

    def due(day):
        found = agenda(of, KIT.schemes, KIT.workflows, as_of=day)
        return [each.ref for each in found.due if each.kind == "assurance"]

    assert (due(BEFORE), due(DAY)) == (["R1/S1"], [])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"state": "withdrawn"}, "is withdrawn"),
        ({"state": "withdrawn", "expires": "1 May 2026"}, "is withdrawn"),
        ({"state": "planned"}, "is planned, and not received yet"),
        ({"state": None}, "is planned, and not received yet"),
        ({"state": "planned", "received": "1 December 2026"}, "is planned, and not received yet"),
        ({"state": "received"}, None),
        ({"state": "stale"}, None),
        ({"state": "gone"}, None),
        ({"workflow": "gone", "state": "withdrawn"}, None),
        ({"workflow": "action", "state": "closed"}, None),
        ({"workflow": None, "state": None}, None),
    ],
)
def test_a_state_says_whether_an_assurance_counts(fields, why):
    one = attrs.evolve(AUDIT, **fields)
    found = coverage(assured(one), KIT.schemes, KIT.workflows, as_of=DAY)
    assert found.lapse(one) == why
    assert (found.risks[0].controls[0].lapsed == ()) is (why is None)
    # Who brings no lifecycles is told by dates alone.
    by_dates = coverage(assured(one), KIT.schemes, as_of=DAY)
    assert "planned" not in (by_dates.lapse(one) or "")


@pytest.mark.parametrize("fields", [{"state": "gone"}, {"workflow": "gone", "state": "withdrawn"}])
def test_where_a_gap_hangs_on_a_state_that_is_not_known_nobody_can_tell(fields, answer):
    of = assured(attrs.evolve(AUDIT, **fields))
    said = "whether R1/S1 counts: its lifecycle or its state is not known"
    for code in ("GKASR004", "GKASR006", "GKASR007"):
        assert messages(of, code) == [f"not evaluated: {said}"]
    assert coverage(of, KIT.schemes, KIT.workflows, as_of=DAY).not_evaluated == (said,)
    assert f"not evaluated: {said}" in answer(of, "baf")
    assert story(of).count(f"Not evaluated: {said}.") == 1
    assert said in reported(of).untold
    # With another that counts, no gap hangs on it.
    both = assured(attrs.evolve(AUDIT, **fields), attrs.evolve(AUDIT, ref="S2"))
    assert coverage(both, KIT.schemes, KIT.workflows, as_of=DAY).not_evaluated == ()


def test_every_assurance_that_a_gap_hangs_on_is_named_once():
    one, other = (attrs.evolve(AUDIT, ref=ref, state="gone") for ref in ("S1", "S2"))
    risks = (attrs.evolve(RISK, assurances=(one, other)), attrs.evolve(RISK, ref="R2", assurances=(one,)))
    assert coverage(register(*risks), KIT.schemes, KIT.workflows, as_of=DAY).not_evaluated == (
        "whether R1/S1, R1/S2 count: their lifecycle or their state is not known",
        "whether R2/S1 counts: its lifecycle or its state is not known",
    )
    of = register(*risks)
    assert messages(of, "GKASR006") == [
        "not evaluated: whether R1/S1, R1/S2 count: their lifecycle or their state is not known",
        "not evaluated: whether R2/S1 counts: its lifecycle or its state is not known",
    ]


# -------------------------------------------------------------------------------------------------- risks


def test_a_closed_risk_leaves_escalations_and_the_calendar_on_the_day_it_is_closed():
    of = register(CLOSED)
    found = {
        day: (
            [each.ref for each in escalations(of, KIT.schemes, KIT.workflows, as_of=day)],
            {each.kind for each in agenda(of, KIT.schemes, KIT.workflows, as_of=day).due},
        )
        for day in (BEFORE, ON)
    }
    assert found == {BEFORE: (["R1"], {"review", "assurance"}), ON: ([], set())}
    # Who brings no lifecycles hears of none.
    assert [each.ref for each in escalations(of, KIT.schemes, as_of=ON)] == ["R1"]
    unknown = register(attrs.evolve(CLOSED, workflow="gone"))
    assert [each.ref for each in escalations(unknown, KIT.schemes, KIT.workflows, as_of=ON)] == ["R1"]


def test_a_closed_risk_is_in_no_list_of_what_could_not_be_rated_or_was_not_assessed():
    lost = attrs.evolve(CLOSED, current=attrs.evolve(HIGH, scheme="gone"))
    of = register(lost, attrs.evolve(CLOSED, ref="R2", current=None))
    told = escalations(of, KIT.schemes, KIT.workflows, as_of=DAY)
    assert (told.not_evaluated, told.not_assessed) == ((), ())
    assert agenda(of, KIT.schemes, KIT.workflows, as_of=DAY).not_evaluated == ()
    assert coverage(of, KIT.schemes, KIT.workflows, as_of=DAY).not_evaluated == ()
    assert coverage(of, KIT.schemes, KIT.workflows, as_of=BEFORE).unrated == ("R1",)


def test_the_acceptance_of_a_closed_risk_does_not_fall_due():
    accepted = Acceptance(by="PCC", on="1 March 2026", until="31 October 2026", why="unaffordable")
    of = register(attrs.evolve(CLOSED, acceptances=(accepted,)))
    kinds = [
        [each.kind for each in agenda(of, KIT.schemes, KIT.workflows, as_of=day).due if each.kind == "acceptance"]
        for day in (BEFORE, ON)
    ]  # fmt: skip
    assert kinds == [["acceptance"], []]


def test_the_gaps_of_a_closed_risk_are_none(answer):
    bare = attrs.evolve(CLOSED, assurances=(), controls=(), current=attrs.evolve(HIGH, date="1 July 2026"))
    other = attrs.evolve(RISK, ref="R2")
    of = register(bare, other)
    found = coverage(of, KIT.schemes, KIT.workflows, as_of=DAY)
    assert found.gaps == ()
    assert [each.over for each in found.risks] == ["closed since 2026-05-01", None]
    assert [each.ref for each in coverage(of, KIT.schemes, KIT.workflows, as_of=BEFORE).gaps] == ["R1"]
    assert "R1 Evidence is lost (closed since 2026-05-01)" in " ".join(answer(of, "baf").split())
    data = json.loads(answer(of, "baf", "--format", "json"))["objectives"][0]["risks"]
    assert [each["over"] for each in data] == ["closed since 2026-05-01", None]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("GKREV001", {}),
        ("GKTOL001", {}),
        ("GKTOL002", {"reports": (Report(to="x", on="2020"),)}),
        ("GKTOL003", {"target": HIGH}),
        ("GKTOL004", {"actions": (Action(ref="A1", title="T", deadline="2028"),)}),
        ("GKACC001", {"acceptances": (Acceptance(by="PCC", on="1 March 2026"),)}),
        (
            "GKACC003",
            {"acceptances": (Acceptance(by="P", on="1 March 2026", until="2 March 2026", why="w"),)},
        ),
        ("GKASR004", {"assurances": (attrs.evolve(AUDIT, source="internal", line=1),)}),
        ("GKCTL001", {"controls": ()}),
        ("GKCTL002", {"inherent": HIGH}),
        ("GKCTL003", {"controls": (), "inherent": attrs.evolve(HIGH, levels={"likelihood": 4, "impact": 4})}),
        ("GKOWN001", {"executive_lead": None}),
        ("GKSCO004", {"current": None}),
    ],
)
def test_rules_about_live_risks_leave_a_closed_one_alone(code, fields):
    other = attrs.evolve(RISK, ref="R2")
    of = register(attrs.evolve(CLOSED, **fields), other)
    before = {each.message for each in KIT.check(of, as_of=BEFORE, only=[code]) if each.ref.startswith("R1")}
    after = {each.message for each in KIT.check(of, as_of=ON, only=[code]) if each.ref.startswith("R1")}
    assert before
    assert after == set()


def test_an_indicator_that_worsens_does_not_ask_for_a_closed_risk():
    readings = tuple(Reading(period=str(year), value=value) for year, value in ((2024, 80), (2025, 60)))
    falling = Indicator(ref="I1", title="Found", direction="up", unit="%", readings=readings, risks=("R1",))
    old = attrs.evolve(CLOSED, current=attrs.evolve(HIGH, date="1 March 2025"))
    of = register(old, indicators=(falling,))
    assert len(messages(of, "GKIND002", BEFORE)) == 1
    assert messages(of, "GKIND002") == []


def test_a_report_counts_closed_risks_apart_and_leaves_them_out_of_its_map():
    of = register(CLOSED, attrs.evolve(RISK, ref="R2"), attrs.evolve(CLOSED, ref="R3", current=None))
    after, before = reported(of), reported(of, BEFORE)
    assert str(after.summary[0]) == "Risks: 3, of which 2 closed, 1 above tolerance"
    assert str(before.summary[0]) == "Risks: 3, of which 2 above tolerance, 1 not rated"
    assert [each.ref for each in after.above] == ["R2"]
    assert after.not_rated == ()
    (drawn,) = after.maps
    assert list(drawn.drawn.cells.values()) == [("R2",)]
    said = "Current ratings under cambs-2019 2019-08, without 1 closed risk"
    for written in (text_report, markdown_report, html_report):
        assert said in written(after)
        assert "closed risk" not in written(before)


def test_the_story_of_a_closed_risk_says_so_and_not_where_it_goes():
    of = register(CLOSED)
    told = story(of)
    assert "State: closed since 2026-05-01." in told
    assert "Where it goes" not in told
    assert "Where it goes To" in story(of, BEFORE)
    bare = register(attrs.evolve(CLOSED, events=()))
    assert "State: closed." in story(bare, BEFORE)
    assert "Where it goes" not in story(bare, BEFORE)


# ------------------------------------------------------------------------------------------------ actions


def test_a_lapse_keeps_its_day_once_it_is_recorded(answer):
    late = Action(ref="A1", title="T", deadline="31 March 2026")
    unswept = register(attrs.evolve(RISK, actions=(late,)))
    swept, _ = KIT.sweep(unswept, as_of=DAY)
    for of in (unswept, swept):
        assert "due 31 March 2026, overdue since 2026-04-01" in text_report(reported(of))
        assert "overdue since 2026-04-01" in story(of)
        data = json.loads(answer(of, "explain", "R1", "--format", "json"))
        assert (data["actions"][0]["state"], data["actions"][0]["since"]) == ("overdue", "2026-04-01")


def test_what_people_moved_has_a_day_too_and_what_the_calendar_moved_still_comes_first():
    closed = Action(
        ref="A1", title="T", state="closed", end="1 May 2026",
        events=(event("action", "A1", "close", "open", "closed"),),
    )  # fmt: skip
    late = Action(ref="A2", title="T", deadline="31 March 2026")
    of, _ = KIT.sweep(Register(ref="r", title="T", actions=(closed, late)), as_of=DAY)
    assert [(each.state, each.actions[0].since) for each in reported(of).groups] == [
        ("overdue", date(2026, 4, 1)),
        ("closed", date(2026, 5, 1)),
    ]


MOVED = Action(
    ref="A1", title="T", deadline="31 March 2026", revisions=(Revision(deadline="2027", on=date(2026, 7, 1)),)
)


def test_a_moved_deadline_counts_from_the_day_it_was_moved(answer):
    of = register(attrs.evolve(RISK, actions=(MOVED,)))

    def told(day):
        found = agenda(of, KIT.schemes, KIT.workflows, as_of=day)
        (due,) = (each for each in found.due if each.kind == "action")
        (action,) = json.loads(answer(of, "explain", "R1", "--format", "json", day=day))["actions"]
        (data,) = json.loads(answer(of, "baf", "--format", "json", day=day))["objectives"][0]["risks"]
        (group,) = reported(of, day).groups
        return due.due, group.actions[0].due, action["due"], data["actions"][0]["deadline"], group.state

    first, later = date(2026, 3, 31), date(2027, 12, 31)
    assert told(BEFORE) == (first, "31 March 2026", "31 March 2026", "31 March 2026", "overdue")
    assert told(DAY) == (later, "2027", "2027", "2027", "open")
    said = "no state is recorded, which means open, but the last day of the deadline (2026-03-31) is over, so it is overdue"
    assert (messages(of, "GKACT003", BEFORE), messages(of, "GKACT003")) == ([said], [])
    assert "due 31 March 2026" in story(of, BEFORE)
    assert "due 2027" in story(of)
    assert "31 March 2026" in answer(of, "baf", day=BEFORE)


def test_rules_read_the_deadline_of_the_day():
    lapse = event("action", "A1", "lapse", "open", "overdue", on=date(2026, 4, 1))
    extend = event("action", "A1", "extend", "overdue", "ongoing", on=date(2026, 7, 1))
    moved = attrs.evolve(MOVED, state="ongoing", events=(lapse, extend))
    of = Register(ref="r", title="T", actions=(moved,))
    assert messages(of, "GKACT005", BEFORE) == ["it was due on 31 March 2026, 30 days ago, and is not done"]
    assert messages(of, "GKACT005") == []
    stated = Register(
        ref="r", title="T", actions=(attrs.evolve(MOVED, deadline="ongoing", revisions=MOVED.revisions),)
    )
    assert len(messages(stated, "GKACT002", BEFORE)) == 1
    assert messages(stated, "GKACT002") == []
    bare = Register(
        ref="r",
        title="T",
        actions=(attrs.evolve(MOVED, deadline=None), Action(ref="A2", title="T", deadline="2028")),
    )
    assert (len(messages(bare, "GKACT004", BEFORE)), messages(bare, "GKACT004")) == (1, [])
    often = attrs.evolve(MOVED, revisions=MOVED.revisions * 3)
    thrice = Register(ref="r", title="T", actions=(often,))
    assert (messages(thrice, "GKACT007", BEFORE), len(messages(thrice, "GKACT007"))) == ([], 1)


def test_what_is_closed_by_its_events_is_done_though_its_month_is_not_over():
    on = date(2026, 9, 20)
    log = Register(ref="r", title="T", actions=(Action(ref="A1", title="T", deadline="2026-09-22"),))
    log, _ = KIT.fire_at(log, "A1", "close", as_of=on, by="Clerk", end="September 2026")
    assert agenda(log, KIT.schemes, KIT.workflows, as_of=DAY).due == ()
    assert messages(log, "GKACT005") == []
    assert reported(log).groups[0].state == "closed"


def test_what_is_closed_with_an_end_that_lies_ahead_is_told_as_not_yet_closed_by_all():
    ahead = Action(ref="A1", title="T", deadline="1 May 2026", state="closed", end="1 October 2026")
    of = register(attrs.evolve(RISK, actions=(ahead,)))

    def told(day):
        calendar = [
            each.ref
            for each in agenda(of, KIT.schemes, KIT.workflows, as_of=day).due
            if each.kind == "action"
        ]
        (group,) = reported(of, day).groups
        return calendar, group.state, len(messages(of, "GKACT005", day)), "not yet closed" in story(of, day)

    assert told(DAY) == (["R1/A1"], "not yet closed", 1, True)
    assert told(date(2026, 10, 1)) == ([], "closed", 0, False)


def test_the_month_of_an_end_may_have_begun():
    begun = Action(ref="A1", title="T", deadline="1 May 2026", state="closed", end="September 2026")
    of = Register(ref="r", title="T", actions=(begun,))
    assert agenda(of, KIT.schemes, KIT.workflows, as_of=DAY).due == ()
    assert reported(of).groups[0].state == "closed"
    assert reported(of, date(2026, 8, 31)).groups[0].state == "not yet closed"
    assert [each.ref for each in agenda(of, KIT.schemes, KIT.workflows, as_of=date(2026, 8, 31)).due] == [
        "A1"
    ]


def test_a_lifecycle_that_begins_with_assurances_in_force_takes_none_away():
    active = Workflow(
        id="own", title="Own", kind="assurance", initial="active",
        states=(State("active", "Active"), State("ended", "Ended", final=True)),
        rows=(
            Row("end", "active", "ended", changes=("notes", "received")),
            Row("renew", "active", None, changes=("received",)),
        ),
    )  # fmt: skip
    one = attrs.evolve(AUDIT, workflow="own", state="active")
    assert coverage(assured(one), KIT.schemes, {"own": active}, as_of=DAY).lapse(one) is None
    ended = attrs.evolve(one, state="ended")
    assert coverage(assured(ended), KIT.schemes, {"own": active}, as_of=DAY).lapse(ended) == "is ended"


# ---------------------------------------------------------------------------------------------------- laws


@given(st.lists(st.dates(date(2026, 4, 1), date(2026, 6, 30)), unique=True, max_size=4), st.dates(date(2026, 4, 1), date(2026, 7, 1)))  # fmt: skip
@settings(max_examples=examples(50), database=None, deadline=None)
def test_all_that_follows_from_a_risk_says_the_same_of_whether_it_is_closed(days, day):
    turns = (("close", "open", "closed"), ("reopen", "closed", "open"))
    events = tuple(event("risk", "R1", *turns[at % 2], on=on) for at, on in enumerate(sorted(days)))
    risk = attrs.evolve(RISK, state=events[-1].to_state if events else "open", events=events)
    of = register(attrs.evolve(risk, current=attrs.evolve(HIGH, date="1 January 2026")))
    live = state_on(KIT.workflows["risk"], risk, day) == "open"
    found = coverage(of, KIT.schemes, KIT.workflows, as_of=day)
    assert [each.ref for each in escalations(of, KIT.schemes, KIT.workflows, as_of=day)] == ["R1"] * live
    assert bool(agenda(of, KIT.schemes, KIT.workflows, as_of=day).due) is live
    assert (found.risks[0].over is None) is live
    assert bool(found.live) is live
    assert bool(reported(of, day).above) is live
    assert bool(messages(of, "GKTOL001", day)) is live
    assert ("Where it goes" in story(of, day)) is live


@given(st.lists(st.dates(date(2026, 1, 2), date(2026, 12, 31)), unique=True).map(sorted), st.dates(date(2026, 1, 1), date(2027, 1, 1)))  # fmt: skip
@settings(max_examples=examples(100), database=None, deadline=None)
def test_the_deadline_of_a_day_is_the_last_that_was_set_by_then(days, day):
    moves = tuple(Revision(deadline=f"{2030 + at}", on=on) for at, on in enumerate(days))
    action = Action(ref="A1", title="T", deadline="2029", revisions=moves)
    by_then = [each.deadline for each in moves if each.on <= day]
    assert with_deadline_on(action, day).due == [action.deadline, *by_then][-1]


def test_a_move_without_a_day_counts_with_the_one_before_it():
    moves = (Revision(deadline="2030"), Revision(deadline="2031", on=ON), Revision(deadline="2032"))
    action = Action(ref="A1", title="T", revisions=moves)
    assert with_deadline_on(action, BEFORE).due.text == "2030"
    assert with_deadline_on(action, ON) is action
