"""Which installed plug-ins are loaded: an allow list and a deny list."""

import re
from collections.abc import Collection, Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Final

import attrs

from govkit.errors import did_you_mean

ALLOW: Final = "GOVKIT_PLUGINS_ALLOW"
DENY: Final = "GOVKIT_PLUGINS_DENY"
"""The environment variables that hold the lists for commands, names with commas between."""


def normalised(name: str) -> str:
    """Write a name as PEP 503 compares it: in lower case, with one "-" for any run of "-", "_" and "."."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _matches(written: str, name: str) -> bool:
    # "[" may stand in the name of an entry point, so it is no wildcard here.
    return fnmatchcase(normalised(name), normalised(written).replace("[", "[[]"))


@attrs.frozen
class Policy:
    """Which installed plug-ins are to be loaded.

    A list holds names of distributions and of entry points, compared as PEP 503 does; ``*`` and ``?`` in them
    are wildcards.

    Args:
        allow: names of the only plug-ins to load, None for all of them.
        deny: names of plug-ins not to load, even if ``allow`` names them.
    """

    allow: tuple[str, ...] | None = attrs.field(default=None, converter=attrs.converters.optional(_names))
    deny: tuple[str, ...] = attrs.field(default=(), converter=_names)

    def denial(self, point: str, distribution: str, distributions: Collection[str]) -> str:
        """Say what keeps a plug-in from being loaded.

        Args:
            point: name of its entry point.
            distribution: name of its distribution.
            distributions: names of all distributions with plug-ins. A name of ``allow`` that is one of them
                lets in no entry point of another, or anybody could call one "govkit".

        Returns:
            A clause that follows "denied by"; empty if nothing does.
        """
        for written in self.deny:
            if _matches(written, point) or _matches(written, distribution):
                return f'"{written}" on the deny list'
        taken = {normalised(name) for name in distributions}
        for written in self.allow or ():
            if _matches(written, distribution):
                return ""
            if _matches(written, point) and normalised(written) not in taken:
                return ""
        return "" if self.allow is None else "the allow list, which names neither it nor its distribution"

    def unmatched(self, known: Collection[str]) -> Iterator[str]:
        """Say which names of the lists are nobody's, a sentence each.

        Args:
            known: names of all plug-ins and their distributions.
        """
        for which, names in (("allow", self.allow or ()), ("deny", self.deny)):
            for written in dict.fromkeys(names):
                if not any(_matches(written, name) for name in known):
                    yield (
                        f'the {which} list names "{written}", but no installed plug-in and no distribution '
                        f"with one is called so{did_you_mean(written, known)}"
                    )


LOAD_ALL: Final = Policy()
