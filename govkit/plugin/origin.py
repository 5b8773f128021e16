"""Where things come from: a distribution and its version, in words that can be kept with a result."""

from importlib import metadata
from typing import Any, Final

import attrs

OWN: Final = "govkit"
"""The distribution that govkit itself comes in."""


def own_origin() -> str:
    """Name govkit with its version; without one where it was not installed, but only put on the path."""
    try:
        return f"{OWN} {metadata.version(OWN)}"
    except metadata.PackageNotFoundError:
        return OWN


def documentation(distribution: str) -> str:
    """Find the address of a distribution's documentation, or else of its home page.

    Args:
        distribution: its name.

    Returns:
        An address of the web; empty where the distribution names none, or is not installed.
    """
    try:
        named = metadata.metadata(distribution).get_all("Project-URL") or []
    except (metadata.PackageNotFoundError, ValueError):
        return ""
    pairs = (entry.partition(",") for entry in named)
    urls = {label.strip().casefold(): url.strip() for label, _, url in pairs}
    found = urls.get("documentation") or urls.get("homepage") or ""
    return found if found.startswith(("https://", "http://")) else ""


def stamped(item: Any, origin: str) -> Any:
    """Say in an item where it comes from, if its class has a field for that.

    Args:
        item: a scheme, a lifecycle or a rule, of whatever class.
        origin: distribution and version.

    Returns:
        An equal item whose field ``origin`` is filled; the item itself if it is of no attrs class with one.
    """
    if attrs.has(type(item)) and any(field.name == "origin" for field in attrs.fields(type(item))):
        return attrs.evolve(item, origin=origin)
    return item
