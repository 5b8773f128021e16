"""What happened to an item: the record that a transition leaves."""

from datetime import date

import attrs

from govkit.model.constraint import Ref, Text, is_tuple, with_texts


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Change:
    """One field that an event changed, as text before and after; None where there was nothing.

    Args:
        field: name of the field.
        before: what it held.
        after: what it holds.
    """

    field: Ref
    before: str | None = None
    after: str | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Event:
    """One transition of one item, kept with the item.

    Args:
        kind: kind of the item ("action").
        ref: address of the item in its register ("SR3.1/A2", "2019-01-24/1.0").
        trigger: what was fired.
        from_state: state before; "from" in files.
        to_state: state after; "to" in files.
        effective: the day it took effect: for a lapse the day after the deadline's last day.
        recorded: the day it was recorded, later than ``effective`` when nobody looked in between.
        by: who fired it, None for what the calendar fires.
        why: the reason given.
        changes: fields changed along with the state.
        workflow: id of the lifecycle that allowed it.
        version: version of that lifecycle, a hash of its definition.
    """

    kind: Ref
    ref: Text
    trigger: Ref
    from_state: Ref
    to_state: Ref
    effective: date
    recorded: date
    by: Text | None = None
    why: Text | None = None
    changes: tuple[Change, ...] = attrs.field(default=(), validator=is_tuple)
    workflow: Ref | None = None
    version: Text | None = None

    def __str__(self) -> str:
        """Render as ``SR3.1/A2 lapse: open → overdue since 2019-01-01``."""
        return f"{self.ref} {self.trigger}: {self.from_state} → {self.to_state} since {self.effective}"
