"""The log of a risk as the events of the risk and of its parts."""

from collections.abc import Mapping
from typing import Final

from govkit.io.oscal.context import Context
from govkit.io.oscal.datatypes import instant
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.names import OF
from govkit.io.oscal.node import Node

TRIGGER: Final = "log"
"""What is taken for the trigger of an entry of another tool."""

UNRECORDED: Final = "unrecorded"
"""What is taken for the state before the first entry that names one."""


def read_log(risk: Node, context: Context, parts: Mapping[str, Entry], whole: Entry) -> None:
    """Read the log of a risk, and give each entry to what it tells of.

    Args:
        risk: a risk of an OSCAL document.
        context: what it refers to.
        parts: the parts of the risk that have events, by the mark that entries name them with.
        whole: the risk; entries without such a mark are its own.
    """
    log = risk.node("risk-log")
    if log is None:
        return
    nodes = sorted(log.nodes("entries"), key=_recorded)
    events: dict[int, list[Entry]] = {}
    states: dict[int, str] = {}
    holders = {}
    for node in nodes:
        holder = parts.get(node.mark(OF) or "", whole)
        key = id(holder)
        holders[key] = holder
        entry = read_entry(node, context, whole.data["ref"], states.get(key, UNRECORDED))
        states[key] = str(entry.data.get("to"))
        events.setdefault(key, []).append(entry)
    log.finish()
    for key, entries in events.items():
        holders[key].put("events", entries, log.at("entries"))


def _recorded(node: Node) -> float:
    said = node.data.get("end") or node.data.get("start")
    moment = instant(said) if isinstance(said, str) else None
    return 0.0 if moment is None else moment.timestamp()


def read_entry(node: Node, context: Context, ref: str, state: str) -> Entry:
    """Read an entry of a log as an event.

    Args:
        node: an entry.
        context: what it refers to.
        ref: ref of the risk.
        state: state before, as far as the log tells.

    Returns:
        An event of a register.
    """
    entry = Entry(node.path)
    uuid, own = node.uuid(), node.has("trigger")
    if not own:
        node.homeless(f"uuid: {uuid}", "uuid")
    entry.put("kind", "risk")
    entry.put("ref", ref)
    entry.put("trigger", TRIGGER)
    entry.put("from", state)
    entry.put("to", node.text("status-change") or state, node.at("status-change"))
    node.needed("start")
    start = node.day("start")
    entry.put("effective", start, node.at("start"))
    entry.put("recorded", node.day("end") or start, node.at("end"))
    entry.put("by", _logged_by(node, context), node.at("logged-by"))
    title, description = node.text("title"), node.text("description")
    said = [description] if own else [title, description]
    why = ": ".join(dict.fromkeys(text for text in said if text))
    entry.put("why", why or None, node.at("description" if description else "title"))
    remarks = node.text("remarks")
    if remarks:
        node.homeless(f"remarks: {remarks}", "remarks")
    return entry.finish(node)


def _logged_by(node: Node, context: Context) -> str | None:
    parties = []
    for each in node.nodes("logged-by"):
        parties.append((each.uuid("party-uuid"), each.at("party-uuid")))
        each.finish()
    return context.person(parties)
