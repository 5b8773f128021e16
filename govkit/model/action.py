"""Actions: a risk's future actions, a board's action log, an audit's recommendations."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from govkit.model.change import change_of, refuse_unchangeable
from govkit.model.constraint import Ref, Text, is_tuple, with_texts
from govkit.model.copying import replaced
from govkit.model.event import Change, Event
from govkit.model.written_date import DateKind, WrittenDate, written


class OriginKind(StrEnum):
    """Where an action was raised."""

    MEETING = "meeting"
    AUDIT = "audit"


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Origin:
    """How an action came about.

    Args:
        kind: a meeting or an audit.
        raised: the date it was raised.
        agenda_item: item of the meeting's agenda.
        area: ref of the audit area in the same register.
    """

    kind: OriginKind = attrs.field(converter=OriginKind)
    raised: WrittenDate | None = attrs.field(default=None, converter=written)
    agenda_item: Text | None = None
    area: Ref | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class AuditFinding:
    """The audit finding that an action answers.

    Args:
        title: what was found.
        priority: priority as printed ("High", "Medium").
    """

    title: Text
    priority: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Revision:
    """A deadline that was moved; the original stays where it was.

    Args:
        deadline: the new deadline.
        on: the day it was moved.
        by: who moved it.
        why: the reason given.
    """

    deadline: WrittenDate = attrs.field(converter=written)
    on: dt.date | None = None
    by: Text | None = None
    why: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Update:
    """A dated note on progress; papers print some without a date and some without a text.

    Args:
        text: what was noted.
        date: the date of the note.
    """

    text: Text | None = None
    date: WrittenDate | None = attrs.field(default=None, converter=written)


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Action:
    """Something somebody undertook to do.

    Args:
        ref: number as printed; unique within its risk, its meeting or its audit area.
        title: what is to be done.
        workflow: id of the lifecycle; None means the register's default, or else the one named "action".
        state: state in that lifecycle; None where none is recorded, which the lifecycle takes for its
            initial state.
        origin: the meeting or audit that raised it.
        finding: the audit finding it answers.
        owner: who is to do it.
        organisation: the organisation responsible.
        start: when it starts or started.
        deadline: when it was first due; later moves are in ``revisions``.
        revisions: every later deadline, oldest first.
        end: when it ended.
        evidence: what shows that it was done, where somebody asks for that.
        updates: progress notes.
        notes: anything else the paper says.
        events: what its lifecycle recorded, oldest first.
    """

    KIND: ClassVar[str] = "action"
    CHANGEABLE: ClassVar[frozenset[str]] = frozenset(
        {"start", "deadline", "end", "title", "owner", "organisation", "evidence", "notes"}
    )

    ref: Ref
    title: Text
    workflow: Ref | None = None
    state: Ref | None = None
    origin: Origin | None = None
    finding: AuditFinding | None = None
    owner: Text | None = None
    organisation: Text | None = None
    start: WrittenDate | None = attrs.field(default=None, converter=written)
    deadline: WrittenDate | None = attrs.field(default=None, converter=written)
    revisions: tuple[Revision, ...] = attrs.field(default=(), validator=is_tuple)
    end: WrittenDate | None = attrs.field(default=None, converter=written)
    evidence: Text | None = None
    updates: tuple[Update, ...] = attrs.field(default=(), validator=is_tuple)
    notes: Text | None = None
    events: tuple[Event, ...] = attrs.field(default=(), validator=is_tuple)

    @property
    def due(self) -> WrittenDate | None:
        """The deadline in force: the last revision, or else the original."""
        return self.revisions[-1].deadline if self.revisions else self.deadline

    @property
    def times_moved(self) -> int:
        """How often its deadline was moved."""
        return len(self.revisions)

    @property
    def address(self) -> str:
        """The action's place among the actions of its log: ``2019-01-24/1.0``, ``4/1.4``, ``A2``."""
        origin = self.origin
        if origin is None:
            return self.ref
        if origin.raised is not None and origin.raised.kind is not DateKind.BLANK:
            first = origin.raised.first
            day = first.isoformat() if first and origin.raised.kind is DateKind.DAY else origin.raised.text
            return f"{day}/{self.ref}"
        return f"{origin.area}/{self.ref}" if origin.area else self.ref

    def revised(
        self, changes: dict[str, Any], *, on: dt.date, by: str | None, why: str | None
    ) -> tuple["Action", tuple[Change, ...]]:
        """Change single fields, keeping what they held.

        A new ``deadline`` on an action that has one already becomes a revision; taking the deadline away
        becomes a blank one.

        Args:
            changes: field names with new values; dates may be texts, days or written dates.
            on: the day of the change.
            by: who changes it.
            why: the reason.

        Returns:
            The new action, and per changed field what it held before and holds now.

        Raises:
            UnknownNameError: a name is no field that can be changed.
        """
        refuse_unchangeable("an action", changes, self.CHANGEABLE)
        values: dict[str, Any] = {}
        record = []
        for name, value in changes.items():
            new: Any = written(value) if name in _DATES else value
            old = self.due if name == "deadline" else getattr(self, name)
            moved = name == "deadline" and old is not None
            if moved and new is None:
                new = WrittenDate("")
            if new == old:
                continue
            if moved:
                values["revisions"] = (*self.revisions, Revision(deadline=new, on=on, by=by, why=why))
            else:
                values[name] = new
            record.append(change_of(name, old, new))
        return (replaced(self, values) if values else self), tuple(record)


_DATES = frozenset({"start", "deadline", "end"})
