"""Plug-ins, loaded one by one, so that a broken one is a named problem and not an outage."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from types import ModuleType
from typing import Any, Final

import attrs
import pluggy

from govkit.errors import PluginError, did_you_mean
from govkit.hooks import PROJECT
from govkit.plugin import spec
from govkit.rules import Rule
from govkit.scoring import Scheme
from govkit.workflow import Workflow

GROUP: Final = "govkit"
_OWN: Final = "govkit"
_HOOKS: Final = tuple(sorted(name for name in vars(spec) if name.startswith("govkit_")))


@attrs.frozen
class Kind:
    """What one hook offers.

    Args:
        hook: name of the hook.
        type: type of what it returns.
        key: name of the attribute that identifies one.
    """

    hook: str
    type: type[Any]
    key: str


SCHEMES: Final = Kind("govkit_schemes", Scheme, "id")
WORKFLOWS: Final = Kind("govkit_workflows", Workflow, "id")
RULES: Final = Kind("govkit_rules", Rule, "code")
KINDS: Final = (SCHEMES, WORKFLOWS, RULES)


@attrs.define
class Plugin:
    """One plug-in and what became of it.

    Args:
        name: name of its entry point, or of the object that was passed in.
        distribution: distribution it comes from.
        version: version of the distribution.
        offers: what it offers, by kind and id.
        problems: what is wrong with it, a sentence each.
    """

    name: str
    distribution: str
    version: str
    offers: list[str] = attrs.Factory(list)
    problems: list[str] = attrs.Factory(list)

    @property
    def label(self) -> str:
        """How messages name it."""
        return f'plug-in "{self.name}" of {self.distribution} {self.version}'.rstrip()


@attrs.frozen
class Offer:
    """A scheme, lifecycle or rule with the plug-in it comes from."""

    item: Any
    plugin: Plugin


class Plugins:
    """The plug-ins of one toolkit.

    Nothing is shared between instances and nothing is loaded by importing this module.

    Attributes:
        plugins: every plug-in, in the order they were loaded, the broken ones included.
    """

    def __init__(self) -> None:
        self._pluggy = pluggy.PluginManager(PROJECT)
        self._pluggy.add_hookspecs(spec)
        self._loaded: list[tuple[Plugin, object]] = []
        self.plugins: list[Plugin] = []
        self._offers: dict[str, dict[str, Offer]] = {kind.hook: {} for kind in KINDS}

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong with the plug-ins, a sentence each."""
        return tuple(f"{plugin.label}: {problem}" for plugin in self.plugins for problem in plugin.problems)

    def offered(self, kind: Kind) -> Mapping[str, Offer]:
        """What the plug-ins offer of one kind, by id or code."""
        return self._offers[kind.hook]

    def load_installed(self) -> None:
        """Load every entry point of the group ``govkit``, each on its own."""
        points = [
            (distribution, point)
            for distribution in _distributions()
            for point in distribution.entry_points.select(group=GROUP)
        ]
        points.sort(key=lambda pair: (pair[0].name != _OWN, pair[0].name, pair[1].name))
        owners: dict[str, list[str]] = {}
        for distribution, point in points:
            owners.setdefault(point.name, []).append(f"{distribution.name} {distribution.version}")
        for distribution, point in points:
            plugin = Plugin(point.name, distribution.name, distribution.version)
            if len(owners[point.name]) > 1:
                plugin.problems.append(
                    f"the entry-point name stands in {' and in '.join(owners[point.name])}; "
                    f"rename one, so that messages can tell them apart"
                )
            self._load(plugin, point.load)

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
        try:
            item = load()
            self._pluggy.register(item, name=f"{plugin.distribution}:{plugin.name}:{len(self.plugins)}")
        except (Exception, SystemExit) as error:  # noqa: BLE001 - importing a stranger's module may raise anything
            plugin.problems.append(f"it does not load: {_said(error)}")
            return
        self._loaded.append((plugin, item))
        plugin.problems += _misspelt(self._pluggy, item)
        for kind in KINDS:
            self._gather(plugin, item, kind)

    def _gather(self, plugin: Plugin, item: object, kind: Kind) -> None:
        for offered in self._call(plugin, item, kind.hook, {}):
            if offered is None:
                continue
            if isinstance(offered, str) or not isinstance(offered, Iterable):
                plugin.problems.append(
                    f"{kind.hook} returned {_a(offered)}, not a list of {kind.type.__name__}"
                )
                continue
            for index, one in enumerate(_survivors(plugin, kind, offered)):
                self._take(plugin, kind, index, one)

    def _take(self, plugin: Plugin, kind: Kind, index: int, one: object) -> None:
        if not isinstance(one, kind.type):
            plugin.problems.append(
                f"{kind.hook} returned {_a(one)} at place {index}, not a {kind.type.__name__}"
            )
            return
        key = getattr(one, kind.key)
        word = kind.type.__name__.lower()
        earlier = self._offers[kind.hook].get(key)
        if earlier is not None:
            plugin.problems.append(
                f'its {word} "{key}" is left out: {earlier.plugin.label} offers one already'
            )
            return
        self._offers[kind.hook][key] = Offer(one, plugin)
        plugin.offers.append(f"{word} {key}")

    def _call(self, plugin: Plugin, item: object, hook: str, arguments: Mapping[str, object]) -> list[Any]:
        """Call one plug-in's implementations of a hook; what they raise is the plug-in's problem."""
        others = [other for _, other in self._loaded if other is not item]
        caller = self._pluggy.subset_hook_caller(hook, others)
        try:
            results: list[Any] = caller(**arguments)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's hook may raise anything
            plugin.problems.append(f"{hook} raised {_said(error)}")
            return []
        return results

    def announce(self, **arguments: object) -> None:
        """Call ``govkit_event`` of every plug-in; what one raises is kept as its problem."""
        for plugin, item in self._loaded:
            self._call(plugin, item, "govkit_event", arguments)

    def raise_problems(self) -> None:
        """Raise if anything is wrong.

        Raises:
            PluginError: it lists every problem.
        """
        if self.problems:
            raise PluginError(self.problems)


def _distributions() -> Iterator[metadata.Distribution]:
    """List installed distributions; of one that stands twice on the path the first counts, as for imports."""
    seen: set[str] = set()
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name and name not in seen:
            seen.add(name)
            yield distribution


def _survivors(plugin: Plugin, kind: Kind, offered: Iterable[object]) -> Iterator[object]:
    """Go through what a hook returned; a generator that raises half-way keeps its first half."""
    try:
        yield from offered
    except Exception as error:  # noqa: BLE001 - a stranger's generator may raise anything
        plugin.problems.append(f"{kind.hook} raised {_said(error)}")


def _misspelt(manager: pluggy.PluginManager, item: object) -> Sequence[str]:
    """Find functions that look like hooks but are none."""
    problems = []
    for name in dir(item):
        marked = manager.parse_hookimpl_opts(item, name) is not None
        if marked and name not in _HOOKS:
            problems.append(f'there is no hook "{name}"{did_you_mean(name, _HOOKS)}')
        elif name in _HOOKS and not marked:
            problems.append(f'"{name}" is not marked with @hookimpl, so it is not called')
    return problems


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _a(value: object) -> str:
    return f"a {type(value).__name__}"
