"""Actions as remediations, their tasks, and the items of a plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from govkit.io.oscal.context import Context
from govkit.io.oscal.datatypes import is_uuid
from govkit.io.oscal.drafting import Draft, Plain, first_of, last_of, title_of
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.names import OWNER, STANDS_FOR
from govkit.io.oscal.node import Node
from govkit.io.oscal.parties import PERSON
from govkit.io.oscal.read_action import (
    CLOSED,
    COMPLETED,
    MILESTONE,
    PLANNED,
    TIMING,
    Due,
    read_item,
    read_remediation,
    read_task,
)
from govkit.io.oscal.rest import in_order, prop

IMPLEMENTED: Final = "implemented"
"""State of a recommendation that is done and waits for evidence."""


@attrs.frozen
class Remediations:
    """What was made of the actions of a risk.

    Args:
        deadline: the deadline of the risk, as a moment; None where the actions have none in common.
        listed: the remediations with their tasks.
        uuids: per action the UUID of what was made of it.
    """

    deadline: str | None
    listed: list[Plain]
    uuids: list[str]


def write_remediations(risk: Plain, actions: Sequence[Plain], draft: Draft) -> Remediations:
    """Write the actions of a risk.

    An action is a remediation, but for one whose ref says that it is a task of a remediation before it. The
    deadline that all remediations have is the risk's; others stand in a task that says nothing else.

    Args:
        risk: the risk.
        actions: its actions, without what is told in its log.
        draft: the document.

    Returns:
        The remediations.
    """
    whole = [each for each, task in zip(actions, _are_tasks(actions), strict=True) if not task]
    deadlines = {_due(each) for each in whole}
    deadline = last_of(deadlines.pop()) if len(deadlines) == 1 else None
    due = Due(None if deadline is None else deadline[:10], None, "")
    remediations: dict[str, Plain] = {}
    uuids = []
    for action, is_task in zip(actions, _are_tasks(actions), strict=True):
        remediation, _, task = action["ref"].partition(".")
        address = (risk["ref"], action["ref"])
        if is_task:
            uuid = draft.uuids.give(task, "task", *address)
            remediations[remediation].setdefault("tasks", []).append(_task(action, remediation, uuid, draft))
        else:
            uuid = draft.uuids.give(action["ref"], "action", *address)
            timing = draft.uuids.give("", "timing", *address)
            remediations[uuid.lower()] = _remediation(action, uuid, timing, due, draft)
        uuids.append(uuid)
    return Remediations(deadline, [in_order(each) for each in remediations.values()], uuids)


def _are_tasks(actions: Sequence[Plain]) -> Iterator[bool]:
    """Say of each action whether its ref says that it is a task of a remediation before it."""
    before: set[str] = set()
    for action in actions:
        remediation, _, task = action["ref"].partition(".")
        yield remediation in before and is_uuid(task)
        if is_uuid(action["ref"]):
            before.add(action["ref"].lower())


def _due(action: Plain) -> str | None:
    """Give the deadline in force: the last revision, or else the original."""
    revisions = action.get("revisions")
    found: str | None = revisions[-1]["deadline"] if revisions else action.get("deadline")
    return found


def _remediation(action: Plain, uuid: str, timing: str, due: Due, draft: Draft) -> Plain:
    done = action.get("state") in (CLOSED, IMPLEMENTED) or "end" in action
    node = _described(action) | {"uuid": uuid, "lifecycle": COMPLETED if done else PLANNED}
    scheduled = _scheduled(action, draft)
    common = due.day is not None and scheduled.keys() <= {"timing"} and "start" not in action
    if scheduled and not common:
        task = {
            "uuid": timing,
            "type": MILESTONE,
            "title": node["title"],
            "props": [prop(STANDS_FOR, TIMING)],
        }
        node["tasks"] = [in_order(task | scheduled)]

    def read(part: Node, context: Context) -> Entry:
        return read_remediation(part, context, due)[0]

    return draft.complete(node, action, read)


def _task(action: Plain, remediation: str, uuid: str, draft: Draft) -> Plain:
    node = _described(action) | {"uuid": uuid, "type": MILESTONE} | _scheduled(action, draft)

    def read(part: Node, context: Context) -> Entry:
        return read_task(part, remediation, context, Due(None, None, ""))[0]

    return draft.complete(node, action, read)


def _described(action: Plain) -> Plain:
    return {"title": title_of(action["title"]), "description": action.get("notes", action["title"])}


def _scheduled(action: Plain, draft: Draft) -> Plain:
    """Say when an action is due, and who sees to it."""
    found: Plain = {}
    begin, end = first_of(action.get("start")), last_of(_due(action))
    if end is not None:
        within = {"within-date-range": {"start": begin, "end": end}}
        found["timing"] = within if begin is not None else {"on-date": {"date": end}}
    owner = draft.parties.uuid_of(action.get("owner"), PERSON)
    if owner is not None:
        found["responsible-roles"] = [{"role-id": OWNER, "party-uuids": [owner]}]
    return found


def write_item(action: Plain, risks: Mapping[str, str], draft: Draft) -> Plain:
    """Write the line of an action log as an item of a plan.

    Args:
        action: the action.
        risks: per ref of an audit area the UUID of the risk it is about.
        draft: the document.

    Returns:
        The item.
    """
    area = action.get("origin", {}).get("area")
    uuid = draft.uuids.give(action["ref"], "item", area or "", action["ref"])
    node = _described(action) | {"uuid": uuid}
    if area in risks:
        node["related-risks"] = [{"risk-uuid": risks[area]}]
    return draft.complete(node, action, read_item)
