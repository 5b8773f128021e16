"""One thing that is wrong with a definition."""

from collections.abc import Iterable

import attrs

from govkit.errors import DefinitionError


@attrs.frozen
class Flaw:
    """A fault of a scheme's definition.

    Args:
        message: the fault in a sentence.
        path: JSON Pointer of the place in the form that scheme files have.
    """

    message: str
    path: str = ""


def refuse(subject: str, flaws: Iterable[Flaw]) -> None:
    """Refuse a definition that has flaws.

    Args:
        subject: what is being defined ("scheme acme-2026").
        flaws: what is wrong with it; it may be nothing.

    Raises:
        DefinitionError: it lists every flaw with its place.
    """
    found = list(flaws)
    if found:
        messages, paths = [flaw.message for flaw in found], [flaw.path for flaw in found]
        raise DefinitionError(subject, messages, paths)
