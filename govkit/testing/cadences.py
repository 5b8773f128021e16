"""Hypothesis strategies for how often things are done, and for the days that are worked."""

from datetime import date

from hypothesis import strategies as st

from govkit.model import Cadence, Every, HowOften, Weekday, WorkCalendar


def cadences() -> st.SearchStrategy[HowOften]:
    """Draw the usual cadences, and others by their length.

    Returns:
        A strategy for how often something is done.
    """
    every = st.sampled_from(("every", "Every "))
    unit = st.sampled_from(("days", "working days", "week", "weeks", "calendar months", "Years"))
    lengths = st.builds("{} {} {}".format, every, st.integers(1, 999), unit)
    return st.sampled_from(Cadence) | lengths.map(Every)


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
