"""Facts that no register tells are supplied by whoever fires."""

from datetime import date

import attrs
import pytest
from inspected import PLUGIN, REGISTER

from govkit import Action, Blocked, SuppliedFactError, Toolkit, UnknownNameError
from govkit_workflows import action as shipped

DAY = date(2026, 7, 1)
KIT = Toolkit(PLUGIN, shipped, strict=True)
ROLE = {"role": "inspector"}
UNSAID = ["the role of whoever acts is not known"]


def test_a_fact_that_is_supplied_is_read_where_an_item_stands_in_its_register():
    assert KIT.why_not_at(REGISTER, "R1/A1", "pass", as_of=DAY) == UNSAID
    assert KIT.why_not_at(REGISTER, "R1/A1", "pass", as_of=DAY, facts=ROLE) == []
    with pytest.raises(Blocked):
        KIT.fire_at(REGISTER, "R1/A1", "pass", as_of=DAY)
    new, event = KIT.fire_at(REGISTER, "R1/A1", "pass", as_of=DAY, facts=ROLE)
    assert (new.action("R1/A1").state, event.to_state) == ("passed", "passed")


def test_of_several_items_each_is_told_the_facts_that_its_lifecycle_declares():
    other = Action(ref="2", title="Of another lifecycle")
    register = attrs.evolve(REGISTER, actions=(*REGISTER.actions, other))
    told = KIT.why_not_all(register, "pass", as_of=DAY, facts=ROLE)
    assert told.ready == ("R1/A1", "1")
    assert KIT.why_not_all(REGISTER, "pass", as_of=DAY).ready == ()


ASKED = [
    lambda facts: KIT.why_not_at(REGISTER, "R1/A1", "pass", as_of=DAY, facts=facts),
    lambda facts: KIT.fire_at(REGISTER, "1", "pass", as_of=DAY, facts=facts),
    lambda facts: KIT.why_not_all(REGISTER, "pass", as_of=DAY, facts=facts),
]


@pytest.mark.parametrize("ask", ASKED)
def test_a_fact_that_follows_from_the_register_cannot_be_supplied(ask):
    with pytest.raises(SuppliedFactError) as caught:
        ask({**ROLE, "above_tolerance": False})
    assert str(caught.value) == 'the fact "above_tolerance" follows from the register; leave it out'
    assert caught.value.name == "above_tolerance"


@pytest.mark.parametrize("ask", ASKED)
def test_a_fact_that_no_lifecycle_declares_is_refused(ask):
    with pytest.raises(UnknownNameError) as caught:
        ask({"rle": "inspector"})
    assert str(caught.value).startswith('there is no fact "rle" that ')
    assert caught.value.known == ("role", "above_tolerance")


def test_without_any_lifecycle_nothing_is_said_of_facts():
    lost = attrs.evolve(REGISTER, risks=(), actions=(Action(ref="1", title="T", workflow="gone"),))
    assert [each.ref for each in KIT.why_not_all(lost, "pass", as_of=DAY, facts=ROLE).not_evaluated] == ["1"]
