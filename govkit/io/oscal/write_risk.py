"""Risks with their assessments, controls, assurances, actions and events."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from govkit.io.oscal.context import Context
from govkit.io.oscal.datatypes import first_moment, is_token
from govkit.io.oscal.drafting import Draft, Plain, first_of, last_of, title_of
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.names import OF
from govkit.io.oscal.node import Node
from govkit.io.oscal.parties import ORGANISATION, PERSON
from govkit.io.oscal.read_event import UNRECORDED, read_entry
from govkit.io.oscal.read_risk import UNKNOWN, read_assurance, read_control, read_risk
from govkit.io.oscal.rest import prop
from govkit.io.oscal.write_action import write_remediations
from govkit.io.oscal.write_assessment import write_assessments

_STATUSES: Final = {"closed": "closed", "accepted": "deviation-approved"}
"""OSCAL's status by the state of a risk, where its status as printed is none; others are open."""


def write_risk(risk: Plain, uuid: str, draft: Draft) -> Plain:
    """Write a risk.

    Args:
        risk: the risk, as plain data.
        uuid: its UUID.
        draft: the document, which gets the observations of the risk.

    Returns:
        A risk of an OSCAL document.
    """
    title = title_of(risk["title"])
    statement = risk.get("statement", risk["title"])
    node: Plain = {
        "uuid": uuid,
        "title": title,
        "description": risk.get("notes", statement),
        "statement": statement,
        "status": _status(risk),
    }
    _add(node, "characterizations", write_assessments(risk, draft))
    _add(
        node, "mitigating-factors", [_control(each, risk["ref"], draft) for each in risk.get("controls", ())]
    )
    assurances, actions = risk.get("assurances", ()), risk.get("actions", ())
    observed = [_assurance(each, risk["ref"], draft) for each in assurances]
    _add(node, "related-observations", [{"observation-uuid": each} for each in observed])
    remediations = write_remediations(risk, [_unlogged(each) for each in actions], draft)
    if remediations.deadline is not None:
        node["deadline"] = remediations.deadline
    _add(node, "remediations", remediations.listed)
    entries = _entries(risk, risk, None, draft)
    for part, each in zip((*observed, *remediations.uuids), (*assurances, *actions), strict=True):
        entries += _entries(each, risk, part.lower(), draft)
    if entries:
        node["risk-log"] = {"entries": sorted(entries, key=lambda each: str(each["end"]))}
    return draft.complete(node, risk, read_risk)


def _add(node: Plain, key: str, items: Sequence[Plain]) -> None:
    """Add a list, unless it is empty, which OSCAL refuses."""
    if items:
        node[key] = [*items]


def _status(risk: Plain) -> str:
    """Name the status: as printed where OSCAL could write it so, or else what the state says."""
    status = risk.get("status", "")
    if is_token(status) and status == status.lower():
        return str(status)
    known = status.lower() if status.lower() in _STATUSES else risk.get("state", "")
    return _STATUSES.get(known, "open")


def _control(control: Plain, risk: str, draft: Draft) -> Plain:
    uuid = draft.uuids.give(control["ref"], "control", risk, control["ref"])
    node = {"uuid": uuid, "description": control["title"]}

    def read(part: Node, _: Context) -> Entry:
        return read_control(part)

    return draft.complete(node, control, read)


def _assurance(assurance: Plain, risk: str, draft: Draft) -> str:
    """Write an assurance as an observation, once if it is told of several risks, and give its UUID."""
    ref: str = assurance["ref"].lower()
    if draft.assured.get(ref) == assurance and "events" not in assurance:
        return ref
    uuid = draft.uuids.give(assurance["ref"], "assurance", risk, assurance["ref"])
    node: Plain = {
        "uuid": uuid,
        "title": title_of(assurance["title"]),
        "description": assurance.get("notes", assurance["title"]),
        "methods": [UNKNOWN],
        "collected": first_of(assurance.get("received")) or draft.day,
    }
    provider = assurance.get("provider")
    if draft.parties.uuid_of(provider, ORGANISATION) is not None:
        node["origins"] = [draft.parties.actor(provider, ORGANISATION)]
    expires = last_of(assurance.get("expires"))
    node |= {} if expires is None else {"expires": expires}
    node |= {"remarks": assurance["conclusion"]} if "conclusion" in assurance else {}
    draft.observe(uuid, draft.complete(node, _unlogged(assurance), read_assurance))
    draft.assured[uuid.lower()] = assurance
    return uuid


def _is_logged(item: Plain) -> bool:
    """Whether a log can hold the events of an item: in the order in which they were recorded."""
    events = item.get("events", ())
    recorded = [each["recorded"] for each in events]
    moments = [_moment(each[key]) for each in events for key in ("effective", "recorded")]
    return recorded == sorted(recorded) and None not in moments


def _unlogged(item: Plain) -> Plain:
    """Give what of an item does not stand in the log of its risk."""
    return {key: value for key, value in item.items() if key != "events"} if _is_logged(item) else item


def _entries(item: Plain, risk: Plain, mark: str | None, draft: Draft) -> list[Plain]:
    """Write the events of a risk, or of a part of it that a mark names, as entries of a log."""
    found, state = [], UNRECORDED
    for place, event in enumerate(item.get("events", ()) if _is_logged(item) else ()):
        found.append(_entry(event, state, risk["ref"], (mark or "", str(place)), draft))
        state = event["to"]
    return found


def _entry(event: Plain, state: str, ref: str, address: tuple[str, str], draft: Draft) -> Plain:
    mark, place = address
    node: Plain = {
        "uuid": draft.uuids.give("", "event", ref, mark, place),
        "title": title_of(f"{event['trigger']}: {event['from']} → {event['to']}"),
        "start": _moment(event["effective"]),
        "end": _moment(event["recorded"]),
        "props": [prop("trigger", event["trigger"]), *([prop(OF, mark)] if mark else [])],
    }
    node |= {"description": event["why"]} if "why" in event else {}
    node |= {"status-change": event["to"]} if is_token(event["to"]) else {}
    by = draft.parties.uuid_of(event.get("by"), PERSON)
    node |= {"logged-by": [{"party-uuid": by}]} if by is not None else {}

    def read(part: Node, context: Context) -> Entry:
        part.mark(OF)
        return read_entry(part, context, ref, state)

    return draft.complete(node, event, read)


def _moment(day: str) -> str | None:
    return first_moment(date.fromisoformat(day))
