"""The formats that come with govkit, offered as a stranger's plug-in offers its own."""

from collections.abc import Iterable

from govkit.formats.csv_file import Csv
from govkit.formats.format import Format, TableFormat
from govkit.formats.workbook.tables import WorkbookTables
from govkit.hooks import hookimpl
from govkit.io.workbook import TemplateFormat


@hookimpl
def govkit_formats() -> Iterable[Format | TableFormat]:
    """Offer the formats that come with govkit."""
    return [Csv(), TemplateFormat(), WorkbookTables()]
