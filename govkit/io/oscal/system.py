"""Naming systems of facets, and the ids of the schemes they stand for."""

import re
from typing import Final
from urllib.parse import quote, unquote

from govkit.model.constraint import is_ref

RATING: Final = "urn:govkit:rating"
"""The system of the facet that holds the rating as printed."""

PRINTED_LEVEL: Final = "urn:govkit:printed-level"
"""The system of facets that hold overall levels as printed."""

_SCHEME: Final = "urn:govkit:scheme:"
_UNTOLD: Final = "urn:govkit:no-scheme"
_URI: Final = re.compile(r"(?:https?://|urn:)[!-~]+")
_LONGEST: Final = 100


def system_of(scheme: str | None) -> str:
    """Name the system of the facets of an assessment.

    Args:
        scheme: id of the scheme, None where none is named.

    Returns:
        A URI: the one the id was made of, or else one of govkit's.
    """
    if scheme is None:
        return _UNTOLD
    foreign = scheme.replace("%23", "#").replace("%2F", "/").replace("%25", "%")
    if _URI.fullmatch(foreign) and scheme_of(foreign) == scheme:
        return foreign
    return _SCHEME + quote(scheme, safe="")


def scheme_of(system: str) -> str | None:
    """Name the scheme of a system.

    Args:
        system: a URI.

    Returns:
        The id of a scheme of govkit's; for any other URI the URI itself, with ``%2F`` for "/" and ``%23`` for
        "#", which no id can hold. "" if the system says that no scheme is named, None if it cannot be an id.
    """
    if system == _UNTOLD:
        return ""
    if system.startswith(_SCHEME):
        return unquote(system.removeprefix(_SCHEME))
    made = system.replace("%", "%25").replace("/", "%2F").replace("#", "%23")
    return made if is_ref(made) and len(made) <= _LONGEST else None
