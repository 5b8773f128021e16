"""What levels stand for in figures: intervals, exact, and always under a name that says what was assumed."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import attrs

from govkit.errors import did_you_mean
from govkit.formats.due import misfits
from govkit.formats.flaw import Flaw, refuse
from govkit.scoring.coherence.survey import Survey
from govkit.scoring.factor import Factor, Interval

_GIVEN_AS: Final[Any] = Mapping[str, Sequence[Interval]]

Range = tuple[Fraction, Fraction]
"""The ends of an interval."""

_EQUAL: Final = "in equal widths"
_OWN: Final = "by its own probabilities"
_GIVEN: Final = "as given"


@attrs.frozen
class Assumption:
    """Intervals for every level of every factor.

    Args:
        name: what is assumed, as a clause ("likelihood by its own probabilities, impact in equal widths").
        ranges: per factor, per level the interval.
    """

    name: str
    ranges: tuple[tuple[Range, ...], ...]

    def least(self, cell: Sequence[int]) -> Fraction:
        """The product of the lower ends of a cell."""
        return self._product(cell, 0)

    def greatest(self, cell: Sequence[int]) -> Fraction:
        """The product of the upper ends of a cell."""
        return self._product(cell, 1)

    def _product(self, cell: Sequence[int], end: int) -> Fraction:
        result = Fraction(1)
        for ranges, at in zip(self.ranges, cell, strict=True):
            result *= ranges[at][end]
        return result


def assumptions(survey: Survey) -> Iterator[Assumption | str]:
    """List what may be assumed about the levels of a scheme.

    Args:
        survey: the scheme and the intervals that were given.

    Yields:
        Equal widths; the scheme's own probabilities, where it has some; what was given, where something was.
        A text says why one of them cannot be assumed.
    """
    factors = survey.factors
    yield _assume(factors, {}, {})
    own: dict[str, tuple[Interval, ...]] = {}
    unusable = []
    for factor in factors:
        intervals = tuple(each.probability for each in factor.levels if each.probability is not None)
        if intervals and len(intervals) < len(factor.levels):
            count = f"{len(intervals)} of its {len(factor.levels)} levels"
            unusable.append(f"{factor.key} has probabilities for {count} only")
        elif intervals and any(interval_faults(factor, intervals, most=1)):
            unusable.append(f"{factor.key} has intervals that are no probabilities")
        elif intervals:
            own[factor.key] = intervals
    if unusable:
        yield f"under the scheme's own probabilities, because {' and '.join(unusable)}"
    elif own:
        yield _assume(factors, own, {})
    if survey.intervals:
        yield _assume(factors, own, survey.intervals)


def _assume(
    factors: Sequence[Factor],
    own: Mapping[str, tuple[Interval, ...]],
    given: Mapping[str, tuple[Interval, ...]],
) -> Assumption:
    hows: dict[str, list[str]] = {}
    ranges = []
    for factor in factors:
        intervals = given.get(factor.key) or own.get(factor.key)
        how = _GIVEN if factor.key in given else _OWN if factor.key in own else _EQUAL
        hows.setdefault(how, []).append(factor.key)
        size = len(factor.levels)
        if intervals is None:
            ranges.append(tuple((Fraction(at, size), Fraction(at + 1, size)) for at in range(size)))
        else:
            ranges.append(tuple((exact(each.lower), exact(each.upper)) for each in intervals))
    name = ", ".join(f"{' and '.join(keys)} {how}" for how, keys in hows.items())
    return Assumption(name, tuple(ranges))


def exact(number: float) -> Fraction:
    """Read a number as it is written: 0.1 is a tenth."""
    return Fraction(str(number))


def said(number: Fraction) -> str:
    """Write a number, as a decimal where one is exact: ``0.15``, else as a fraction: ``1/9``."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(number)
    places = 0
    while 10**places % number.denominator:
        places += 1
    return f"{Decimal(f'{number.numerator * 10**places // number.denominator}e-{places}'):f}"


def interval_faults(factor: Factor, intervals: Sequence[Interval], most: int | None = None) -> Iterator[str]:
    """Say what is wrong with the intervals of a factor.

    Args:
        factor: the factor.
        intervals: an interval per level, least first.
        most: the greatest number an end may be; None for no limit.

    Yields:
        A sentence per fault.
    """
    if len(intervals) != len(factor.levels):
        yield f"{factor.key} takes {len(factor.levels)} intervals, one per level, not {len(intervals)}"
        return
    for level, interval in zip(factor.levels, intervals, strict=True):
        if interval.lower < 0:
            yield f"the interval {interval} of {factor.key} {level} begins below 0"
        elif most is not None and interval.upper > most:
            yield f"the interval {interval} of {factor.key} {level} ends above {most}"


def refuse_intervals(scheme: str, factors: Sequence[Factor], given: Mapping[str, Sequence[Interval]]) -> None:
    """Refuse intervals that do not fit a scheme.

    Args:
        scheme: id of the scheme.
        factors: its factors.
        given: intervals by key of factor.

    Raises:
        DefinitionError: it lists every fault.
    """
    refuse(f"scheme {scheme}", misfits({"intervals": given}, {"intervals": _GIVEN_AS}))
    known = {factor.key: factor for factor in factors}
    flaws = []
    for key, intervals in given.items():
        if key in known:
            flaws += [Flaw(message) for message in interval_faults(known[key], intervals)]
        else:
            flaws.append(
                Flaw(f'there are intervals for "{key}", which is no factor{did_you_mean(key, known)}')
            )
    refuse(f"scheme {scheme}", flaws)
