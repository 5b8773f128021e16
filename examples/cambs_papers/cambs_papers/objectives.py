"""The objectives that risks stand under, by the headings that name them."""

import re
from typing import Any, Final

import attrs

from cambs_papers.passage import Passage
from cambs_papers.tree import Read

_REST: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_REF: Final = 90


@attrs.define
class Objectives:
    """Collects the objectives of a register, each once.

    Attributes:
        all: the objectives so far, as trees.
    """

    all: list[dict[str, Any]] = attrs.field(factory=list)
    _named: dict[str, dict[str, Any]] = attrs.field(factory=dict)

    def ref(self, heading: Passage) -> Read:
        """Take a heading for an objective.

        Args:
            heading: its title as printed.

        Returns:
            A reference to it.
        """
        return Read(self.named(heading)["ref"], heading)

    def named(self, heading: Passage) -> dict[str, Any]:
        """Take a heading for an objective, a new one if none is called so.

        Args:
            heading: its title as printed.

        Returns:
            The objective as a tree, which can be added to.
        """
        title = heading.text.lower()
        if title not in self._named:
            plain = _REST.sub("-", title).strip("-")[:_LONGEST_REF].strip("-") or "objective"
            taken = {each["ref"] for each in self.all}
            further = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
            ref = next(each for each in (plain, *further) if each not in taken)
            self._named[title] = {"ref": ref, "title": heading}
            self.all.append(self._named[title])
        return self._named[title]
