"""What plug-ins offer to a toolkit, and finding one of it by name."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Self

from govkit.analysis import lifecycle_of, require_lifecycle
from govkit.errors import Offered, UnknownNameError
from govkit.formats.format import Format, TableFormat
from govkit.model import Item
from govkit.plugin import FORMATS, KINDS, RULES, SCHEMES, WORKFLOWS, Kind, Plugin, Plugins, Policy
from govkit.rules import Rule
from govkit.scoring import BaseScheme
from govkit.workflow import Workflow


class Offering:
    """The plug-ins that a toolkit was given, and the schemes, lifecycles and rules they offer.

    Args:
        *plugins: modules or objects with hook implementations.
        strict: raise if anything is wrong with a plug-in, instead of reporting it among the findings; or if a
            lifecycle has faults, as ``verify`` finds them, which is not asked otherwise.

    Raises:
        PluginError: something is wrong with a plug-in or a lifecycle, and ``strict`` is set.
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
    ) -> Self:
        """Make a toolkit of the installed plug-ins, the shipped ones among them.

        Args:
            *plugins: further modules or objects with hook implementations; no list keeps them out.
            strict: raise if anything is wrong with a plug-in, or a lifecycle has faults.
            allow: names of distributions or entry points, ``*`` and ``?`` being wildcards: nothing else is
                imported, govkit's own plug-ins not either unless "govkit" is among them. None allows all.
            deny: names of what is not to be imported, even if ``allow`` names it.

        Returns:
            The toolkit.

        Raises:
            PluginError: something is wrong with a plug-in or a lifecycle, and ``strict`` is set.
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
    def rules(self) -> Offered[Rule]:
        """The rules, by code."""
        return self._offered(RULES)

    @cached_property
    def formats(self) -> Mapping[str, Format | TableFormat]:
        """The formats, by name."""
        return self._offered(FORMATS)

    def _offered(self, kind: Kind) -> Offered[Any]:
        items = {key: offer.item for key, offer in self._plugins.offered(kind).items()}
        return Offered(items, self._plugins.denied, self._plugins.broken(kind))

    def origin(self, item: BaseScheme | Workflow | Rule | Format | TableFormat) -> Plugin:
        """Say which plug-in a scheme, lifecycle, rule or format comes from.

        Args:
            item: what this toolkit holds, or the very object the plug-in gave.

        Returns:
            The plug-in.

        Raises:
            UnknownNameError: none of this toolkit's.
        """
        plugin = self._plugins.offering(item)
        if plugin is None:
            kind = next(kind for kind in KINDS if isinstance(item, kind.type))
            name = getattr(item, kind.key)
            raise UnknownNameError("plug-in that offers", name, [each.name for each in self.plugins])
        return plugin

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
            NoLifecycleError: neither the item nor its register tells one, and it is no action.
            UnknownNameError: no plug-in offers it.
        """
        require_lifecycle(item, ref or item.address)
        name = lifecycle_of(item)
        if name not in self.workflows:
            raise UnknownNameError("workflow", name, self.workflows, f" ({ref or item.address})")
        return self.workflows[name]

    def rules_named(self, name: str) -> tuple[Rule, ...]:
        """Find rules by code or name.

        Args:
            name: a code, or a name, which rules of several plug-ins may share.

        Returns:
            The rules; at least one.

        Raises:
            UnknownNameError: no plug-in offers one.
        """
        return named_rules(name, self.rules)


def named_rules(name: str, rules: Offered[Rule]) -> tuple[Rule, ...]:
    """Find rules by code or name.

    Args:
        name: a code, or a name, which several rules may share.
        rules: the rules at hand, by code.

    Returns:
        The rules; at least one.

    Raises:
        UnknownNameError: none of them is called so.
    """
    found = tuple(rule for code, rule in rules.items() if name in (code, rule.name))
    if not found:
        known = [*rules, *(rule.name for rule in rules.values())]
        raise UnknownNameError("rule", name, Offered(dict.fromkeys(known), rules.denied, rules.broken))
    return found
