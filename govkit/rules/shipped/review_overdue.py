"""GKREV001 review-overdue."""

from collections.abc import Iterator

from govkit.analysis import DueKind
from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019


@rule(
    code="GKREV001",
    name="review-overdue",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="its review was due on {due}: {why}",
    source=REGISTER_2019,
)
def review_overdue(_: Located[Register], context: Context) -> Iterator[Result]:
    """A risk was not reviewed in time.

    What it does
    Counts one cadence, the band's or else the register's, from the last confirmed review or the current
    assessment, whichever is later; where neither is dated, from the risk's status, or else from the edition.
    It is overdue the day after; a closed risk is never. A risk that has a cadence and no such day is not
    evaluated; nor is one whose cadence only a band could tell that is not known, or cannot be counted, for
    example one in working days in a register without a calendar.

    Why it matters
    A rating that nobody has looked at for longer than was agreed is a rating of the past.

    Example
    To be reviewed quarterly, last reviewed on 13 August 2019, read in December.

    Instead
    Review the risk, and record the day under ``review`` as ``last`` or date its assessment, even if nothing
    changes.
    """
    for due in context.calendar:
        if due.kind is DueKind.REVIEW and due.overdue:
            yield Fail(due.path, {"due": due.due, "why": due.why})
    for undated in context.agenda.undated:
        if undated.kind is DueKind.REVIEW:
            yield Unknown(f"when its review is due: {undated.why}", undated.path)
