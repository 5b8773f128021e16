"""The one object an embedding program holds."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, overload

from govkit.analysis import (
    Facts,
    RatedRisk,
    asking,
    lifecycle_of,
    rate_risk,
    sweep_register,
    why_not_register,
)
from govkit.errors import Offered, RatingError, UnknownNameError
from govkit.io import load, save
from govkit.model import Action, Assessment, Assurance, Event, Item, Located, Register, Review, Risk
from govkit.plugin import (
    RULES,
    SCHEMES,
    WORKFLOWS,
    Kind,
    Plugin,
    Plugins,
    Policy,
    deliveries,
    event_key,
)
from govkit.plugin.origin import own_origin
from govkit.rules import Context, Finding, Rule, check
from govkit.rules.engine import broken_plugin
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Answers, Workflow, fire, why_not

AnItem = TypeVar("AnItem", Action, Risk, Review, Assurance)


class Toolkit:
    """Schemes, lifecycles and rules of the plug-ins it was given, applied to registers.

    Toolkits share nothing. Whatever depends on the day takes ``as_of``.

    Args:
        *plugins: modules or objects with hook implementations.
        strict: raise if anything is wrong with a plug-in, instead of reporting it among the findings.

    Raises:
        PluginError: something is wrong with a plug-in, and ``strict`` is set.
    """

    def __init__(self, *plugins: object, strict: bool = False) -> None:
        self._plugins = Plugins()
        self._told: set[str] = set()
        for plugin in plugins:
            self._plugins.add(plugin)
        if strict:
            self._plugins.raise_problems()

    @classmethod
    def installed(
        cls,
        *plugins: object,
        strict: bool = False,
        allow: Iterable[str] | None = None,
        deny: Iterable[str] = (),
    ) -> "Toolkit":
        """Make a toolkit of the installed plug-ins, the shipped ones among them.

        Args:
            *plugins: further modules or objects with hook implementations; no list keeps them out.
            strict: raise if anything is wrong with a plug-in.
            allow: names of distributions or entry points, ``*`` and ``?`` being wildcards: nothing else is
                imported, govkit's own plug-ins not either unless "govkit" is among them. None allows all.
            deny: names of what is not to be imported, even if ``allow`` names it.

        Returns:
            The toolkit.

        Raises:
            PluginError: something is wrong with a plug-in, and ``strict`` is set.
        """
        kit = cls()
        kit._plugins.load_installed(Policy(allow, deny))
        for plugin in plugins:
            kit._plugins.add(plugin)
        if strict:
            kit._plugins.raise_problems()
        return kit

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plug-in with what it offers and what is wrong with it, those that were denied included."""
        return tuple(self._plugins.plugins)

    @property
    def plugin_problems(self) -> tuple[str, ...]:
        """Everything that is wrong with the plug-ins and the lists that choose them, a sentence each."""
        return self._plugins.problems

    @property
    def policy_problems(self) -> tuple[str, ...]:
        """Those of the problems that are of no plug-in: names of ``allow`` and ``deny`` that are nobody's."""
        return tuple(self._plugins.policy_problems)

    @cached_property
    def schemes(self) -> Mapping[str, BaseScheme]:
        """The scoring schemes, by id."""
        return self._offered(SCHEMES)

    @cached_property
    def workflows(self) -> Mapping[str, Workflow]:
        """The lifecycles, by id."""
        return self._offered(WORKFLOWS)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules, by code."""
        return self._offered(RULES)

    def _offered(self, kind: Kind) -> Offered[Any]:
        items = {key: offer.item for key, offer in self._plugins.offered(kind).items()}
        return Offered(items, self._plugins.denied)

    def origin(self, item: BaseScheme | Workflow | Rule) -> Plugin:
        """Say which plug-in a scheme, lifecycle or rule comes from.

        Args:
            item: what this toolkit holds, or the very object the plug-in gave.

        Returns:
            The plug-in.

        Raises:
            UnknownNameError: none of this toolkit's.
        """
        plugin = self._plugins.offering(item)
        if plugin is None:
            name = item.code if isinstance(item, Rule) else item.id
            raise UnknownNameError("plug-in that offers", name, [each.name for each in self.plugins])
        return plugin

    def load(self, path: str | os.PathLike[str]) -> Register:
        """Load a register from a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file.

        Raises:
            LoadError: it lists every problem with its place.
            UnknownNameError: no format has that suffix.
        """
        return load(path)

    def save(self, register: Register, path: str | os.PathLike[str]) -> None:
        """Write a register to a file, which is the old or the new one at any moment.

        Raises:
            MissingExtraError: what writes this format is not installed.
            SaveError: it would not read back equal, or cannot be written.
            UnknownNameError: no format has that suffix.
        """
        save(register, path)

    @overload
    def rate(self, item: Risk) -> RatedRisk: ...
    @overload
    def rate(self, item: Assessment) -> Rating: ...
    def rate(self, item: Risk | Assessment) -> RatedRisk | Rating:
        """Rate a risk or one assessment.

        Args:
            item: a risk, whose ratings come with the reason wherever there is none; or an assessment.

        Returns:
            The risk with its ratings, or the assessment's rating.

        Raises:
            UnknownNameError: no plug-in that was loaded offers an assessment's scheme.
            RatingError: an assessment names no scheme, or levels its scheme lacks.
        """
        if isinstance(item, Risk):
            return rate_risk(item, self.schemes)
        if not isinstance(item, Assessment):
            raise TypeError(f"rate takes a Risk or an Assessment, not {type(item).__name__}")
        if item.scheme is None:
            raise RatingError("any scheme", ["the assessment names none"])
        return self.scheme(item.scheme).rate(item.levels)

    def scheme(self, id: str) -> BaseScheme:  # noqa: A002 - the word registers use
        """Find a scheme.

        Raises:
            UnknownNameError: no plug-in offers it.
        """
        if id not in self.schemes:
            raise UnknownNameError("scheme", id, self.schemes)
        return self.schemes[id]

    def lifecycle(self, id: str) -> Workflow:  # noqa: A002 - the word registers use
        """Find a lifecycle by its id.

        Raises:
            UnknownNameError: no plug-in offers it.
        """
        if id not in self.workflows:
            raise UnknownNameError("workflow", id, self.workflows)
        return self.workflows[id]

    def workflow(self, item: Item, *, ref: str | None = None) -> Workflow:
        """Find an item's lifecycle.

        Args:
            item: an action, risk, review or assurance.
            ref: its address in its register, for the message.

        Returns:
            The lifecycle.

        Raises:
            UnknownNameError: no plug-in offers it.
        """
        name = lifecycle_of(item)
        if name not in self.workflows:
            raise UnknownNameError("workflow", name, self.workflows, f" ({ref or item.address})")
        return self.workflows[name]

    def check(self, register: Register, *, as_of: date, only: Iterable[str] | None = None) -> list[Finding]:
        """Run the rules over a register.

        Args:
            register: the register.
            as_of: the day in question.
            only: codes or names of rules to run; all of them unless given, and always what is wrong with the
                plug-ins then, whether or not one of them brings the rule for it.

        Returns:
            The findings, in the order of the source.

        Raises:
            UnknownNameError: ``only`` names a rule that no plug-in offers.
        """
        _day(as_of)
        if isinstance(only, str):
            only = [only]
        context = Context(
            register=register,
            as_of=as_of,
            schemes=self.schemes,
            workflows=self.workflows,
            plugin_problems=self.plugin_problems,
        )
        chosen = {broken_plugin.code: broken_plugin, **self.rules}
        if only is not None:
            chosen = {rule.code: rule for name in only for rule in self.rules_named(name)}
        return check([(rule, self._origin(rule)) for rule in chosen.values()], context)

    def rules_named(self, name: str) -> tuple[Rule, ...]:
        """Find rules by code or name.

        Args:
            name: a code, or a name, which rules of several plug-ins may share.

        Returns:
            The rules; at least one.

        Raises:
            UnknownNameError: no plug-in offers one.
        """
        found = tuple(rule for code, rule in self.rules.items() if name in (code, rule.name))
        if not found:
            known = [*self.rules, *(rule.name for rule in self.rules.values())]
            raise UnknownNameError("rule", name, Offered(dict.fromkeys(known), self._plugins.denied))
        return found

    def _origin(self, rule: Rule) -> str:
        offer = self._plugins.offered(RULES).get(rule.code)
        return offer.plugin.origin if offer else own_origin()

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
        """Say why a trigger cannot be fired now.

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
            UnknownNameError: the lifecycle, the trigger, the state or a changed field is unknown.
            DefinitionError: a guard cannot be worked out of this item.
        """
        _day(as_of)
        workflow = self.workflow(item, ref=ref)
        with asking(workflow, ref or item.address, trigger):
            return why_not(workflow, item, trigger, as_of=as_of, by=by, why=why, facts=facts, **changes)

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
            **changes: fields that would be changed along with it.

        Returns:
            Sentences; empty if it can be fired.

        Raises:
            UnknownNameError: the item, the lifecycle, the trigger, the state or a changed field is unknown.
            AmbiguousRefError: several items have that address.
        """
        located = register.located(address, kind=kind)
        facts = self._facts(register, located)
        who: dict[str, Any] = {"by": by, "why": why, "ref": address, "facts": facts}
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
            **changes: fields that would be changed along with it, the same of each item.

        Returns:
            An answer per item, with its address; what cannot be told, for want of a lifecycle or a state that
            is known, or because a ref stands for no item or for several, is listed among them.

        Raises:
            UnknownNameError: there is no such kind, or no item's lifecycle has the trigger or takes a change.
        """
        _day(as_of)
        occasion: dict[str, Any] = {"as_of": as_of, "by": by, "why": why, "kind": kind, "refs": refs}
        return why_not_register(register, self._workflow_of, self.schemes, trigger, **occasion, **changes)

    def _workflow_of(self, item: Item, ref: str) -> Workflow:
        return self.workflow(item, ref=ref)

    def _facts(self, register: Register, located: Located[Any]) -> Mapping[str, Any]:
        workflow = self.workflow(located.item, ref=located.address)
        return Facts(register, self.schemes).of(workflow, located)

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
        """Fire a trigger.

        Args:
            item: the action, risk, review or assurance; it stays as it is.
            trigger: what to fire.
            as_of: the day it is recorded on.
            by: who fires it.
            why: the reason.
            ref: the item's address in its register ("SR3.1/A2"), for the event.
            facts: what the lifecycle declares beside the item; ``fire_at`` finds what follows from the
                register.
            announce: tell plug-ins at once; False to call ``announce`` yourself, after saving. The event's
                key says nothing of a register here; ``fire_at`` knows it.
            **changes: fields to change along with it (``end=…``, ``deadline=…``).

        Returns:
            The new item and the event.

        Raises:
            Blocked: it is not allowed now; the reasons say why.
            UnknownNameError: the lifecycle, the trigger, the state or a changed field is unknown.
        """
        _day(as_of)
        workflow = self.workflow(item, ref=ref)
        who: dict[str, Any] = {"by": by, "why": why, "ref": ref, "facts": facts}
        with asking(workflow, ref or item.address, trigger):
            new, event = fire(workflow, item, trigger, as_of=as_of, **who, **changes)
        if announce:
            key = event_key(event, place=len(new.events) - 1)
            self._plugins.announce(event=event, subject=new, key=key)
        return new, event

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
        announce: bool = True,
        **changes: Any,
    ) -> tuple[Register, Event]:
        """Fire a trigger of an item where it stands in its register.

        Args:
            register: the register; it stays as it is.
            address: the item's address ("SR3.1/A2", "2019-01-24/1.0", "SR3.1", "SR3.1/review", "SR3.1/S1").
            trigger: what to fire.
            as_of: the day it is recorded on.
            by: who fires it.
            why: the reason.
            kind: kind of the item, where one address stands for several.
            announce: tell plug-ins at once; False to call ``announce`` yourself, after saving.
            **changes: fields to change along with it (``end=…``, ``deadline=…``, ``acceptance=…``).

        Returns:
            The new register and the event, which carries the address.

        Raises:
            Blocked: it is not allowed now; the reasons say why.
            UnknownNameError: the item, the lifecycle, the trigger, the state or a changed field is unknown.
            AmbiguousRefError: several items have that address.
        """
        located = register.located(address, kind=kind)
        who: dict[str, Any] = {"by": by, "why": why, "facts": self._facts(register, located)}
        new, event = self.fire(
            located.item, trigger, as_of=as_of, ref=address, announce=False, **who, **changes
        )
        result = register.with_item(address, new)
        if announce:
            self.announce(result, [event])
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
        """
        _day(as_of)
        result, happened = sweep_register(register, self._workflow_of, self.schemes, as_of=as_of)
        # An error above leaves nothing recorded, so nobody may have heard of it.
        if announce:
            self.announce(result, happened)
        return result, happened


def _day(as_of: object) -> None:
    # A datetime is a date to isinstance, and would be stored as something that is none.
    if type(as_of) is not date:
        raise TypeError(f"as_of takes a datetime.date, not {type(as_of).__name__} ({as_of})")
