"""The formats that come with govkit, offered as a stranger's plug-in offers its own."""

from collections.abc import Iterable

from govkit.formats.csv_file import Csv
from govkit.formats.format import Format, TableFormat
from govkit.hooks import hookimpl


@hookimpl
def govkit_formats() -> Iterable[Format | TableFormat]:
    """Offer the formats that come with govkit."""
    return [Csv()]
