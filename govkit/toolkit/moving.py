"""How a toolkit moves items on through their lifecycles, and tells plug-ins of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from govkit.analysis import Facts, Swept, require_lifecycle, require_trigger, sweep_register, why_not_register
from govkit.errors import DefinitionError, UnknownNameError
from govkit.model import KINDS, Action, Assurance, Event, Item, Located, Register, Review, Risk
from govkit.model.require import require, require_day, require_register
from govkit.plugin import deliveries, event_key
from govkit.toolkit.offering import Offering
from govkit.workflow import Answers, Workflow, fire_in_turn, reasons_in_turn
from govkit.workflow.blame import blame

AnItem = TypeVar("AnItem", Action, Risk, Review, Assurance)


class Moving(Offering):
    """Fires triggers, says why not, and sweeps, by the lifecycles."""

    def why_not(
        self,
        item: Item,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        ref: str | None = None,
        facts: Mapping[str, Any] | None = None,
        **changes: Any,
    ) -> list[str]:
        """Say why a trigger cannot be fired now, after whatever fires by itself and is due before it.

        Args:
            item: the action, risk, review or assurance.
            trigger: what would be fired.
            as_of: the day in question.
            by: who would fire it.
            why: the reason that would be given.
            ref: the item's address in its register, for messages.
            facts: what the lifecycle declares beside the item; ``why_not_at`` finds what follows from the
                register.
            **changes: fields that would be changed along with it.

        Returns:
            Sentences; empty if it can be fired.

        Raises:
            BlankTextError: who, why or what would be changed is a text that says nothing.
            UnknownNameError: the lifecycle, the trigger, the state or a changed field is unknown.
            DefinitionError: a guard cannot be worked out of this item.
        """
        _require_item(item)
        require_day(as_of)
        workflow = self.workflow(item, ref=ref)
        require_trigger(workflow, trigger, ref or item.address)
        who: dict[str, Any] = {"by": by, "why": why, "ref": ref, "facts": facts}
        try:
            return list(reasons_in_turn(workflow, item, trigger, as_of=as_of, **who, changes=changes))
        except DefinitionError as error:
            blame(error, workflow, ref or item.address)

    def why_not_at(
        self,
        register: Register,
        address: str,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        kind: str | None = None,
        facts: Mapping[str, Any] | None = None,
        **changes: Any,
    ) -> list[str]:
        """Say why a trigger cannot be fired now where an item stands in its register.

        Args:
            register: the register.
            address: the item's address ("SR3.1/A2", "SR3.1", "SR3.1/review", "SR3.1/S1").
            trigger: what would be fired.
            as_of: the day in question.
            by: who would fire it.
            why: the reason that would be given.
            kind: kind of the item, where one address stands for several.
            facts: what its lifecycle declares beside the item and the register does not tell.
            **changes: fields that would be changed along with it.

        Returns:
            Sentences; empty if it can be fired.

        Raises:
            SuppliedFactError: a fact is given that follows from the register.
            BlankTextError: who, why or what would be changed is a text that says nothing.
            UnknownNameError: the item, the lifecycle, the trigger, the state, a fact or a changed field is
                unknown.
            AmbiguousRefError: several items have that address.
        """
        require_register(register)
        located = register.located(address, kind=kind)
        told = self._facts(register, located, as_of, facts)
        who: dict[str, Any] = {"by": by, "why": why, "ref": address, "facts": told}
        return self.why_not(located.item, trigger, as_of=as_of, **who, **changes)

    def why_not_all(
        self,
        register: Register,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        kind: str | None = None,
        refs: Iterable[str] | None = None,
        facts: Mapping[str, Any] | None = None,
        **changes: Any,
    ) -> Answers:
        """Say of every item of a register whether a trigger can be fired now, and what stands in the way.

        Args:
            register: the register.
            trigger: what would be fired.
            as_of: the day in question.
            by: who would fire it.
            why: the reason that would be given.
            kind: kind of the items to ask; every kind with a lifecycle unless given.
            refs: addresses of the items to ask; all that have a lifecycle unless given.
            facts: what lifecycles declare beside the items and the register does not tell.
            **changes: fields that would be changed along with it, the same of each item.

        Returns:
            An answer per item, with its address; what cannot be told, for want of a lifecycle or a state that
            is known, or because a ref stands for no item or for several, is listed among them.

        Raises:
            SuppliedFactError: a fact is given that follows from the register.
            BlankTextError: who, why or what would be changed is a text that says nothing.
            NoLifecycleError: no item's lifecycle has the trigger, and items are told none of which it is one.
            UnknownNameError: there is no such kind, or no item's lifecycle has the trigger, takes a change or
                declares a fact.
        """
        require_register(register)
        require_day(as_of)
        occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": why, "kind": kind, "refs": refs}
        occasion["facts"] = facts
        try:
            found = why_not_register(
                register, self._workflow_of, self.schemes, trigger, **occasion, **changes
            )
        except UnknownNameError as error:
            if error.name == trigger:
                self._require_told(register, trigger, kind)
            raise
        if refs is None and not found.answers:
            self._require_told(register, trigger, kind)
        return found

    def _require_told(self, register: Register, trigger: str, kind: str | None) -> None:
        """Refuse an item that is told no lifecycle, though one of its kind has the trigger."""
        for one in KINDS if kind is None else (kind,):
            workflow = self.workflows.get(one)
            if workflow is not None and trigger in workflow.triggers:
                for located in register.all_of(one):
                    require_lifecycle(located.item, located.address)

    def _workflow_of(self, item: Item, ref: str) -> Workflow:
        return self.workflow(item, ref=ref)

    def _facts(
        self, register: Register, located: Located[Any], as_of: date, given: Mapping[str, Any] | None
    ) -> Mapping[str, Any]:
        workflow = self.workflow(located.item, ref=located.address)
        return Facts(register, self.schemes, as_of).of(workflow, located, given)

    def fire(
        self,
        item: AnItem,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        ref: str | None = None,
        facts: Mapping[str, Any] | None = None,
        announce: bool = True,
        **changes: Any,
    ) -> tuple[AnItem, Event]:
        """Fire a trigger, after whatever fires by itself and was due before it.

        The history is the one that sweeping first would make: the new item has the events of both.

        Args:
            item: the action, risk, review or assurance; it stays as it is.
            trigger: what to fire.
            as_of: the day it is recorded on.
            by: who fires it.
            why: the reason.
            ref: the item's address in its register ("SR3.1/A2"), for the event.
            facts: what the lifecycle declares beside the item; ``fire_at`` finds what follows from the
                register.
            announce: tell plug-ins of all new events at once; False to call ``announce`` yourself, after
                saving. An event's key says nothing of a register here; ``fire_at`` knows it.
            **changes: fields to change along with it (``end=…``, ``deadline=…``).

        Returns:
            The new item and the event that was fired, the last of the item's; those of what came first stand
            before it.

        Raises:
            BlankTextError: who, why or what is changed is a text that says nothing.
            Blocked: it is not allowed now, the item's events make no story, or one was recorded later; the
                reasons say why, and nothing is recorded.
            UnknownNameError: the lifecycle, the trigger, the state or a changed field is unknown.
        """
        _require_item(item)
        require_day(as_of)
        workflow = self.workflow(item, ref=ref)
        who: dict[str, Any] = {"by": by, "why": why, "ref": ref, "facts": facts}
        require_trigger(workflow, trigger, ref or item.address)
        new, events = fire_in_turn(workflow, item, trigger, as_of=as_of, **who, **changes)
        # Making a key costs as much as firing does.
        if announce and self._plugins.listening:
            for place, event in enumerate(events, len(item.events)):
                self._plugins.announce(event=event, subject=new, key=event_key(event, place=place))
        return new, events[-1]

    def fire_at(
        self,
        register: Register,
        address: str,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        kind: str | None = None,
        facts: Mapping[str, Any] | None = None,
        announce: bool = True,
        **changes: Any,
    ) -> tuple[Register, Event]:
        """Fire a trigger of an item where it stands in its register, after what was due before it.

        Args:
            register: the register; it stays as it is.
            address: the item's address ("SR3.1/A2", "2019-01-24/1.0", "SR3.1", "SR3.1/review", "SR3.1/S1").
            trigger: what to fire.
            as_of: the day it is recorded on.
            by: who fires it.
            why: the reason.
            kind: kind of the item, where one address stands for several.
            facts: what its lifecycle declares beside the item and the register does not tell.
            announce: tell plug-ins of all new events at once; False to call ``announce`` yourself, after
                saving, with all of the item's events that are new.
            **changes: fields to change along with it (``end=…``, ``deadline=…``, ``acceptance=…``).

        Returns:
            The new register and the event that was fired, which carries the address. What fires by itself and
            was due before it stands before it among the item's events.

        Raises:
            SuppliedFactError: a fact is given that follows from the register.
            BlankTextError: who, why or what is changed is a text that says nothing.
            Blocked: it is not allowed now, the item's events make no story, or one was recorded later; the
                reasons say why, and nothing is recorded.
            UnknownNameError: the item, the lifecycle, the trigger, the state, a fact or a changed field is
                unknown.
            AmbiguousRefError: several items have that address.
        """
        require_register(register)
        located = register.located(address, kind=kind)
        who: dict[str, Any] = {"by": by, "why": why, "facts": self._facts(register, located, as_of, facts)}
        new, event = self.fire(
            located.item, trigger, as_of=as_of, ref=address, announce=False, **who, **changes
        )
        result = register.with_item(address, new)
        if announce:
            self.announce(result, new.events[len(located.item.events) :])
        return result, event

    def announce(self, register: Register, events: Iterable[Event]) -> None:
        """Tell plug-ins of events, once they are safely stored.

        This toolkit tells of no event twice, also not where a plug-in has raised an error.

        Args:
            register: the register in which the events' items stand now.
            events: what ``sweep``, ``fire`` or ``fire_at`` gave with ``announce=False``.

        Raises:
            UnknownNameError: no item of the register has such an event; those before it are announced.
        """
        require_register(register)
        for delivery in deliveries(register, events):
            # What a listener makes of an event it was told of is its own affair; it is not told again.
            if delivery.key not in self._told:
                self._told.add(delivery.key)
                self._plugins.announce(event=delivery.event, subject=delivery.subject, key=delivery.key)

    def sweep(
        self, register: Register, *, as_of: date, announce: bool = True
    ) -> tuple[Register, list[Event]]:
        """Move every item on that moves on by itself, with the calendar or with its risk's rating.

        Args:
            register: the register; it stays as it is.
            as_of: the day in question.
            announce: tell plug-ins at once; False to call ``announce`` yourself, after saving.

        Returns:
            The new register, and the events; sweeping the new one again on the same day makes none.

        Raises:
            UnknownNameError: an item's lifecycle or state is unknown.
            DefinitionError: a guard cannot be worked out of an item.
            Blocked: an item's events make no story, or something was recorded of it after that day. Nothing
                is moved where anything is raised; ``sweep_all`` lists every such item and moves the others.
        """
        found = self.sweep_all(register, as_of=as_of, announce=False)
        # An error leaves nothing recorded, so nobody may have heard of it.
        for each in found.not_evaluated:
            raise each.error
        if announce:
            self.announce(found.register, found.events)
        return found.register, list(found.events)

    def sweep_all(self, register: Register, *, as_of: date, announce: bool = True) -> Swept:
        """Move every item on that moves on by itself, and list those of which there is no telling.

        Args:
            register: the register; it stays as it is.
            as_of: the day in question.
            announce: tell plug-ins at once; False to call ``announce`` yourself, after saving.

        Returns:
            The new register, the events, and each item that is not evaluated with its error: its lifecycle or
            state is unknown, a guard cannot be worked out of it, its events make no story, or something was
            recorded of it after that day. Such an item stays as it is.
        """
        require_register(register)
        require_day(as_of)
        found = sweep_register(register, self._workflow_of, self.schemes, as_of=as_of)
        if announce:
            self.announce(found.register, found.events)
        return found


def _require_item(item: object) -> None:
    way_out = "find it with register.located(…), or use why_not_at and fire_at"
    require("item", item, (Action, Risk, Review, Assurance), way_out)
