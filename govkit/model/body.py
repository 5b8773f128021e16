"""Bodies that meet or are reported to: boards, committees, panels and groups, and how often that happens."""

from enum import StrEnum

import attrs

from govkit.model.constraint import Ref, Text, is_tuple
from govkit.model.written_date import WrittenDate, written, written_day


class BodyKind(StrEnum):
    """What sort of body meets."""

    BOARD = "board"
    COMMITTEE = "committee"
    PANEL = "panel"
    GROUP = "group"


class Cadence(StrEnum):
    """How often something is done; ``months`` and ``days`` say how much time lies between."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SIX_MONTHLY = "six-monthly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many whole months lie between one time and the next; 0 for what is done weekly."""
        return {"weekly": 0, "monthly": 1, "quarterly": 3, "six-monthly": 6, "yearly": 12}[self.value]

    @property
    def days(self) -> int:
        """How many days lie between, beyond those months: 7 for what is done weekly, or else 0."""
        return 7 if self is Cadence.WEEKLY else 0


@attrs.frozen(kw_only=True)
class Meeting:
    """One meeting of a body.

    Args:
        on: the day.
        considers_register: whether the register is before it.
        item: the item of its agenda under which the register is before it.
        time: when it begins, as printed.
        venue: where it meets.
        notes: anything else printed.
    """

    on: WrittenDate = attrs.field(converter=written_day)
    considers_register: bool = False
    item: Text | None = None
    time: Text | None = None
    venue: Text | None = None
    notes: Text | None = None


@attrs.frozen(kw_only=True)
class Body:
    """A board, committee, panel or group, or another party that is reported to regularly.

    Args:
        ref: reference, unique within the register.
        title: its name.
        kind: board, committee, panel or group.
        reports: how often the register is reported to it, None if the source does not say.
        escalates: whether it is the body that what is above tolerance goes to.
        leads: executive leads whose risks go to it, where several bodies escalate; empty for all.
        meetings: its meetings, past and to come.
    """

    ref: Ref
    title: Text
    kind: BodyKind = attrs.field(converter=BodyKind)
    reports: Cadence | None = attrs.field(default=None, converter=attrs.converters.optional(Cadence))
    escalates: bool = False
    leads: tuple[Text, ...] = attrs.field(default=(), validator=is_tuple)
    meetings: tuple[Meeting, ...] = attrs.field(default=(), validator=is_tuple)


@attrs.frozen(kw_only=True)
class Report:
    """That something was reported to a body.

    Args:
        to: ref of the body.
        on: the day.
    """

    to: Ref
    on: WrittenDate | None = attrs.field(default=None, converter=written)


@attrs.frozen(kw_only=True)
class Acceptance:
    """A decision to carry a risk above tolerance.

    Args:
        by: by whose authority.
        on: the day it was accepted.
        until: the last day it holds, None where no end was set.
        why: the reason.
    """

    by: Text | None = None
    on: WrittenDate | None = attrs.field(default=None, converter=written)
    until: WrittenDate | None = attrs.field(default=None, converter=written)
    why: Text | None = None

    def __str__(self) -> str:
        """Render as ``by the Commissioner until 2020-03-31: too costly to lower``."""
        parts = (("by", self.by), ("on", self.on), ("until", self.until))
        said = " ".join(f"{word} {value}" for word, value in parts if value is not None)
        return f"{said}: {self.why}" if self.why else said or "nothing recorded"
