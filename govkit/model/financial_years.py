"""Financial years of the UK's public bodies and their quarters: 1 April to 31 March."""

from datetime import date
from typing import Final

import attrs

from govkit.model.months import month_end

_FIRST_MONTHS: Final = (4, 7, 10, 1)
"""Per quarter the month it begins in; the fourth falls in the next calendar year."""


@attrs.frozen
class FinancialYear:
    """A financial year, 1 April to 31 March.

    Args:
        begins: the calendar year it begins in: 2019 for 2019/20.
    """

    begins: int

    def __str__(self) -> str:
        """Render as ``2019/20``."""
        return f"{self.begins:04}/{(self.begins + 1) % 100:02}"

    @property
    def first(self) -> date:
        """Its first day, 1 April.

        Raises:
            ValueError: it begins before the year 1, which no date can hold.
        """
        return date(self.begins, 4, 1)

    @property
    def last(self) -> date:
        """Its last day, 31 March of the next calendar year.

        Raises:
            ValueError: it ends after the year 9999, which no date can hold.
        """
        return date(self.begins + 1, 3, 31)

    @property
    def quarters(self) -> "tuple[FinancialQuarter, ...]":
        """Its four quarters, in order."""
        return tuple(FinancialQuarter(self, number) for number in (1, 2, 3, 4))


@attrs.frozen
class FinancialQuarter:
    """A quarter of a financial year; Q1 is April to June, Q4 is January to March.

    Args:
        year: the financial year.
        number: 1 to 4.

    Raises:
        ValueError: there is no quarter of that number.
    """

    year: FinancialYear
    number: int

    def __attrs_post_init__(self) -> None:
        """Refuse a number that would silently count as another one's."""
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"a financial year has the quarters 1 to 4, not {self.number}")

    def __str__(self) -> str:
        """Render as ``Q4 2019-20``."""
        return f"Q{self.number} {self.year}".replace("/", "-")

    @property
    def first(self) -> date:
        """Its first day.

        Raises:
            ValueError: it begins in a year that no date can hold.
        """
        month = _FIRST_MONTHS[self.number - 1]
        return date(self.year.begins + (month < _FIRST_MONTHS[0]), month, 1)

    @property
    def last(self) -> date:
        """Its last day.

        Raises:
            ValueError: it begins in a year that no date can hold.
        """
        first = self.first
        return month_end(first.year, first.month + 2)


def financial_year(day: date) -> FinancialYear:
    """Find the financial year that a day falls in.

    Args:
        day: a day.

    Returns:
        The financial year: 2018/19 for 31 March 2019, 2019/20 for 1 April 2019.
    """
    return FinancialYear(day.year - (day.month < _FIRST_MONTHS[0]))


def financial_quarter(day: date) -> FinancialQuarter:
    """Find the quarter of the financial year that a day falls in.

    Args:
        day: a day.

    Returns:
        The quarter: Q4 2018-19 for 31 March 2019, Q1 2019-20 for 1 April 2019.
    """
    return FinancialQuarter(financial_year(day), (day.month - 1) // 3 or 4)
