"""A person confirms a score: a new assessment, and the old one kept as it stood."""

from datetime import date, datetime
from pathlib import Path

import attrs
import pytest

from govkit import Assessment, EarlierAssessment, Phase, Register, Risk, Toolkit, UnknownNameError
from govkit.history import (
    Cause,
    Confirmation,
    ConfirmationError,
    RefMap,
    confirm,
    confirm_all,
    confirmed,
    diff,
    propose,
    unconfirmed,
)
from govkit.io import dumps, loads

EXAMPLES = Path(__file__).parents[2] / "examples"
KIT = Toolkit.installed()
NEW = KIT.scheme("cambs-2019")
REGISTER = KIT.load(EXAMPLES / "registers" / "cambs-2016.yaml")
DAY = date(2019, 8, 13)
WHO = {"new": NEW, "by": "Audit Committee", "why": "as likely as before", "on": DAY}
LEVELS = {"likelihood": 3, "impact": 4}


def problems(held, *arguments, **changes):
    with pytest.raises(ConfirmationError) as caught:
        confirm(held, *arguments, **{**WHO, **changes})
    return list(caught.value.problems)


def test_a_confirmed_score_is_a_new_assessment_and_the_old_one_stays_as_it_stood():
    old = REGISTER.risk("R3.1").current
    risk = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO).risk("R3.1")
    assert risk.current == Assessment(
        levels=LEVELS,
        scheme="cambs-2019",
        date="2019-08-13",
        by="Audit Committee",
        rationale="as likely as before",
    )
    assert risk.earlier == (EarlierAssessment(phase=Phase.CURRENT, until=DAY, assessment=old),)
    assert old.printed == 9
    assert attrs.evolve(risk, current=old, earlier=()) == REGISTER.risk("R3.1")


def test_a_confirmed_score_takes_over_neither_the_version_nor_what_was_printed():
    stated = attrs.evolve(
        REGISTER.risk("R3.1").current, scheme_version="2016", printed_levels={"impact": 3}, printed=9
    )
    held = attrs.evolve(REGISTER, risks=(attrs.evolve(REGISTER.risk("R3.1"), current=stated),))
    risk = confirm(held, "R3.1", "current", LEVELS, **WHO).risk("R3.1")
    assert (risk.current.scheme_version, risk.current.printed, risk.current.printed_levels) == (
        None,
        None,
        {},
    )
    assert risk.earlier[0].assessment == stated


def test_every_other_risk_stays_what_it_is():
    before = repr(REGISTER)
    result = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    assert repr(REGISTER) == before
    assert [risk for risk in result.risks if risk.ref != "R3.1"] == [
        risk for risk in REGISTER.risks if risk.ref != "R3.1"
    ]
    assert attrs.evolve(result, risks=REGISTER.risks) == REGISTER
    assert result.scheme == "cambs-2016"


@pytest.mark.parametrize("name", ["x.yaml", "x.json", "x.toml"])
def test_a_register_of_two_schemes_reads_back_equal(name):
    result = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    again = loads(dumps(result, name), name)
    assert again == result
    rated = KIT.rate(again.risk("R3.1"))
    assert (rated.inherent.scheme, rated.current.scheme) == ("cambs-2016", "cambs-2019")


def test_an_earlier_assessment_inherits_no_scheme():
    earlier = EarlierAssessment(phase="current", assessment=Assessment(levels=LEVELS))
    held = Register(
        ref="r", title="T", scheme="cambs-2019", risks=(Risk(ref="R", title="T", earlier=(earlier,)),)
    )
    assert held.risk("R").earlier[0].assessment.scheme is None
    assert loads(dumps(held, "x.yaml"), "x.yaml") == held


def test_an_earlier_assessment_under_the_register_s_own_scheme_keeps_its_name_in_files():
    assessment = Assessment(levels=LEVELS, scheme="cambs-2019")
    earlier = EarlierAssessment(phase="current", until=DAY, assessment=assessment)
    held = Register(
        ref="r", title="T", scheme="cambs-2019", risks=(Risk(ref="R", title="T", earlier=(earlier,)),)
    )
    assert loads(dumps(held, "x.yaml"), "x.yaml") == held


def test_what_is_earlier_is_neither_rated_nor_listed_among_the_assessments():
    result = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    assert len(result.all_assessments) == len(REGISTER.all_assessments)


def test_the_trend_breaks_where_the_scheme_changed():
    result = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    found = {each.ref: each for each in diff(REGISTER, result, KIT.schemes).moved}
    broken = found["R3.1"]
    assert (broken.likelihood, broken.impact, broken.cause) == (None, None, Cause.SCHEME)
    assert found["R3.3"].cause is None
    assert set(diff(REGISTER, result, KIT.schemes).changed) == {"R3.1"}
    confirmed = confirm(result, "R3.3", "current", LEVELS, **WHO)
    again = diff(result, confirmed, KIT.schemes, ref_map=RefMap({"R3.1": "R3.1"}))
    assert [each.cause for each in again.moved] == [None]


def test_levels_need_not_be_candidates_and_may_be_given_per_category():
    levels = {"likelihood": "Probable", "impact": {"political": 1, "legislative": "Catastrophic"}}
    risk = confirm(REGISTER, "R3.1", "current", levels, **WHO).risk("R3.1")
    assert KIT.rate(risk).current.value == 25
    assert dict(risk.current.levels["impact"]) == {"political": 1, "legislative": "Catastrophic"}


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_without_a_name_or_a_reason_nothing_is_confirmed(blank):
    assert problems(REGISTER, "R3.1", "current", LEVELS, by=blank, why=blank) == [
        "R3.1/current: nobody is named who confirms it; give by",
        "R3.1/current: no reason is given; say why",
    ]


def test_levels_that_the_new_scheme_cannot_rate_are_refused():
    assert problems(REGISTER, "R3.1", "current", {"likelihood": 6, "impcat": 1}) == [
        'R3.1/current: there is no factor "impcat"; did you mean "impact"?',
        (
            'R3.1/current: likelihood has no level "6"; known: 1 Unlikely, 2 Possible, 3 Likely, 4 More likely than not, '
            "5 Probable"
        ),
        "R3.1/current: no level is given for impact",
    ]


def test_what_is_not_there_or_done_already_is_refused():
    assert problems(REGISTER, "R3.1", "target", LEVELS) == [
        "R3.1/target: the risk has no target assessment, so there is none to carry over"
    ]
    assert problems(REGISTER, "R3", "current", LEVELS) == [
        'R3/current: there is no risk "R3"; did you mean "R4.3"?'
    ]
    done = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    assert problems(done, "R3.1", "current", {**LEVELS, "impact": 5}) == [
        "R3.1/current: it is under cambs-2019 already; a reassessment is no change of scheme"
    ]
    twice = attrs.evolve(REGISTER, risks=REGISTER.risks[:1] * 2)
    assert problems(twice, "R1.1", "current", LEVELS) == [
        'R1.1/current: "R1.1" stands 2 times: /risks/0, /risks/1; give each its own'
    ]
    with pytest.raises(UnknownNameError, match='there is no assessment "curent"; did you mean "current"'):
        confirm(REGISTER, "R3.1", "curent", LEVELS, **WHO)


@pytest.mark.parametrize("other", [{"by": "Board"}, {"why": "so"}, {"on": date(2019, 8, 14)}])
def test_what_was_confirmed_by_this_very_decision_stays_as_it_is_and_by_another_is_refused(other):
    done = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    assert confirm(done, "R3.1", "current", LEVELS, **WHO) == done
    assert problems(done, "R3.1", "current", LEVELS, **other)


def test_what_was_assessed_under_the_new_scheme_is_no_confirmation():
    (decided,) = [
        Confirmation(ref="R3.1", phase="current", levels=LEVELS, by="Board", why="so", on=date(2019, 8, 13))
    ]
    risk = attrs.evolve(REGISTER.risk("R3.1"), current=decided.assessment(NEW))
    assert not decided.is_kept(risk, NEW)
    held = attrs.evolve(REGISTER, risks=(risk,))
    assert problems(held, "R3.1", "current", LEVELS, by="Board", why="so") == [
        "R3.1/current: it is under cambs-2019 already; a reassessment is no change of scheme"
    ]


@pytest.mark.parametrize(
    ("edition", "day", "refused"),
    [
        ("2019-08-13", date(2019, 8, 12), True),
        ("2019-08-13", date(2019, 8, 13), False),
        ("August 2019", date(2019, 7, 31), True),
        ("August 2019", date(2019, 8, 1), False),
        ("the third", date(1999, 1, 1), False),
        (None, date(1999, 1, 1), False),
    ],
)
def test_nothing_is_decided_before_the_edition_it_is_about(edition, day, refused):
    held = attrs.evolve(REGISTER, edition=edition)
    said = (
        f"R3.1/current: it is decided on {day}, which is before the edition of {edition}, to which it is applied; "
        f"correct on, or the edition"
    )
    if refused:
        assert problems(held, "R3.1", "current", LEVELS, on=day) == [said]
    else:
        assert confirm(held, "R3.1", "current", LEVELS, **{**WHO, "on": day}).risk("R3.1").current


@pytest.mark.parametrize(
    ("dated", "day", "refused"),
    [
        ("1 July 2019", date(2019, 6, 15), True),
        ("1 July 2019", date(2019, 7, 1), False),
        ("July 2019", date(2019, 7, 1), False),
        ("soon", date(1999, 1, 1), False),
    ],
)
def test_nothing_is_decided_before_the_assessment_that_it_replaces(dated, day, refused):
    risk = REGISTER.risk("R3.1")
    risk = attrs.evolve(risk, current=attrs.evolve(risk.current, date=dated))
    held = attrs.evolve(REGISTER, edition=None, risks=(risk,))
    said = (
        f"R3.1/current: it is decided on {day}, which is before the assessment that it replaces, dated {dated}; "
        f"correct on, or that date"
    )
    if refused:
        assert problems(held, "R3.1", "current", LEVELS, on=day) == [said]
        assert (
            "on takes a datetime.date"
            in problems(held, "R3.1", "current", LEVELS, on=datetime(2019, 6, 1))[0]
        )
    else:
        assert confirm(held, "R3.1", "current", LEVELS, **{**WHO, "on": day}).risk("R3.1").earlier


def test_a_datetime_is_no_day():
    assert problems(REGISTER, "R3.1", "current", LEVELS, on=datetime(2019, 8, 13, 10)) == [
        "R3.1/current: on takes a datetime.date, not datetime (2019-08-13 10:00:00)"
    ]


def decision(ref, phase, **changes):
    about = {"ref": ref, "phase": phase, "levels": LEVELS, "by": "Board", "why": "agreed", "on": DAY}
    return Confirmation(**about | changes)


def test_many_are_confirmed_together_or_none_with_every_fault():
    with pytest.raises(ConfirmationError) as caught:
        confirm_all(
            REGISTER,
            [
                decision("R1.1", "current"),
                decision("R3", "current"),
                decision("R1.2", "current", why=""),
                decision("R1.1", "current"),
            ],
            new=NEW,
        )
    assert str(caught.value) == (
        'nothing was confirmed: R3/current: there is no risk "R3"; did you mean "R4.3"?; '
        "R1.2/current: no reason is given; say why; R1.1/current: it is confirmed 2 times"
    )


def test_both_phases_of_a_risk_are_kept_in_the_order_confirmed():
    result = confirm_all(REGISTER, [decision("R1.1", "current"), decision("R1.1", "inherent")], new=NEW)
    assert [each.phase for each in result.risk("R1.1").earlier] == ["current", "inherent"]


def test_it_is_said_what_is_still_under_another_scheme():
    assert unconfirmed(REGISTER, "cambs-2019") == tuple(each.address for each in REGISTER.all_assessments)
    everything = [decision(*each.address.split("/")) for each in REGISTER.all_assessments]
    assert unconfirmed(confirm_all(REGISTER, everything[1:], new=NEW), "cambs-2019") == ("R1.1/inherent",)
    assert unconfirmed(confirm_all(REGISTER, everything, new=NEW), "cambs-2019") == ()


def test_risks_that_do_not_continue_are_not_waited_for():
    continuing = RefMap({"R3.1": "SR3.1"})
    assert unconfirmed(REGISTER, "cambs-2019", ref_map=continuing) == ("R3.1/inherent", "R3.1/current")
    result = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    assert unconfirmed(result, "cambs-2019", ref_map=continuing) == ("R3.1/inherent",)


def test_confirmed_is_what_somebody_confirmed_and_not_what_was_under_the_scheme_before():
    assert confirmed(REGISTER, "cambs-2016") == confirmed(REGISTER, "cambs-2019") == ()
    result = confirm(REGISTER, "R3.1", "current", LEVELS, **WHO)
    assert confirmed(result, "cambs-2019") == ("R3.1/current",)
    earlier = attrs.evolve(
        result.risk("R3.1").earlier[0], assessment=Assessment(levels=LEVELS, scheme="cambs-2019")
    )
    risk = attrs.evolve(result.risk("R3.1"), earlier=(earlier,))
    assert confirmed(attrs.evolve(result, risks=(risk,)), "cambs-2019") == ()


def test_a_day_that_is_still_to_come_is_none_on_which_somebody_decided():
    assert problems(REGISTER, "R3.1", "current", LEVELS, as_of=date(2019, 8, 12)) == [
        (
            "R3.1/current: it is decided on 2019-08-13, which is after 2019-08-12; nothing is confirmed before it is "
            "decided"
        )
    ]
    assert confirm(REGISTER, "R3.1", "current", LEVELS, **WHO, as_of=DAY).risk("R3.1").earlier


def test_a_scheme_is_asked_for_where_only_its_id_is_given():
    way_out = r'^new takes a scheme, not str; toolkit.scheme\("cambs-2019"\) finds one by its id$'
    with pytest.raises(TypeError, match=way_out):
        confirm(REGISTER, "R3.1", "current", LEVELS, **{**WHO, "new": "cambs-2019"})
    with pytest.raises(TypeError, match=way_out):
        propose(REGISTER, "cambs-2019", {}, schemes=KIT.schemes)
    with pytest.raises(TypeError, match=r"^new takes a scheme, not NoneType$"):
        confirm_all(REGISTER, [], new=None)
