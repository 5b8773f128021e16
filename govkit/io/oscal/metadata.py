"""What stands at the head of every OSCAL document: title, day, and the parties it names."""

import re
from typing import Final

from govkit.io.oscal.context import Context
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.names import OSCAL_VERSION, PREPARED_BY, ROLES, STANDS_FOR, WRITTEN_BY
from govkit.io.oscal.node import Node, Told, said
from govkit.io.oscal.parties import party_uuid

_READ: Final = re.compile(r"v?1\.[0-9]+(?:\.[0-9]+)?(?:-.+)?")


def read_parties(metadata: Node, context: Context) -> None:
    """Learn the names of parties; whatever else is said of them has no home.

    Args:
        metadata: the head of the document.
        context: keeps the names.
    """
    for node in metadata.nodes("parties"):
        uuid, stands_for = node.uuid().lower(), node.mark(STANDS_FOR)
        name = node.text("name")
        context.parties[uuid] = None if stands_for else name
        if not stands_for and (name is None or uuid != party_uuid(name)):
            node.homeless(f"party: {said(node.data)}")
        else:
            node.take("type")
            node.finish()


def read_metadata(metadata: Node, entry: Entry, context: Context) -> bool:
    """Read the head of a document.

    Args:
        metadata: the head of the document.
        entry: the register.
        context: keeps the scheme, and knows the parties.

    Returns:
        Whether govkit wrote the document.
    """
    entry.put("title", metadata.needed("title"), metadata.at("title"))
    edition = metadata.day("last-modified")
    entry.put("edition", edition, metadata.at("last-modified"))
    entry.put("notes", metadata.text("remarks"), metadata.at("remarks"))
    version, oscal = metadata.text("version"), metadata.text("oscal-version")
    if version not in (None, edition):
        metadata.homeless(f"version: {version}", "version")
    if oscal is not None and not _READ.fullmatch(oscal):
        told = f"the document is of OSCAL {oscal}, and is read as one of OSCAL {OSCAL_VERSION}"
        context.report.noted.append(Told(metadata.at("oscal-version"), told))
    _roles(metadata)
    _organisation(metadata, entry, context)
    context.scheme = metadata.mark("scheme")
    entry.put("scheme", context.scheme, metadata.at("props"))
    return metadata.mark(WRITTEN_BY) is not None


def _roles(metadata: Node) -> None:
    for node in metadata.nodes("roles"):
        if ROLES.get(str(node.take("id"))) == node.take("title"):
            node.finish()
        else:
            node.homeless(f"role: {said(node.data)}")


def _organisation(metadata: Node, entry: Entry, context: Context) -> None:
    """Take the party that prepared the document for the register's organisation."""
    for node in metadata.nodes("responsible-parties"):
        uuids = node.texts("party-uuids")
        name = context.parties.get(uuids[0].lower()) if len(uuids) == 1 else None
        if node.take("role-id") == PREPARED_BY and name is not None and "organisation" not in entry.data:
            entry.put("organisation", name, node.path)
            node.finish()
        else:
            node.homeless(f"responsible party: {said(node.data)}")
