"""Controls and the assurances that show whether they work."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from govkit.model.change import changed, refuse_unchangeable
from govkit.model.constraint import Line, Ref, Text, is_tuple, with_texts
from govkit.model.event import Change, Event
from govkit.model.written_date import WrittenDate, written


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Control:
    """What is in place to keep a risk's likelihood or impact down.

    Args:
        ref: reference, unique within its risk.
        title: what the control is.
        label: numeral or letter as printed; a label, not a key, since papers repeat some.
        effective: whether it is called effective, None if nothing is said.
        notes: anything else the paper says about it.
    """

    ref: Ref
    title: Text
    label: Text | None = None
    effective: bool | None = None
    notes: Text | None = None


class AssuranceSource(StrEnum):
    """Whether an assurance comes from inside or outside the organisation."""

    INTERNAL = "internal"
    EXTERNAL = "external"


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Assurance:
    """Evidence that controls work.

    Args:
        ref: reference, unique within its risk.
        title: what the assurance is.
        label: numeral as printed, "ii-iv" included.
        provider: who gives it.
        source: from inside or outside the organisation, None if the paper does not say.
        line: 1 management, 2 oversight, 3 independent, by the Three Lines Model; None if unknown.
        covers: refs of the controls of the same risk that it speaks about.
        received: when it was last received, None if that is not recorded.
        expires: the last day it can be relied on.
        conclusion: what it concluded, as printed.
        notes: anything else the paper says about it.
        workflow: id of its lifecycle; None means the register's default, or that it has none.
        state: state in that lifecycle; None where none is recorded.
        events: what its lifecycle recorded, oldest first.
    """

    KIND: ClassVar[str] = "assurance"
    CHANGEABLE: ClassVar[frozenset[str]] = frozenset(
        {"provider", "received", "expires", "conclusion", "notes"}
    )

    ref: Ref
    title: Text
    label: Text | None = None
    provider: Text | None = None
    source: AssuranceSource | None = attrs.field(
        default=None, converter=attrs.converters.optional(AssuranceSource)
    )
    line: Line | None = None
    covers: tuple[Ref, ...] = attrs.field(default=(), validator=is_tuple)
    received: WrittenDate | None = attrs.field(default=None, converter=written)
    expires: WrittenDate | None = attrs.field(default=None, converter=written)
    conclusion: Text | None = None
    notes: Text | None = None
    workflow: Ref | None = None
    state: Ref | None = None
    events: tuple[Event, ...] = attrs.field(default=(), validator=is_tuple)

    @property
    def address(self) -> str:
        """What it is called within its risk."""
        return self.ref

    def revised(
        self, changes: dict[str, Any], *, on: dt.date, by: str | None, why: str | None
    ) -> tuple["Assurance", tuple[Change, ...]]:
        """Change single fields, keeping what they held.

        Args:
            changes: field names with new values.
            on: the day of the change.
            by: who changes it.
            why: the reason.

        Returns:
            The new assurance, and per changed field what it held before and holds now.

        Raises:
            UnknownNameError: a name is no field that can be changed.
        """
        del on, by, why  # the event keeps them
        refuse_unchangeable("an assurance", changes, self.CHANGEABLE)
        return changed(self, changes, dates={"received", "expires"})


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Plan:
    """A plan that serves as a control of many risks at once.

    Args:
        ref: reference, unique within the register.
        title: name of the plan.
        covers: refs of the risks it controls.
        covers_all: whether it controls every risk of the register.
        areas: the risk areas as printed, which may name more than the register holds.
    """

    ref: Ref
    title: Text
    covers: tuple[Ref, ...] = attrs.field(default=(), validator=is_tuple)
    covers_all: bool = False
    areas: tuple[Text, ...] = attrs.field(default=(), validator=is_tuple)
