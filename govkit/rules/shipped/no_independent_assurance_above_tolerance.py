"""GKASR004 no-independent-assurance-above-tolerance."""

from collections.abc import Iterator

from govkit.analysis import GapKind
from govkit.model import Located, Register
from govkit.rules.gaps import gaps
from govkit.rules.rule import Context, Over, Result, Severity, rule
from govkit.rules.sources import LINES_2020
from govkit.rules.unrated import not_rated_then


@rule(
    code="GKASR004",
    name="no-independent-assurance-above-tolerance",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{gap}",
    source=LINES_2020,
)
def no_independent_assurance_above_tolerance(_: Located[Register], context: Context) -> Iterator[Result]:
    """A risk is above tolerance, and no independent assurance of it is recorded.

    What it does
    Looks, at each risk that is not closed, whose current rating is above tolerance, for an assurance that is
    external or of the third line, and counts: one that is withdrawn, or only planned, does not. A register
    that records no assurance, or neither source nor line of any, is not evaluated, which is said once; nor is
    a risk that cannot be rated, or whose rating is dated later than the day in question, or whose assurance
    may count or not, since nobody knows its state.

    Why it matters
    The Three Lines Model (IIA, 2020) keeps the third line independent of management, so that somebody without
    a stake says whether the controls work. It matters most where the risk is greatest.

    Example
    A risk rated 18 under a tolerance of 13, assured by a management group and a steering board.

    Instead
    Record ``source: external`` or ``line: 3`` where that is so, or ask internal audit or an inspector to
    look.
    """
    yield from gaps(context, GapKind.NOT_INDEPENDENT)
    yield from not_rated_then(context, "whether it is needed")
