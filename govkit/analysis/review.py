"""The review calendar: when each item is next due, and at which meeting."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from govkit.analysis.due import next_time
from govkit.analysis.escalation import assessed_on, bodies_for
from govkit.analysis.ratings import rate_risk
from govkit.model import Body, BodyKind, Cadence, Register, Risk
from govkit.scoring import Scheme


class DueKind(StrEnum):
    """What is due."""

    REVIEW = "review"
    REPORT = "report"
    ACTION = "action"


@attrs.frozen(kw_only=True)
class Due:
    """Something that is due.

    Args:
        kind: a risk's review, a body's regular report of the register, or an action's deadline.
        ref: address of the risk or action, or ref of the register.
        title: its title.
        due: the day by which.
        why: how the day follows.
        body: the body whose meeting it is for, None if none is known.
        meeting: the first meeting of that body on or after the day that is due or in question, whichever is
            later; None if no such meeting is in the register.
        overdue: whether the day is past.
    """

    kind: DueKind
    ref: str
    title: str
    due: date
    why: str
    body: str | None
    meeting: date | None
    overdue: bool


def next_meeting(body: Body, day: date) -> date | None:
    """Find a body's next meeting.

    Args:
        body: the body.
        day: a day.

    Returns:
        The first meeting on or after the day, None if the register knows of none.
    """
    days = [each.on.first for each in body.meetings if each.on.first is not None and each.on.first >= day]
    return min(days) if days else None


def calendar(register: Register, schemes: Mapping[str, Scheme], *, as_of: date) -> tuple[Due, ...]:
    """Say what is due when, and at which meeting.

    A risk is due for review one cadence after it was last assessed: its band's cadence, or the register's.
    The register is due at each body that has it reported: at the next meeting known to consider it, or else
    one cadence after the last that did. An action is due on the last day of its deadline.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        What is due, the earliest first; what has no date to count from is left out.
    """
    found = [
        *_reviews(register, schemes, as_of),
        *_reports(register, as_of),
        *_actions(register, as_of),
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.kind, each.ref)))


def _reviews(register: Register, schemes: Mapping[str, Scheme], as_of: date) -> Iterator[Due]:
    for risk in register.risks:
        rating = rate_risk(risk, schemes).current
        band = rating.band if rating else None
        cadence: Cadence | None = (band.review if band else None) or register.review
        last = assessed_on(register, risk)
        if cadence is None or last is None:
            continue
        due = next_time(last, cadence)
        source = f"band {band.label}" if band and band.review else "the register"
        yield _due(
            kind=DueKind.REVIEW,
            ref=risk.ref,
            title=risk.title,
            due=due,
            why=f"{cadence} by {source}, last on {last}",
            body=_board(register, risk),
            as_of=as_of,
        )


def _board(register: Register, risk: Risk) -> Body | None:
    boards = [body for body in register.bodies if body.kind is BodyKind.BOARD]
    return next(iter([*bodies_for(register, risk), *boards]), None)


def _reports(register: Register, as_of: date) -> Iterator[Due]:
    for body in register.bodies:
        past = [
            each.on.last
            for each in body.meetings
            if each.considers_register and each.on.last is not None and each.on.last <= as_of
        ]
        ahead = [
            each.on.first
            for each in body.meetings
            if each.considers_register and each.on.first is not None and each.on.first > as_of
        ]
        if body.reports is None or not (past or ahead):
            continue
        due = min(ahead) if ahead else next_time(max(past), body.reports)
        counted = "on its agenda" if ahead else f"counted from {max(past)}"
        yield _due(
            kind=DueKind.REPORT,
            ref=register.ref,
            title=register.title,
            due=due,
            why=f"{body.reports} to {body.title}, {counted}",
            body=body,
            as_of=as_of,
        )


def _actions(register: Register, as_of: date) -> Iterator[Due]:
    board = next((body for body in register.bodies if body.kind is BodyKind.BOARD), None)
    for located in register.all_actions:
        action = located.item
        due = action.due
        if due is None or due.last is None or action.end is not None:
            continue
        yield _due(
            kind=DueKind.ACTION,
            ref=located.address,
            title=action.title,
            due=due.last,
            why=f"deadline {due}",
            body=board,
            as_of=as_of,
        )


def _due(*, kind: DueKind, ref: str, title: str, due: date, why: str, body: Body | None, as_of: date) -> Due:
    return Due(
        kind=kind,
        ref=ref,
        title=title,
        due=due,
        why=why,
        body=body.title if body else None,
        meeting=next_meeting(body, max(due, as_of)) if body else None,
        overdue=due < as_of,
    )
