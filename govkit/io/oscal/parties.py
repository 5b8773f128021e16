"""Parties: the people and organisations that an OSCAL document names by UUID."""

import uuid
from typing import Any

import attrs

from govkit.io.oscal.datatypes import is_string, is_uuid
from govkit.io.oscal.names import NOBODY, STANDS_FOR, UUIDS
from govkit.io.oscal.rest import prop

PERSON = "person"
ORGANISATION = "organization"


def made_uuid(name: str) -> str:
    """Make the UUID of something that has none: always the same for the same name."""
    return str(uuid.uuid5(UUIDS, name))


def party_uuid(name: str) -> str:
    """Make the UUID of a party: the same for one name in all registers."""
    return made_uuid(f"party/{name}")


@attrs.define
class Uuids:
    """Gives each part of a document a UUID of its own.

    Args:
        register: ref of the register.
    """

    register: str
    _given: set[str] = attrs.field(factory=set, init=False)

    def give(self, ref: str, *address: str) -> str:
        """Give a UUID.

        Args:
            ref: ref of the part; if it is a UUID that no other part has, it stays what it is.
            *address: what the part is, and where in the register.

        Returns:
            The UUID.
        """
        if is_uuid(ref) and ref.lower() not in self._given:
            self._given.add(ref.lower())
            return ref
        name, again = "/".join((self.register, *address)), 0
        while (made := made_uuid(f"{name}#{again}" if again else name)) in self._given:
            again += 1
        self._given.add(made)
        return made


@attrs.define
class Parties:
    """The parties that a document names so far.

    Attributes:
        names: their names by UUID, None for the one that stands for nobody.
        listed: the parties, as a document lists them.
    """

    names: dict[str, str | None] = attrs.field(factory=dict, init=False)
    listed: list[dict[str, Any]] = attrs.field(factory=list, init=False)

    def uuid_of(self, name: str | None, kind: str) -> str | None:
        """Name a party.

        Args:
            name: its name.
            kind: person or organization.

        Returns:
            Its UUID; None if there is no name, or OSCAL cannot hold it.
        """
        if name is None or not is_string(name):
            return None
        made = party_uuid(name)
        self._add(made, name, {"uuid": made, "type": kind, "name": name})
        return made

    def actor(self, name: str | None, kind: str) -> dict[str, Any]:
        """Make the origin that names a party, or the one that stands for nobody."""
        made = self.uuid_of(name, kind)
        if made is None:
            made = made_uuid("nobody")
            mark = [prop(STANDS_FOR, "nobody")]
            self._add(made, None, {"uuid": made, "type": PERSON, "name": NOBODY, "props": mark})
        return {"actors": [{"type": "party", "actor-uuid": made}]}

    def _add(self, made: str, name: str | None, party: dict[str, Any]) -> None:
        if made not in self.names:
            self.names[made] = name
            self.listed.append(party)
