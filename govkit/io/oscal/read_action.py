"""Remediations, their tasks, and the items of a plan, as actions."""

from typing import Final

import attrs

from govkit.io.oscal.context import Context
from govkit.io.oscal.datatypes import instant
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.names import OWNER, STANDS_FOR
from govkit.io.oscal.node import Node, Told

TIMING: Final = "timing"
"""What a task stands for that only says when its remediation is due, and who sees to it."""

COMPLETED: Final = "completed"
CLOSED: Final = "closed"
PLANNED: Final = "planned"
MILESTONE: Final = "milestone"


def identified(node: Node) -> Entry:
    """Begin an entry whose ref is the UUID of what it comes from, unless a property tells another one."""
    uuid = node.uuid()
    entry = Entry(node.path, uuid.lower())
    entry.put("ref", node.mark("ref") or uuid, node.at("uuid"))
    return entry


def described(entry: Entry, node: Node) -> None:
    """Take title and description; a description that only repeats the title says nothing."""
    title = node.needed("title")
    entry.put("title", title, node.at("title"))
    description = node.text("description")
    entry.put("notes", None if description == title else description, node.at("description"))


def remarked(entry: Entry, node: Node) -> None:
    """Take remarks as a note on progress."""
    remarks = node.text("remarks")
    entry.put("updates", [{"text": remarks}] if remarks else None, node.at("remarks"))


@attrs.frozen
class Due:
    """When a risk has to be resolved.

    Args:
        day: the day, None where none is said.
        moment: the moment as it is written.
        path: where it is written.
    """

    day: str | None
    moment: str | None
    path: str


def read_remediations(risk: Node, context: Context) -> list[Entry]:
    """Read the remediations of a risk with their tasks.

    Args:
        risk: a risk of an OSCAL document.
        context: what it refers to.

    Returns:
        Per remediation an action, followed by one per task of it.
    """
    moment = risk.data.get("deadline")
    due = Due(risk.day("deadline"), moment if isinstance(moment, str) else None, risk.at("deadline"))
    nodes = risk.nodes("remediations")
    if due.day is not None and not nodes:
        risk.homeless(f"the deadline {due.day}, since the risk has no remediation", "deadline")
    return [entry for node in nodes for entry in read_remediation(node, context, due)]


def read_remediation(node: Node, context: Context, due: Due) -> list[Entry]:
    """Read a remediation and its tasks.

    Args:
        node: a remediation.
        context: what it refers to.
        due: when its risk has to be resolved, which holds where no task says when it is due.

    Returns:
        An action, followed by one per task.
    """
    entry = identified(node)
    described(entry, node)
    lifecycle = node.text("lifecycle")
    entry.put("state", CLOSED if lifecycle == COMPLETED else None, node.at("lifecycle"))
    if lifecycle not in (None, COMPLETED, PLANNED):
        node.homeless(f"lifecycle: {lifecycle}", "lifecycle")
    entry.put("deadline", due.day, due.path)
    remarked(entry, node)
    tasks: list[Entry] = []
    for each in node.nodes("tasks"):
        if each.mark(STANDS_FOR) == TIMING:
            _read_timing(each, entry, context, due)
        else:
            tasks += read_task(each, entry.uuid, context, due)
    return [entry.finish(node), *tasks]


def _read_timing(node: Node, action: Entry, context: Context, due: Due) -> None:
    """Read a task that only says when its remediation is due, and who sees to it."""
    for key in ("uuid", "type", "title"):  # which OSCAL asks for
        node.take(key)
    _scheduled(action, node, context, due)
    node.finish()


def read_task(node: Node, remediation: str, context: Context, due: Due) -> list[Entry]:
    """Read a task, and the tasks in it.

    Args:
        node: a task.
        remediation: UUID of the remediation it belongs to.
        context: what it refers to.
        due: when its risk has to be resolved.

    Returns:
        Actions whose refs are the remediation's UUID, a point, and their own.
    """
    entry = identified(node)
    if not node.has("ref"):
        entry.put("ref", f"{remediation}.{entry.uuid}", node.at("uuid"))
    described(entry, node)
    kind = node.text("type")
    if kind not in (None, MILESTONE):
        node.homeless(f"type: {kind}", "type")
    _scheduled(entry, node, context, due)
    remarked(entry, node)
    within = node.nodes("tasks")
    found = [entry.finish(node)]
    for each in within:
        told = f"this is a task of the task {entry.uuid}, and is read as one of the remediation"
        context.report.noted.append(Told(each.path, told))
        found += read_task(each, remediation, context, due)
    return found


def _scheduled(entry: Entry, node: Node, context: Context, due: Due) -> None:
    _time(entry, node, context, due.moment)
    owner = context.responsible(node, "responsible-roles", OWNER)
    entry.put("owner", owner, node.at("responsible-roles"))


def _time(entry: Entry, node: Node, context: Context, limit: str | None) -> None:
    timing = node.node("timing")
    if timing is None:
        return
    at, span = timing.node("on-date"), timing.node("within-date-range")
    if at is not None:
        entry.put("deadline", at.day("date"), at.at("date"))
        _compare(at, "date", context, limit)
        at.finish()
    if span is not None:
        entry.put("start", span.day("start"), span.at("start"))
        entry.put("deadline", span.day("end"), span.at("end"))
        _compare(span, "end", context, limit)
        span.finish()
    timing.finish()


def _compare(node: Node, key: str, context: Context, limit: str | None) -> None:
    """Note a milestone that is due after its risk has to be resolved."""
    end = node.data.get(key)
    due = instant(end) if isinstance(end, str) else None
    last = None if limit is None else instant(limit)
    if due is not None and last is not None and due > last:
        told = f"the milestone is due {end}, after the deadline of its risk, {limit}"
        context.report.noted.append(Told(node.at(key), told))


def read_item(node: Node, context: Context) -> Entry:
    """Read an item of a plan as the line of an action log.

    Args:
        node: an item of an OSCAL document.
        context: what it refers to; its risks have been read.

    Returns:
        The action. The risk it is about is the area of its origin.
    """
    entry = identified(node)
    described(entry, node)
    risks = context.related(node.nodes("related-risks"), "risk-uuid", "risks")
    for uuid in risks:
        risk = context.risks.get(uuid)
        if risk is None or "origin" in entry.data:
            node.homeless(f"the risk {uuid}", "related-risks")
        else:
            context.about.add(uuid)
            entry.put("origin", {"kind": "audit", "area": risk.data.get("ref")}, node.at("related-risks"))
    observed = {each for uuid in risks for each in context.observed.get(uuid, ())}
    for uuid in context.related(node.nodes("related-observations"), "observation-uuid", "observations"):
        if uuid not in observed:
            node.homeless(f"the observation {uuid}", "related-observations")
    for uuid in context.related(node.nodes("related-findings"), "finding-uuid", "findings"):
        if "finding" in entry.data:
            node.homeless(f"the finding {uuid}", "related-findings")
        else:
            entry.put(
                "finding", {"title": _found(context.findings[uuid], context)}, node.at("related-findings")
            )
    remarked(entry, node)
    return entry.finish(node)


def _found(node: Node, context: Context) -> str | None:
    """Take the title of a finding; the first item that answers it tells what of it has no home."""
    uuid = node.uuid().lower()
    title = node.needed("title")
    if uuid not in context.named:
        context.named.add(uuid)
        node.finish()
    return title
