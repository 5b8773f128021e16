"""Lengths of time, how often they come round, and the days and years they are counted in."""

from datetime import date

from hypothesis import strategies as st

from govkit.model import (
    Cadence,
    Every,
    FinancialQuarter,
    FinancialYear,
    HowOften,
    Term,
    Weekday,
    WorkCalendar,
)

_UNITS = ("days", "working days", "week", "weeks", "calendar months", "Years")
_ENDS = (
    "end of the month",
    "the end of the current quarter",
    "End of Financial Year",
    "end of the calendar year",
)


def terms() -> st.SearchStrategy[Term]:
    """Draw lengths of time and ends of periods, as people write them.

    Returns:
        A strategy for terms of every unit.
    """
    within = st.sampled_from(("", "within "))
    lengths = st.builds("{}{} {}".format, within, st.integers(1, 999), st.sampled_from(_UNITS))
    return (lengths | st.sampled_from(_ENDS)).map(Term)


def every_so_often() -> st.SearchStrategy[Every]:
    """Draw cadences by their length.

    Returns:
        A strategy for cadences that have no name.
    """
    every = st.sampled_from(("every", "Every "))
    return st.builds("{} {} {}".format, every, st.integers(1, 999), st.sampled_from(_UNITS)).map(Every)


def cadences() -> st.SearchStrategy[HowOften]:
    """Draw the usual cadences, and others by their length.

    Returns:
        A strategy for how often something is done.
    """
    return st.sampled_from(Cadence) | every_so_often()


def work_calendars() -> st.SearchStrategy[WorkCalendar]:
    """Draw calendars of several countries, with public holidays and without, and with odd weekends.

    Returns:
        A strategy for calendars; each works one day of the week at least.
    """
    regions = (("GB", None), ("GB", "WLS"), ("GB", "SCT"), ("GB", "NIR"), ("FR", None), ("DE", "BY"))
    weekends = st.lists(st.sampled_from(Weekday), max_size=6, unique=True).map(tuple)
    days = st.dates(date(2000, 1, 1), date(2098, 12, 31))
    return st.builds(
        lambda region, **others: WorkCalendar(country=region[0], subdivision=region[1], **others),
        region=st.sampled_from(regions),
        public_holidays=st.booleans(),
        weekend=st.none() | weekends,
        closed=st.lists(days, max_size=2).map(tuple),
    )


def financial_years() -> st.SearchStrategy[FinancialYear]:
    """Draw financial years.

    Returns:
        A strategy for years whose first and last day a date can hold.
    """
    return st.integers(1, 9998).map(FinancialYear)


def financial_quarters() -> st.SearchStrategy[FinancialQuarter]:
    """Draw quarters of financial years.

    Returns:
        A strategy for quarters whose first and last day a date can hold.
    """
    return st.builds(FinancialQuarter, financial_years(), st.integers(1, 4))
