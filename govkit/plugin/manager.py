"""Plug-ins, loaded one by one, so that a broken one is a named problem and not an outage."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import metadata
from types import ModuleType
from typing import Any, Final

import attrs
import pluggy

from govkit.blame import said
from govkit.errors import PluginError, did_you_mean
from govkit.formats.format import Format, TableFormat
from govkit.hooks import PROJECT
from govkit.model import Event, Item
from govkit.plugin import spec
from govkit.plugin.origin import OWN, stamped
from govkit.plugin.policy import LOAD_ALL, Policy, normalised
from govkit.plugin.soundness import unsound
from govkit.rules import Rule
from govkit.scoring import BaseScheme
from govkit.workflow import Workflow

GROUP: Final = "govkit"
_RESERVED: Final = "GK"
_SHOWN: Final = 3
_HOOKS: Final = tuple(sorted(name for name in vars(spec) if name.startswith("govkit_")))


@attrs.frozen
class Kind:
    """What one hook offers.

    Args:
        hook: name of the hook.
        type: type of what it returns, or types.
        name: what messages call one.
        key: name of the attribute that identifies one.
    """

    hook: str
    type: type[Any] | tuple[type[Any], ...]
    name: str
    key: str


SCHEMES: Final = Kind("govkit_schemes", BaseScheme, "Scheme", "id")
WORKFLOWS: Final = Kind("govkit_workflows", Workflow, "Workflow", "id")
RULES: Final = Kind("govkit_rules", Rule, "Rule", "code")
FORMATS: Final = Kind("govkit_formats", (Format, TableFormat), "Format", "name")
KINDS: Final = (SCHEMES, WORKFLOWS, RULES, FORMATS)


@attrs.define
class Plugin:
    """One plug-in and what became of it.

    Args:
        name: name of its entry point, or of the object that was passed in.
        distribution: distribution it comes from.
        version: version of the distribution.
        offers: what it offers, by kind and id.
        problems: what is wrong with it, a sentence each.
        loaded: whether it could be loaded.
        denied: what denied that it be loaded, a clause that follows "denied by"; empty if nothing did.
        unheard: by what its listener raised, the events it was told of and did not take in; they are not
            told again.
    """

    name: str
    distribution: str
    version: str
    offers: list[str] = attrs.Factory(list)
    problems: list[str] = attrs.Factory(list)
    loaded: bool = False
    denied: str = ""
    unheard: dict[str, list[Event]] = attrs.Factory(dict)

    @property
    def origin(self) -> str:
        """The distribution and its version, which schemes, ratings and findings carry as their origin."""
        return f"{self.distribution} {self.version}".rstrip()

    @property
    def label(self) -> str:
        """How messages name it."""
        return f'plug-in "{self.name}" of {self.origin}'

    @property
    def status(self) -> str:
        """What became of it: what denied it, or what is wrong with it, or "ok"."""
        if self.denied:
            return f"not loaded: denied by {self.denied}"
        return "; ".join(self.problems) or "ok"

    def missed(self, event: Event, error: str) -> None:
        """Keep that its listener raised, as one problem however often it raises the same.

        Args:
            event: the event it was told of.
            error: what it raised.
        """
        events = self.unheard.setdefault(error, [])
        before = _not_heard(error, events)
        events.append(event)
        if len(events) == 1:
            self.problems.append(_not_heard(error, events))
        else:
            self.problems[self.problems.index(before)] = _not_heard(error, events)


def _not_heard(error: str, events: Sequence[Event]) -> str:
    shown = ", ".join(f"{event.ref} {event.trigger}" for event in events[:_SHOWN])
    more = len(events) - _SHOWN
    rest = f" and {more} more" if more > 0 else ""
    return f"govkit_event raised {error}; not heard: {shown}{rest}"


@attrs.frozen
class _Loaded:
    """A plug-in that was loaded."""

    plugin: Plugin
    item: object


@attrs.frozen
class Offer:
    """A scheme, lifecycle or rule with the plug-in it comes from.

    Args:
        item: what is offered; if it has a field ``origin``, that says distribution and version.
        plugin: the plug-in.
        given: the very object the plug-in gave.
    """

    item: Any
    plugin: Plugin
    given: Any


class Plugins:
    """The plug-ins of one toolkit.

    Nothing is shared between instances and nothing is loaded by importing this module.

    Attributes:
        plugins: every plug-in, in the order they were loaded, those that are broken or denied included.
        policy_problems: names of the allow and deny lists that are nobody's, a sentence each.
    """

    def __init__(self) -> None:
        self._loaded: list[_Loaded] = []
        self._listeners: list[tuple[Plugin, pluggy.HookCaller]] = []
        self.plugins: list[Plugin] = []
        self.policy_problems: list[str] = []
        self._offers: dict[str, dict[str, Offer]] = {kind.hook: {} for kind in KINDS}
        self._short: dict[str, list[Plugin]] = {kind.hook: [] for kind in KINDS}

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong with the plug-ins and the lists that choose them, a sentence each."""
        own = (f"{plugin.label}: {problem}" for plugin in self.plugins for problem in plugin.problems)
        return (*self.policy_problems, *own)

    @property
    def denied(self) -> tuple[str, ...]:
        """Names of the plug-ins that were denied, to which an unknown name may be owed."""
        return tuple(plugin.name for plugin in self.plugins if plugin.denied)

    def broken(self, kind: Kind) -> dict[str, str]:
        """Find the plug-ins of which something of one kind is missing, to which an unknown name may be owed.

        Args:
            kind: the kind.

        Returns:
            Per name of a plug-in its distribution and version.
        """
        unloaded = [each for each in self.plugins if not each.loaded and not each.denied]
        return {each.name: each.origin for each in (*unloaded, *self._short[kind.hook])}

    def offering(self, item: object) -> Plugin | None:
        """Find the plug-in that offers an item, be it as it is used here or the object the plug-in gave."""
        offers = (offer for offered in self._offers.values() for offer in offered.values())
        return next((offer.plugin for offer in offers if item is offer.item or item is offer.given), None)

    def offered(self, kind: Kind) -> Mapping[str, Offer]:
        """What the plug-ins offer of one kind, by id or code."""
        return self._offers[kind.hook]

    def load_installed(self, policy: Policy = LOAD_ALL) -> None:
        """Load every entry point of the group ``govkit`` that may be loaded, each on its own.

        Args:
            policy: which may be; what may not is listed, and nothing of it is imported.
        """
        unreadable: list[Plugin] = []
        points: list[tuple[Plugin, metadata.EntryPoint]] = []
        for name, version, distribution in _distributions():
            listing = Plugin("entry_points.txt", name, version)
            with _blaming(listing, "it cannot be read:"):
                found = distribution.entry_points.select(group=GROUP)
                points += [(Plugin(point.name, name, version), point) for point in found]
            unreadable += [listing] if listing.problems else []
        points.sort(key=lambda each: (each[0].distribution != OWN, each[0].distribution, each[0].name))
        self._apply(policy, [*unreadable, *(plugin for plugin, _ in points)])
        self.plugins += unreadable
        owners: dict[str, list[str]] = {}
        for plugin, _ in points:
            if not plugin.denied:
                owners.setdefault(plugin.name, []).append(plugin.origin)
        for plugin, point in points:
            if plugin.denied:
                self.plugins.append(plugin)
                continue
            if len(owners[plugin.name]) > 1:
                plugin.problems.append(
                    f"the entry-point name stands in {' and in '.join(owners[plugin.name])}; "
                    f"rename one, so that messages can tell them apart"
                )
            self._load(plugin, point.load)

    def _apply(self, policy: Policy, plugins: Sequence[Plugin]) -> None:
        distributions = dict.fromkeys(plugin.distribution for plugin in plugins)
        for plugin in plugins:
            plugin.denied = policy.denial(plugin.name, plugin.distribution, distributions)
            if plugin.denied:
                plugin.problems.clear()  # what is not to be used may be as broken as it likes
        names = dict.fromkeys((*distributions, *(plugin.name for plugin in plugins)))
        self.policy_problems += policy.unmatched(names)

    def add(self, item: object, distribution: str = "(passed in)", version: str = "") -> None:
        """Load a plug-in that the caller has at hand.

        Args:
            item: a module or object with hook implementations.
            distribution: what to call where it comes from.
            version: its version.
        """
        name = item.__name__ if isinstance(item, ModuleType) else type(item).__name__
        self._load(Plugin(name, distribution, version), lambda: item)

    def _load(self, plugin: Plugin, load: Callable[[], object]) -> None:
        self.plugins.append(plugin)
        # Each has a manager of its own, where no other can be in its way.
        manager = pluggy.PluginManager(PROJECT)
        manager.add_hookspecs(spec)
        with _blaming(plugin, "it does not load:"):
            item = load()
            earlier = [each.plugin.label for each in self._loaded if each.item is item]
            if earlier:
                plugin.problems.append(f"it is loaded already, as {earlier[0]}")
                return
            what = next((kind for kind in KINDS if isinstance(item, kind.type)), None)
            if what is not None:
                plugin.problems.append(
                    f"it is a {what.name} itself and no plug-in; hand over the module or object that "
                    f"offers it in {what.hook}"
                )
                return
            manager.register(item, name=plugin.name)
            plugin.loaded = True
            plugin.problems += _misspelt(manager, item)
            self._loaded.append(_Loaded(plugin, item))
            listener: pluggy.HookCaller = manager.hook.govkit_event
            if listener.get_hookimpls():
                self._listeners.append((plugin, listener))
                plugin.offers.append("ear for events")
            for kind in KINDS:
                self._gather(plugin, manager, kind)

    def _gather(self, plugin: Plugin, manager: pluggy.PluginManager, kind: Kind) -> None:
        hook: pluggy.HookCaller = getattr(manager.hook, kind.hook)
        if not hook.get_hookimpls():
            return
        before = len(plugin.problems)
        with _blaming(plugin, f"{kind.hook} raised"):
            # pluggy leaves out a None, which is what a function without a return statement gives.
            for offered in hook() or [None]:
                if isinstance(offered, str) or not isinstance(offered, Iterable):
                    plugin.problems.append(f"{kind.hook} returned {_a(offered)}, not a list of {kind.name}")
                    continue
                # A generator that raises half-way keeps its first half.
                for index, one in enumerate(offered):
                    self._take(plugin, kind, index, one)
        if len(plugin.problems) > before:
            self._short[kind.hook].append(plugin)

    def _take(self, plugin: Plugin, kind: Kind, index: int, one: object) -> None:
        # A class has the attributes that its instances have, and is no format for that.
        if isinstance(one, type) or not isinstance(one, kind.type):
            plugin.problems.append(f"{kind.hook} returned {_a(one)} at place {index}, not a {kind.name}")
            return
        key = getattr(one, kind.key)
        if kind is RULES and key.startswith(_RESERVED) and not _is_own(one):
            plugin.problems.append(
                f"its rule {key} is left out: codes that begin with {_RESERVED} are govkit's own"
            )
            return
        word = kind.name.lower()
        earlier = self._offers[kind.hook].get(key)
        if earlier is not None:
            plugin.problems.append(
                f'its {word} "{key}" is left out: {earlier.plugin.label} offers one already, which is used; '
                f"give it another {kind.key}"
            )
            return
        # A class of a stranger's need not let its field be filled.
        with _blaming(plugin, f'its {word} "{key}" is left out, because it takes no origin:'):
            self._offers[kind.hook][key] = Offer(stamped(one, plugin.origin), plugin, one)
            plugin.offers.append(f"{word} {key}")

    @property
    def listening(self) -> bool:
        """Whether any plug-in hears of events."""
        return bool(self._listeners)

    def announce(self, *, event: Event, subject: Item, key: str) -> None:
        """Call ``govkit_event`` of every plug-in; what one raises is kept as its problem.

        Args:
            event: what happened.
            subject: the item as it is now.
            key: the event's key.
        """
        for plugin, hook in self._listeners:
            try:
                hook(event=event, subject=subject, key=key)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code may raise anything
                plugin.missed(event, said(error))

    def raise_problems(self) -> None:
        """Raise if anything is wrong, or a lifecycle that is offered has faults.

        Raises:
            PluginError: it lists every problem, and every fault that ``verify`` finds.
        """
        lifecycles = self.offered(WORKFLOWS).values()
        faults = (f"{each.plugin.label}: {fault}" for each in lifecycles for fault in unsound(each.item))
        problems = (*self.problems, *faults)
        if problems:
            raise PluginError(problems)


@contextmanager
def _blaming(plugin: Plugin, what: str) -> Iterator[None]:
    """Keep what a plug-in's code raises as its problem."""
    try:
        yield
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code may raise anything
        plugin.problems.append(f"{what} {said(error)}")


def _distributions() -> Iterator[tuple[str, str, metadata.Distribution]]:
    """List installed distributions; of one that stands twice on the path the first counts, as for imports."""
    seen: set[str] = set()
    for distribution in metadata.distributions():
        name = _about(distribution, "Name")
        key = normalised(name)
        if name and key not in seen:
            seen.add(key)
            yield name, _about(distribution, "Version"), distribution


def _about(distribution: metadata.Distribution, key: str) -> str:
    """Read a field of a distribution; empty where an installation that broke off has left none."""
    try:
        fields = distribution.metadata
        return fields[key] if key in fields else ""  # noqa: SIM401 - typed without "get" before Python 3.12
    except Exception:  # noqa: BLE001 - a file that is not even text, or, from Python 3.15 on, no file
        return ""


def _misspelt(manager: pluggy.PluginManager, item: object) -> Sequence[str]:
    """Find functions that look like hooks but are none."""
    problems = []
    implements = False
    for name in dir(item):
        options = manager.parse_hookimpl_opts(item, name)
        hook = name if options is None else options.get("specname") or name
        implements = implements or options is not None
        if options is not None and hook not in _HOOKS:
            problems.append(f'there is no hook "{hook}"{did_you_mean(hook, _HOOKS)}')
        # A module may well import the package govkit_schemes, which is called like a hook.
        elif (
            options is None
            and name in _HOOKS
            and not isinstance(inspect.getattr_static(item, name, None), ModuleType)
        ):
            problems.append(f'"{name}" is not marked with @hookimpl, so it is not called')
    if not implements and not problems:
        problems.append(f"it implements no hook{did_you_mean('', _HOOKS)}")
    return problems


def _is_own(rule: Any) -> bool:
    """Whether govkit made a rule; its rules may be passed in as well as installed."""
    return str(getattr(rule.check, "__module__", "")).partition(".")[0] == OWN


def _a(value: object) -> str:
    name = type(value).__name__
    return "None" if value is None else f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
