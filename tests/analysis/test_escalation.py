"""What is above tolerance goes somewhere, unless somebody has accepted it."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from govkit import Acceptance, Assessment, Body, Register, Report, Risk, Toolkit
from govkit.analysis import acceptance_on, escalations, lacking

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()
DAY = date(2019, 10, 9)
RISK = Risk(
    ref="R1",
    title="A",
    executive_lead="OPCC",
    current=Assessment(levels={"likelihood": 3, "impact": 4}, scheme="cambs-2019", date="1 August 2019"),
)
WHOLE = Acceptance(
    by="Commissioner", on="1 September 2019", until="31 December 2019", why="cannot be afforded"
)
BOARD = Body(ref="bcb", title="The Board", kind="board", escalates=True)


def one(risk, **more):
    register = Register(ref="r", title="T", risks=(risk,), **more)
    (found,) = escalations(register, KIT.schemes, as_of=DAY)
    return found


def test_the_five_of_2019_go_to_their_executive_board():
    found = escalations(KIT.load(REGISTERS / "cambs-2019.yaml"), KIT.schemes, as_of=DAY)
    assert [each.ref for each in found] == ["SR1.1", "SR3.1", "SR3.2", "SR3.4", "SR4.4"]
    assert {each.to for each in found} == {"the relevant Executive Board"}
    assert {each.since for each in found} == {date(2019, 8, 13)}
    assert {each.missed for each in found} == {None}


def test_within_tolerance_or_without_one_nothing_goes():
    assert escalations(KIT.load(REGISTERS / "cambs-2016.yaml"), KIT.schemes, as_of=DAY) == ()


def test_a_band_that_names_nobody():
    found = one(RISK)
    assert found.to == "the relevant Executive Board"
    scheme = attrs.evolve(KIT.scheme("cambs-2019"), bands=())
    register = Register(ref="r", title="T", risks=(RISK,))
    (bare,) = escalations(register, {"cambs-2019": scheme}, as_of=DAY)
    assert (bare.to, bare.why) == ("no body is named", "It is rated 18, above tolerance.")


def test_the_body_of_the_lead_comes_before_the_body_of_all():
    own = attrs.evolve(BOARD, ref="opcc", title="OPCC Board", leads=("OPCC",))
    assert one(RISK, bodies=(BOARD, own)).to == "OPCC Board"
    assert one(attrs.evolve(RISK, executive_lead="Constabulary"), bodies=(BOARD, own)).to == "The Board"


def test_since_is_the_assessment_the_status_or_the_edition():
    undated = attrs.evolve(RISK, current=attrs.evolve(RISK.current, date=None))
    assert one(RISK).since == date(2019, 8, 1)
    assert one(attrs.evolve(undated, status_date="13/08/2019")).since == date(2019, 8, 13)
    assert one(undated, edition="September 2019").since == date(2019, 9, 1)
    assert one(undated).since is None


@pytest.mark.parametrize(
    ("reports", "reported", "missed"),
    [
        ((Report(to="bcb", on="18/09/2019"),), date(2019, 9, 18), False),
        ((Report(to="bcb", on="31/07/2019"),), None, True),
        ((Report(to="bcb", on="10/10/2019"),), None, True),
        ((Report(to="bcb"),), None, True),
        ((Report(to="jac", on="18/09/2019"),), None, True),
        ((), None, None),
    ],
)
def test_what_should_have_gone_and_did_not(reports, reported, missed):
    found = one(attrs.evolve(RISK, reports=reports), bodies=(BOARD,))
    assert (found.reported, found.missed) == (reported, missed)


def test_an_acceptance_holds_until_it_ends_and_then_falls_back():
    accepted = attrs.evolve(RISK, acceptances=(WHOLE,), reports=(Report(to="jac", on="1 September 2019"),))
    found = one(accepted, bodies=(BOARD,))
    assert (found.accepted, found.lapsed, found.missed) == (WHOLE, None, False)
    assert "Commissioner accepted it until 31 December 2019: cannot be afforded." in found.why
    ended = attrs.evolve(WHOLE, until="8 October 2019")
    found = one(attrs.evolve(accepted, acceptances=(ended,)), bodies=(BOARD,))
    assert (found.accepted, found.lapsed, found.missed) == (None, ended, True)


@pytest.mark.parametrize("field", ["by", "on", "until", "why"])
def test_an_acceptance_without_any_of_its_four_is_not_in_force(field):
    broken = attrs.evolve(WHOLE, **{field: None})
    assert acceptance_on(attrs.evolve(RISK, acceptances=(broken,)), DAY) is None


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2019, 8, 31), False),
        (date(2019, 9, 1), True),
        (date(2019, 12, 31), True),
        (date(2020, 1, 1), False),
    ],
)
def test_an_acceptance_holds_on_its_first_and_last_day(day, holds):
    assert (acceptance_on(attrs.evolve(RISK, acceptances=(WHOLE,)), day) is WHOLE) is holds


def test_the_worst_comes_first():
    worse = attrs.evolve(
        RISK, ref="R2", current=Assessment(levels={"likelihood": 5, "impact": 5}, scheme="cambs-2019")
    )
    register = Register(ref="r", title="T", risks=(RISK, worse))
    assert [each.ref for each in escalations(register, KIT.schemes, as_of=DAY)] == ["R2", "R1"]


def test_an_escalation_says_where_its_risk_stands():
    found = escalations(KIT.load(REGISTERS / "cambs-2019.yaml"), KIT.schemes, as_of=DAY)
    assert [(each.ref, each.path) for each in found[:2]] == [("SR1.1", "/risks/0"), ("SR3.1", "/risks/4")]


def test_an_acceptance_says_what_it_lacks():
    assert lacking(WHOLE) == ()
    assert lacking(Acceptance()) == ("an authority", "a reason", "a first day", "a last day")
    assert lacking(attrs.evolve(WHOLE, on="soon", until="ongoing")) == ("a first day", "a last day")
