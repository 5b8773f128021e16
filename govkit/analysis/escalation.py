"""What goes to which body, why and since when; and what should have gone and did not."""

from collections.abc import Mapping
from datetime import date

import attrs

from govkit.analysis.ratings import rate_risk
from govkit.model import Acceptance, Body, Register, Risk, WrittenDate
from govkit.scoring import BaseScheme, Rating


@attrs.frozen(kw_only=True)
class Escalation:
    """A risk that is above tolerance on a day.

    Args:
        ref: ref of the risk.
        path: its JSON Pointer in the register.
        title: its title.
        rating: its current rating.
        to: the body it goes to: a body of the register, or else what the band calls it.
        why: why it goes there, in a sentence.
        since: the first day it is known to be so; None if the register dates nothing.
        reported: the last day it was reported there since; None if it was not.
        accepted: the acceptance in force, if somebody decided to carry it.
        lapsed: the last acceptance that has ended, if none is in force.
        missed: whether it should have been reported and was not; None where the register records no reports
            at all, so that nobody can tell.
    """

    ref: str
    path: str
    title: str
    rating: Rating
    to: str
    why: str
    since: date | None
    reported: date | None
    accepted: Acceptance | None
    lapsed: Acceptance | None
    missed: bool | None


def lacking(acceptance: Acceptance) -> tuple[str, ...]:
    """Name what an acceptance lacks to be in force, whatever the day.

    Args:
        acceptance: the acceptance.

    Returns:
        Which of an authority, a reason, a first day and a last day it lacks.
    """
    needed = {
        "an authority": acceptance.by,
        "a reason": acceptance.why,
        "a first day": acceptance.on.first if acceptance.on else None,
        "a last day": acceptance.until.last if acceptance.until else None,
    }
    return tuple(name for name, value in needed.items() if not value)


def acceptance_on(risk: Risk, day: date) -> Acceptance | None:
    """Find the acceptance that is in force on a day.

    One without authority, reason, beginning or end is not in force: nobody could say until when, or by whom.

    Args:
        risk: the risk.
        day: the day in question.

    Returns:
        The latest acceptance that has begun and not ended, or None.
    """
    for each in reversed(risk.acceptances):
        begin = each.on.first if each.on else None
        end = each.until.last if each.until else None
        if not lacking(each) and begin is not None and end is not None and begin <= day <= end:
            return each
    return None


def lapsed_on(risk: Risk, day: date) -> Acceptance | None:
    """Find the acceptance that has ended without another one taking its place.

    Args:
        risk: the risk.
        day: the day in question.

    Returns:
        The last acceptance that ended before the day; None if there is none, or one is in force on the day.
    """
    if acceptance_on(risk, day) is not None:
        return None
    ended = [each for each in risk.acceptances if each.until and each.until.last and each.until.last < day]
    return ended[-1] if ended else None


def assessment_date(register: Register, risk: Risk) -> WrittenDate | None:
    """The date a risk's current rating is known from: of its assessment, its status, or else the edition.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The first of these dates that has a first day, or None.
    """
    dated = (risk.current.date if risk.current else None, risk.status_date, register.edition)
    return next((each for each in dated if each is not None and each.first is not None), None)


def assessed_on(register: Register, risk: Risk) -> date | None:
    """The day a risk's current rating is known from: of its assessment, its status, or else the edition.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The first day of the first of these dates that anybody can read, or None.
    """
    dated = assessment_date(register, risk)
    return dated.first if dated else None


def bodies_for(register: Register, risk: Risk) -> tuple[Body, ...]:
    """The bodies that a risk above tolerance goes to.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The escalating bodies of the risk's executive lead, or those of all leads.
    """
    bodies = [body for body in register.bodies if body.escalates]
    own = [body for body in bodies if risk.executive_lead in body.leads]
    return tuple(own or [body for body in bodies if not body.leads])


def escalations(
    register: Register, schemes: Mapping[str, BaseScheme], *, as_of: date
) -> tuple[Escalation, ...]:
    """Say what is above tolerance on a day, and where it goes.

    Args:
        register: the register.
        schemes: scoring schemes at hand, by id.
        as_of: the day in question.

    Returns:
        An escalation per risk and body, the worst first; risks that are not rated, or whose scheme sets no
        tolerance, are not among them.
    """
    found = []
    keeps_reports = any(risk.reports for risk in register.risks)
    for located in register.all_risks:
        risk = located.item
        rating = rate_risk(risk, schemes).current
        if rating is None or rating.within_tolerance is not False:
            continue
        since = assessed_on(register, risk)
        named = rating.band.reported_to if rating.band else None
        bodies: tuple[Body | None, ...] = bodies_for(register, risk) or (None,)
        for body in bodies:
            accepted = acceptance_on(risk, as_of)
            reported = _reported(risk, body, since, as_of)
            found.append(
                Escalation(
                    ref=risk.ref,
                    path=located.path,
                    title=risk.title,
                    rating=rating,
                    to=body.title if body else named or "no body is named",
                    why=_why(rating, accepted),
                    since=since,
                    reported=reported,
                    accepted=accepted,
                    lapsed=lapsed_on(risk, as_of),
                    missed=(reported is None and accepted is None) if keeps_reports else None,
                )
            )
    # Ratings of different schemes have no order, so each scheme's stand together.
    return tuple(sorted(found, key=lambda each: (each.rating.scheme, -each.rating.rank, each.ref)))


def _why(rating: Rating, accepted: Acceptance | None) -> str:
    response = f" {rating.band.response}." if rating.band and rating.band.response else ""
    if accepted is not None:
        return f"It is rated {rating}. {accepted.by} accepted it until {accepted.until}: {accepted.why}."
    return f"It is rated {rating}.{response}"


def _reported(risk: Risk, body: Body | None, since: date | None, as_of: date) -> date | None:
    days = [
        each.on.last
        for each in risk.reports
        if each.on is not None
        and each.on.last is not None
        and (body is None or each.to == body.ref)
        and each.on.last <= as_of
        and (since is None or each.on.last >= since)
    ]
    return max(days) if days else None
