from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Comparator, Meeting, Period, Reading, WrittenDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12 months ending June 2019", date(2018, 7, 1), date(2019, 6, 30)),
        ("12 months ended 30/06/2019", date(2018, 7, 1), date(2019, 6, 30)),
        ("rolling 12 months to June 2019", date(2018, 7, 1), date(2019, 6, 30)),
        ("3 Months  ending February 2020", date(2019, 12, 1), date(2020, 2, 29)),
        ("year ending March 2019", date(2018, 4, 1), date(2019, 3, 31)),
        ("quarter ending June 2019", date(2019, 4, 1), date(2019, 6, 30)),
        ("June 2019", date(2019, 6, 1), date(2019, 6, 30)),
        ("Q4 2018/19", date(2019, 1, 1), date(2019, 3, 31)),
        ("2018/19", date(2018, 4, 1), date(2019, 3, 31)),
    ],
)
def test_first_and_last_day_are_derived(text, first, last):
    assert (Period(text).first, Period(text).last, Period(text).readable) == (first, last, True)
    assert str(Period(text)) == text


@pytest.mark.parametrize(
    "text", ["", "recently", "12 months to 15 May 2019", "0 months ending June 2019", "year ending soon", "from April 2019", "ongoing",
     "12 months ending 31/12/9999", "99 months ending January 0005", "13 months ending December 0001"]
)  # fmt: skip
def test_what_nobody_can_read_has_neither(text):
    assert (Period(text).first, Period(text).last, Period(text).readable) == (None, None, False)


@given(st.text() | st.from_regex(r"[0-9]{1,2} months ending [0-9/]{4,10}", fullmatch=True))
def test_any_text_is_kept(text):
    assert Period(text).text == text


def test_texts_days_and_periods_are_all_taken():
    assert Reading(period="June 2019") == Reading(period=Period("June 2019"))
    assert Comparator(title="a", value=1, period=None).period is None
    assert Comparator(title="a", value=1, period="June 2019").period == Period("June 2019")
    assert Meeting(on=date(2019, 10, 9)) == Meeting(on=WrittenDate("2019-10-09")) == Meeting(on="2019-10-09")
