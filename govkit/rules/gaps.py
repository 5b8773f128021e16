"""Gaps between objectives and their assurance, as what a rule says of them."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.rules.rule import Context, Fail, Result, Unknown


def gaps(context: Context, kind: GapKind, *, unrecorded: str | None = None) -> Iterator[Result]:
    """Say where a register has gaps of one kind, or that nobody can tell.

    Args:
        context: the register and the day; the coverage is worked out once for all rules.
        kind: the kind of gap.
        unrecorded: why nobody can tell, if the register records nothing of what the gap is about; it is then
            said once, and only if there would be a gap.

    Returns:
        A ``Fail`` per gap with the value ``gap``, its sentence; or one ``Unknown``.
    """
    coverage = context.coverage
    found = [gap for gap in coverage.gaps if gap.kind is kind]
    if kind in coverage.untold:
        yield Unknown(coverage.untold[kind], "/risks")
    elif found and unrecorded is not None:
        yield Unknown(unrecorded, "/risks")
    else:
        for gap in found:
            yield Fail(gap.path, {"gap": gap.message})
