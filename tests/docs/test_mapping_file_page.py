"""The reference of mapping files names every key, and everything that a row may be."""

import re
from pathlib import Path

import attrs

from govkit.formats.keys import keys_of
from govkit.importing import ImportMapping, Rows, TableMapping

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "mapping-file.md").read_text(encoding="utf-8")
FIRST_CELLS = re.findall(r"^\| (`[^|]*) \|", PAGE, re.MULTILINE)
NAMED = {name for cell in FIRST_CELLS for name in re.findall(r"`([\w-]+)`", cell)}


def test_every_key_and_every_kind_of_row_is_named_and_nothing_else():
    keys = {*keys_of(ImportMapping).values(), *keys_of(TableMapping).values()}
    assert keys | {str(each) for each in Rows} | {"rows"} == NAMED


def test_the_required_keys_are_marked():
    required = {
        keys_of(cls)[field.name]
        for cls in (ImportMapping, TableMapping)
        for field in attrs.fields(cls)
        if field.default is attrs.NOTHING
    }
    marked = set(re.findall(r"^\| `([\w-]+)` \| [^|]*\(required\)", PAGE, re.MULTILINE))
    assert marked - {"reading", "meeting"} == required
