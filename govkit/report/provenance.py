"""What made a report: govkit, and the schemes, lifecycles and rules that were used, each with its version."""

from collections.abc import Iterable, Iterator

import attrs

from govkit.plugin.origin import own_origin
from govkit.scoring import Rating
from govkit.workflow import Workflow


@attrs.frozen
class Used:
    """A scheme or lifecycle that something rests on.

    Args:
        kind: "scheme" or "lifecycle".
        id: its id.
        version: its version.
        origin: distribution and version of the plug-in it comes from, empty if none offered it.
    """

    kind: str
    id: str
    version: str
    origin: str

    def __str__(self) -> str:
        """Render as ``the scheme cambs-2019 2019-08 (govkit 0.1.0)``."""
        origin = f" ({self.origin.strip('()')})" if self.origin else ""
        return f"the {self.kind} {self.id} {self.version}{origin}"


@attrs.frozen
class Provenance:
    """What something was made with.

    Args:
        govkit: govkit with its version.
        used: the schemes and lifecycles it rests on, each once, schemes first and then by id.
        rules: origins of the rules that were run, each once, by name.
    """

    govkit: str
    used: tuple[Used, ...]
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Render as ``Made by govkit 0.1.0 with the scheme cambs-2019 2019-08 (govkit 0.1.0).``."""
        parts = [*map(str, self.used)]
        if self.rules:
            parts.append(f"the rules of {_listed(self.rules)}")
        return f"Made by {self.govkit}{' with ' if parts else ''}{_listed(parts)}."


def _listed(parts: Iterable[str]) -> str:
    *first, last = ("", *parts)
    return " and ".join(part for part in (", ".join(first[1:]), last) if part)


def provenance(
    *, ratings: Iterable[Rating], workflows: Iterable[Workflow] = (), rules: Iterable[str] = ()
) -> Provenance:
    """Gather what something was made with.

    Args:
        ratings: the ratings it shows; they know their schemes.
        workflows: the lifecycles it follows.
        rules: origins of the rules that were run.

    Returns:
        The same for the same things, in whatever order and however often they are given.
    """
    return Provenance(
        own_origin(),
        (*_each_once(_schemes(ratings)), *_each_once(_lifecycles(workflows))),
        tuple(sorted(set(rules))),
    )


def _schemes(ratings: Iterable[Rating]) -> Iterator[Used]:
    for each in ratings:
        yield Used("scheme", each.scheme, each.version, each.origin)


def _lifecycles(workflows: Iterable[Workflow]) -> Iterator[Used]:
    for each in workflows:
        yield Used("lifecycle", each.id, each.version, each.origin)


def _each_once(used: Iterable[Used]) -> list[Used]:
    return sorted(set(used), key=attrs.astuple)
