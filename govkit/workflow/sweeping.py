"""Sweeping: whatever fires by itself is fired, until nothing more does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Final, TypeVar

from govkit.errors import DefinitionError
from govkit.model import Event
from govkit.model.require import require
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject, next_move, taken, unknown_state
from govkit.workflow.field import View

S = TypeVar("S", bound=Subject)

Move = Callable[[S, str], S]
"""Takes an item and its address as far as it moves by itself."""


def sweep(
    workflow: Workflow,
    items: Iterable[tuple[S, str]],
    *,
    as_of: date,
    facts: Mapping[str, Any] | None = None,
) -> tuple[list[S], list[Event]]:
    """Fire everything that fires by itself, until nothing more does.

    Args:
        workflow: the lifecycle of all the items.
        items: items with their addresses.
        as_of: the day in question; deadlines whose last day is before it have passed.
        facts: what the lifecycle declares beside the items, for all the same; what is missing is not known.

    Returns:
        The items in order, those that nothing happened to being the very same objects, and the events.
        Sweeping the result again on the same day makes no event.

    Raises:
        UnknownNameError: an item is in a state the lifecycle lacks.
        DefinitionError: the lifecycle's automatic rows go round in a circle.
        TypeError: ``items`` are no pairs.
    """
    occasion = workflow.occasion(facts, as_of=as_of)
    require("items", items, Iterable, "write [(item, item.address)]")
    pairs = items if isinstance(items, list | tuple) else list(items)
    events: list[Event] = []
    move = mover(workflow, occasion, events)
    if pairs:
        try:
            return _by_days(workflow, pairs, as_of, move), events
        except (AttributeError, KeyError, TypeError):
            # An unknown state, or something other than a day: a close look says it in words.
            events.clear()
            for pair in pairs:
                require("each of items", pair, (tuple, list), "write (item, item.address)")
    return [move(pair[0], pair[1]) for pair in pairs], events


def mover(
    workflow: Workflow,
    occasion: Mapping[str, Any],
    events: list[Event],
    *,
    until: str | None = None,
    steps: list[Any] | None = None,
) -> Move[Any]:
    """Make what takes an item as far as it moves by itself.

    Args:
        workflow: its lifecycle.
        occasion: the occasion, as ``Workflow.occasion`` gathers it.
        events: a list that its events are put into.
        until: a trigger that is not fired, and nothing after it; None for none.
        steps: a list that the item is put into after each event; None for none.

    Returns:
        A function that takes an item and its address, and gives the item, the very same if nothing happened.
        It raises ``UnknownNameError`` for a state the lifecycle lacks, and ``DefinitionError`` for rows that
        go round in a circle.
    """
    moves = workflow.moves
    most = len(workflow.states) + 1

    def move(item: S, ref: str) -> S:
        for _ in range(most):
            ways = moves.get(item.state)
            if ways is None:
                raise unknown_state(workflow, item, ref)
            if not ways:
                return item
            view = View(item, item, occasion)
            way = next_move(ways, view)
            if way is None or way.row.trigger == until:
                return item
            item, event = taken(way, item, view, (), ref)
            events.append(event)
            if steps is not None:
                steps.append(item)
        raise DefinitionError(
            f"workflow {workflow.id}", [f"the rows that fire by themselves never come to rest ({ref})"]
        )

    return move


def _by_days(workflow: Workflow, pairs: Sequence[tuple[S, str]], as_of: date, move: Move[S]) -> list[S]:
    """Pass by what waits for nothing, or for a day that is not over, and move the rest.

    Most items of a large log are passed by, so this is one expression with everything looked up before. Items
    are nearly always of one class; how it is read is looked up for that one, and others are moved.
    """
    cls = type(pairs[0][0])
    held = {state: _held_by(cls, paths) for state, paths in workflow.waits.items()}
    return [
        item
        if (read := held[(item := pair[0]).state]) is None
        or (
            type(item) is cls
            and ((written := read(item)) is None or (last := written.last) is None or last >= as_of)
        )
        else move(item, pair[1])
        for pair in pairs
    ]


class _Over:
    """Stands for a written date that is over on any day: whatever has it is looked at closely."""

    @property
    def last(self) -> "_Over":
        """The last day, which is before every other."""
        return self

    def __ge__(self, _: object) -> bool:
        return False


_OVER: Final = _Over()

Read = Callable[[Any], Any]


def _closely(_: object) -> Any:
    return _OVER


def _held_by(cls: type, paths: tuple[tuple[str, str], ...] | None) -> Read | None:
    """Find how to read the date that an item of a class waits for; None if it waits for nothing."""
    match paths:
        case ():
            return None
        case ((name, "last"),):
            found = getattr(cls, name, None)
            # Asking an item for a property costs twice what the property's function does.
            return (type(found) is property and found.fget) or attrgetter(name)
        case _:
            return _closely
