"""A risk's whole story as plain data, in the shape that the JSON contract promises."""

from typing import Any

from govkit.analysis import Judgement, Unrated, age_in_days
from govkit.cli.common import rating_data
from govkit.history import Movement
from govkit.model import PHASES, Assurance, Control, Event, Plan, WrittenDate
from govkit.report.standing import Standing
from govkit.report.story import Earlier, Moved, Story
from govkit.scoring import Rating


def story_data(story: Story) -> dict[str, Any]:
    """Turn a story into plain data; what the register does not hold is ``null`` or an empty list."""
    risk = story.risk
    return {
        "register": story.register.ref,
        "as_of": story.as_of.isoformat(),
        "ref": risk.ref,
        "title": risk.title,
        "statement": risk.statement,
        "objective": risk.objective
        and {"ref": risk.objective, "title": story.objective.title if story.objective else None},
        "status": risk.status,
        "status_date": _text(risk.status_date),
        "executive_lead": risk.executive_lead,
        "senior_lead": risk.senior_lead,
        "causes": list(risk.causes),
        "effects": list(risk.effects),
        **{phase: rating_data(getattr(story.rated, phase)) for phase in PHASES},
        "unrated": dict(story.rated.unrated),
        "assessments": {phase: _assessment(story, phase) for phase in PHASES},
        "earlier": [_earlier(each) for each in story.earlier],
        "later": [
            {"assessment": each.phase, "from": each.begun.surely.isoformat()} | _either(each.rating)
            for each in story.later
        ],
        "controls": [
            _control(each.control) | {"assurances": [_assurance(a, story) for a in each.assurances]}
            for each in story.controls
        ],
        "unpaired": [_assurance(each, story) for each in story.unpaired],
        "actions": [_action(each) for each in story.actions],
        "acceptances": [
            {
                "by": each.acceptance.by,
                "on": _text(each.acceptance.on),
                "until": _text(each.acceptance.until),
                "why": each.acceptance.why,
                "standing": each.standing,
            }
            for each in story.acceptances
        ],
        "reports": [{"to": each.to, "on": _text(each.on)} for each in risk.reports],
        "links": [{"register": each.register, "ref": each.ref, "rating": each.rating} for each in risk.links],
        "areas": [{"ref": each.ref, "title": each.title} for each in story.areas],
        "indicators": [_indicator(each) for each in story.indicators],
        "review": _review(story),
        "workflow": risk.workflow,
        "state": story.state,
        "over": story.over,
        "events": [_event(each) for each in risk.events],
        "notes": risk.notes,
        "escalations": [
            {
                "to": each.to,
                "band_says": each.band_says,
                "route": each.route,
                "why": each.why,
                "since": each.since.isoformat() if each.since else None,
                "known_from": each.known_from.isoformat() if each.known_from else None,
                "reported": each.reported.isoformat() if each.reported else None,
                "accepted": each.accepted is not None,
                "not_in_force": list(each.not_in_force),
                "missed": each.missed,
                "untold": each.untold(),
            }
            for each in story.escalations
        ],
        "due": [
            {
                "kind": each.kind,
                "ref": each.ref,
                "due": each.due.isoformat(),
                "why": each.why,
                "overdue": each.overdue,
            }
            for each in story.due
        ],
        "undated": [{"kind": each.kind, "ref": each.ref, "why": each.why} for each in story.undated],
        "gaps": [{"kind": each.kind, "ref": each.ref, "message": each.message} for each in story.gaps],
        "not_evaluated": list(story.untold),
        "findings": [
            {"code": each.code, "outcome": each.outcome, "ref": each.ref, "message": each.message}
            for each in story.findings
        ],
        "moved": story.moved and _moved(story.moved),
    }


def assurance_data(each: Assurance) -> dict[str, Any]:
    """Turn an assurance into plain data."""
    return {
        "ref": each.ref,
        "title": each.title,
        "provider": each.provider,
        "source": each.source,
        "line": each.line,
        "received": _text(each.received),
        "expires": _text(each.expires),
        "conclusion": each.conclusion,
    }


def _text(value: WrittenDate | None) -> str | None:
    return None if value is None else str(value)


def _assessment(story: Story, phase: str) -> dict[str, Any] | None:
    each = getattr(story.risk, phase)
    if each is None:
        return None
    return {
        "scheme": each.scheme,
        "printed": each.printed,
        "date": _text(each.date),
        "by": each.by,
        "rationale": each.rationale,
    }


def _earlier(each: Earlier) -> dict[str, Any]:
    until = each.was.until.isoformat() if each.was.until else None
    return {"assessment": each.was.phase, "until": until} | _either(each.rating)


def _either(rating: Rating | Unrated) -> dict[str, Any]:
    return {
        "rating": None if isinstance(rating, Unrated) else rating_data(rating),
        "unrated": rating.reason if isinstance(rating, Unrated) else None,
    }


def _control(each: Control | Plan) -> dict[str, Any]:
    own = None if isinstance(each, Plan) else each
    return {
        "ref": each.ref,
        "title": each.title,
        "plan": own is None,
        "label": own.label if own else None,
        "effective": own.effective if own else None,
        "notes": own.notes if own else None,
    }


def _assurance(each: Assurance, story: Story) -> dict[str, Any]:
    return assurance_data(each) | {
        "label": each.label,
        "covers": list(each.covers),
        "age_in_days": age_in_days(each, story.as_of),
        "state": story.assurance_states.get(each.ref),
        "lapsed": story.lapses.get(each.ref),
        "doubt": story.doubts.get(each.ref),
        "events": [_event(event) for event in each.events],
        "notes": each.notes,
    }


def _action(each: Standing) -> dict[str, Any]:
    action = each.action
    return {
        "ref": each.address,
        "title": action.title,
        "state": each.state,
        "since": each.since.isoformat() if each.since else None,
        "owner": action.owner,
        "organisation": action.organisation,
        "start": _text(action.start),
        "deadline": _text(action.deadline),
        "due": each.due,
        "revisions": [
            {
                "deadline": str(revision.deadline),
                "on": revision.on.isoformat() if revision.on else None,
                "by": revision.by,
                "why": revision.why,
            }
            for revision in action.revisions
        ],
        "end": _text(action.end),
        "evidence": action.evidence,
        "updates": [{"text": update.text, "date": _text(update.date)} for update in action.updates],
        "origin": action.origin
        and {
            "kind": action.origin.kind,
            "raised": _text(action.origin.raised),
            "agenda_item": action.origin.agenda_item,
            "area": action.origin.area,
        },
        "finding": action.finding and {"title": action.finding.title, "priority": action.finding.priority},
        "events": [_event(event) for event in action.events],
        "notes": action.notes,
    }


def _event(each: Event) -> dict[str, Any]:
    return {
        "trigger": each.trigger,
        "from": each.from_state,
        "to": each.to_state,
        "effective": each.effective.isoformat(),
        "recorded": each.recorded.isoformat(),
        "by": each.by,
        "why": each.why,
    }


def _indicator(each: Judgement) -> dict[str, Any]:
    return {
        "ref": each.indicator.ref,
        "title": each.indicator.title,
        "rag": each.rag,
        "trend": each.trend,
        "explanation": each.explanation,
    }


def _review(story: Story) -> dict[str, Any] | None:
    review = story.risk.review
    if review is None:
        return None
    return {
        "last": _text(review.last),
        "state": story.review_state,
        "notes": review.notes,
        "events": [_event(each) for each in review.events],
    }


def _moved(each: Moved) -> dict[str, Any]:
    return {
        "new": each.movement is None,
        **(movement_data(each.movement) if each.movement else {}),
        "changed": list(each.changed),
        "rewritten": list(each.rewritten),
        "standing_still": [
            {"indicator": still.indicator, "explanation": still.explanation} for still in each.still
        ],
    }


def movement_data(each: Movement) -> dict[str, Any]:
    """Turn a movement into the form that the JSON contract promises."""
    return {
        "ref": each.ref,
        "before": each.before,
        "likelihood": each.likelihood,
        "impact": each.impact,
        "expected_likelihood": each.expected_likelihood,
        "expected_impact": each.expected_impact,
        "cause": each.cause,
        "not_compared": each.not_compared,
    }
