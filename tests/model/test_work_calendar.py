"""Which days are worked, and counting them."""

import sys
from datetime import date, timedelta

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import CalendarError, MissingExtraError, UnknownNameError, Weekday, WorkCalendar
from govkit.testing.strategies import work_calendars

ENGLAND = WorkCalendar()
PLAIN = WorkCalendar(public_holidays=False)
WEEKEND = {"Saturday", "Sunday"}


def bank_holidays(calendar, year):
    """The days of a year off that are no weekend, as the calendar tells them."""
    days = (date(year, 1, 1) + timedelta(days=each) for each in range(366))
    return [day for day in days if day.year == year and calendar.day_off(day) not in {None, *WEEKEND}]


def days_of(year, *months_and_days):
    return [date(year, *each) for each in months_and_days]


BANK_HOLIDAYS = {
    2019: days_of(2019, (1, 1), (4, 19), (4, 22), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)),
    # early May moved to the 75th anniversary of VE day; Boxing Day fell on a Saturday
    2020: days_of(2020, (1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25), (12, 28)),
    2021: days_of(2021, (1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
    # the jubilee of June, and the state funeral of September
    2022: days_of(
        2022, (1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29), (9, 19), (12, 26), (12, 27)
    ),
    # the coronation of May
    2023: days_of(2023, (1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)),
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
@pytest.mark.parametrize("part", [None, "ENG", "WLS"])
def test_england_and_wales_keep_the_bank_holidays_they_kept(part, year):
    assert bank_holidays(WorkCalendar(subdivision=part), year) == BANK_HOLIDAYS[year]


def test_scotland_keeps_the_second_of_january_and_not_easter_monday():
    days = bank_holidays(WorkCalendar(subdivision="SCT"), 2019)
    assert days == days_of(
        2019, (1, 1), (1, 2), (4, 19), (5, 6), (5, 27), (8, 5), (12, 2), (12, 25), (12, 26)
    )


def test_northern_ireland_keeps_two_more():
    more = {*bank_holidays(WorkCalendar(subdivision="NIR"), 2019)} - {*BANK_HOLIDAYS[2019]}
    assert more == {date(2019, 3, 18), date(2019, 7, 12)}


def test_another_country_keeps_its_own():
    assert WorkCalendar(country="FR").day_off(date(2019, 5, 8)) is not None
    assert WorkCalendar(country="FR").is_working_day(date(2019, 5, 6))
    assert not WorkCalendar(country="DE", subdivision="BY").is_working_day(date(2019, 6, 20))
    assert WorkCalendar(country="DE").is_working_day(date(2019, 6, 20))


def test_the_weekend_is_the_countrys_own_unless_given():
    friday, saturday, sunday = (date(2019, 10, each) for each in (11, 12, 13))
    arabia = WorkCalendar(country="SA")
    assert (arabia.day_off(friday), arabia.day_off(saturday), arabia.day_off(sunday)) == (
        "Friday",
        "Saturday",
        None,
    )
    given = attrs.evolve(arabia, weekend=("sunday",))
    assert given.weekend == (Weekday.SUNDAY,)
    assert [given.is_working_day(day) for day in (friday, saturday, sunday)] == [True, True, False]


def test_a_weekend_that_a_country_works_for_a_holiday_it_moved_is_worked():
    china = WorkCalendar(country="CN")
    assert china.is_working_day(date(2001, 12, 29))
    assert china.day_off(date(2001, 12, 22)) == "Saturday"


def test_a_day_off_says_why():
    calendar = WorkCalendar(closed=(date(2019, 12, 24),))
    days = [date(2019, 12, each) for each in (23, 24, 25, 28)]
    assert [calendar.day_off(day) for day in days] == [None, "closed", "Christmas Day", "Saturday"]


def test_the_united_kingdom_is_england_unless_a_part_is_named():
    assert WorkCalendar() == WorkCalendar(country="GB") == WorkCalendar(country="GB", subdivision="ENG")
    assert WorkCalendar().subdivision == "ENG"
    assert WorkCalendar(country="FR").subdivision is None
    assert [str(WorkCalendar()), str(WorkCalendar(country="FR")), str(PLAIN)] == [
        "the calendar of GB-ENG",
        "the calendar of FR",
        "a calendar without public holidays",
    ]


def test_without_public_holidays_only_weekends_and_own_days_are_off():
    calendar = WorkCalendar(public_holidays=False, closed=(date(2019, 12, 24),))
    assert calendar.is_working_day(date(2019, 12, 25))
    assert not calendar.is_working_day(date(2019, 12, 24))
    assert not calendar.is_working_day(date(2019, 12, 28))
    assert attrs.evolve(calendar, weekend=()).is_working_day(date(2019, 12, 28))


def test_without_the_extra_public_holidays_are_missed_and_never_left_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    # A year that nobody has asked for yet.
    with pytest.raises(MissingExtraError) as caught:
        WorkCalendar(subdivision="NIR").add_working_days(date(1987, 3, 2), 1)
    assert str(caught.value) == (
        "counting the public holidays of GB-NIR needs the extra [calendar]: pip install 'govkit[calendar]'"
    )
    assert PLAIN.next_working_day(date(2019, 12, 24)) == date(2019, 12, 25)


@pytest.mark.parametrize(
    ("region", "message"),
    [
        ({"country": "UK"}, 'there is no country "UK"; known: '),
        (
            {"country": "GBR"},
            'there is no country "GBR"; did you mean "GR"? (two letters of ISO 3166-1; GB is the UK)',
        ),
        ({"country": "XX"}, 'there is no country "XX"; known: '),
        ({"country": "XX", "subdivision": "ENG"}, 'there is no country "XX"; known: '),
        ({"subdivision": "England"}, 'there is no part "England" of GB; known: ENG, NIR, SCT, WLS'),
        ({"subdivision": "YY"}, 'there is no part "YY" of GB; known: ENG, NIR, SCT, WLS'),
        ({"country": "FR", "subdivision": "ENG"}, 'there is no part "ENG" of FR; '),
    ],
)
def test_a_region_that_the_library_does_not_know_is_refused_by_name(region, message):
    with pytest.raises(UnknownNameError) as caught:
        WorkCalendar(**region).is_working_day(date(2019, 10, 9))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("year", [1871, 2101, 9999])
def test_a_year_without_known_public_holidays_is_not_taken_for_one_without_any(year):
    with pytest.raises(CalendarError) as caught:
        ENGLAND.is_working_day(date(year, 10, 9))
    assert str(caught.value) == (
        f"the calendar of GB-ENG has public holidays from 1872 to 2100 only, so {year} cannot be counted"
    )


def test_ten_working_days_over_christmas():
    assert ENGLAND.add_working_days(date(2019, 12, 20), 10) == date(2020, 1, 8)
    assert ENGLAND.add_working_days(date(2020, 1, 8), -10) == date(2019, 12, 20)
    assert ENGLAND.working_days_between(date(2019, 12, 20), date(2020, 1, 8)) == 10
    assert ENGLAND.working_days_between(date(2020, 1, 8), date(2019, 12, 20)) == -10


def test_the_day_itself_is_not_counted_whether_it_is_worked_or_not():
    assert {ENGLAND.add_working_days(date(2019, 10, each), 1) for each in (4, 5, 6)} == {date(2019, 10, 7)}
    assert ENGLAND.next_working_day(date(2019, 12, 24)) == date(2019, 12, 27)
    assert ENGLAND.working_days_between(date(2019, 10, 4), date(2019, 10, 4)) == 0
    assert ENGLAND.working_days_between(date(2019, 10, 4), date(2019, 10, 6)) == 0
    with pytest.raises(
        ValueError, match="0 working days lead nowhere: take the day itself, or next_working_day"
    ):
        ENGLAND.add_working_days(date(2019, 10, 5), 0)


def test_a_count_that_leaves_the_years_there_are_is_refused():
    with pytest.raises(CalendarError) as caught:
        PLAIN.add_working_days(date(9999, 12, 30), 2)
    assert str(caught.value) == (
        "a calendar without public holidays would count past 9999-12-31, beyond which there are no dates"
    )
    assert PLAIN.add_working_days(date(9999, 12, 30), 1) == date.max
    with pytest.raises(CalendarError, match="would count past 0001-01-01"):
        PLAIN.add_working_days(date(1, 1, 3), -3)
    with pytest.raises(
        CalendarError, match=r"has no day of the week that is worked; leave one out of weekend$"
    ):
        WorkCalendar(weekend=tuple(Weekday)).next_working_day(date(2019, 10, 9))


DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(-60, 60).filter(bool)


@settings(max_examples=examples(200), deadline=None)
@given(work_calendars(), DAYS, COUNTS)
def test_counting_lands_on_a_working_day_and_counting_back_undoes_it(calendar, day, count):
    end = calendar.add_working_days(day, count)
    assert calendar.is_working_day(end)
    assert (end > day) == (count > 0)
    assert calendar.working_days_between(day, end) == count
    if calendar.is_working_day(day):
        assert calendar.add_working_days(end, -count) == day


@settings(max_examples=examples(100), deadline=None)
@given(work_calendars(), DAYS, st.integers(0, 1000), COUNTS, COUNTS)
def test_counting_keeps_the_order_of_counts_and_of_days(calendar, day, days, count, more):
    assert (calendar.add_working_days(day, count) < calendar.add_working_days(day, more)) == (count < more)
    later = day + timedelta(days=days)
    assert calendar.add_working_days(day, count) <= calendar.add_working_days(later, count)


@settings(max_examples=examples(100), deadline=None)
@given(work_calendars(), DAYS, st.integers(0, 200), st.integers(0, 200))
def test_what_lies_between_adds_up(calendar, day, one, two):
    middle = day + timedelta(days=one)
    end = middle + timedelta(days=two)
    between = calendar.working_days_between
    assert between(day, middle) + between(middle, end) == between(day, end)
    days = [day + timedelta(days=each) for each in range(1, one + 1)]
    assert between(day, middle) == sum(map(calendar.is_working_day, days))


@pytest.mark.parametrize("field", ["weekend", "closed"])
@pytest.mark.parametrize("given", [[], "friday", ["friday"]])
def test_what_is_no_tuple_is_refused(field, given):
    with pytest.raises(TypeError, match=f"WorkCalendar.{field} takes a tuple, not"):
        WorkCalendar(**{field: given})
