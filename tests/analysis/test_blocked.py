"""Why not, over a register, as a toolkit answers it."""

import types
from datetime import date

import attrs
import pytest

from govkit import Action, Assessment, Register, Risk, Toolkit, hookimpl
from govkit.errors import NoLifecycleError, UnknownNameError
from govkit.model import Review
from govkit.workflow import Compare, Field, Row, State, Workflow

KIT = Toolkit.installed()
DAY = date(2019, 10, 9)
REGISTER = Register(
    ref="r",
    title="T",
    risks=(
        Risk(
            ref="R1",
            title="Risk",
            state="open",
            review=Review(state="under-review"),
            actions=(
                Action(ref="A1", title="Do", start="2019-11-01"),
                Action(ref="A2", title="Do", start="2019-12-01", state="overdue"),
                Action(ref="A3", title="Do", state="closed", end="2019"),
            ),
        ),
        Risk(ref="R2", title="No lifecycle"),
    ),
    actions=(
        Action(ref="1", title="Do", workflow="lost"),
        Action(ref="2", title="Do", state="opne"),
        Action(ref="2", title="Twice"),
    ),
)


def test_every_item_with_a_lifecycle_is_asked_kind_by_kind_and_what_cannot_be_told_is_listed():
    found = KIT.why_not_all(REGISTER, "close", as_of=DAY, end="2019-10-01")
    assert found.ready == ("2",)
    assert [(each.ref, each.reasons) for each in found.blocked] == [
        ("R1/A1", ("a readable end date (2019-10-01) comes before the first day of the start (2019-11-01)",)),
        ("R1/A2", ("a readable end date (2019-10-01) comes before the first day of the start (2019-12-01)",)),
        ("R1/A3", ('close does not start from "closed"; from there: reopen',)),
    ]
    assert [(each.reason, each.refs) for each in found.obstacles] == [
        ("a readable end date comes before the first day of the start", ("R1/A1", "R1/A2")),
        ('close does not start from "closed"; from there: reopen', ("R1/A3",)),
    ]
    (risk, review, lost, state) = found.not_evaluated
    assert risk.ref == "R1"
    assert risk.not_evaluated.startswith(
        'there is no field "end" of a risk that can be changed; known: acceptance, '
    )
    assert (review.ref, review.not_evaluated) == ("R1/review", 'workflow review has no trigger "close"')
    assert lost.ref == "1"
    assert lost.not_evaluated.startswith('there is no workflow "lost"; known: action, ')
    assert lost.not_evaluated.endswith(" (1)")
    assert (state.ref, state.not_evaluated) == (
        "2", 'there is no state "opne" in workflow action; did you mean "open"? (2)'
    )  # fmt: skip


def test_one_kind_can_be_asked_alone():
    found = KIT.why_not_all(REGISTER, "close", as_of=DAY, kind="risk", why="over")
    assert found.ready == ("R1",)
    assert len(found.answers) == 1
    assert KIT.why_not_all(REGISTER, "close", as_of=DAY, kind="assurance").answers == ()
    with pytest.raises(UnknownNameError, match="no kind of item"):
        KIT.why_not_all(REGISTER, "close", as_of=DAY, kind="riks")


def test_items_can_be_asked_by_address_whether_or_not_they_record_a_state():
    found = KIT.why_not_all(REGISTER, "close", as_of=DAY, refs=["R2", "2", "R1", "R9", "R2"], why="over")
    assert found.ready == ("R1",)
    assert [(each.ref, each.not_evaluated) for each in found.not_evaluated] == [
        (
            "R2",
            str(NoLifecycleError("risk", "R2")),
        ),
        ("2", '"2" stands 2 times: /actions/1, /actions/2; give each its own'),
        ("R9", 'there is no item "R9"; known: R1, R2, R1/review, R1/A1, R1/A2, R1/A3, 1, 2'),
    ]
    assert KIT.why_not_all(REGISTER, "close", as_of=DAY, refs=[]).answers == ()


def test_what_follows_from_the_register_is_told_to_the_guards():
    risk = KIT.why_not_all(REGISTER, "accept", as_of=DAY, kind="risk", acceptance="2020", why="x", by="Chair")
    assert risk.obstacles[0].reason == "whether the risk is above tolerance is not known"


FACTS = (Field("above_tolerance", "whether the risk is above tolerance"), Field("moon", "the moon"))
TOLD = Workflow(
    id="told",
    title="Told",
    kind="action",
    initial="open",
    states=(State("open", "Open"), State("urgent", "Urgent"), State("done", "Done", final=True)),
    rows=(
        Row("press", "open", "urgent", guard=Compare(FACTS[0], "==", True), by_itself=True),
        Row("press", "open", "urgent", guard=Compare(FACTS[1], "==", "full"), by_itself=True),
        Row("finish", ("open", "urgent"), "done"),
    ),
    facts=FACTS,
)


def test_what_cannot_be_known_of_an_item_is_not_known_and_moves_nothing():
    kit = Toolkit.installed(types.SimpleNamespace(govkit_workflows=hookimpl(lambda: [TOLD])))
    told = Register(
        ref="r",
        title="T",
        scheme="cambs-2019",
        workflows={"action": "told"},
        risks=(
            Risk(
                ref="R1",
                title="T",
                current=Assessment(levels={"likelihood": 5, "impact": 5}),
                actions=(Action(ref="A1", title="T"),),
            ),
        ),
        actions=(Action(ref="1", title="Of no risk"),),
    )
    swept, events = kit.sweep(told, as_of=DAY)
    assert [str(event) for event in events] == ["R1/A1 press: open → urgent since 2019-10-09"]
    assert swept.action("1") is told.action("1")
    assert kit.why_not_at(told, "1", "press", as_of=DAY) == [
        "whether the risk is above tolerance is not known",
        "the moon is not known",
    ]
    assert kit.why_not_all(told, "press", as_of=DAY).ready == ("R1/A1",)
    assert kit.why_not(told.action("1"), "press", as_of=DAY, facts={"moon": "full"}) == []
    assert [each.ref for each in kit.check(swept, as_of=DAY, only="state-disagrees")] == []
    assert [each.ref for each in kit.check(told, as_of=DAY, only="state-disagrees")] == ["R1/A1"]


def test_a_trigger_of_no_lifecycle_of_the_register_is_a_slip_and_raised():
    with pytest.raises(UnknownNameError) as caught:
        KIT.why_not_all(REGISTER, "clsoe", as_of=DAY)
    assert (
        str(caught.value)
        == 'there is no trigger "clsoe" in the workflows of this register; did you mean "close"?'
    )


def test_a_field_that_nothing_has_is_a_slip_and_raised():
    with pytest.raises(UnknownNameError, match='"ednd" of an action that can be changed; did you mean "end"'):
        KIT.why_not_all(attrs.evolve(REGISTER, risks=()), "close", as_of=DAY, ednd="2019")


def test_a_register_of_unknown_lifecycles_alone_is_listed_whatever_the_trigger():
    lost = attrs.evolve(REGISTER, risks=(), actions=REGISTER.actions[:1])
    assert [each.ref for each in KIT.why_not_all(lost, "anything", as_of=DAY).not_evaluated] == ["1"]
    assert KIT.why_not_all(attrs.evolve(lost, actions=()), "anything", as_of=DAY).answers == ()


def test_a_day_is_asked_for():
    with pytest.raises(TypeError, match=r"as_of takes a datetime\.date"):
        KIT.why_not_all(REGISTER, "close", as_of="2019-10-09")
