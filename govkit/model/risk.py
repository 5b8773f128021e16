"""Risks, with everything a register's template sheet holds about one."""

import datetime as dt
from typing import Any, ClassVar

import attrs

from govkit.model.action import Action
from govkit.model.assessment import Assessment, EarlierAssessment, Phase
from govkit.model.body import Acceptance, Report
from govkit.model.change import change_of, changed, refuse_unchangeable
from govkit.model.constraint import Ref, Text, is_a, is_tuple, tuple_of, with_texts
from govkit.model.control import Assurance, Control
from govkit.model.copying import replaced
from govkit.model.event import Change, Event
from govkit.model.review import Review
from govkit.model.written_date import WrittenDate, written

PHASES = tuple(phase.value for phase in Phase)
"""The three assessments of a risk: before controls, with controls, and aimed at."""


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class ExternalRef:
    """A risk that another register holds.

    Args:
        register: the other register, as it is called.
        ref: its ref there.
        rating: its rating as printed ("Amber").
    """

    register: Text
    ref: Ref
    rating: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=with_texts)
class Risk:
    """An effect of uncertainty on objectives (ISO 31000), as one entry of a register.

    Args:
        ref: reference, unique within the register.
        title: the risk in a few words.
        statement: cause, event and consequence in full.
        status: status as printed ("Update", "New", "Closed").
        status_date: the date printed with the status.
        objective: ref of the objective it threatens.
        causes: what could bring it about.
        effects: what would follow.
        executive_lead: the body or role accountable.
        senior_lead: the role that looks after it.
        inherent: assessment before controls.
        current: assessment with the controls in place.
        target: assessment aimed at, once the actions are done ("future" in some papers).
        earlier: assessments that others have replaced, oldest first.
        controls: what is in place.
        assurances: evidence that the controls work.
        actions: what is still to be done.
        acceptances: decisions to carry it above tolerance, oldest first.
        reports: bodies it was reported to.
        links: risks of other registers it goes with.
        review: when it was last reviewed, where that is kept by itself.
        notes: anything else the paper says.
        workflow: id of its lifecycle; None means the register's default, or that it has none.
        state: state in that lifecycle; None where none is recorded.
        events: what its lifecycle recorded, oldest first.
    """

    KIND: ClassVar[str] = "risk"
    CHANGEABLE: ClassVar[frozenset[str]] = frozenset(
        {"title", "statement", "status", "executive_lead", "senior_lead", "acceptance", "notes"}
    )

    ref: Ref = attrs.field(validator=is_a(str))
    title: Text
    statement: Text | None = None
    status: Text | None = None
    status_date: WrittenDate | None = attrs.field(default=None, converter=written)
    objective: Ref | None = None
    causes: tuple[Text, ...] = attrs.field(default=(), validator=is_tuple)
    effects: tuple[Text, ...] = attrs.field(default=(), validator=is_tuple)
    executive_lead: Text | None = None
    senior_lead: Text | None = None
    inherent: Assessment | None = attrs.field(default=None, validator=is_a(Assessment))
    current: Assessment | None = attrs.field(default=None, validator=is_a(Assessment))
    target: Assessment | None = attrs.field(default=None, validator=is_a(Assessment))
    earlier: tuple[EarlierAssessment, ...] = attrs.field(default=(), validator=is_tuple)
    controls: tuple[Control, ...] = attrs.field(default=(), validator=tuple_of(Control))
    assurances: tuple[Assurance, ...] = attrs.field(default=(), validator=tuple_of(Assurance))
    actions: tuple[Action, ...] = attrs.field(default=(), validator=tuple_of(Action))
    acceptances: tuple[Acceptance, ...] = attrs.field(default=(), validator=is_tuple)
    reports: tuple[Report, ...] = attrs.field(default=(), validator=is_tuple)
    links: tuple[ExternalRef, ...] = attrs.field(default=(), validator=is_tuple)
    review: Review | None = None
    notes: Text | None = None
    workflow: Ref | None = None
    state: Ref | None = None
    events: tuple[Event, ...] = attrs.field(default=(), validator=is_tuple)

    @property
    def address(self) -> str:
        """What it is called in its register."""
        return self.ref

    @property
    def acceptance(self) -> Acceptance | None:
        """The latest decision to carry it above tolerance, in force or not."""
        return self.acceptances[-1] if self.acceptances else None

    def revised(
        self, changes: dict[str, Any], *, on: dt.date, by: str | None, why: str | None
    ) -> tuple["Risk", tuple[Change, ...]]:
        """Change single fields, keeping what they held.

        A new ``acceptance`` is added to those before it; who decided, on which day and why are the occasion's
        unless it says otherwise.

        Args:
            changes: field names with new values; ``acceptance`` takes an ``Acceptance``, or the last day that
                it holds.
            on: the day of the change.
            by: who changes it.
            why: the reason.

        Returns:
            The new risk, and per changed field what it held before and holds now.

        Raises:
            UnknownNameError: a name is no field that can be changed.
        """
        refuse_unchangeable("a risk", changes, self.CHANGEABLE)
        plain = {name: value for name, value in changes.items() if name != "acceptance"}
        new, record = changed(self, plain, dates=())
        if changes.get("acceptance") is not None:
            given = changes["acceptance"]
            if not isinstance(given, Acceptance):
                given = Acceptance(until=given)
            accepted = attrs.evolve(
                given, by=given.by or by, on=written(given.on or on), why=given.why or why
            )
            record = (*record, change_of("acceptance", self.acceptance, accepted))
            new = replaced(new, {"acceptances": (*self.acceptances, accepted)})
        return new, record
