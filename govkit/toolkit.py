"""The one object an embedding program holds."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, overload

from govkit.analysis import RatedRisk, rate_risk
from govkit.errors import RatingError, UnknownNameError
from govkit.io import load, save
from govkit.model import Action, Assessment, Event, Register, Risk
from govkit.plugin import RULES, SCHEMES, WORKFLOWS, Plugin, Plugins
from govkit.rules import Context, Finding, Rule, check
from govkit.scoring import Rating, Scheme
from govkit.workflow import Workflow, fire, sweep, why_not


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
        for plugin in plugins:
            self._plugins.add(plugin)
        if strict:
            self._plugins.raise_problems()

    @classmethod
    def installed(cls, *plugins: object, strict: bool = False) -> "Toolkit":
        """Make a toolkit of all installed plug-ins, the shipped ones among them.

        Args:
            *plugins: further modules or objects with hook implementations.
            strict: raise if anything is wrong with a plug-in.

        Returns:
            The toolkit.

        Raises:
            PluginError: something is wrong with a plug-in, and ``strict`` is set.
        """
        kit = cls()
        kit._plugins.load_installed()
        for plugin in plugins:
            kit._plugins.add(plugin)
        if strict:
            kit._plugins.raise_problems()
        return kit

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plug-in with what it offers and what is wrong with it."""
        return tuple(self._plugins.plugins)

    @property
    def plugin_problems(self) -> tuple[str, ...]:
        """Everything that is wrong with the plug-ins, a sentence each."""
        return self._plugins.problems

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """The scoring schemes, by id."""
        return {key: offer.item for key, offer in self._plugins.offered(SCHEMES).items()}

    @cached_property
    def workflows(self) -> Mapping[str, Workflow]:
        """The lifecycles, by id."""
        return {key: offer.item for key, offer in self._plugins.offered(WORKFLOWS).items()}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules, by code."""
        return {key: offer.item for key, offer in self._plugins.offered(RULES).items()}

    def origin(self, item: Scheme | Workflow | Rule) -> Plugin:
        """Say which plug-in a scheme, lifecycle or rule comes from.

        Raises:
            UnknownNameError: none of this toolkit's.
        """
        for kind in (SCHEMES, WORKFLOWS, RULES):
            for offer in self._plugins.offered(kind).values():
                if offer.item is item:
                    return offer.plugin
        raise UnknownNameError("plug-in that offers", item, [plugin.name for plugin in self.plugins])

    def load(self, path: str | os.PathLike[str]) -> Register:
        """Load a register from a ``.yaml``, ``.yml`` or ``.json`` file.

        Raises:
            LoadError: it lists every problem with its place.
            UnknownNameError: no format has that suffix.
        """
        return load(path)

    def save(self, register: Register, path: str | os.PathLike[str]) -> None:
        """Write a register to a file, which is the old or the new one at any moment.

        Raises:
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
            UnknownNameError: an assessment's scheme is not installed.
            RatingError: an assessment names no scheme, or levels its scheme lacks.
        """
        if isinstance(item, Risk):
            return rate_risk(item, self.schemes)
        if item.scheme is None:
            raise RatingError("any scheme", ["the assessment names none"])
        return self.scheme(item.scheme).rate(item.levels)

    def scheme(self, id: str) -> Scheme:  # noqa: A002 - the word registers use
        """Find a scheme.

        Raises:
            UnknownNameError: no plug-in offers it.
        """
        if id not in self.schemes:
            raise UnknownNameError("scheme", id, self.schemes)
        return self.schemes[id]

    def workflow(self, action: Action) -> Workflow:
        """Find an action's lifecycle.

        Raises:
            UnknownNameError: no plug-in offers it.
        """
        name = action.workflow or Action.KIND
        if name not in self.workflows:
            raise UnknownNameError("workflow", name, self.workflows)
        return self.workflows[name]

    def check(self, register: Register, *, as_of: date, only: Iterable[str] | None = None) -> list[Finding]:
        """Run the rules over a register.

        Args:
            register: the register.
            as_of: the day in question.
            only: codes or names of rules to run; all of them unless given.

        Returns:
            The findings, in the order of the source.

        Raises:
            UnknownNameError: ``only`` names a rule that no plug-in offers.
        """
        context = Context(
            register=register,
            as_of=as_of,
            schemes=self.schemes,
            workflows=self.workflows,
            plugin_problems=self.plugin_problems,
        )
        chosen = self.rules.values() if only is None else [self._rule(name) for name in only]
        return check([(rule, self._distribution(rule)) for rule in chosen], context)

    def _rule(self, name: str) -> Rule:
        by_name = {rule.name: rule for rule in self.rules.values()}
        if name not in self.rules and name not in by_name:
            raise UnknownNameError("rule", name, [*self.rules, *by_name])
        return self.rules.get(name) or by_name[name]

    def _distribution(self, rule: Rule) -> str:
        plugin = self._plugins.offered(RULES)[rule.code].plugin
        return f"{plugin.distribution} {plugin.version}".rstrip()

    def why_not(
        self,
        action: Action,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        **changes: Any,
    ) -> list[str]:
        """Say why a trigger cannot be fired now.

        Args:
            action: the action.
            trigger: what would be fired.
            as_of: the day in question.
            by: who would fire it.
            why: the reason that would be given.
            **changes: fields that would be changed along with it.

        Returns:
            Sentences; empty if it can be fired.

        Raises:
            UnknownNameError: the lifecycle, the trigger, the state or a changed field is unknown.
        """
        return why_not(self.workflow(action), action, trigger, as_of=as_of, by=by, why=why, **changes)

    def fire(
        self,
        action: Action,
        trigger: str,
        *,
        as_of: date,
        by: str | None = None,
        why: str | None = None,
        ref: str | None = None,
        **changes: Any,
    ) -> tuple[Action, Event]:
        """Fire a trigger.

        Args:
            action: the action; it stays as it is.
            trigger: what to fire.
            as_of: the day it is recorded on.
            by: who fires it.
            why: the reason.
            ref: the action's address in its register ("SR3.1/A2"), for the event.
            **changes: fields to change along with it (``end=…``, ``deadline=…``).

        Returns:
            The new action and the event.

        Raises:
            Blocked: it is not allowed now; the reasons say why.
            UnknownNameError: the lifecycle, the trigger, the state or a changed field is unknown.
        """
        workflow = self.workflow(action)
        new, event = fire(workflow, action, trigger, as_of=as_of, by=by, why=why, ref=ref, **changes)
        self._plugins.announce(event=event, subject=new)
        return new, event

    def sweep(self, register: Register, *, as_of: date) -> tuple[Register, list[Event]]:
        """Move every action on that the calendar has moved on.

        Args:
            register: the register; it stays as it is.
            as_of: the day in question.

        Returns:
            The new register, and the events; sweeping the new one again on the same day makes none.

        Raises:
            UnknownNameError: an action's lifecycle or state is unknown.
        """
        swept: dict[str, Action] = {}
        events: list[Event] = []
        for located in register.all_actions:
            workflow = self.workflow(located.item)
            new, happened = sweep(workflow, [(located.item, located.address)], as_of=as_of)
            swept[located.path] = new[0]
            events += happened
            for event in happened:
                self._plugins.announce(event=event, subject=new[0])
        return register.map_actions(lambda located: swept[located.path]), events
