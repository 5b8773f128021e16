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
    """The parties that a document names so far."""

    _found: dict[str, dict[str, Any]] = attrs.field(factory=dict, init=False)

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
        uuid_ = party_uuid(name)
        self._found.setdefault(uuid_, {"uuid": uuid_, "type": kind, "name": name})
        return uuid_

    def actor(self, name: str | None, kind: str) -> dict[str, Any]:
        """Make the origin that names a party, or the one that stands for nobody."""
        uuid_ = self.uuid_of(name, kind)
        if uuid_ is None:
            uuid_ = made_uuid("nobody")
            nobody = {"uuid": uuid_, "type": PERSON, "name": NOBODY, "props": [prop(STANDS_FOR, "nobody")]}
            self._found.setdefault(uuid_, nobody)
        return {"actors": [{"type": "party", "actor-uuid": uuid_}]}

    @property
    def names(self) -> dict[str, str | None]:
        """The names by UUID, None for the party that stands for nobody."""
        return {key: None if "props" in each else each["name"] for key, each in self._found.items()}

    @property
    def listed(self) -> list[dict[str, Any]]:
        """The parties, as a document lists them."""
        return list(self._found.values())
