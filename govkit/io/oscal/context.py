"""What the parts of an OSCAL document refer to: parties, observations, risks and findings."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

import attrs

from govkit.io.oscal.entry import Entry
from govkit.io.oscal.node import Node, Report, Told
from govkit.model import pointer


@attrs.define
class Context:
    """What has to be known of the rest of a document to read a part of it.

    Args:
        report: where to tell what is wrong, what has no home and what to look at.
        scheme: id of the register's scheme, which assessments do not repeat.
        kinds: per UUID of anything in the document, in small letters, the key of the list it stands in.
        parties: names of parties by UUID, None for the one that stands for nobody.
        observations: observations by UUID.
        findings: findings by UUID.
        named: UUIDs of the observations and findings that something names.
        lent: per risk the observations that no risk names, and that a finding or an item names with it.
        observed: per risk the observations it has.
        risks: what was made of risks, by UUID.
        about: UUIDs of the risks that items of the plan are about.
    """

    report: Report = attrs.Factory(Report)
    scheme: str | None = None
    kinds: dict[str, str] = attrs.Factory(dict)
    parties: dict[str, str | None] = attrs.Factory(dict)
    observations: dict[str, Node] = attrs.Factory(dict)
    findings: dict[str, Node] = attrs.Factory(dict)
    named: set[str] = attrs.Factory(set)
    lent: dict[str, list[str]] = attrs.Factory(dict)
    observed: dict[str, list[str]] = attrs.Factory(dict)
    risks: dict[str, Entry] = attrs.Factory(dict)
    about: set[str] = attrs.Factory(set)

    def resolved(self, uuid: str, path: str, kind: str) -> str | None:
        """Follow the UUID of something else in the document.

        A UUID that stands for something of another kind is wrong. One that stands nowhere is of another
        document, which is no fault; as nothing is known of that, it has no home.

        Args:
            uuid: the UUID.
            path: where it is referred to.
            kind: key of the list it should stand in ("risks").

        Returns:
            The UUID in small letters, None if it does not stand there.
        """
        held: dict[str, Container[str]] = {
            "parties": self.parties,
            "observations": self.observations,
            "findings": self.findings,
            "risks": self.risks,
        }
        found = self.kinds.get(uuid.lower())
        if uuid.lower() in held[kind]:
            return uuid.lower()
        if found in (None, kind):
            where = ", which is of another document" if found is None else ""
            self.report.unplaced.append(Told(path, f"{uuid}{where}"))
        else:
            told = f'{uuid} stands among the "{found}" of this document, not among its "{kind}"'
            self.report.problems.append(Told(path, told))
        return None

    def related(self, nodes: Iterable[Node], key: str, kind: str) -> list[str]:
        """Follow the references of a list.

        Args:
            nodes: mappings that hold a UUID each.
            key: the key of the UUID.
            kind: key of the list the UUIDs should stand in.

        Returns:
            Those that stand there, in small letters.
        """
        found = []
        for node in nodes:
            uuid = node.uuid(key)
            node.finish()
            there = self.resolved(uuid, node.at(key), kind) if uuid else None
            if there is not None:
                found.append(there)
        return found

    def person(self, uuids: Iterable[tuple[str, str]]) -> str | None:
        """Name the first of some parties; the others have no home.

        Args:
            uuids: UUIDs of parties with their places.
        """
        name = None
        for uuid, path in uuids:
            there = self.resolved(uuid, path, "parties")
            found = None if there is None else self.parties.get(there)
            if name is not None and found is not None:
                self.report.unplaced.append(Told(path, f"the party {found}"))
            name = name or found
        return name

    def actor(self, origins: Iterable[Node]) -> str | None:
        """Name the first party that some origins name; other parties and tools have no home."""
        parties = []
        for origin in origins:
            for actor in origin.nodes("actors"):
                kind, uuid = actor.text("type"), actor.uuid("actor-uuid")
                if kind == "party":
                    parties.append((uuid, actor.at("actor-uuid")))
                else:
                    actor.homeless(f"the {kind} {uuid}")
                actor.finish()
            origin.finish()
        return self.person(parties)

    def responsible(self, node: Node, key: str, role: str) -> str | None:
        """Name the first party that has a role; other roles have no home but for their parties.

        Args:
            node: what has roles.
            key: the key of the list of roles.
            role: the role that needs no mention.
        """
        parties = []
        for each in node.nodes(key):
            found = each.needed("role-id")
            if found != role:
                each.homeless(f"role-id: {found}", "role-id")
            uuids = each.texts("party-uuids")
            parties += [(uuid, each.at("party-uuids") + pointer(at)) for at, uuid in enumerate(uuids)]
            each.finish()
        return self.person(parties)


def kinds_of(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Find every UUID of a document.

    Args:
        value: plain data.
        key: the key of the list the value stands in.

    Returns:
        Pairs of a UUID in small letters and the key of the list that what has it stands in.
    """
    if isinstance(value, list):
        for each in value:
            yield from kinds_of(each, key)
    elif isinstance(value, dict):
        uuid = value.get("uuid")
        if isinstance(uuid, str):
            yield uuid.lower(), key
        for name, each in value.items():
            yield from kinds_of(each, name)
