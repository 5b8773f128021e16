"""Baselines know findings by rule, ref and element, and by nothing that moves."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import (
    Acceptance,
    Outcome,
    Over,
    Register,
    Risk,
    Settings,
    Severity,
    Toolkit,
    hookimpl,
    rule,
)
from govkit.rules import HEADINGS, Baseline, Known
from govkit.testing import strategies

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)
ALL = tuple(KIT.rules)


def check(register, baseline=None):
    return KIT.check(register, as_of=DAY, settings=Settings(baseline=baseline))


@given(strategies.registers())
def test_all_that_was_found_is_known_and_nothing_of_it_is_gone(register):
    found = check(register)
    baseline = Baseline().updated(register.ref, found, ALL)
    again = check(register, baseline)
    assert [each for each in again if each.counts] == []
    assert [attrs.evolve(each, known=False) for each in again] == found
    assert baseline.gone(register.ref, again, ALL) == 0
    assert baseline.updated(register.ref, again, ALL) == baseline


@given(strategies.registers(), st.randoms())
def test_the_order_of_risks_never_matters(register, random):
    # A ref that stands twice is found at its second place, so which risk that is does depend on the order.
    risks = {risk.ref: risk for risk in register.risks}
    register = attrs.evolve(register, risks=tuple(risks.values()))
    baseline = Baseline().updated(register.ref, check(register), ALL)
    others = list(register.risks)
    random.shuffle(others)
    again = check(attrs.evolve(register, risks=tuple(others)), baseline)
    assert [each for each in again if each.counts] == []


def accepted(*ends):
    acceptances = tuple(Acceptance(by="Board", on=end) for end in ends)
    return Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", acceptances=acceptances),))


def test_one_more_of_the_same_is_new_and_one_less_is_gone():
    two = [each for each in check(accepted("2018", "2019")) if each.code == "GKACC001"]
    baseline = Baseline().updated("r", two, ALL)
    assert baseline.counts == ((Known("r", "GKACC001", "R1", "acceptances/*"), 2),)
    three = [each for each in check(accepted("2017", "2018", "2019"), baseline) if each.code == "GKACC001"]
    assert [each.known for each in three] == [True, True, False]
    one = [each for each in check(accepted("2018"), baseline) if each.code == "GKACC001"]
    assert [each.known for each in one] == [True]
    assert (baseline.gone("r", three, ALL), baseline.gone("r", one, ALL)) == (0, 1)
    assert baseline.updated("r", one, ALL).counts == ((Known("r", "GKACC001", "R1", "acceptances/*"), 1),)


def test_what_is_known_of_other_registers_stays():
    other = Known("s", "GKREF001", "R1")
    baseline = Baseline([(other, 3)])
    assert baseline.updated("r", check(accepted("2018")), ALL).counts[-1] == (other, 3)
    assert baseline.gone("r", [], ALL) == 0
    assert baseline.gone("s", [], ALL) == 3


def test_what_is_waived_or_not_evaluated_is_not_known():
    found = [attrs.evolve(each, outcome=Outcome.WAIVED) for each in check(accepted("2018"))]
    baseline = Baseline().updated("r", found, ALL)
    assert baseline == Baseline()
    assert baseline.marked("r", found) == found


def test_what_rules_found_that_were_not_run_now_is_kept_and_not_called_gone():
    mine, others = Known("r", "GKACC001", "R1", "acceptances/*"), Known("r", "GKOWN001", "R1")
    baseline = Baseline([(mine, 2), (others, 1)])
    one = [each for each in check(accepted("2018"), baseline) if each.code == "GKACC001"]
    assert baseline.gone("r", one, ["GKACC001"]) == 1
    assert baseline.updated("r", one, ["GKACC001"]).counts == ((mine, 1), (others, 1))
    assert baseline.updated("r", one, ["GKACC001", "GKOWN001"]).counts == ((mine, 1),)


@pytest.mark.parametrize(("ref", "kept"), [("R1", True), ("r", True), ("R2", False)])
def test_what_could_not_be_told_is_kept(ref, kept):
    known = Known("r", "GKACC001", "R1", "acceptances/*")
    baseline = Baseline([(known, 1)])
    (found,) = [each for each in check(accepted("2018")) if each.code == "GKACC001"]
    unsure = [attrs.evolve(found, ref=ref, outcome=Outcome.NOT_EVALUATED)]
    assert baseline.updated("r", unsure, ALL) == (baseline if kept else Baseline())
    assert baseline.gone("r", unsure, ALL) == (0 if kept else 1)


def page(text):
    return f"{text}\n\n" + "\n\n".join(f"{heading}\nSomething." for heading in HEADINGS)


def test_that_a_rule_broke_down_is_never_known_and_what_it_knew_is_kept():
    def breaks(located, _):
        raise ValueError(located.address)

    breaks.__doc__ = page("It breaks down.")
    made = rule(code="ACMSTO001", name="storm", severity=Severity.NOTE, over=Over.RISK, message="m")(breaks)
    kit = Toolkit.installed(type("Plugin", (), {"govkit_rules": staticmethod(hookimpl(lambda: [made]))}))
    before = Baseline([(Known("r", "ACMSTO001", "R1"), 1)])
    settings = Settings(select="storm", baseline=before)
    (found,) = kit.check(accepted(), as_of=DAY, settings=settings)
    assert (found.code, found.element, found.counts) == ("GKPLG002", "ACMSTO001", True)
    after = before.updated("r", [found], ["ACMSTO001", "GKPLG002"])
    assert after == before
    assert after.gone("r", [found], ["ACMSTO001", "GKPLG002"]) == 0
    # A baseline may have been written when such findings were still taken for known.
    assert Baseline([(Known.of("r", found), 1)]).marked("r", [found]) == [found]
