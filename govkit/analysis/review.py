"""The review calendar: when each item is next due, and at which meeting."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from govkit.analysis.due import next_time
from govkit.analysis.escalation import assessed_on, bodies_for
from govkit.analysis.ratings import rate_risk
from govkit.errors import GovkitError
from govkit.model import Action, Body, BodyKind, HowOften, Located, Register, Risk, pointer
from govkit.scoring import BaseScheme, Rating


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
        path: JSON Pointer of the risk, the action or the body that the report is due at.
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
    path: str
    title: str
    due: date
    why: str
    body: str | None
    meeting: date | None
    overdue: bool


@attrs.frozen(kw_only=True)
class Undated:
    """Something regular that has a last time, and whose next time cannot be told.

    Args:
        kind: a risk's review, or a body's regular report of the register.
        ref: ref of the risk or of the register.
        path: JSON Pointer of the risk or of the body.
        title: its title.
        why: why the day cannot be told, and what would help.
    """

    kind: DueKind
    ref: str
    path: str
    title: str
    why: str


@attrs.frozen(kw_only=True)
class Agenda:
    """What is due when.

    Args:
        due: what is due, the earliest first.
        undated: what comes round regularly and cannot be given a day.
    """

    due: tuple[Due, ...]
    undated: tuple[Undated, ...]


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


def calendar(register: Register, schemes: Mapping[str, BaseScheme], *, as_of: date) -> tuple[Due, ...]:
    """Say what is due when, and at which meeting: ``agenda`` without what it could not date.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        What is due, the earliest first.
    """
    return agenda(register, schemes, as_of=as_of).due


def agenda(register: Register, schemes: Mapping[str, BaseScheme], *, as_of: date) -> Agenda:
    """Say what is due when, at which meeting, and what cannot be dated.

    A risk is due for review one cadence after it was last assessed: its band's cadence, or the register's.
    The register is due at each body that has it reported: at the next meeting known to consider it, or else
    one cadence after the last that did. An action is due on the last day of its deadline. Cadences in working
    days are counted by the register's calendar.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        What is due, and what has a last time and cannot be counted on from it, for example working days in a
        register without a calendar. What has no date to count from is left out, and so is a usual cadence
        that leads beyond the year 9999.
    """
    found = [
        *_reviews(register, schemes, as_of),
        *_reports(register, as_of),
        *_actions(register, as_of),
    ]
    due = [each for each in found if isinstance(each, Due)]
    return Agenda(
        due=tuple(sorted(due, key=lambda each: (each.due, each.kind, each.ref))),
        undated=tuple(each for each in found if isinstance(each, Undated)),
    )


def _reviews(register: Register, schemes: Mapping[str, BaseScheme], as_of: date) -> Iterator[Due | Undated]:
    for located in register.all_risks:
        rating = rate_risk(located.item, schemes).current
        cadence = review_cadence(register, rating)
        last = assessed_on(register, located.item)
        try:
            due = next_time(last, cadence, register.calendar) if cadence and last else None
        except GovkitError as error:
            yield _undated(located, DueKind.REVIEW, error)
            continue
        if due is None:
            continue
        band = rating.band if rating else None
        source = f"band {band.label}" if band and band.review else "the register"
        yield _due(
            located,
            kind=DueKind.REVIEW,
            due=due,
            why=f"{cadence} by {source}, last on {last}",
            body=_board(register, located.item),
            as_of=as_of,
        )


def review_cadence(register: Register, rating: Rating | None) -> HowOften | None:
    """How often a risk is reviewed.

    Args:
        register: the register it is in.
        rating: its current rating, if it has one.

    Returns:
        The cadence of the rating's band, or else the register's; None if neither has one.
    """
    band = rating.band if rating else None
    return (band.review if band else None) or register.review


def _board(register: Register, risk: Risk) -> Body | None:
    boards = [body for body in register.bodies if body.kind is BodyKind.BOARD]
    return next(iter([*bodies_for(register, risk), *boards]), None)


def _reports(register: Register, as_of: date) -> Iterator[Due | Undated]:
    for i, body in enumerate(register.bodies):
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
        located = Located(register, register.ref, pointer("bodies", i))
        try:
            due = min(ahead) if ahead else next_time(max(past), body.reports, register.calendar)
        except GovkitError as error:
            yield _undated(located, DueKind.REPORT, error)
            continue
        if due is None:
            continue
        counted = "on its agenda" if ahead else f"counted from {max(past)}"
        yield _due(
            located,
            kind=DueKind.REPORT,
            due=due,
            why=f"{body.reports} to {body.title}, {counted}",
            body=body,
            as_of=as_of,
        )


def _actions(register: Register, as_of: date) -> Iterator[Due]:
    board = next((body for body in register.bodies if body.kind is BodyKind.BOARD), None)
    for located in register.all_actions:
        due = located.item.due
        if due is None or due.last is None or located.item.end is not None:
            continue
        yield _due(
            located,
            kind=DueKind.ACTION,
            due=due.last,
            why=f"deadline {due}",
            body=board,
            as_of=as_of,
        )


def _undated(located: Located[Risk] | Located[Register], kind: DueKind, error: GovkitError) -> Undated:
    return Undated(
        kind=kind, ref=located.address, path=located.path, title=located.item.title, why=str(error)
    )


def _due(
    located: Located[Risk] | Located[Register] | Located[Action],
    *,
    kind: DueKind,
    due: date,
    why: str,
    body: Body | None,
    as_of: date,
) -> Due:
    return Due(
        kind=kind,
        ref=located.address,
        path=located.path,
        title=located.item.title,
        due=due,
        why=why,
        body=body.title if body else None,
        meeting=next_meeting(body, max(due, as_of)) if body else None,
        overdue=due < as_of,
    )
