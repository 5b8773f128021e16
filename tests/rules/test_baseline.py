"""Baselines know findings by rule, ref and element, and by nothing that moves."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from govkit import Acceptance, Outcome, Register, Risk, Settings, Toolkit
from govkit.rules import Baseline, Known
from govkit.testing import strategies

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


def check(register, baseline=None):
    return KIT.check(register, as_of=DAY, settings=Settings(baseline=baseline))


@given(strategies.registers())
def test_all_that_was_found_is_known_and_nothing_of_it_is_gone(register):
    found = check(register)
    baseline = Baseline().updated(register.ref, found)
    again = check(register, baseline)
    assert [each for each in again if each.counts] == []
    assert [attrs.evolve(each, known=False) for each in again] == found
    assert baseline.gone(register.ref, again) == 0
    assert baseline.updated(register.ref, again) == baseline


@given(strategies.registers(), st.randoms())
def test_the_order_of_risks_never_matters(register, random):
    # A ref that stands twice is found at its second place, so which risk that is does depend on the order.
    risks = {risk.ref: risk for risk in register.risks}
    register = attrs.evolve(register, risks=tuple(risks.values()))
    baseline = Baseline().updated(register.ref, check(register))
    others = list(register.risks)
    random.shuffle(others)
    again = check(attrs.evolve(register, risks=tuple(others)), baseline)
    assert [each for each in again if each.counts] == []


def accepted(*ends):
    acceptances = tuple(Acceptance(by="Board", on=end) for end in ends)
    return Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", acceptances=acceptances),))


def test_one_more_of_the_same_is_new_and_one_less_is_gone():
    two = [each for each in check(accepted("2018", "2019")) if each.code == "GKACC001"]
    baseline = Baseline().updated("r", two)
    assert baseline.counts == ((Known("r", "GKACC001", "R1", "acceptances/*"), 2),)
    three = [each for each in check(accepted("2017", "2018", "2019"), baseline) if each.code == "GKACC001"]
    assert [each.known for each in three] == [True, True, False]
    one = [each for each in check(accepted("2018"), baseline) if each.code == "GKACC001"]
    assert [each.known for each in one] == [True]
    assert (baseline.gone("r", three), baseline.gone("r", one)) == (0, 1)
    assert baseline.updated("r", one).counts == ((Known("r", "GKACC001", "R1", "acceptances/*"), 1),)


def test_what_is_known_of_other_registers_stays():
    other = Known("s", "GKREF001", "R1")
    baseline = Baseline([(other, 3)])
    assert baseline.updated("r", check(accepted("2018"))).counts[-1] == (other, 3)
    assert baseline.gone("r", []) == 0
    assert baseline.gone("s", []) == 3


def test_what_is_waived_or_not_evaluated_is_not_known():
    found = [attrs.evolve(each, outcome=Outcome.WAIVED) for each in check(accepted("2018"))]
    baseline = Baseline().updated("r", found)
    assert baseline == Baseline()
    assert baseline.marked("r", found) == found
