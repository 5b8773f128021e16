"""Which days are worked: weekends, public holidays of a country or a part of it, and days of one's own."""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from govkit.errors import CalendarError, MissingExtraError, UnknownNameError
from govkit.model.constraint import Ref, is_tuple

if TYPE_CHECKING:
    from holidays import HolidayBase

UNITED_KINGDOM: Final = "GB"
_ENGLAND: Final = "ENG"
_A_DAY: Final = timedelta(days=1)


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


_WEEK: Final = tuple(Weekday)
_WEEKEND: Final = frozenset({Weekday.SATURDAY, Weekday.SUNDAY})


def _weekdays(value: "tuple[Weekday | str, ...] | None") -> "tuple[Weekday, ...] | None":
    # What is no tuple is left for the validator, which says so.
    return tuple(map(Weekday, value)) if type(value) is tuple else value  # type: ignore[return-value]


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """Which days a body works.

    Public holidays come from the ``holidays`` library, which the extra ``[calendar]`` brings. It is asked
    when a day is, not before; without it a calendar counts only if it says ``public_holidays=False``.

    Args:
        country: two letters of ISO 3166-1; "GB" is the United Kingdom.
        subdivision: part of the country by its code in ISO 3166-2: for "GB" it is "ENG", "WLS", "SCT" or
            "NIR", and "ENG" unless given, because bank holidays differ and England and Wales share theirs.
            For other countries None is what the whole country keeps.
        public_holidays: False for a body that works on them, or where nobody is to look them up.
        weekend: days of the week that are not worked; None for the country's own, or for Saturday and Sunday
            if ``public_holidays`` is False, when nothing is looked up.
        closed: other days on which the body is closed.
    """

    country: Ref = UNITED_KINGDOM
    subdivision: Ref | None = None
    public_holidays: bool = True
    weekend: tuple[Weekday, ...] | None = attrs.field(
        default=None, converter=_weekdays, validator=attrs.validators.optional(is_tuple)
    )
    closed: tuple[date, ...] = attrs.field(default=(), validator=is_tuple)

    def __attrs_post_init__(self) -> None:
        """Name the part of the United Kingdom, so that a file says which one was counted by."""
        if self.country == UNITED_KINGDOM and self.subdivision is None:
            object.__setattr__(self, "subdivision", _ENGLAND)

    def __str__(self) -> str:
        """Render as ``the calendar of GB-ENG`` or ``a calendar without public holidays``."""
        if not self.public_holidays:
            return "a calendar without public holidays"
        return f"the calendar of {_region(self.country, self.subdivision)}"

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked.

        Args:
            day: a day.

        Raises:
            CalendarError: the library does not know the public holidays of that year.
            MissingExtraError: public holidays count, and the library is not installed.
            UnknownNameError: the library knows no such country, or no such part of it.
        """
        return self.day_off(day) is None

    def day_off(self, day: date) -> str | None:
        """Say why a day is not worked.

        Args:
            day: a day.

        Returns:
            The day of the week ("Saturday"), the name of the public holiday, or "closed"; None if the day is
            worked.

        Raises:
            CalendarError: the library does not know the public holidays of that year.
            MissingExtraError: public holidays count, and the library is not installed.
            UnknownNameError: the library knows no such country, or no such part of it.
        """
        weekday = _WEEK[day.weekday()]
        public = _public(self.country, self.subdivision, day.year) if self.public_holidays else None
        if self.weekend is not None:
            resting = weekday in self.weekend
        elif public is None:
            resting = weekday in _WEEKEND
        else:
            # Some countries work on a Saturday for a holiday that was moved; then it is neither.
            resting = public.is_weekend(day) and not public.is_working_day(day)
        if resting:
            return weekday.capitalize()
        if public is not None and day in public:
            return str(public[day])
        return "closed" if day in self.closed else None

    def next_working_day(self, day: date) -> date:
        """Find the first working day after a day.

        Args:
            day: a day, worked or not; it is not counted itself.

        Returns:
            The working day.

        Raises:
            CalendarError: there is none before the year 9999 ends, or the library does not know the year.
            MissingExtraError: public holidays count, and the library is not installed.
            UnknownNameError: the library knows no such country, or no such part of it.
        """
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """Count working days on from a day, or back.

        The day itself is not counted, whether it is worked or not: the first working day after it is 1.

        Args:
            day: a day.
            count: how many working days: above 0 for days after it, below 0 for days before it.

        Returns:
            The last working day counted.

        Raises:
            CalendarError: the count leaves the years that dates, or the library, have.
            MissingExtraError: public holidays count, and the library is not installed.
            UnknownNameError: the library knows no such country, or no such part of it.
            ValueError: the count is 0, which is no working day where the day is not worked.
        """
        if count == 0:
            raise ValueError("0 working days lead nowhere: take the day itself, or next_working_day")
        if self.weekend is not None and set(self.weekend) == set(_WEEK):
            raise CalendarError(str(self), "has no day of the week that is worked; leave one out of weekend")
        step = _A_DAY if count > 0 else -_A_DAY
        end = date.max if count > 0 else date.min
        left = abs(count)
        while left:
            if day == end:
                raise CalendarError(str(self), f"would count past {end}, beyond which there are no dates")
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days from one day to another.

        Args:
            start: the day from which to count; it is not counted itself.
            end: the day up to which; it is counted if it is worked.

        Returns:
            How many; below 0 if the end lies before the start. It undoes ``add_working_days``.

        Raises:
            CalendarError: the library does not know the public holidays of a year between.
            MissingExtraError: public holidays count, and the library is not installed.
            UnknownNameError: the library knows no such country, or no such part of it.
        """
        step = 1 if end >= start else -1
        days = map(date.fromordinal, range(start.toordinal() + step, end.toordinal() + step, step))
        return step * sum(map(self.is_working_day, days))


def _region(country: str, subdivision: str | None) -> str:
    return f"{country}-{subdivision}" if subdivision else country


@lru_cache(maxsize=512)
def _public(country: str, subdivision: str | None, year: int) -> "HolidayBase":
    """Ask the library for the public holidays of one year; what it gives is not changed afterwards."""
    region = _region(country, subdivision)
    try:
        import holidays  # noqa: PLC0415 - an extra, needed only where public holidays count
    except ImportError:
        raise MissingExtraError(f"counting the public holidays of {region}", "calendar") from None
    try:
        found = holidays.country_holidays(country, subdiv=subdivision, years=year, expand=False)
    except NotImplementedError:
        raise _unknown(country, subdivision) from None
    # The library also takes names such as "UK" and "England"; files say one thing in one way.
    if found.country != country or (subdivision is not None and subdivision not in found.subdivisions):
        raise _unknown(country, subdivision)
    if not found.start_year <= year <= found.end_year:
        span = f"{found.start_year} to {found.end_year}"
        raise CalendarError(
            f"the calendar of {region}", f"has public holidays from {span} only, so {year} cannot be counted"
        )
    return found


def _unknown(country: str, subdivision: str | None) -> UnknownNameError:
    import holidays  # noqa: PLC0415 - the same extra; it was there a moment ago

    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        return UnknownNameError("country", country, known, " (two letters of ISO 3166-1; GB is the UK)")
    return UnknownNameError("part", str(subdivision), known[country], where=f"of {country}")
