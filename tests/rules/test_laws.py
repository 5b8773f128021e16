"""What holds of every shipped rule, whatever the register."""

from collections import Counter
from datetime import date

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit import Outcome, Toolkit
from govkit.rules.shipped import govkit_rules
from govkit.testing.strategies import AS_OF, FAULT_CODES, faulty_registers, registers, valid_registers

KIT = Toolkit.installed(strict=True)
SCHEME = KIT.scheme("cambs-2019")
RULES = list(KIT.rules)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def said(register):
    """What all rules say, opt-in ones too, whatever the places of the items."""
    findings = KIT.check(register, as_of=AS_OF, only=RULES)
    return Counter((each.code, each.outcome, each.ref, each.element, each.message) for each in findings)


def test_a_fault_is_seeded_for_every_rule_about_registers():
    own = {rule.code for rule in govkit_rules() if rule.code[:5] not in ("GKPLG", "GKWAI")}
    assert set(FAULT_CODES) == own


@FEW
@given(st.data())
def test_the_order_of_risks_never_matters(data):
    register = data.draw(
        valid_registers(SCHEME) | faulty_registers(SCHEME).map(lambda seeded: seeded.register)
    )
    # What repeats a ref stands at the second of the two, whichever that is.
    refs = [risk.ref for risk in register.risks]
    if len(set(refs)) == len(refs):
        shuffled = attrs.evolve(register, risks=tuple(data.draw(st.permutations(register.risks))))
        assert said(shuffled) == said(register)


@FEW
@given(registers(), st.dates(date(1, 1, 1), date.max))
def test_no_rule_raises_on_anything_that_a_file_can_hold(register, as_of):
    assert [each for each in KIT.check(register, as_of=as_of, only=RULES) if each.code == "GKPLG002"] == []


@FEW
@given(valid_registers(SCHEME))
def test_no_rule_fails_a_valid_register_nor_one_that_runs_only_when_selected(register):
    failing = [each for each in KIT.check(register, as_of=AS_OF, only=RULES) if each.outcome is Outcome.FAILS]
    assert [str(each) for each in failing] == []
