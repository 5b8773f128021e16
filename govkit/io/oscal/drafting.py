"""What the parts of an OSCAL document share while it is written."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from govkit.io.oscal.context import Context
from govkit.io.oscal.datatypes import first_moment, is_line, last_moment
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.node import Node, Report
from govkit.io.oscal.parties import Parties, Uuids
from govkit.io.oscal.rest import completed
from govkit.model import WrittenDate

Plain = dict[str, Any]
"""A mapping of plain data."""


@attrs.define
class Draft:
    """A document that is being written.

    Args:
        uuids: gives UUIDs.
        day: the moment that stands where OSCAL asks for one and the register tells none.
        scheme: id of the register's scheme.
        parties: parties named so far.
        observations: observations so far.
        assured: per UUID of an observation, in small letters, the assurance it was made of.
    """

    uuids: Uuids
    day: str
    scheme: str | None
    parties: Parties = attrs.Factory(Parties)
    observations: list[Plain] = attrs.Factory(list)
    assured: dict[str, Plain] = attrs.Factory(dict)
    _context: Context = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Know of the rest of the document what a reader would know, as far as it is written."""
        self._context = Context(scheme=self.scheme, parties=self.parties.names)

    def complete(
        self, node: Plain, wanted: Mapping[str, Any], read: Callable[[Node, Context], Entry]
    ) -> Plain:
        """Add to a part of the document what it does not say of what it was made of.

        Args:
            node: the part.
            wanted: what it was made of.
            read: how such a part is read.

        Returns:
            The part with properties.
        """
        context = self._context
        context.report = Report()
        return completed(node, read(Node(node, "", context.report), context).plain(), wanted)

    def observe(self, uuid: str, observation: Plain) -> None:
        """Add an observation to the document."""
        self.observations.append(observation)
        self._context.observations[uuid.lower()] = Node(observation, "", Report())


def title_of(text: str) -> str:
    """Make a title of a text: the text itself if it is one line, or else what can be seen of it on one."""
    if is_line(text):
        return text
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line or "Untitled"


def first_of(text: str | None) -> str | None:
    """Give the moment a written date begins, None where it has no first day."""
    day = None if text is None else WrittenDate(text).first
    return None if day is None else first_moment(day)


def last_of(text: str | None) -> str | None:
    """Give the last second of a written date, None where it has no last day."""
    day = None if text is None else WrittenDate(text).last
    return None if day is None else last_moment(day)
