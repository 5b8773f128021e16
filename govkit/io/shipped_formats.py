"""The formats that every release carries; this module is the plug-in that offers them."""

from collections.abc import Iterable

from govkit.formats import Format, TableFormat
from govkit.hooks import hookimpl


@hookimpl
def govkit_formats() -> Iterable[Format | TableFormat]:
    """Offer the shipped formats."""
    return []
