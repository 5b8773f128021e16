"""The formats that come with govkit, offered as a stranger's plug-in offers its own."""

from collections.abc import Iterable

from govkit.formats.csv_file import Csv
from govkit.formats.format import Format, TableFormat
from govkit.formats.html_tables import HtmlTables
from govkit.formats.markdown_tables import MarkdownTables
from govkit.formats.word_tables import WordTables
from govkit.formats.workbook.tables import WorkbookTables
from govkit.hooks import hookimpl
from govkit.io.json_lines import JsonLines
from govkit.io.oscal import POAM_FORMAT, RESULTS_FORMAT
from govkit.io.plain import PLAIN_FORMATS
from govkit.io.workbook import TemplateFormat


@hookimpl
def govkit_formats() -> Iterable[Format | TableFormat]:
    """Offer the formats that come with govkit."""
    registers = (*PLAIN_FORMATS, TemplateFormat(), JsonLines(), POAM_FORMAT, RESULTS_FORMAT)
    return [Csv(), WorkbookTables(), HtmlTables(), MarkdownTables(), WordTables(), *registers]
