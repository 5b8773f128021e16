"""GKIND001 percentage-out-of-range."""

from collections.abc import Iterator
from decimal import Decimal

from govkit.model import Indicator, Located, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule

_WHOLE = 100


@rule(
    code="GKIND001",
    name="percentage-out-of-range",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message='{value} {unit} is no share, from 0 to 100; if it is a change, give it a unit such as "% change"',
)
def percentage_out_of_range(located: Located[Register], _: Context) -> Iterator[Result]:
    """A percentage is below 0 or above 100.

    What it does
    Looks at target, comparator and readings of indicators whose unit is ``%`` or ``per cent``. Indicators in
    another unit, ``% change`` for one, may have any figure.

    Why it matters
    A share of more than the whole was mistyped, or is no share. Its interval, its status and its trend would
    be worked out as if it were one.

    Example
    ``value: 794`` for 79.4 % of victims satisfied; ``value: -3`` for burglary that fell by 3 %.

    Instead
    Mend the figure, or give a change its own unit: ``unit: '% change'``.
    """
    for i, indicator in enumerate(located.item.indicators):
        if indicator.is_share:
            for path, value in _figures(indicator):
                if not 0 <= value <= _WHOLE:
                    yield Fail(pointer("indicators", i) + path, {"value": value, "unit": indicator.unit})


def _figures(indicator: Indicator) -> Iterator[tuple[str, Decimal]]:
    if indicator.target is not None:
        yield pointer("target"), indicator.target
    if indicator.comparator is not None:
        yield pointer("comparator", "value"), indicator.comparator.value
    for i, reading in enumerate(indicator.readings):
        if reading.value is not None:
            yield pointer("readings", i, "value"), reading.value
