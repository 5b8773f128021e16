"""A lifecycle with what its checks ask of it again and again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from govkit.workflow.definition import Row, Workflow
from govkit.workflow.field import Field
from govkit.workflow.guard import Compare, Guard, Present
from govkit.workflow.path import Parts
from govkit.workflow.verify.names import Names
from govkit.workflow.verify.valuation import (
    BOUND,
    CannotTellError,
    Occasion,
    Valuation,
    fields_of,
    leaves,
    valuations,
)


@attrs.frozen
class Untold:
    """A check could not tell.

    Args:
        cause: what was in the way, as a clause.
        about: of what it could not tell, in words; empty where the clause says it.
    """

    cause: str
    about: str = ""


@attrs.frozen
class Place:
    """Where a field is read.

    Args:
        said: the place in words.
        field: the field.
        states: the states it has to do with.
        triggers: the triggers.
    """

    said: str
    field: Field
    states: tuple[str, ...]
    triggers: tuple[str, ...]


@attrs.frozen
class Survey:
    """A lifecycle and how its conditions can come out.

    Args:
        workflow: the lifecycle.
        bound: how many ways of coming out are looked at, at most, in one place.
    """

    workflow: Workflow
    bound: int = BOUND

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows."""
        return self.workflow.rows

    @cached_property
    def names(self) -> Names:
        """What names stand for."""
        return Names(self.workflow)

    def row(self, place: int) -> str:
        """Name a row: ``row 4 (extend from "overdue" to "ongoing")``."""
        row = self.rows[place]
        sources = quoted(dict.fromkeys(row.sources))
        way = f"within {sources}" if row.target is None else f'from {sources} to "{row.target}"'
        return f"row {place + 1} ({row.trigger} {way})"

    def ways_out(self, state: str) -> Iterator[tuple[int, str]]:
        """List the rows that lead out of a state to another, with where they lead."""
        for place, row in enumerate(self.rows):
            if state in row.sources and row.target not in (None, state):
                yield place, row.target or state

    @cached_property
    def live(self) -> frozenset[int]:
        """The rows that can be taken, as far as that can be told."""
        return frozenset(place for place in range(len(self.rows)) if self.can_hold(place) is not False)

    def occasion(self, place: int) -> Occasion:
        """Say on which occasion somebody takes a row."""
        return Occasion.UNCHANGED if self.rows[place].changes == () else Occasion.FIRED

    def can_hold(self, place: int) -> bool | Untold:
        """Say whether the conditions of a row can hold together when somebody fires it."""
        return self.can(self.row(place), self.rows[place].conditions, self.occasion(place))

    def can(self, about: str, guards: Sequence[Guard], occasion: Occasion) -> bool | Untold:
        """Say whether conditions can hold together.

        Args:
            about: whose they are, in words.
            guards: the conditions.
            occasion: the occasion.

        Returns:
            Whether they can, or why that cannot be told.
        """
        ways = self.ways(about, guards, occasion)
        return ways if isinstance(ways, Untold) else any(holds(guards, way) for way in ways)

    def ways(self, about: str, guards: Iterable[Guard], occasion: Occasion) -> tuple[Valuation, ...] | Untold:
        """List every way in which conditions can come out together.

        Args:
            about: whose they are, in words.
            guards: the conditions.
            occasion: the occasion.

        Returns:
            Values for each, or why they cannot be told.
        """
        try:
            return valuations(tuple(guards), self.names, occasion, bound=self.bound)
        except CannotTellError as error:
            return Untold(str(error), about)

    @cached_property
    def guards(self) -> Mapping[str, Guard]:
        """Every guard by its place in words, days that rows wait for left out."""
        guards = {self.row(place): row.guard for place, row in enumerate(self.rows)}
        guards |= {held_in(state.name): state.holds for state in self.workflow.states}
        return {said: guard for said, guard in guards.items() if guard is not None}

    @cached_property
    def conditions(self) -> Mapping[str, tuple[Guard, ...]]:
        """Every condition by its place in words, the days that rows wait for among them."""
        held = {said: (guard,) for said, guard in self.guards.items()}
        return held | {self.row(place): row.conditions for place, row in enumerate(self.rows)}

    @cached_property
    def reads(self) -> tuple[Place, ...]:
        """Every place at which a field is read, as far as the conditions are govkit's own."""
        found = []
        for place, row in enumerate(self.rows):
            fields = [field for guard in row.conditions for field in read_by(guard)]
            fields += () if row.since is None else (row.since,)
            found += [
                Place(self.row(place), field, tuple(dict.fromkeys(row.sources)), (row.trigger,))
                for field in fields
            ]
        for state in self.workflow.states:
            if state.holds is not None:
                where = held_in(state.name)
                found += [Place(where, field, (state.name,), ()) for field in read_by(state.holds)]
        return tuple(found)

    def may_shift(self, guards: Iterable[Guard], cleared: Iterable[str]) -> bool:
        """Whether clearing fields may change what conditions read besides those fields."""
        gone = set(cleared)
        read: set[Parts] = {field.parts for guard in guards for field in read_by(guard)}
        return bool(gone) and any(
            parts[0] not in gone and not self.names.stands_still(parts) for parts in read
        )

    @cached_property
    def examined(self) -> str:
        """What was looked at, in a sentence."""
        count = len(
            {leaf for guards in self.conditions.values() for guard in guards for leaf in leaves_of(guard)}
        )
        return (
            f"{_number(len(self.workflow.states), 'state')}, {_number(len(self.rows), 'row')} and "
            f"{_number(count, 'simple condition')} were examined."
        )


def holds(guards: Iterable[Guard], way: Valuation) -> bool:
    """Whether conditions hold together."""
    return all(guard(way) for guard in guards)


def read_by(guard: Guard) -> tuple[Field, ...]:
    """List the fields a condition reads, one of a stranger's kind reading nothing that is known."""
    return tuple(dict.fromkeys(field for leaf in leaves_of(guard) for field in fields_of(leaf)))


def leaves_of(guard: Guard) -> tuple[Present | Compare, ...]:
    """List what a condition is made of; nothing if a part of it is of a stranger's kind."""
    try:
        return leaves([guard])
    except CannotTellError:
        return ()


def held_in(state: str) -> str:
    """Name what holds in a state."""
    return f'what holds in "{state}"'


def quoted(names: Iterable[str]) -> str:
    """List names, each in quotation marks."""
    return ", ".join(f'"{name}"' for name in names)


def said(guards: Sequence[Guard]) -> str:
    """Say conditions in one clause."""
    return " and ".join(guard.sentence() for guard in guards)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
