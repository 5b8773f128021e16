"""The review of a risk, which comes round again and again."""

import datetime as dt
from typing import Any, ClassVar

import attrs

from govkit.model.change import changed, refuse_unchangeable
from govkit.model.constraint import Ref, Text, is_tuple, with_texts
from govkit.model.event import Change, Event
from govkit.model.written_date import WrittenDate, written


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Review:
    """When a risk was last reviewed, and where its next review stands.

    Args:
        last: the day of the last review that was confirmed; changing the risk does not move it.
        workflow: id of the lifecycle of the review.
        state: state in that lifecycle; None where none is recorded.
        notes: anything else the paper says.
        events: what its lifecycle recorded, oldest first.
    """

    KIND: ClassVar[str] = "review"
    CHANGEABLE: ClassVar[frozenset[str]] = frozenset({"last", "notes"})

    last: WrittenDate | None = attrs.field(default=None, converter=written)
    workflow: Ref | None = None
    state: Ref | None = None
    notes: Text | None = None
    events: tuple[Event, ...] = attrs.field(default=(), validator=is_tuple)

    @property
    def address(self) -> str:
        """What it is called within its risk."""
        return self.KIND

    def revised(
        self, changes: dict[str, Any], *, on: dt.date, by: str | None, why: str | None
    ) -> tuple["Review", tuple[Change, ...]]:
        """Change single fields, keeping what they held.

        Args:
            changes: field names with new values.
            on: the day of the change.
            by: who changes it.
            why: the reason.

        Returns:
            The new review, and per changed field what it held before and holds now.

        Raises:
            UnknownNameError: a name is no field that can be changed.
        """
        del on, by, why  # the event keeps them
        refuse_unchangeable("a review", changes, self.CHANGEABLE)
        return changed(self, changes, dates={"last"})
