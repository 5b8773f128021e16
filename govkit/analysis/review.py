"""The review calendar: when each item is next due, and at which meeting."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final

import attrs

from govkit.analysis.acceptance import acceptance_on, begun_for_certain, holds, lapsed_on, not_in_force
from govkit.analysis.done import done_on
from govkit.analysis.due import next_time
from govkit.analysis.evidence import state_untold
from govkit.analysis.in_force import with_deadline_on
from govkit.analysis.last_review import last_review
from govkit.analysis.over import live_risks, over_on
from govkit.analysis.rated_on import rate_risk_on, unrated_on
from govkit.analysis.ratings import RatedRisk, UnratedRisk
from govkit.analysis.taking import body_for
from govkit.errors import GovkitError
from govkit.model import Body, BodyKind, HowOften, Located, Register, Risk, WrittenDate, pointer
from govkit.model.require import require_day, require_register, require_schemes
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Workflow

_UNTOLD: Final = "; whether it is {} is not known, its lifecycle or its state not being so"


class DueKind(StrEnum):
    """What is due."""

    REVIEW = "review"
    REPORT = "report"
    ACTION = "action"
    ACCEPTANCE = "acceptance"
    ASSURANCE = "assurance"


@attrs.frozen(kw_only=True)
class Due:
    """Something that is due.

    Args:
        kind: a risk's review, a body's regular report of the register, an action's deadline, the end of an
            acceptance, or the expiry of an assurance.
        ref: address of the risk, action or assurance, or ref of the register; an acceptance has its risk's.
        path: JSON Pointer of the risk, action, acceptance or assurance, or of the body that is reported to.
        title: its title.
        due: the day by which.
        why: how the day follows.
        body: the body whose meeting it is for, None if none is known.
        meeting: the first meeting of that body on or after the day that is due or in question, whichever is
            later, one of a month by its last day; None if no such meeting is in the register.
        meets: the date of that meeting as it is written.
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
    meets: WrittenDate | None
    overdue: bool


@attrs.frozen(kw_only=True)
class Undated:
    """Something that falls due, of which nobody can say on which day.

    Args:
        kind: what falls due.
        ref: address of the risk, action or assurance, or ref of the register; an acceptance has its risk's.
        path: JSON Pointer of the risk, action, acceptance or assurance, or of the body that is reported to.
        title: its title.
        why: why there is no day, in a clause.
    """

    kind: DueKind
    ref: str
    path: str
    title: str
    why: str


@attrs.frozen(kw_only=True)
class Agenda:
    """What is due when, and what has no day.

    Args:
        due: what is due, the earliest first.
        undated: what falls due without a day, in the order of ``DueKind``.
        not_evaluated: risks whose current assessment has no rating, in the order of the register: their bands
            may ask for earlier reviews, and whether somebody still has to carry them is not known.
    """

    due: tuple[Due, ...]
    undated: tuple[Undated, ...]
    not_evaluated: tuple[UnratedRisk, ...]


def next_meeting(body: Body, day: date) -> WrittenDate | None:
    """Find a body's next meeting.

    Args:
        body: the body.
        day: a day.

    Returns:
        The date of the first meeting on or after the day, one of a month by its last day; None if the
        register knows of none.
    """
    ahead = [(each.on.surely, each.on) for each in body.meetings if each.on.surely is not None]
    return min((pair for pair in ahead if pair[0] >= day), key=itemgetter(0), default=(None, None))[1]


def calendar(
    register: Register,
    schemes: Mapping[str, BaseScheme],
    workflows: Mapping[str, Workflow] | None = None,
    *,
    as_of: date,
) -> tuple[Due, ...]:
    """Say what is due when, and at which meeting: ``agenda`` without what has no day.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id; unless given, no state is heard: only what has ended is done.
        as_of: the day in question.

    Returns:
        What is due, the earliest first.

    Raises:
        TypeError: an argument is of another kind.
    """
    return agenda(register, schemes, workflows, as_of=as_of).due


def agenda(
    register: Register,
    schemes: Mapping[str, BaseScheme],
    workflows: Mapping[str, Workflow] | None = None,
    *,
    as_of: date,
) -> Agenda:
    """Say what is due when, at which meeting, and what has no day.

    A risk is due for review one cadence, its band's or else the register's, after it was last reviewed or
    assessed; where neither is dated, after its status or the edition.
    The register is due at each body that has it reported: at the next meeting known to consider it, or else
    one cadence after the last that did. Cadences in working days are counted by the register's calendar. An
    action is due on the last day of its deadline, unless it is done: has ended, or is in a final state. An
    acceptance is due on its last day, and an assurance on the last day it can be relied on. Of a risk that is
    closed nothing is due but its actions, and nothing of an assurance that is withdrawn.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id; unless given, no state is heard: only what has ended is done.
        as_of: the day in question.

    Returns:
        What is due; apart, what has no day, with the reason: a cadence with nothing to count from, working
        days without a calendar, no deadline, a date without a last day; and the risks that have no rating. A
        risk without any cadence is not due for review, and an assurance that says nothing of an end does not
        expire.

    Raises:
        TypeError: an argument is of another kind.
    """
    require_register(register)
    require_schemes(schemes)
    require_day(as_of)
    live = live_risks(register, workflows, as_of)
    found = [
        *_reviews(register, live, schemes, as_of),
        *_reports(register, as_of),
        *_actions(register, workflows, as_of),
        *_acceptances(register, live, schemes, as_of),
        *_assurances(register, live, workflows, as_of),
    ]
    due = [each for each in found if isinstance(each, Due)]
    return Agenda(
        due=tuple(sorted(due, key=lambda each: (each.due, each.kind, each.ref))),
        undated=tuple(each for each in found if isinstance(each, Undated)),
        not_evaluated=unrated_on(register, live, schemes, as_of),
    )


def _reviews(
    register: Register, risks: Iterable[Located[Risk]], schemes: Mapping[str, BaseScheme], as_of: date
) -> Iterator[Due | Undated]:
    for located in risks:
        rated = rate_risk_on(register, located.item, schemes, as_of).rated
        cadence = review_cadence(register, rated.current)
        if cadence is None:
            if "current" in rated.unrated:
                yield _undated(located, DueKind.REVIEW, "the band, which may ask for reviews, is not known")
            continue
        last = last_review(register, rated.risk, as_of)
        if last is None:
            ahead = last_review(register, rated.risk)
            said = "no date of a last review or assessment is recorded"
            why = said if ahead is None else f"nothing is dated by {as_of}; it is {ahead}"
            yield _undated(located, DueKind.REVIEW, why)
            continue
        due = _next(last.day, cadence, register)
        if isinstance(due, str):
            yield _undated(located, DueKind.REVIEW, due)
            continue
        yield _due(
            located,
            kind=DueKind.REVIEW,
            due=due,
            why=f"{cadence} by {_cadence_of(rated)}, {last}",
            body=body_for(register, located.item),
            as_of=as_of,
        )


def _next(last: date, cadence: HowOften, register: Register) -> date | str:
    """Count a cadence on from a day, or say why nobody can."""
    try:
        due = next_time(last, cadence, register.calendar)
    except GovkitError as error:
        return str(error)
    return due or f"{cadence} after {last} leads beyond the year {date.max.year}"


def _cadence_of(rated: RatedRisk) -> str:
    """Say whose cadence a risk is reviewed by."""
    band = rated.current.band if rated.current else None
    if band is not None and band.review is not None:
        return f"band {band.label}"
    return "the register, its band not being known" if "current" in rated.unrated else "the register"


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


def _reports(register: Register, as_of: date) -> Iterator[Due | Undated]:
    for i, body in enumerate(register.bodies):
        meetings = [
            (each.on.surely, each.on.when)
            for each in body.meetings
            if each.considers_register and each.on.surely is not None
        ]
        past = [each for each in meetings if each[0] <= as_of]
        ahead = [each for each in meetings if each[0] > as_of]
        if body.reports is None:
            continue
        located = Located(register, register.ref, pointer("bodies", i))
        if not (past or ahead):
            why = f"{body.reports} to {body.title}, and no meeting of it is known to consider the register"
            yield _undated(located, DueKind.REPORT, why)
            continue
        day, when = min(ahead) if ahead else max(past)
        due = day if ahead else _next(day, body.reports, register)
        if isinstance(due, str):
            yield _undated(located, DueKind.REPORT, due)
            continue
        counted = f"on its agenda {when}" if ahead else f"counted from its meeting {when}"
        yield _due(
            located,
            kind=DueKind.REPORT,
            due=due,
            why=f"{body.reports} to {body.title}, {counted}",
            body=body,
            as_of=as_of,
        )


def _actions(
    register: Register, workflows: Mapping[str, Workflow] | None, as_of: date
) -> Iterator[Due | Undated]:
    board = next((body for body in register.bodies if body.kind is BodyKind.BOARD), None)
    risks = {
        each.path + pointer("actions", i): each.item
        for each in register.all_risks
        for i in range(len(each.item.actions))
    }
    for located in register.all_actions:
        due = with_deadline_on(located.item, as_of).due
        done = done_on(located.item, workflows or {}, as_of)
        if done:
            continue
        untold = "" if done is False or workflows is None else _UNTOLD.format("done")
        if due is None or due.last is None:
            why = "no deadline is recorded" if due is None else _no_day("the deadline", due)
            yield _undated(located, DueKind.ACTION, why + untold)
            continue
        yield _due(
            located,
            kind=DueKind.ACTION,
            due=due.last,
            why=f"deadline {due}{untold}",
            body=body_for(register, risks[located.path]) if located.path in risks else board,
            as_of=as_of,
        )


def _acceptances(
    register: Register, risks: Iterable[Located[Risk]], schemes: Mapping[str, BaseScheme], as_of: date
) -> Iterator[Due | Undated]:
    for risk in risks:
        accepted, lapsed = acceptance_on(risk.item, as_of), lapsed_on(risk.item, as_of)
        if lapsed is not None and not _may_be_above(rate_risk_on(register, risk.item, schemes, as_of).rated):
            lapsed = None  # nobody has to carry it any more
        for i, each in enumerate(risk.item.acceptances):
            located = Located(risk.item, risk.address, risk.path + pointer("acceptances", i))
            span, begun = holds(each), begun_for_certain(each)
            if span is None or begun is None:
                if accepted is None:
                    yield _undated(located, DueKind.ACCEPTANCE, f"it {not_in_force(each, as_of)}")
            elif each is accepted or each is lapsed or begun > as_of:
                yield _due(
                    located,
                    kind=DueKind.ACCEPTANCE,
                    due=span[1],
                    why=f"accepted by {each.by} until {each.until}",
                    body=body_for(register, risk.item),
                    as_of=as_of,
                )


def _may_be_above(rated: RatedRisk) -> bool:
    """Whether a risk is above tolerance, or nobody can tell since it could not be rated."""
    if rated.current is None:
        return "current" in rated.unrated
    return rated.current.within_tolerance is False


def _assurances(
    register: Register,
    risks: Iterable[Located[Risk]],
    workflows: Mapping[str, Workflow] | None,
    as_of: date,
) -> Iterator[Due | Undated]:
    for risk in risks:
        for i, each in enumerate(risk.item.assurances):
            if each.expires is None or over_on(each, workflows or {}, as_of):
                continue
            doubted = workflows is not None and state_untold(each, workflows, as_of)
            untold = _UNTOLD.format("withdrawn") if doubted else ""
            path = risk.path + pointer("assurances", i)
            located = Located(each, f"{risk.address}/{each.ref}", path)
            if each.expires.last is None:
                why = _no_day("the day it expires", each.expires)
                yield _undated(located, DueKind.ASSURANCE, why + untold)
                continue
            yield _due(
                located,
                kind=DueKind.ASSURANCE,
                due=each.expires.last,
                why=f"to be relied on until {each.expires}{untold}",
                body=body_for(register, risk.item),
                as_of=as_of,
            )


def _no_day(what: str, written: WrittenDate) -> str:
    return f'{what} "{written}" is {written.kind} and has no last day'


def _undated(located: Located[Any], kind: DueKind, why: str) -> Undated:
    return Undated(kind=kind, ref=located.address, path=located.path, title=located.item.title, why=why)


def _due(
    located: Located[Any],
    *,
    kind: DueKind,
    due: date,
    why: str,
    body: Body | None,
    as_of: date,
) -> Due:
    meets = next_meeting(body, max(due, as_of)) if body else None
    return Due(
        kind=kind,
        ref=located.address,
        path=located.path,
        title=located.item.title,
        due=due,
        why=why,
        body=body.title if body else None,
        meeting=meets.surely if meets else None,
        meets=meets,
        overdue=due < as_of,
    )
