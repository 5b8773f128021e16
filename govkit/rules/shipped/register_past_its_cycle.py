"""GKREV002 register-past-its-cycle."""

from collections.abc import Iterator

from govkit.analysis import DueKind, next_time
from govkit.errors import GovkitError
from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.sources import REGISTER_2019


@rule(
    code="GKREV002",
    name="register-past-its-cycle",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="the register was due {what} on {due}: {why}",
    source=REGISTER_2019,
)
def register_past_its_cycle(located: Located[Register], context: Context) -> Iterator[Result]:
    """The whole register is past its cycle.

    What it does
    Counts the register's own cadence (``review``) from the first day of its edition, as ``review-overdue``
    does, and that of each body with ``reports`` from the last meeting that considered the register; a later
    meeting that is to consider it is the day it is due. A meeting that is dated by a month counts from its
    last day. A cadence that cannot be counted, or counted from nothing, is not evaluated.

    Why it matters
    A register that nobody has published or tabled for longer than was agreed is no longer what runs the
    organisation, whatever its single risks say.

    Example
    Reviewed quarterly, edition of 13 August 2019, read in December.

    Instead
    Review it and date the new edition; put it on the agenda of the body that waits for it.
    """
    yield from _edition(located.item, context)
    for due in context.calendar:
        if due.kind is DueKind.REPORT and due.overdue:
            yield Fail(due.path, {"what": "at a body", "due": due.due, "why": due.why})
    for undated in context.agenda.undated:
        if undated.kind is DueKind.REPORT:
            yield Unknown(f"when the register is due: {undated.why}", undated.path)


def _edition(register: Register, context: Context) -> Iterator[Result]:
    if register.review is None or not register.risks:
        return
    edition = register.edition
    if edition is None or edition.first is None:
        yield Unknown(f"whether it is past its cycle: reviewed {register.review}, and no edition is dated")
        return
    try:
        due = next_time(edition.first, register.review, register.calendar)
    except GovkitError as error:
        yield Unknown(f"whether it is past its cycle: {error}", "/review")
        return
    if due is not None and due < context.as_of:
        values = {"what": "for review", "due": due, "why": f"{register.review}, edition of {edition}"}
        yield Fail("/edition", values)
