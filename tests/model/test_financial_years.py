"""Financial years of the UK and their quarters."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import FinancialQuarter, FinancialYear, WrittenDate, financial_quarter, financial_year

DAYS = st.dates(date(1, 4, 1), date(9999, 3, 31))


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2019, 3, 31), "2018/19", "Q4 2018-19"),
        (date(2019, 4, 1), "2019/20", "Q1 2019-20"),
        (date(2019, 6, 30), "2019/20", "Q1 2019-20"),
        (date(2019, 7, 1), "2019/20", "Q2 2019-20"),
        (date(2019, 12, 31), "2019/20", "Q3 2019-20"),
        (date(2020, 1, 1), "2019/20", "Q4 2019-20"),
        (date(2000, 3, 31), "1999/00", "Q4 1999-00"),
        (date(2009, 10, 9), "2009/10", "Q3 2009-10"),
    ],
)
def test_a_day_falls_in_a_year_that_begins_in_april_and_one_of_its_quarters(day, year, quarter):
    assert (str(financial_year(day)), str(financial_quarter(day))) == (year, quarter)


@given(DAYS)
def test_quarters_part_the_year_without_gap_or_overlap(day):
    year = financial_year(day)
    quarters = year.quarters
    assert [quarter.number for quarter in quarters] == [1, 2, 3, 4]
    assert (quarters[0].first, quarters[3].last) == (year.first, year.last)
    for one, following in pairwise(quarters):
        assert one.last + timedelta(days=1) == following.first
    assert [quarter for quarter in quarters if quarter.first <= day <= quarter.last] == [
        financial_quarter(day)
    ]
    assert year.first <= day <= year.last


@given(st.dates(date(2000, 4, 1), date(2099, 3, 31)))
def test_what_they_are_called_reads_as_what_they_are(day):
    for one in (financial_year(day), financial_quarter(day)):
        written = WrittenDate(str(one))
        assert (written.first, written.last) == (one.first, one.last)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_is_no_fifth_quarter(number):
    with pytest.raises(ValueError, match=rf"a financial year has the quarters 1 to 4, not {number}$"):
        FinancialQuarter(FinancialYear(2019), number)


def test_years_at_the_edge_of_dates_have_a_name_and_half_their_days():
    assert (str(financial_year(date.max)), financial_year(date.max).first) == ("9999/00", date(9999, 4, 1))
    with pytest.raises(ValueError, match="year"):
        _ = financial_year(date.max).last
    assert (str(financial_year(date.min)), financial_year(date.min).last) == ("0000/01", date(1, 3, 31))
    with pytest.raises(ValueError, match="year"):
        _ = financial_year(date.min).first
