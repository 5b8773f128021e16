"""How a risk stood on a day, through the assessments that others have replaced."""

from datetime import date
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Assessment, Body, Register, Report, Risk, Toolkit
from govkit.analysis import coverage, escalations, rate_risk_on
from govkit.model import PHASES, EarlierAssessment

KIT = Toolkit.installed()
HIGH, LOW = ({"likelihood": 3, "impact": 4}, {"likelihood": 1, "impact": 1})
NOW = Assessment(levels=HIGH, scheme="cambs-2019", date="2019-08-15")
BOARD = Body(ref="bcb", title="The Board", kind="board", escalates=True)


def kept(until, levels=HIGH, **more):
    made = attrs.evolve(NOW, levels=levels, **{"date": None, **more})
    return EarlierAssessment(phase="current", until=until, assessment=made)


def stood(day, *earlier, current=NOW, **more):
    risk = Risk(ref="R1", title="A", current=current, earlier=earlier)
    found = rate_risk_on(Register(ref="r", title="T", risks=(risk,), **more), risk, KIT.schemes, day)
    rating = found.rated.current
    return (
        rating.value if rating else found.rated.unrated["current"],
        found.begun.surely if found.begun else None,
        found.known_from,
    )


MAY = kept(date(2019, 8, 15), date="10 May 2019")


@pytest.mark.parametrize(
    ("day", "earlier", "expected"),
    [
        (date(2019, 9, 1), (MAY,), (18, date(2019, 5, 10), None)),
        (date(2019, 8, 1), (MAY,), (18, date(2019, 5, 10), None)),
        (date(2019, 5, 9), (MAY,), (18, None, date(2019, 5, 10))),
        # Within tolerance before: it is above since the new one only, and was not before.
        (date(2019, 9, 1), (kept(date(2019, 8, 15), LOW, date="10 May 2019"),), (18, date(2019, 8, 15), None)),
        (date(2019, 8, 1), (kept(date(2019, 8, 15), LOW, date="10 May 2019"),), (1, date(2019, 5, 10), None)),
        # A gap, an end that nobody recorded, and one that was replaced before it was made.
        (date(2019, 9, 1), (kept(date(2019, 8, 1), date="10 May 2019"),), (18, date(2019, 8, 15), None)),
        (date(2019, 8, 10), (kept(date(2019, 8, 1), date="10 May 2019"),), (18, None, date(2019, 8, 15))),
        (date(2019, 9, 1), (kept(None, date="10 May 2019"),), (18, date(2019, 8, 15), None)),
        (date(2019, 9, 1), (kept(date(2019, 8, 15), date="1 September 2019"),), (18, date(2019, 8, 15), None)),
        # What nobody dated began on a day that nobody recorded.
        (date(2019, 9, 1), (kept(date(2019, 8, 15)),), (18, None, None)),
        (date(2000, 1, 1), (kept(date(2019, 8, 15)),), (18, None, None)),
        (date(2019, 9, 1), (kept(date(2019, 6, 1)), kept(date(2019, 8, 15))), (18, None, None)),
        # One that cannot be rated says nothing.
        (date(2019, 9, 1), (kept(date(2019, 8, 15), {}, date="10 May 2019"),), (18, date(2019, 8, 15), None)),
        (date(2019, 8, 1), (kept(date(2019, 8, 15), {}, date="10 May 2019"),), ("no levels are given", date(2019, 5, 10), None)),
    ],
)  # fmt: skip
def test_the_stretch_above_tolerance_goes_through_what_was_replaced(day, earlier, expected):
    assert stood(day, *earlier) == expected


def test_what_has_no_date_began_with_the_one_it_replaced_or_with_the_edition():
    undated = attrs.evolve(NOW, date=None)
    low = kept(date(2019, 8, 15), LOW)
    assert stood(date(2019, 9, 1), low, current=undated) == (18, date(2019, 8, 15), None)
    assert stood(date(2019, 7, 1), low, current=undated, edition="June 2019") == (1, date(2019, 6, 1), None)
    assert stood(date(2019, 9, 1), current=undated, edition="August 2019") == (18, date(2019, 8, 1), None)


def test_a_month_is_begun_for_certain_on_its_last_day():
    month = attrs.evolve(NOW, date="August 2019")
    assert stood(date(2019, 8, 30), current=month) == (18, None, date(2019, 8, 31))
    assert stood(date(2019, 8, 31), current=month) == (18, date(2019, 8, 31), None)
    assert stood(date(2019, 8, 1), current=attrs.evolve(NOW, date="from August 2019"))[1] == date(2019, 8, 1)


def test_only_current_assessments_make_the_stretch():
    aim = attrs.evolve(MAY, phase="target")
    assert stood(date(2019, 9, 1), aim) == (18, date(2019, 8, 15), None)


def phases_on(day, *earlier, edition=None, **now):
    risk = Risk(ref="R1", title="A", earlier=earlier, **now)
    register = Register(ref="r", title="T", edition=edition, risks=(risk,))
    found = rate_risk_on(register, risk, KIT.schemes, day)
    ratings = {phase: getattr(found.rated, phase) for phase in PHASES}
    later = {phase: begun.surely for phase, begun in found.later.items()}
    values = {phase: rating.value for phase, rating in ratings.items() if rating is not None}
    return values, later, dict(found.places)


@pytest.mark.parametrize("phase", PHASES)
def test_what_another_one_replaced_counts_on_the_days_before_in_every_phase(phase):
    was = attrs.evolve(kept(date(2019, 8, 15), LOW, date="10 May 2019"), phase=phase)
    other = attrs.evolve(MAY, phase=next(each for each in PHASES if each != phase))
    now = {phase: NOW}
    assert phases_on(date(2019, 8, 15), other, was, **now) == ({phase: 18}, {}, {phase: f"/{phase}"})
    assert phases_on(date(2019, 8, 14), was, **now) == ({phase: 1}, {}, {phase: "/earlier/0/assessment"})
    assert phases_on(date(2019, 5, 9), was, **now) == (
        {phase: 1},
        {phase: date(2019, 5, 10)},
        {phase: "/earlier/0/assessment"},
    )


@pytest.mark.parametrize("phase", PHASES)
def test_what_was_taken_back_counted_until_then(phase):
    was = attrs.evolve(MAY, phase=phase)
    assert phases_on(date(2019, 8, 14), was) == ({phase: 18}, {}, {phase: "/earlier/0/assessment"})
    assert phases_on(date(2019, 8, 15), was) == ({}, {}, {})
    # Until when it held nobody recorded, and nothing follows it.
    assert phases_on(date(2019, 8, 14), attrs.evolve(was, until=None)) == ({}, {}, {})


def test_a_target_without_a_date_is_known_from_the_edition():
    aim = attrs.evolve(NOW, date=None)
    assert phases_on(date(2019, 7, 1), target=aim, edition="August 2019")[1] == {"target": date(2019, 8, 1)}
    assert phases_on(date(2019, 8, 1), target=aim, edition="August 2019")[1] == {}
    assert phases_on(date(2019, 7, 1), target=aim)[1] == {}


def test_the_framework_rates_a_risk_by_what_counted_on_the_day():
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", earlier=(MAY,)),))
    rated = [
        coverage(register, KIT.schemes, as_of=day).risks[0].rated.current
        for day in (date(2019, 6, 1), date(2019, 9, 1))
    ]
    assert [each and each.value for each in rated] == [18, None]


WRITTEN = st.sampled_from(
    [None, "soon", "1 August 2019", "August 2019", "2019", "from August 2019", "May 2019"]
)


@given(st.tuples(*[WRITTEN] * 4), st.dates(date(2019, 4, 1), date(2020, 1, 31)), st.booleans())
def test_a_risk_that_keeps_nothing_earlier_stands_as_one_that_keeps_nothing_of_use(dates, day, assessed):
    current, target, status, edition = dates
    now = {"current": attrs.evolve(NOW, date=current)} if assessed else {}
    plain = Risk(
        ref="R1", title="A", status_date=status, target=attrs.evolve(NOW, levels=LOW, date=target), **now
    )
    # Until when it held nobody recorded, and nothing follows it.
    kept_too = attrs.evolve(plain, earlier=(attrs.evolve(MAY, phase="inherent", until=None),))
    one, other = (
        rate_risk_on(Register(ref="r", title="T", edition=edition, risks=(risk,)), risk, KIT.schemes, day)
        for risk in (plain, kept_too)
    )
    assert one.rated.risk == plain
    assert attrs.evolve(other.rated, risk=plain) == one.rated
    assert (one.begun, one.later, one.places) == (other.begun, other.later, other.places)
    assert {phase: each for phase, each in one.following.items() if each} == {
        phase: each for phase, each in other.following.items() if each
    }


@given(st.dates(date(2019, 1, 1), date(2020, 12, 31)), st.lists(st.dates(date(2019, 1, 1), date(2020, 12, 31)), min_size=1, max_size=4))  # fmt: skip
def test_it_has_begun_by_the_day_or_is_known_only_later(day, days):
    dates = sorted(days)
    earlier = [kept(until, date=begun.isoformat()) for begun, until in pairwise(dates)]
    current = attrs.evolve(NOW, date=dates[-1].isoformat())
    _, since, known_from = stood(day, *earlier, current=current)
    # All are above tolerance and follow each other, so the first day decides.
    assert (since, known_from) == ((dates[0], None) if day >= dates[0] else (None, dates[0]))


# -------------------------------------------------------------------------------------------------- reports


@pytest.mark.parametrize(
    ("assessed", "on", "reported", "doubt"),
    [
        ("10 August 2019", None, None, "the report of it has no day that is recorded"),
        ("10 August 2019", "soon", None, "the report of it has no day that is recorded"),
        ("10 August 2019", "August 2019", None, 'the report of it is dated "August 2019" and may lie before 10 August 2019'),
        ("10 August 2019", "October 2019", None, 'the report of it is dated "October 2019" and may lie after 2019-10-09'),
        ("10 August 2019", "2019", None, 'the report of it is dated "2019" and may lie before 10 August 2019 or after 2019-10-09'),
        ("10 August 2019", "from October 2019", None, 'the report of it is dated "from October 2019" and may lie after 2019-10-09'),
        ("August 2019", "10 August 2019", None, 'the report of it is dated "10 August 2019" and may lie before the end of August 2019'),
        (None, "October 2019", None, 'the report of it is dated "October 2019" and may lie after 2019-10-09'),
        ("August 2019", "September 2019", date(2019, 9, 30), None),
        ("10 August 2019", "July 2019", None, None),
        ("10 August 2019", "November 2019", None, None),
    ],
)  # fmt: skip
def test_a_report_counts_only_if_it_was_made_in_between_for_certain(assessed, on, reported, doubt):
    current = attrs.evolve(NOW, date=assessed)
    risk = Risk(ref="R1", title="A", current=current, reports=(Report(to="bcb", on=on),))
    register = Register(ref="r", title="T", bodies=(BOARD,), risks=(risk,))
    (found,) = escalations(register, KIT.schemes, as_of=date(2019, 10, 9))
    assert (found.reported, found.doubt) == (reported, doubt)
    assert found.missed is (None if doubt else reported is None)
    if doubt:
        assert found.untold() == f"whether it should have been reported is not known: {doubt}"
