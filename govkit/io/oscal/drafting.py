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
        observations: observations so far, by UUID in small letters.
        assured: per observation the assurance it was made of.
        risks: UUIDs of risks by ref.
    """

    uuids: Uuids
    day: str
    scheme: str | None
    parties: Parties = attrs.Factory(Parties)
    observations: dict[str, Plain] = attrs.Factory(dict)
    assured: dict[str, Plain] = attrs.Factory(dict)
    risks: dict[str, str] = attrs.Factory(dict)

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
        return completed(node, read(Node(node, "", Report()), self.context()).plain(), wanted)

    def context(self) -> Context:
        """What a reader would know of the document as far as it is written."""
        context = Context(scheme=self.scheme)
        context.parties.update(self.parties.names)
        for uuid, each in self.observations.items():
            context.observations[uuid] = Node(each, "", context.report)
        return context


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
