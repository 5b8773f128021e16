"""An index of the days that items wait for, so that "what lapses today" costs what lapses today."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from govkit.errors import DefinitionError
from govkit.workflow.definition import Workflow
from govkit.workflow.engine import Subject, unknown_state


@attrs.frozen
class DueIndex:
    """Items by the day that they wait for, earliest first.

    It is made once for items that do not change, and asked any number of times; asking costs the size of the
    answer. Items that wait for no day are not in it.

    Args:
        workflow: the lifecycle of all the items; what fires by itself there waits for days of the item alone.
        items: items with their addresses.
    """

    workflow: Workflow
    items: tuple[tuple[Subject, str], ...] = attrs.field(converter=tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse a lifecycle for which days do not decide.

        Raises:
            DefinitionError: something fires by itself that waits for no day, or for one that is a fact.
        """
        states = [name for name, paths in self.workflow.waits.items() if paths is None and name is not None]
        if states:
            fault = f"in {', '.join(states)} something else than days of the item decides; sweep it instead"
            raise DefinitionError(f"workflow {self.workflow.id}", [fault])

    @cached_property
    def _days(self) -> tuple[list[date], list[tuple[Subject, str]]]:
        found = []
        waits = self.workflow.waits
        for place, (item, ref) in enumerate(self.items):
            if item.state not in waits:
                raise unknown_state(self.workflow, item, ref)
            days = [_day_of(item, path) for path in waits[item.state] or ()]
            known = [day for day in days if day is not None]
            if known:
                found.append((min(known), place))
        found.sort()
        return [day for day, _ in found], [self.items[place] for _, place in found]

    def over_by(self, as_of: date) -> Iterable[tuple[Subject, str]]:
        """List what a sweep has to look at: swept alone, they make the events of a sweep of all.

        Args:
            as_of: the day in question.

        Returns:
            The items whose day is over, with their addresses, the one that waited longest first. Those of
            which a guard does not hold, such as an action that ended in time, do not move.

        Raises:
            UnknownNameError: an item is in a state the lifecycle lacks.
        """
        days, items = self._days
        return items[: bisect_left(days, as_of)]

    def on(self, day: date) -> Iterable[tuple[Subject, str]]:
        """List what is due on a day.

        Args:
            day: the day.

        Returns:
            The items whose last day it is, with their addresses; a sweep looks at them on the day after.

        Raises:
            UnknownNameError: an item is in a state the lifecycle lacks.
        """
        days, items = self._days
        return items[bisect_left(days, day) : bisect_right(days, day)]


def _day_of(item: object, path: tuple[str, str]) -> date | None:
    held = getattr(item, path[0])
    day: Any = None if held is None else getattr(held, path[1])
    return day if type(day) is date else None
