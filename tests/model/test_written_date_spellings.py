"""A generator of the spellings of dates that papers use: whatever it makes is read as what it was made of."""

from datetime import date, timedelta

import attrs
import pytest
from effort import examples
from hypothesis import find, given, settings
from hypothesis import strategies as st

from govkit.model import DateKind, WrittenDate

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
THIS_CENTURY = st.dates(date(2000, 1, 1), date(2099, 12, 31))
ANY_DAY = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@attrs.frozen
class Spelled:
    """A text, and what it was made of."""

    text: str
    kind: DateKind
    first: date | None
    last: date | None


def suffix(day):
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def years(day, short):
    """A year in full; where two digits say it, too, sometimes by these."""
    return f"{day:%y}" if short and 2000 <= day.year <= 2099 else f"{day.year}"


@st.composite
def month_names(draw, day):
    name = MONTHS[day.month - 1]
    short = name[:3] + draw(st.sampled_from(["", "."]))
    return draw(st.sampled_from([name, short, "Sept" if day.month == 9 else short]))


@st.composite
def days(draw):
    day = draw(ANY_DAY)
    year = years(day, draw(st.booleans()))
    number = draw(st.sampled_from([f"{day.day}", f"{day.day:02}"]))
    month = draw(st.sampled_from([f"{day.month}", f"{day.month:02}"]))
    form = draw(st.sampled_from(["iso", "numbers", "words"]))
    if form == "iso":
        text = day.isoformat()
    elif form == "numbers":
        text = draw(st.sampled_from("/.-")).join([number, month, year])
    else:
        ordinal = draw(st.sampled_from(["", suffix(day.day), " " + suffix(day.day)]))
        joint = draw(st.sampled_from([" ", "-", "/", "", " of "]))
        before = draw(st.sampled_from([" ", ", ", "-", "/", ""]))
        text = number + ordinal + joint + draw(month_names(day)) + before + year
    return Spelled(text, DateKind.DAY, day, day)


@st.composite
def months(draw):
    day = draw(ANY_DAY)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if draw(st.booleans()):
        joint = draw(st.sampled_from([" ", "-", "/", ", ", ""]))
        text = draw(month_names(day)) + joint + years(day, draw(st.booleans()))
    elif draw(st.booleans()):
        text = f"{day.month:{draw(st.sampled_from(['', '02']))}}{draw(st.sampled_from('/.-'))}{day.year}"
    else:
        text = f"{day.year}-{day.month:02}"
    may_be_a_year = text == f"{day.year}-{(day.year + 1) % 100:02}"
    return (
        Spelled(text, DateKind.NOISE, None, None)
        if may_be_a_year
        else Spelled(text, DateKind.MONTH, first, last)
    )


@st.composite
def two_years(draw, blanks):
    """A financial year by its two years, and the first of them."""
    year = draw(st.integers(1950, 2149))
    joint = draw(st.sampled_from(["/", "-", "–"]))
    joint = draw(st.sampled_from([joint, f" {joint} "])) if blanks else joint
    following = draw(st.sampled_from([f"{year + 1}", f"{(year + 1) % 100:02}"]))
    return f"{year}{joint}{following}", year


@st.composite
def financial_years(draw):
    text, year = draw(two_years(blanks=True))
    text = draw(st.sampled_from(["", "FY", "FY "])) + text
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    if draw(st.booleans()):
        year = draw(st.integers(2012, 2098))
        text, first, last = f"{year % 100}/{year % 100 + 1}", date(year, 4, 1), date(year + 1, 3, 31)
    may_be_a_month = text == f"{year}-{(year + 1) % 100:02}" and (year + 1) % 100 in range(1, 13)
    if may_be_a_month:
        return Spelled(text, DateKind.NOISE, None, None)
    return Spelled(text, DateKind.FINANCIAL_YEAR, first, last)


@st.composite
def quarters(draw):
    text, year = draw(two_years(blanks=False))
    if draw(st.booleans()):
        year = draw(st.integers(2000, 2098))
        text = f"{year % 100:02}/{year % 100 + 1:02}"
    quarter = draw(st.integers(1, 4))
    first = date(year, 1 + 3 * quarter, 1) if quarter < 4 else date(year + 1, 1, 1)
    last = (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    comma, before = draw(st.sampled_from(["", ","])), draw(st.sampled_from(["", "FY", "FY "]))
    return Spelled(f"Q{quarter}{comma} {before}{text}", DateKind.QUARTER, first, last)


CLOSED = days() | months() | financial_years() | quarters()
ONGOING = st.sampled_from(["ongoing", "on-going", "on going", "continuing", "continuous"])


@st.composite
def open_ends(draw):
    begin = draw(CLOSED.filter(lambda spelled: spelled.kind is not DateKind.NOISE))
    after = draw(st.sampled_from([" onwards", " and {}", ", and {}", ", then {}", " then {}", " - {}"]))
    before = draw(st.sampled_from(["", "from ", "since "]))
    after = draw(st.sampled_from(["", after])) if before else after
    return Spelled(before + begin.text + after.format(draw(ONGOING)), DateKind.OPEN, begin.first, None)


SPELLED = CLOSED | open_ends() | ONGOING.map(lambda text: Spelled(text, DateKind.OPEN, None, None))


@settings(max_examples=examples(1500), deadline=None)
@given(SPELLED)
def test_what_was_spelled_is_read(spelled):
    read = WrittenDate(spelled.text)
    assert (read.kind, read.first, read.last) == (spelled.kind, spelled.first, spelled.last)
    assert str(read) == spelled.text


@settings(max_examples=examples(300), deadline=None)
@given(
    SPELLED,
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["  ", "\u00a0", "\n", "\t "]),
)
def test_capitals_and_blanks_change_nothing(spelled, change, blank):
    read = WrittenDate(blank + change(spelled.text).replace(" ", blank) + blank)
    assert (read.kind, read.first, read.last) == (spelled.kind, spelled.first, spelled.last)


@settings(max_examples=examples(300), deadline=None)
@given(
    CLOSED, st.sampled_from(["by {}", "objectives for {}", "{} tbc", "{} or later", "{}?", "{} {}", "~{}"])
)
def test_a_date_with_other_words_about_it_is_not_guessed_at(spelled, words):
    assert WrittenDate(words.format(spelled.text, spelled.text)).kind is DateKind.NOISE


@pytest.mark.parametrize("kind", [kind for kind in DateKind if kind not in (DateKind.BLANK, DateKind.YEAR)])
def test_every_kind_is_spelled(kind):
    assert (
        find(
            SPELLED,
            lambda spelled: spelled.kind is kind,
            settings=settings(database=None, max_examples=20_000),
        ).kind
        is kind
    )


@settings(deadline=None)
@given(THIS_CENTURY)
def test_two_digits_are_a_year_of_this_century(day):
    for text in (f"{day:%d/%m/%y}", f"{day.day}-{MONTHS[day.month - 1][:3]}-{day:%y}"):
        assert WrittenDate(text).last == day
