"""What a dotted name stands for in a lifecycle: a field of the item it is for, or a fact of the occasion."""

from datetime import date
from functools import cached_property
from typing import Final

import attrs

from govkit.workflow.definition import Workflow
from govkit.workflow.field import BEFORE
from govkit.workflow.path import ENTITIES, Entity, Known, Lacking, Parts, walk

OCCASION: Final = ("as_of", "by", "why")


@attrs.frozen
class Names:
    """What the guards of a lifecycle can read."""

    workflow: Workflow

    @property
    def entity(self) -> Entity | None:
        """The class of its items, None if the kind is not known."""
        return ENTITIES.get(self.workflow.kind)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names that facts begin with."""
        return frozenset(fact.parts[0] for fact in self.workflow.facts)

    def find(self, parts: Parts) -> Known | Lacking:
        """Find what a name stands for.

        Args:
            parts: the name.

        Returns:
            What is known of it, or what it lacks.
        """
        head, rest = parts[0], parts[1:]
        if head in self.facts:
            return Known()
        if head in OCCASION:
            start = Known((date,), optional=False) if head == "as_of" else Known((str,))
            return walk(start, rest)
        if self.entity is None:
            return Known()
        item = Known((self.entity,), optional=False)
        found = walk(item, rest) if head == BEFORE else walk(item, parts)
        if isinstance(found, Lacking) and found.name == head and found.owner == self.entity.__name__:
            return attrs.evolve(found, known=(*found.known, *sorted(self.facts), *OCCASION, BEFORE))
        return found

    def stands_still(self, parts: Parts) -> bool:
        """Whether a field keeps its value while other fields are cleared, as far as that is known."""
        if parts[0] in self.facts or parts[0] in OCCASION:
            return True
        head, *rest = parts
        name = rest[0] if head == BEFORE and rest else head
        return self.entity is not None and name in attrs.fields_dict(self.entity)
