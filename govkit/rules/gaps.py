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
        A ``Fail`` per gap with the value ``gap``, its sentence; or one ``Unknown`` if the register records
        nothing of what the gap is about.
    """
    yield from untold(context, kind)
    for gap in context.coverage.gaps:
        if gap.kind is kind:
            yield Fail(gap.path, {"gap": gap.message})


def untold(context: Context, kind: GapKind) -> Iterator[Unknown]:
    """Say that nobody can tell whether a register has gaps of one kind, if that is so.

    Args:
        context: the register and the day.
        kind: the kind of gap.

    Returns:
        One ``Unknown``, or nothing.
    """
    if kind in context.coverage.untold:
        place = "/objectives" if kind is GapKind.OBJECTIVE_WITHOUT_RISK else "/risks"
        yield Unknown(context.coverage.untold[kind], place)
