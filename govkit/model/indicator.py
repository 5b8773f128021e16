"""Indicators: what is measured, which way is better, and the readings."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

import attrs
from annotated_types import Ge

from govkit.model.constraint import Ref, Text, is_tuple, with_texts
from govkit.model.period import Period, period, period_of

_PER_CENT: Final = {"%", "per cent", "percent"}


class Direction(StrEnum):
    """Which way an indicator is to go."""

    UP = "up"
    DOWN = "down"


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Reading:
    """One measurement.

    Args:
        period: the period it covers.
        value: the figure, in the indicator's unit; None where the paper tells of a reading without a figure.
        sample: how many were asked or counted, None if not printed.
        notes: anything else the paper says about it.
    """

    period: Period = attrs.field(converter=period_of)
    value: Decimal | None = None
    sample: Annotated[int, Ge(1)] | None = None
    notes: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Comparator:
    """What the latest reading is held against.

    Args:
        title: what it is ("a year before", "England and Wales").
        value: its figure, in the indicator's unit.
        period: the period it covers.
    """

    title: Text
    value: Decimal
    period: Period | None = attrs.field(default=None, converter=period)


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Indicator:
    """A measure of performance.

    Args:
        ref: reference, unique within the register.
        title: what is measured.
        unit: unit of its figures ("%", "minutes"). In "%" stand shares, from 0 to 100; a change in per cent
            has another unit ("% change").
        direction: which way is better, None if the paper does not say.
        target: what it is to reach, None if no target is printed.
        tolerance: how far off target is still amber, in the indicator's unit.
        comparator: what the latest reading is held against for its trend, rather than the reading before.
        objective: ref of the objective it speaks of.
        risks: refs of the risks it speaks of.
        readings: its readings, in any order: their periods say which is the latest.
        assumed: names of the fields above that the source does not state.
        notes: anything else the paper says.
    """

    ref: Ref
    title: Text
    unit: Text
    direction: Direction | None = attrs.field(default=None, converter=attrs.converters.optional(Direction))
    target: Decimal | None = None
    tolerance: Decimal | None = None
    comparator: Comparator | None = None
    objective: Ref | None = None
    risks: tuple[Ref, ...] = attrs.field(default=(), validator=is_tuple)
    readings: tuple[Reading, ...] = attrs.field(default=(), validator=is_tuple)
    assumed: tuple[Text, ...] = attrs.field(default=(), validator=is_tuple)
    notes: Text | None = None

    @property
    def is_share(self) -> bool:
        """Whether its figures are shares in per cent, from 0 to 100."""
        return self.unit.strip().lower() in _PER_CENT
