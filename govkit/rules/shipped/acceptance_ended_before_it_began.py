"""GKACC002 acceptance-ended-before-it-began."""

from collections.abc import Iterator

from govkit.model import Located, Risk, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKACC002",
    name="acceptance-ended-before-it-began",
    severity=Severity.ERROR,
    over=Over.RISK,
    message='the acceptance was to hold until "{until}", which is before it began {on}',
)
def acceptance_ended_before_it_began(located: Located[Risk], _: Context) -> Iterator[Result]:
    """An acceptance has its end before its beginning.

    What it does
    Compares the first day of ``on`` with the last day of ``until``.

    Why it matters
    It was never in force on any day: one of the two dates is wrong, and nobody has noticed.

    Example
    ``on: 1 May 2019`` and ``until: 30 April 2019``; the end was meant to be in 2020.

    Instead
    Find out which date is right, and mend the other.
    """
    for i, acceptance in enumerate(located.item.acceptances):
        on, until = acceptance.on, acceptance.until
        if on is None or until is None or on.first is None or until.last is None:
            continue
        if until.last < on.first:
            yield Fail(pointer("acceptances", i, "until"), {"on": on.when, "until": str(until)})
