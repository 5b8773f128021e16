"""Gaps between objectives and their assurance, as what a rule says of them."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.rules.rule import Context, Fail, Result, Unknown


def gaps(context: Context, kind: GapKind) -> Iterator[Result]:
    """Say where a register has gaps of one kind, or that nobody can tell.

    Args:
        context: the register and the day; the coverage is worked out once for all rules.
        kind: the kind of gap.

    Returns:
        A ``Fail`` per gap with the value ``gap``, its sentence, and what ``untold`` says.
    """
    yield from untold(context, kind)
    for gap in context.coverage.gaps:
        if gap.kind is kind:
            yield Fail(gap.path, {"gap": gap.message})


def untold(context: Context, kind: GapKind) -> Iterator[Unknown]:
    """Say where nobody can tell whether there are gaps of one kind.

    Args:
        context: the register and the day.
        kind: the kind of gap.

    Returns:
        One ``Unknown`` if the register records nothing of what the gap is about, and one per risk that may
        have the gap or not for a reason of its own.
    """
    coverage = context.coverage
    whole = "/objectives" if kind is GapKind.OBJECTIVE_WITHOUT_RISK else "/risks"
    of_all = coverage.unrecorded.get(kind)
    parts = (
        *((each.untold, whole) for each in coverage.objectives),
        *((each.untold, each.path) for each in coverage.risks),
    )
    told = ((untold[kind], path) for untold, path in parts if kind in untold)
    for clause, path in dict.fromkeys((clause, whole if clause == of_all else path) for clause, path in told):
        yield Unknown(clause, path)
