"""Another version of a lifecycle for the items of a register: what becomes of them, and how they go over."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from govkit.analysis import Facts, lifecycle_of, with_lifecycles
from govkit.errors import DefinitionError
from govkit.model import Event, Located, Register
from govkit.scoring import BaseScheme
from govkit.workflow import (
    InFlight,
    MigrationPlan,
    View,
    Workflow,
    confirm_migration,
    in_flight,
    plan_migration,
)
from govkit.workflow.versions import cannot_stay, kind_faults


@attrs.frozen
class LifecycleChange:
    """The items of a register that are under a lifecycle, and what becomes of them under another.

    Args:
        register: the register.
        old: the lifecycle they are under.
        new: another version of it, or another lifecycle.
        schemes: scoring schemes at hand, by id, from which facts follow that conditions may read.
    """

    register: Register
    old: Workflow
    new: Workflow
    schemes: Mapping[str, BaseScheme] = attrs.field(factory=dict, eq=False, repr=False)

    @cached_property
    def items(self) -> tuple[Located[Any], ...]:
        """The items that are under the old lifecycle."""
        return tuple(
            each
            for each in with_lifecycles(self.register)
            if lifecycle_of(each.item) == self.old.id and self.old.kind == each.item.KIND
        )

    @cached_property
    def others(self) -> int:
        """How many items are under another lifecycle."""
        return sum(1 for _ in with_lifecycles(self.register)) - len(self.items)

    @cached_property
    def fates(self) -> tuple[InFlight, ...]:
        """What becomes of each item, in their order."""
        return in_flight(self.old, self.new, self._pairs())

    def must_go(self, each: InFlight) -> str | None:
        """Say why somebody has to decide what becomes of an item, None where it may stay as it is."""
        return cannot_stay(each, self.old, self.new)

    @property
    def undecided(self) -> tuple[InFlight, ...]:
        """The items of which somebody has to decide."""
        return tuple(each for each in self.fates if self.must_go(each) is not None)

    def at_odds(self, located: Located[Any], state: str, *, as_of: date) -> list[str]:
        """Say why what holds in a state of the new lifecycle would not hold of an item that came to it.

        Args:
            located: one of ``items``.
            state: name of the state.
            as_of: the day in question.

        Returns:
            Sentences without the values that were found, so that they read alike for every item; empty if
            nothing speaks against it.
        """
        holds = self.new.state[state].holds
        if holds is None:
            return []
        facts = self.new.occasion(
            Facts(self.register, self.schemes, as_of).of(self.new, located), as_of=as_of
        )
        view = View(located.item, located.item, facts)
        try:
            return [] if holds(view) else list(holds.reasons(view, values=False))
        except DefinitionError as error:
            return [f"there is no telling, since {problem}" for problem in error.problems]

    def refuse_other_kind(self) -> None:
        """Refuse to take items over to a lifecycle that is for another kind of item.

        Raises:
            DefinitionError: it is.
        """
        faults = kind_faults(self.old, self.new)
        if faults:
            raise DefinitionError(f"a migration to {self.new.id}", faults)

    def plan(self, states: Mapping[str, str] | None = None) -> MigrationPlan:
        """Plan how the items would go over.

        Args:
            states: for states of the old version the state of the new one that takes their place.

        Returns:
            The plan, as ``plan_migration`` makes it.

        Raises:
            DefinitionError: ``states`` names a state that a version lacks, or the new lifecycle is for
                another kind of item.
        """
        return plan_migration(self.old, self.new, self._pairs(), states)

    def confirm(self, plan: MigrationPlan, *, on: date, by: str, why: str) -> tuple[Register, list[Event]]:
        """Do what a plan says, in the name of somebody.

        Args:
            plan: what ``plan`` made.
            on: the day it is recorded on.
            by: who confirms it.
            why: the reason.

        Returns:
            A new register, and an event per item that moved.

        Raises:
            DefinitionError: items are undecided, who or why is blank, or something was recorded of an item
                after ``on``.
        """
        moved, events = confirm_migration(plan, self._pairs(), on=on, by=by, why=why)
        return self.with_items(moved), events

    def _pairs(self) -> list[tuple[Any, str]]:
        return [(each.item, each.address) for each in self.items]

    def with_items(self, moved: list[Any]) -> Register:
        """Put items in the place of those that are under the lifecycle.

        Args:
            moved: an item for each, in their order.

        Returns:
            A new register.
        """
        new = {each.path: item for each, item in zip(self.items, moved, strict=True)}
        return self.register.map_items(self.old.kind, lambda each: new.get(each.path, each.item))
