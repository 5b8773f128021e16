"""Risks with their mitigating factors, observations, remediations and logs."""

from typing import Final

from govkit.io.oscal.context import Context
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.node import Node
from govkit.io.oscal.read_action import identified, read_remediations
from govkit.io.oscal.read_assessment import read_assessments
from govkit.io.oscal.read_event import read_log

UNKNOWN: Final = "UNKNOWN"
"""OSCAL's method of an observation of which nobody said how it was made."""


def read_risk(node: Node, context: Context) -> Entry:
    """Read a risk.

    Args:
        node: a risk of an OSCAL document.
        context: what it refers to.

    Returns:
        A risk of a register. What is wrong, has no home or should be looked at is told.
    """
    entry = identified(node)
    title = node.needed("title")
    entry.put("title", title, node.at("title"))
    statement, description = node.text("statement"), node.text("description")
    entry.put("statement", None if statement == title else statement, node.at("statement"))
    notes = None if description in (title, statement) else description
    entry.put("notes", notes, node.at("description"))
    entry.put("status", node.text("status"), node.at("status"))
    for phase, assessment in read_assessments(node, context).items():
        entry.put(phase, assessment, node.at("characterizations"))
    controls = [read_control(each) for each in node.nodes("mitigating-factors")]
    entry.put("controls", controls, node.at("mitigating-factors"))
    assurances = _assurances(node, entry.uuid, context)
    entry.put("assurances", assurances, node.at("related-observations"))
    actions = read_remediations(node, context)
    entry.put("actions", actions, node.at("remediations"))
    parts = {each.uuid: each for each in (*assurances, *actions)}
    read_log(node, context, parts, entry)
    return entry.finish(node)


def read_control(node: Node) -> Entry:
    """Read a mitigating factor as a control."""
    entry = identified(node)
    entry.put("title", node.needed("description"), node.at("description"))
    return entry.finish(node)


def _assurances(risk: Node, uuid: str, context: Context) -> list[Entry]:
    found = context.related(risk.nodes("related-observations"), "observation-uuid", "observations")
    found += context.lent.get(uuid, ())
    context.observed[uuid] = found
    context.named.update(found)
    return [read_assurance(context.observations[each].again(), context) for each in found]


def read_assurance(node: Node, context: Context) -> Entry:
    """Read an observation as an assurance."""
    entry = identified(node)
    title, description = node.text("title"), node.needed("description")
    entry.put("title", title or description, node.at("title" if title else "description"))
    notes = None if title in (None, description) else description
    entry.put("notes", notes, node.at("description"))
    methods = [each for each in node.texts("methods") if each != UNKNOWN]
    if methods:
        node.homeless(f"methods: {', '.join(methods)}", "methods")
    provider = context.actor(node.nodes("origins"))
    entry.put("provider", provider, node.at("origins"))
    entry.put("received", node.day("collected"), node.at("collected"))
    entry.put("expires", node.day("expires"), node.at("expires"))
    entry.put("conclusion", node.text("remarks"), node.at("remarks"))
    return entry.finish(node)
