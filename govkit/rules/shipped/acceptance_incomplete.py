"""GKACC001 acceptance-incomplete."""

from collections.abc import Iterator

from govkit.analysis import incomplete
from govkit.model import Located, Risk, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKACC001",
    name="acceptance-incomplete",
    severity=Severity.WARNING,
    over=Over.RISK,
    message="the acceptance is not in force: it {lacking}",
    source="ISO 31000:2018, 6.5.2",
)
def acceptance_incomplete(located: Located[Risk], context: Context) -> Iterator[Result]:
    """An acceptance is not in force, because part of it is missing.

    What it does
    Asks of every acceptance by whose authority it is, why, from which day and until which day. A date that
    nobody can read, or without an end, gives no day. Those of a closed risk are not asked.

    Why it matters
    Nobody can say who carries the risk, or until when; so it is treated as if nobody had accepted it.

    Example
    Accepted by the Commissioner on 1 May 2019, without an end.

    Instead
    Record ``by``, ``why``, ``on`` and ``until``. What is accepted for ever wants a day to look at it again.
    """
    if context.is_over(located.item):
        return
    for i, acceptance in enumerate(located.item.acceptances):
        missing = incomplete(acceptance)
        if missing is not None:
            yield Fail(pointer("acceptances", i), {"lacking": missing})
