"""Every spelling of a date that is read, and every one that is left alone."""

from datetime import date, datetime, timedelta

import attrs
import pytest
from effort import examples
from hypothesis import example, find, given, settings
from hypothesis import strategies as st

from govkit.model import DateKind, WrittenDate
from govkit.model.written_date import written
from govkit.testing import strategies

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(year, month, number):
    return date(year, month, number)


DAYS = {
    "28/02/2019": day(2019, 2, 28),
    "8/2/2019": day(2019, 2, 8),
    "08/02/19": day(2019, 2, 8),
    "28.02.2019": day(2019, 2, 28),
    "28-02-2019": day(2019, 2, 28),
    "10/11/12": day(2012, 11, 10),
    "2019-02-28": day(2019, 2, 28),
    "01-Mar-16": day(2016, 3, 1),
    "1-Mar-2016": day(2016, 3, 1),
    "1 Mar 16": day(2016, 3, 1),
    "1/Mar/16": day(2016, 3, 1),
    "1Mar16": day(2016, 3, 1),
    "14th Nov 19": day(2019, 11, 14),
    "14 th Nov 19": day(2019, 11, 14),
    "1st of April, 2020": day(2020, 4, 1),
    "2nd Sept. 2019": day(2019, 9, 2),
    "3RD SEPTEMBER 2019": day(2019, 9, 3),
    "1 April 2020": day(2020, 4, 1),
    "  1\u00a0April\n2020 ": day(2020, 4, 1),
    "29/02/2020": day(2020, 2, 29),
    "31/12/9999": day(9999, 12, 31),
}
SPANS = {
    "Mar-16": (DateKind.MONTH, day(2016, 3, 1), day(2016, 3, 31)),
    "Mar 2016": (DateKind.MONTH, day(2016, 3, 1), day(2016, 3, 31)),
    "mar/16": (DateKind.MONTH, day(2016, 3, 1), day(2016, 3, 31)),
    "December 2018": (DateKind.MONTH, day(2018, 12, 1), day(2018, 12, 31)),
    "December, 2018": (DateKind.MONTH, day(2018, 12, 1), day(2018, 12, 31)),
    "February 2020": (DateKind.MONTH, day(2020, 2, 1), day(2020, 2, 29)),
    "2019-08": (DateKind.MONTH, day(2019, 8, 1), day(2019, 8, 31)),
    "2020-12": (DateKind.MONTH, day(2020, 12, 1), day(2020, 12, 31)),
    "Q1 2019-20": (DateKind.QUARTER, day(2019, 4, 1), day(2019, 6, 30)),
    "Q2 2019/20": (DateKind.QUARTER, day(2019, 7, 1), day(2019, 9, 30)),
    "q3, 2019–20": (DateKind.QUARTER, day(2019, 10, 1), day(2019, 12, 31)),
    "Q4 2019-20": (DateKind.QUARTER, day(2020, 1, 1), day(2020, 3, 31)),
    "Q4 FY 2019/2020": (DateKind.QUARTER, day(2020, 1, 1), day(2020, 3, 31)),
    "Q4 19/20": (DateKind.QUARTER, day(2020, 1, 1), day(2020, 3, 31)),
    "Q4 2009-10": (DateKind.QUARTER, day(2010, 1, 1), day(2010, 3, 31)),
    "2019/20": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "2019/2020": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "2019-20": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "2019-2020": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "2019 – 20": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "FY2019/20": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "FY 2009-10": (DateKind.FINANCIAL_YEAR, day(2009, 4, 1), day(2010, 3, 31)),
    "1999/00": (DateKind.FINANCIAL_YEAR, day(1999, 4, 1), day(2000, 3, 31)),
    "19/20": (DateKind.FINANCIAL_YEAR, day(2019, 4, 1), day(2020, 3, 31)),
    "12/13": (DateKind.FINANCIAL_YEAR, day(2012, 4, 1), day(2013, 3, 31)),
    "2019": (DateKind.YEAR, day(2019, 1, 1), day(2019, 12, 31)),
    "1999": (DateKind.YEAR, day(1999, 1, 1), day(1999, 12, 31)),
}
OPEN = {
    "ongoing": None,
    "On-going": None,
    "on going": None,
    "continuing": None,
    "continuous": None,
    "18/09/2019 and on-going": day(2019, 9, 18),
    "18/09/2019, then ongoing": day(2019, 9, 18),
    "18/09/2019 - continuous": day(2019, 9, 18),
    "From April 2019": day(2019, 4, 1),
    "since 1 April 2019": day(2019, 4, 1),
    "from 2019/20": day(2019, 4, 1),
    "April 2019 onwards": day(2019, 4, 1),
    "From April 2019 onwards": day(2019, 4, 1),
    "from 18/09/2019 and ongoing": day(2019, 9, 18),
}
NOISE = (
    *(
        "Date Req",
        "objectives for 19/20",
        "tbc",
        "soon",
        "Easter 2019",
        "28 02 2019",
        "2019-1-5",
        "Q5 2019-20",
    ),
    # could mean two things
    *("11/12", "09/10", "01/02", "31/12", "99/00", "2009-10", "2000-01", "2011-12"),
    # are in no calendar
    *("31/02/2019", "29/02/2019", "01/13/2019", "00/01/2019", "2019-13-01", "2019-02-30", "31st April 2019"),
    *("0000-01-01", "01/01/0000", "0000-05", "April 0000", "9999-00", "9999/00", "Q4 9999-00"),
    # do not follow each other
    *("2019/21", "2019-2021", "2019/08", "2019/19", "18/20", "Q1 2019-21", "2019-00"),
    # are begun or left open by something that is no date
    *(
        "from",
        "from ongoing",
        "from from April 2019",
        "since 31/02/2019",
        "soon and ongoing",
        "ongoing onwards",
    ),
    *("April 2019 onwards onwards", "1819", "19", "4", "19-20", "٢٨/٠٢/٢٠١٩"),
)


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_a_day_is_read_with_the_day_before_the_month(text, expected):
    read = WrittenDate(text)
    assert (read.kind, read.first, read.last) == (DateKind.DAY, expected, expected)


@pytest.mark.parametrize(("text", "expected"), SPANS.items())
def test_a_span_is_read_from_its_first_to_its_last_day(text, expected):
    read = WrittenDate(text)
    assert (read.kind, read.first, read.last) == expected


@pytest.mark.parametrize(("text", "first"), OPEN.items())
def test_an_open_end_has_no_last_day(text, first):
    read = WrittenDate(text)
    assert (read.kind, read.first, read.last) == (DateKind.OPEN, first, None)
    assert read.readable
    assert read.day_after is None


@pytest.mark.parametrize("text", NOISE)
def test_what_says_no_date_or_two_is_not_read(text):
    read = WrittenDate(text)
    assert (read.kind, read.first, read.last) == (DateKind.NOISE, None, None)
    assert not read.readable
    assert read.day_after is None


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0", " " * 1000])
def test_a_blank_is_neither_a_date_nor_noise(text):
    read = WrittenDate(text)
    assert (read.kind, read.first, read.last) == (DateKind.BLANK, None, None)
    assert not read.readable


@pytest.mark.parametrize("text", [*DAYS, *SPANS, *OPEN, *NOISE, ""])
def test_the_text_stays_as_it_was_written(text):
    assert WrittenDate(text).text == text
    assert str(WrittenDate(text)) == text


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_read_in_full_and_cut_short(month):
    name = MONTHS[month - 1]
    for spelling in (name, name.upper(), name[:3], name[:3].lower() + "."):
        assert WrittenDate(f"{spelling} 2019").first == date(2019, month, 1)


@pytest.mark.parametrize("year", range(1998, 2016))
def test_a_year_with_two_digits_after_a_dash_is_read_only_if_it_is_no_month(year):
    read = WrittenDate(f"{year}-{(year + 1) % 100:02}")
    expected = DateKind.NOISE if 2000 <= year <= 2011 else DateKind.FINANCIAL_YEAR
    assert read.kind is expected


@pytest.mark.parametrize(
    "text",
    [
        "from " * 5000 + "2019",
        "2019" + " and ongoing" * 5000,
        "2019 " * 100_000,
        "9" * 100_000,
        "from " + "x" * 10**6,
    ],
)
def test_a_text_of_any_length_is_noise_at_once(text):
    assert WrittenDate(text).kind is DateKind.NOISE


def test_spaces_do_not_count_towards_the_length_of_a_date():
    assert WrittenDate("1" + " " * 1000 + "April 2019").first == date(2019, 4, 1)


SHORT_YEARS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
DAY_SPELLINGS = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}/{d.month}/{d:%y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d:%y}",
    lambda d: f"{d.day}th of {MONTHS[d.month - 1][:3].upper()}. {d.year}",
    lambda d: f" {d.day} {MONTHS[d.month - 1].lower()},  {d.year}",
)
MONTH_SPELLINGS = (
    lambda d: f"{MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1][:3]}-{d:%y}",
    lambda d: f"{MONTHS[d.month - 1][:3].lower()}/{d.year}",
)
YEAR_SPELLINGS = ("{0}/{1:02}", "FY {0}-{1:02}", "fy{0}/{2}", "{0} – {2}", "{0}-{2}")


@settings(deadline=None)
@given(st.sampled_from(DAY_SPELLINGS), SHORT_YEARS)
def test_a_day_reads_back_however_it_is_spelled(spell, day):
    read = WrittenDate(spell(day))
    assert (read.kind, read.first, read.last) == (DateKind.DAY, day, day)


@settings(deadline=None)
@given(st.sampled_from(MONTH_SPELLINGS), SHORT_YEARS)
def test_a_month_reads_back_however_it_is_spelled(spell, day):
    read = WrittenDate(spell(day))
    assert read.kind is DateKind.MONTH
    assert read.first == day.replace(day=1)
    assert read.last + timedelta(days=1) == (day.replace(day=28) + timedelta(days=4)).replace(day=1)


@settings(deadline=None)
@given(st.sampled_from(YEAR_SPELLINGS), st.integers(1000, 9998))
@example("{0}/{1:02}", 1999)
def test_a_financial_year_reads_back_however_it_is_spelled(spelling, year):
    read = WrittenDate(spelling.format(year, (year + 1) % 100, year + 1))
    assert (read.kind, read.first, read.last) == (
        DateKind.FINANCIAL_YEAR,
        date(year, 4, 1),
        date(year + 1, 3, 31),
    )


@settings(deadline=None)
@given(st.sampled_from(YEAR_SPELLINGS[:3]), st.integers(1, 4), st.integers(2000, 2097))
def test_the_quarters_of_a_financial_year_follow_each_other(spelling, quarter, year):
    text = spelling.format(year, (year + 1) % 100, year + 1)
    read = WrittenDate(f"Q{quarter} {text}")
    whole = WrittenDate(f"FY{year}/{year + 1}")
    assert read.kind is DateKind.QUARTER
    if quarter == 1:
        assert read.first == whole.first
    if quarter == 4:
        assert read.last == whole.last
    else:
        assert read.day_after == WrittenDate(f"Q{quarter + 1} {text}").first


@settings(deadline=None)
@given(
    st.sampled_from(DAY_SPELLINGS + MONTH_SPELLINGS), SHORT_YEARS, st.sampled_from(("from {}", "{} onwards"))
)
def test_a_start_is_a_first_day_without_a_last(spell, day, frame):
    closed = WrittenDate(spell(day))
    read = WrittenDate(frame.format(spell(day)))
    assert (read.kind, read.first, read.last) == (DateKind.OPEN, closed.first, None)


@settings(max_examples=examples(500), deadline=None)
@given(st.text() | st.text("0123456789/-. qfyjanmrchon", max_size=20))
def test_any_text_at_all_is_a_written_date(text):
    read = WrittenDate(text)
    assert read.text == text
    assert read.readable == (read.kind not in (DateKind.BLANK, DateKind.NOISE))
    if read.last is not None:
        assert read.first <= read.last


@pytest.mark.parametrize("kind", DateKind)
def test_dates_of_every_kind_are_drawn_for_the_tests_of_others(kind):
    found = find(
        strategies.written_dates(),
        lambda drawn: drawn.kind is kind,
        settings=settings(max_examples=1000, database=None),
    )
    assert found.kind is kind


def test_overdue_begins_the_day_after_the_last_day():
    assert WrittenDate("Q4 2019-20").day_after == date(2020, 4, 1)
    assert WrittenDate("31/12/9999").day_after is None


def test_two_dates_are_equal_when_they_are_written_alike():
    assert WrittenDate("1 April 2020") == WrittenDate("1 April 2020")
    assert hash(WrittenDate("1 April 2020")) == hash(WrittenDate("1 April 2020"))
    assert WrittenDate("1 April 2020") != WrittenDate("01/04/2020")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Mar-16", "Mar-16"),
        (WrittenDate("Mar-16"), "Mar-16"),
        (date(2019, 8, 13), "2019-08-13"),
        ("", ""),
    ],
)
def test_a_date_may_be_given_as_a_text_a_day_or_a_written_date(value, text):
    assert written(value) == WrittenDate(text)


def test_no_date_stays_no_date():
    assert written(None) is None


@pytest.mark.parametrize("value", [2026, 20260501, datetime(2026, 5, 1, 12)])
def test_what_is_neither_text_nor_day_is_refused(value):
    with pytest.raises(TypeError, match=r"a date is a text or a datetime.date, not (int|datetime)"):
        written(value)


def test_a_numbered_month():
    assert (WrittenDate("02/2020").first, WrittenDate("2.2020").last) == (date(2020, 2, 1), date(2020, 2, 29))
    assert WrittenDate("13/2020").kind is DateKind.NOISE


@given(
    st.text(max_size=120)
    | st.dates().map(date.isoformat)
    | st.sampled_from(["Mar 2019", "2018/19", "x" * 101])
)
def test_a_text_is_written_as_the_date_it_says_and_often_as_the_same_object(text):
    one, other = written(text), written("".join(text))
    assert one == other == WrittenDate(text)
    assert (one.text, one.kind, one.first, one.last) == (text, *attrs.astuple(WrittenDate(text))[1:])
    assert (one is other) is (len(text) <= 100)


@given(st.dates())
def test_a_day_is_written_in_one_way_and_once(day):
    assert written(day) is written(date(day.year, day.month, day.day))
    assert (written(day).text, written(day).last) == (day.isoformat(), day)


class Marked(str):
    """A text that knows more."""

    __slots__ = ()


class Quoted(Marked):
    """A text that knows something else."""

    __slots__ = ()


@pytest.mark.parametrize("kind", [Marked, Quoted, str])
def test_a_text_of_a_class_of_its_own_is_kept_as_it_is(kind):
    assert [type(written(each("2019")).text) for each in (Quoted, Marked, str, kind)] == [
        Quoted,
        Marked,
        str,
        kind,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 July 2026", "on 1 July 2026"),
        ("July 2026", "in July 2026"),
        ("Q4 2019-20", "in Q4 2019-20"),
        ("19/20", "in 19/20"),
        ("2019", "in 2019"),
        ("from July 2026", "from July 2026"),
        ("someday", 'on "someday"'),
    ],
)
def test_a_day_is_on_and_a_month_is_in(text, said):
    assert WrittenDate(text).when == said
