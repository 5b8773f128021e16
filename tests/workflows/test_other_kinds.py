"""Lifecycles of risks, reviews, assurances and audit recommendations, as stories."""

import re
from datetime import date

import attrs
import pytest

from govkit import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AuditFinding,
    Band,
    Blocked,
    Factor,
    Register,
    Review,
    Risk,
    Scheme,
    Toolkit,
    hookimpl,
)
from govkit.errors import AmbiguousRefError, MisplacedError, NoLifecycleError, UnknownNameError
from govkit.io import dumps, loads

KIT = Toolkit.installed()
DAY = date(2019, 10, 9)
ABOVE = {"likelihood": 2, "impact": 4}
WITHIN = {"likelihood": 1, "impact": 2}
RISK = Risk(ref="R1", title="A", executive_lead="X", current=Assessment(levels=ABOVE))


def register(risk=RISK, **changes):
    plain = {
        "scheme": "cambs-2019",
        "review": "quarterly",
        "workflows": {"risk": "risk", "review": "review", "assurance": "assurance"},
    }
    return Register(ref="r", title="T", risks=(risk,), **{**plain, **changes})


def swept(held, day=DAY):
    new, events = KIT.sweep(held, as_of=day)
    assert KIT.sweep(new, as_of=day) == (new, [])
    return new, [str(event) for event in events]


# Risks


def test_a_draft_risk_opens_once_it_is_assessed_and_led_and_is_escalated_while_above_tolerance():
    bare = register(attrs.evolve(RISK, executive_lead=None, current=None))
    assert KIT.why_not_at(bare, "R1", "open", as_of=DAY) == [
        "a current assessment is not recorded",
        "an executive lead is not recorded and a senior lead is not recorded, one of which has to change",
    ]
    held, event = KIT.fire_at(register(), "R1", "open", as_of=DAY, by="Chief Executive")
    assert str(event) == "R1 open: draft → open since 2019-10-09"
    held, events = swept(held)
    assert events == ["R1 escalate: open → escalated since 2019-10-09"]
    assert held.risk("R1").state == "escalated"


def test_a_risk_that_comes_within_tolerance_settles():
    held = register(attrs.evolve(RISK, state="escalated", current=Assessment(levels=WITHIN)))
    assert swept(held)[1] == ["R1 settle: escalated → open since 2019-10-09"]
    accepted = Acceptance(by="PCC", on="1 May 2019", until="1 May 2020", why="dear")
    held = register(
        attrs.evolve(RISK, state="accepted", current=Assessment(levels=WITHIN), acceptances=(accepted,))
    )
    assert swept(held)[1] == ["R1 settle: accepted → open since 2019-10-09"]


def test_an_acceptance_has_authority_reason_and_end_and_the_risk_falls_back_when_it_ends():
    held = register(attrs.evolve(RISK, state="escalated"))
    assert KIT.why_not_at(held, "R1", "accept", as_of=DAY, by="Commissioner") == [
        "who accepts it is not recorded",
        "the reason for accepting it is not recorded",
        "the day it is accepted is not known",
        "the last day of the acceptance is not known",
    ]
    with pytest.raises(Blocked, match=r"the last day of the acceptance \(2019-10-01\) comes before"):
        KIT.fire_at(
            held, "R1", "accept", as_of=DAY, by="Commissioner", why="dear", acceptance=date(2019, 10, 1)
        )
    held, event = KIT.fire_at(
        held, "R1", "accept", as_of=DAY, by="Commissioner", why="dear", acceptance=date(2019, 12, 31)
    )
    (change,) = event.changes
    assert (change.field, change.before, change.after) == (
        "acceptance",
        None,
        "by Commissioner on 2019-10-09 until 2019-12-31: dear",
    )
    assert swept(held, date(2019, 12, 31))[1] == []
    held, events = swept(held, date(2020, 1, 5))
    assert events == [
        "R1 lapse: accepted → open since 2020-01-01",
        "R1 escalate: open → escalated since 2020-01-05",
    ]
    assert held.risk("R1").acceptance.until.text == "2019-12-31"


def test_what_is_within_tolerance_or_not_rated_is_not_accepted():
    within = register(attrs.evolve(RISK, state="open", current=Assessment(levels=WITHIN)))
    said = KIT.why_not_at(within, "R1", "accept", as_of=DAY, by="C", why="w", acceptance=date(2020, 1, 1))
    assert said == ["the risk is not above tolerance"]
    unrated = register(attrs.evolve(RISK, state="open", current=None))
    said = KIT.why_not_at(unrated, "R1", "accept", as_of=DAY, by="C", why="w", acceptance=date(2020, 1, 1))
    assert said == ["whether the risk is above tolerance is not known"]
    assert swept(unrated)[1] == []


def test_a_risk_is_closed_and_reopened_with_a_reason():
    held = register(attrs.evolve(RISK, state="open"))
    with pytest.raises(Blocked, match="R1 cannot close: the reason is not recorded"):
        KIT.fire_at(held, "R1", "close", as_of=DAY, by="X")
    held, event = KIT.fire_at(held, "R1", "close", as_of=DAY, by="X", why="the site is sold")
    assert (event.why, held.risk("R1").state) == ("the site is sold", "closed")
    held, _ = KIT.fire_at(held, "R1", "reopen", as_of=DAY, by="X", why="bought back")
    assert held.risk("R1").state == "open"


def test_an_acceptance_may_be_given_whole_and_anything_else_of_a_risk_is_refused():
    whole = Acceptance(by="Board", on="1 October 2019", until="March 2020", why="unrealistic")
    risk, changes = RISK.revised({"acceptance": whole, "notes": "seen"}, on=DAY, by="X", why="w")
    assert risk.acceptances == (whole,)
    assert [change.field for change in changes] == ["notes", "acceptance"]
    assert RISK.revised({"acceptance": None}, on=DAY, by="X", why="w") == (RISK, ())
    with pytest.raises(UnknownNameError, match='there is no field "ref" of a risk that can be changed'):
        RISK.revised({"ref": "R2"}, on=DAY, by="X", why="w")


@pytest.mark.parametrize(
    ("acceptance", "said"),
    [
        (Acceptance(), "nothing recorded"),
        (Acceptance(by="PCC", on="1 May 2019", until="2020"), "by PCC on 1 May 2019 until 2020"),
        (Acceptance(why="dear"), "dear"),
    ],
)
def test_an_acceptance_says_itself(acceptance, said):
    assert str(acceptance) == said


# Reviews


def test_a_review_falls_due_by_the_cadence_and_only_a_new_date_confirms_it():
    held = register(attrs.evolve(RISK, state="closed", review=Review(last="1 August 2019")))
    assert swept(held, date(2019, 10, 31))[1] == []
    held, events = swept(held, date(2019, 11, 1))
    assert events == ["R1/review fall-due: confirmed → due since 2019-11-01"]
    held = attrs.evolve(held, risks=(attrs.evolve(held.risks[0], notes="edited"),))
    assert swept(held, date(2019, 11, 2))[1] == []
    day = date(2019, 11, 5)
    held, _ = KIT.fire_at(held, "R1/review", "begin", as_of=day, by="X")
    assert KIT.why_not_at(held, "R1/review", "confirm", as_of=day, by="X") == [
        "the day of the review (2019-08-01) does not come after the day of the review before (2019-08-01)"
    ]
    held, event = KIT.fire_at(held, "R1/review", "confirm", as_of=day, by="X", last=day)
    assert event.kind == "review"
    assert held.risks[0].review.last.text == "2019-11-05"
    assert swept(held, date(2020, 2, 4))[1] == []
    assert swept(held, date(2020, 2, 5))[1] == ["R1/review fall-due: confirmed → due since 2020-02-05"]


def test_the_band_s_cadence_goes_before_the_register_s():
    levels = Factor.numbered("harm", ["Low", "High"])
    monthly = Scheme.formula(
        "monthly",
        version="1",
        title="M",
        source="test",
        factors=[levels],
        formula=lambda n: n,
        bands=[Band(key="all", label="All", first=1, last=2, review="monthly")],
    )

    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            return [monthly]

    kit = Toolkit.installed(Plugin())
    risk = Risk(
        ref="R1", title="A", current=Assessment(levels={"harm": 2}), review=Review(last="1 August 2019")
    )
    held = register(risk, scheme="monthly", workflows={"review": "review"})
    assert [str(event) for event in kit.sweep(held, as_of=DAY)[1]] == [
        "R1/review fall-due: confirmed → due since 2019-09-01"
    ]


def test_a_review_that_was_never_done_is_due_at_once_and_one_without_cadence_never():
    held = register(attrs.evolve(RISK, state="closed", review=Review()))
    assert swept(held)[1] == ["R1/review fall-due: confirmed → due since 2019-10-09"]
    held = register(attrs.evolve(RISK, state="closed", review=Review(last="1999")), review=None)
    assert swept(held)[1] == []


def test_a_review_that_is_broken_off_is_due_again():
    held = register(attrs.evolve(RISK, review=Review(last="1 August 2019", state="under-review")))
    held, event = KIT.fire_at(held, "R1/review", "abandon", as_of=DAY, by="X", why="no quorum")
    assert event.to_state == "due"
    with pytest.raises(UnknownNameError, match=r"field \".*\" of a review that can be changed"):
        held.risks[0].review.revised({"state": "x"}, on=DAY, by=None, why=None)


# Assurances


def test_an_assurance_is_received_goes_stale_and_is_renewed():
    audit = Assurance(ref="S1", title="Audit")
    held = register(attrs.evolve(RISK, state="closed", assurances=(audit,)))
    assert KIT.why_not_at(held, "R1/S1", "receive", as_of=DAY) == ["the day it was received is not recorded"]
    held, _ = KIT.fire_at(
        held, "R1/S1", "receive", as_of=DAY, by="X", received="1 October 2019", expires="31 December 2019"
    )
    assert swept(held, date(2019, 12, 31))[1] == []
    held, events = swept(held, date(2020, 1, 2))
    assert events == ["R1/S1 expire: received → stale since 2020-01-01"]
    later = date(2020, 1, 3)
    assert KIT.why_not_at(held, "R1/S1", "receive", as_of=later, conclusion="fine") == [
        "the last day it can be relied on (2019-12-31) comes before the day in question (2020-01-03)",
        "the day it was received (2019-10-01) does not come after the day it was received before (2019-10-01)",
    ]
    held, event = KIT.fire_at(
        held,
        "R1/S1",
        "receive",
        as_of=later,
        by="X",
        received=later,
        expires="2020",
        conclusion="substantial",
    )
    assert [change.field for change in event.changes] == ["received", "expires", "conclusion"]
    held, _ = KIT.fire_at(held, "R1/S1", "withdraw", as_of=later, by="X", why="the body was dissolved")
    held, _ = KIT.fire_at(held, "R1/S1", "plan-again", as_of=later, by="X", why="a new body")
    assert held.risks[0].assurances[0].state == "planned"
    with pytest.raises(UnknownNameError, match=r"field \".*\" of an assurance that can be changed"):
        audit.revised({"covers": ()}, on=DAY, by=None, why=None)


# Audit recommendations

FOUND = AuditFinding(title="No evidence", priority="High")
RAISED = Action(ref="1.1", title="Keep evidence", workflow="audit-recommendation", finding=FOUND)


def fired(action, trigger, **how):
    return KIT.fire(action, trigger, as_of=how.pop("day", DAY), by=how.pop("by", "Owner"), **how)[0]


def test_a_recommendation_is_agreed_done_and_verified_by_somebody_else():
    assert KIT.why_not(RAISED, "agree", as_of=DAY) == [
        "an owner is not recorded",
        "the last day of the deadline is not recorded",
    ]
    agreed = fired(RAISED, "agree", owner="Head of Estates", deadline="Mar-20")
    working = fired(agreed, "start")
    done = fired(working, "implement", end=DAY)
    assert KIT.why_not(done, "verify", as_of=DAY, by="Head of Estates", evidence="photographs") == [
        "who does it (Head of Estates) is an owner (Head of Estates)"
    ]
    assert KIT.why_not(done, "verify", as_of=DAY, by="Auditor") == ["the evidence is not recorded"]
    closed = fired(done, "verify", by="Auditor", evidence="photographs")
    assert (closed.state, closed.evidence) == ("closed", "photographs")
    again = fired(closed, "reopen", by="Auditor", why="they were of another site")
    assert (again.state, again.end, again.evidence) == ("raised", None, None)


@pytest.mark.parametrize(
    ("priority", "open_"), [("High", True), ("Medium", True), ("Low", True), ("Urgent", False)]
)
def test_only_a_graded_finding_is_agreed(priority, open_):
    graded = attrs.evolve(RAISED, finding=attrs.evolve(FOUND, priority=priority))
    said = KIT.why_not(graded, "agree", as_of=DAY, owner="X", deadline="2020")
    assert (said == []) is open_


def test_a_recommendation_is_rejected_with_a_reason_or_falls_overdue_and_is_extended_with_one():
    with pytest.raises(Blocked, match="the reason is not recorded"):
        fired(RAISED, "reject")
    assert fired(RAISED, "reject", why="costs more than it saves").state == "rejected"
    late = fired(RAISED, "agree", owner="X", deadline="Mar-19")
    log = Register(ref="r", title="T", actions=(late,))
    held, events = swept(log)
    assert events == ["1.1 lapse: agreed → overdue since 2019-10-09"]  # not before it was agreed
    with pytest.raises(Blocked, match="the reason is not recorded"):
        KIT.fire_at(held, "1.1", "extend", as_of=DAY, by="X", deadline="2020")
    held, _ = KIT.fire_at(held, "1.1", "extend", as_of=DAY, by="X", deadline="2020", why="supplier failed")
    assert (held.action("1.1").state, held.action("1.1").times_moved) == ("in-progress", 1)
    back = fired(fired(held.action("1.1"), "implement", end=DAY), "return", by="Auditor", why="half done")
    assert (back.state, back.end) == ("in-progress", None)


# The register


def test_lifecycles_are_inherited_kind_by_kind_and_not_written_twice():
    whole = register(
        attrs.evolve(RISK, review=Review(last="2019"), assurances=(Assurance(ref="S1", title="S"),))
    )
    risk = whole.risks[0]
    assert (risk.workflow, risk.review.workflow, risk.assurances[0].workflow) == (
        "risk",
        "review",
        "assurance",
    )
    text = dumps(whole, "x.yaml").decode()
    assert text.count("workflow:") == 0
    assert loads(text, "x.yaml") == whole
    own = attrs.evolve(RISK, workflow="other", review=Review(workflow="own"))
    assert register(own).risks[0].workflow == "other"
    assert register(own).risks[0].review.workflow == "own"


def test_without_a_lifecycle_nothing_but_actions_moves():
    plain = register(
        attrs.evolve(
            RISK, review=Review(last="1999"), assurances=(Assurance(ref="S1", title="S", expires="1999"),)
        ),
        workflows={},
    )
    assert KIT.sweep(plain, as_of=DAY) == (plain, [])
    said = 'R1 has no lifecycle: only an action has one untold; write "workflows: {risk: …}" in the register'
    for ask in (KIT.fire_at, KIT.why_not_at):
        with pytest.raises(NoLifecycleError, match=re.escape(said)) as caught:
            ask(plain, "R1", "open", as_of=DAY, by="X")
        assert caught.value.ref == "R1"
    with pytest.raises(NoLifecycleError, match=re.escape(said)):
        KIT.why_not_all(plain, "open", as_of=DAY)
    with pytest.raises(NoLifecycleError, match=re.escape(said)):
        KIT.why_not_all(plain, "open", as_of=DAY, kind="risk")
    with pytest.raises(UnknownNameError, match='no trigger "opne" in the workflows of this register'):
        KIT.why_not_all(attrs.evolve(plain, actions=(Action(ref="1", title="Do"),)), "opne", as_of=DAY)


def test_one_address_of_two_items_needs_the_kind():
    both = register(
        attrs.evolve(
            RISK, assurances=(Assurance(ref="A1", title="S"),), actions=(Action(ref="A1", title="Do it"),)
        )
    )
    with pytest.raises(AmbiguousRefError, match='"R1/A1" stands 2 times'):
        KIT.fire_at(both, "R1/A1", "start", as_of=DAY)
    held, event = KIT.fire_at(both, "R1/A1", "start", as_of=DAY, kind="action")
    assert (event.kind, held.risks[0].actions[0].state) == ("action", "ongoing")
    with pytest.raises(UnknownNameError, match='there is no kind of item "objective" with a lifecycle'):
        both.located("R1/A1", kind="objective")


def test_an_item_takes_only_the_place_of_its_own():
    held = register(
        attrs.evolve(RISK, assurances=(Assurance(ref="S1", title="S"), Assurance(ref="S2", title="S")))
    )
    with pytest.raises(MisplacedError):
        held.with_item("R1/S1", Assurance(ref="S2", title="S"))
    assert held.map_items("assurance", lambda located: located.item) is held


def test_events_of_every_kind_are_announced_to_plug_ins():
    heard = []

    class Ear:
        @hookimpl
        def govkit_event(self, event, subject):
            heard.append((event.kind, subject.KIND, subject.state))

    kit = Toolkit.installed(Ear())
    held = register(
        attrs.evolve(
            RISK,
            state="open",
            review=Review(last="1 May 2019"),
            assurances=(Assurance(ref="S1", title="S", received="2018", expires="2018", state="received"),),
            actions=(Action(ref="A1", title="T", deadline="2018"),),
        )
    )
    kit.sweep(held, as_of=DAY)
    assert heard == [
        ("risk", "risk", "escalated"),
        ("review", "review", "due"),
        ("assurance", "assurance", "stale"),
        ("action", "action", "overdue"),
    ]
