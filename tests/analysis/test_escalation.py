"""What is above tolerance goes somewhere, unless somebody has accepted it."""

from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Acceptance, Assessment, Body, Register, Report, Risk, Toolkit
from govkit.analysis import (
    NOBODY,
    acceptance_on,
    acceptance_untold,
    escalations,
    incomplete,
    lapsed_on,
    not_in_force,
)

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
    found = escalations(KIT.load(REGISTERS / "cambs-2016.yaml"), KIT.schemes, as_of=DAY)
    assert (list(found), found.not_evaluated, found.not_assessed) == ([], (), ())


def test_a_band_that_names_nobody():
    found = one(RISK)
    assert found.to == "the relevant Executive Board"
    scheme = attrs.evolve(KIT.scheme("cambs-2019"), bands=())
    register = Register(ref="r", title="T", risks=(RISK,))
    (bare,) = escalations(register, {"cambs-2019": scheme}, as_of=DAY)
    assert (bare.to, bare.why) == (NOBODY, "It is rated 18, above tolerance.")
    assert bare.goes_to == "no named body"


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
    assert one(undated).begun == "since a day nobody recorded"


def test_what_is_dated_later_than_the_day_is_not_said_to_have_begun_by_then():
    later = attrs.evolve(RISK, current=attrs.evolve(RISK.current, date="10 October 2019"))
    found = one(later)
    assert (found.since, found.known_from, found.missed) == (None, date(2019, 10, 10), None)
    assert found.begun == "known only from 10 October 2019, after the day in question"
    assert (
        found.untold() == "whether it was to be reported is not known, its rating being dated 10 October 2019"
    )
    today = one(attrs.evolve(RISK, current=attrs.evolve(RISK.current, date="9 October 2019")))
    assert (today.since, today.known_from) == (DAY, None)
    assert today.begun == "since 9 October 2019"


def test_before_the_rating_is_known_a_report_that_was_made_still_counts_and_none_is_missed():
    later = attrs.evolve(RISK, current=attrs.evolve(RISK.current, date="10 October 2019"))
    reported = attrs.evolve(later, reports=(Report(to="bcb", on="1 October 2019"),))
    found = one(reported, bodies=(BOARD,))
    assert (found.reported, found.missed, found.untold()) == (date(2019, 10, 1), False, None)
    other = attrs.evolve(later, reports=(Report(to="jac", on="1 October 2019"),))
    assert one(other, bodies=(BOARD,)).missed is None


@given(st.dates(date(2019, 1, 1), date(2020, 12, 31)), st.sampled_from(["cambs-2019", "eu-exit-2019"]))
def test_nothing_is_said_to_have_begun_after_the_day(day, name):
    for each in escalations(KIT.load(REGISTERS / f"{name}.yaml"), KIT.schemes, as_of=day):
        assert each.since is None or each.since <= day
        assert each.known_from is None or each.known_from > day
        assert each.reported is None or each.reported <= day


@pytest.mark.parametrize(
    ("reports", "reported", "missed"),
    [
        ((Report(to="bcb", on="18/09/2019"),), date(2019, 9, 18), False),
        ((Report(to="bcb", on="31/07/2019"),), None, True),
        ((Report(to="bcb", on="10/10/2019"),), None, True),
        ((Report(to="bcb"),), None, None),
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
    assert incomplete(WHOLE) is None
    lacks = "lacks an authority (by), a reason (why), a first day (on), a last day (until)"
    assert incomplete(Acceptance()) == lacks
    assert incomplete(attrs.evolve(WHOLE, until="ongoing")) == "lacks a last day (until)"


def test_a_day_that_nobody_can_read_is_not_lacking():
    read = 'has a first day (on) that nobody can read ("someday")'
    assert incomplete(attrs.evolve(WHOLE, on="someday")) == read
    assert incomplete(attrs.evolve(WHOLE, on="someday", by=None)) == f"lacks an authority (by) and {read}"
    assert not_in_force(attrs.evolve(WHOLE, on="someday"), DAY) == f"{read} and is not in force"


# -------------------------------------------------------------------------------------------- what cannot be told


@pytest.mark.parametrize(
    ("levels", "scheme", "why"),
    [
        ({"likelihood": 3, "impact": 4}, "cambs-2091", 'the scheme "cambs-2091" is not loaded; did you mean "cambs-2019"?'),
        ({"likelihood": 3, "impact": 4}, None, "no scheme is named, neither by the assessment nor by the register"),
        ({}, "cambs-2019", "no levels are given"),
    ],
)  # fmt: skip
def test_a_risk_that_cannot_be_rated_is_not_evaluated_with_the_reason(levels, scheme, why):
    risk = attrs.evolve(RISK, ref="L1", current=Assessment(levels=levels, scheme=scheme))
    found = escalations(Register(ref="r", title="T", risks=(RISK, risk)), KIT.schemes, as_of=DAY)
    assert [each.ref for each in found] == ["R1"]
    (unrated,) = found.not_evaluated
    assert (unrated.ref, unrated.path, unrated.title) == ("L1", "/risks/1", "A")
    assert str(unrated) == f"L1 could not be rated: {why}"


def test_only_the_current_assessment_decides_what_is_not_evaluated():
    broken = Assessment(levels={}, scheme="cambs-2019")
    found = escalations(
        Register(ref="r", title="T", risks=(attrs.evolve(RISK, inherent=broken, target=broken),)),
        KIT.schemes,
        as_of=DAY,
    )
    assert (len(found), found.not_evaluated, found.not_assessed) == (1, (), ())


def test_a_risk_without_a_current_assessment_is_listed_apart():
    found = escalations(
        Register(ref="r", title="T", risks=(attrs.evolve(RISK, current=None),)), KIT.schemes, as_of=DAY
    )
    assert (list(found), found.not_evaluated, found.not_assessed) == ([], (), ("R1",))


# ---------------------------------------------------------------------------------- which body, and who says so


def test_where_a_body_takes_it_what_the_band_calls_it_stands_beside():
    found = one(RISK, bodies=(BOARD,))
    assert (found.to, found.band_says, found.route) == ("The Board", "the relevant Executive Board", None)
    assert found.goes_to == "The Board (the band says: the relevant Executive Board)"
    named = attrs.evolve(BOARD, title="the relevant Executive Board")
    assert one(RISK, bodies=(named,)).goes_to == "the relevant Executive Board"


@pytest.mark.parametrize(
    ("lead", "bodies", "which"),
    [
        ("OPCC", (), "above tolerance"),
        ("OPCC", (attrs.evolve(BOARD, escalates=False),), "above tolerance"),
        ("Constabulary", (attrs.evolve(BOARD, leads=("OPCC",)),), "led by Constabulary"),
        (None, (attrs.evolve(BOARD, leads=("OPCC",)),), "without an executive lead"),
    ],
)
def test_where_no_body_takes_it_the_way_by_the_band_is_said(lead, bodies, which):
    found = one(attrs.evolve(RISK, executive_lead=lead), bodies=bodies)
    assert found.goes_to == "the relevant Executive Board"
    assert found.route == (
        f"no body of the register takes risks {which}; the band sends it to the relevant Executive Board"
    )


def test_where_the_band_names_nobody_either_that_is_said():
    scheme = attrs.evolve(KIT.scheme("cambs-2019"), bands=())
    (bare,) = escalations(Register(ref="r", title="T", risks=(RISK,)), {"cambs-2019": scheme}, as_of=DAY)
    assert bare.route == "no body of the register takes risks above tolerance; no band names one either"


# --------------------------------------------------------------------------------- acceptances that do not hold


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"by": None}, "lacks an authority (by) and is not in force"),
        ({"on": None, "until": "ongoing"}, "lacks a first day (on), a last day (until) and is not in force"),
        ({"on": "1 May 2019", "until": "30 April 2019"}, "was to end on 30 April 2019, before it began on 1 May 2019, and never held"),
        ({"on": "10 October 2019"}, "begins on 10 October 2019"),
        ({"until": "8 October 2019"}, "ended on 8 October 2019"),
        ({}, None),
    ],
)  # fmt: skip
def test_why_an_acceptance_does_not_hold(changes, said):
    acceptance = attrs.evolve(WHOLE, **changes)
    assert not_in_force(acceptance, DAY) == said
    assert one(attrs.evolve(RISK, acceptances=(acceptance,))).not_in_force == ((said,) if said else ())


@pytest.mark.parametrize("changes", [{"by": None, "until": "8 October 2019"}, {"until": "30 August 2019"}])
def test_an_acceptance_that_never_held_has_not_ended_either(changes):
    assert lapsed_on(attrs.evolve(RISK, acceptances=(attrs.evolve(WHOLE, **changes),)), DAY) is None


def test_of_acceptances_that_ended_only_the_last_is_told_and_none_beside_one_in_force():
    ended = [attrs.evolve(WHOLE, on=f"1 May {year}", until=f"30 April {year + 1}") for year in (2016, 2017)]
    flawed = attrs.evolve(WHOLE, why=None)
    assert one(attrs.evolve(RISK, acceptances=(*ended, flawed))).not_in_force == (
        "ended on 30 April 2018",
        "lacks a reason (why) and is not in force",
    )
    assert one(attrs.evolve(RISK, acceptances=(*ended, flawed, WHOLE))).not_in_force == ()


def test_escalations_are_a_sequence():
    found = escalations(KIT.load(REGISTERS / "cambs-2019.yaml"), KIT.schemes, as_of=DAY)
    assert (len(found), bool(found), list(found)) == (5, True, list(found.found))
    assert found[:2] == (found[0], found[1])


# ------------------------------------------------------------------------------- given in a month that is not over


@pytest.mark.parametrize(
    ("on", "until", "day", "untold"),
    [
        ("October 2019", "31 December 2019", date(2019, 9, 30), False),
        ("October 2019", "31 December 2019", date(2019, 10, 1), True),
        ("October 2019", "31 December 2019", date(2019, 10, 30), True),
        ("October 2019", "31 December 2019", date(2019, 10, 31), False),
        ("October 2019", "15 October 2019", date(2019, 10, 16), False),
        ("from October 2019", "31 December 2019", date(2019, 10, 1), False),
    ],
)
def test_an_acceptance_of_a_month_has_begun_for_certain_on_its_last_day(on, until, day, untold):
    acceptance = attrs.evolve(WHOLE, on=on, until=until)
    risk = attrs.evolve(RISK, acceptances=(acceptance,), reports=(Report(to="jac", on="2018"),))
    said = f'its acceptance is dated "{on}" and may not have begun'
    assert acceptance_untold(risk, day) == (said if untold else None)
    register = Register(ref="r", title="T", bodies=(BOARD,), risks=(risk,))
    (found,) = escalations(register, KIT.schemes, as_of=day)
    assert (found.doubt == said, found.missed is None) == (untold, untold)
    assert not (untold and found.not_in_force)
    accepted = attrs.evolve(risk, acceptances=(acceptance, WHOLE))
    assert acceptance_untold(accepted, date(2019, 10, 2)) is None
