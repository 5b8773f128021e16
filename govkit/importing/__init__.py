"""Papers and tables into registers, in two steps: what would come of it, and the act."""

from govkit.importing.choosing import format_for, format_to_write
from govkit.importing.fields import Rows
from govkit.importing.guess import Guess, guess
from govkit.importing.leftover import leftovers, refused_entries
from govkit.importing.levels import UnreadableLevelError, level_in
from govkit.importing.mapping import ImportMapping, TableMapping, read_mapping
from govkit.importing.merging import Changed
from govkit.importing.preview import Preview, preview
from govkit.importing.reading import Paper, open_paper
from govkit.importing.schema import mapping_schema
from govkit.importing.tables import Tables
from govkit.importing.whole import dumps_in, is_special, load_as
from govkit.importing.writing import dumps_as

__all__ = [
    "Changed",
    "Guess",
    "ImportMapping",
    "Paper",
    "Preview",
    "Rows",
    "TableMapping",
    "Tables",
    "UnreadableLevelError",
    "dumps_as",
    "dumps_in",
    "format_for",
    "format_to_write",
    "guess",
    "is_special",
    "leftovers",
    "level_in",
    "load_as",
    "mapping_schema",
    "open_paper",
    "preview",
    "read_mapping",
    "refused_entries",
]
