"""The reference of register files names every key of every entity, and marks those that are required."""

import re
from pathlib import Path

import attrs
import pytest

import govkit.model
from govkit.formats.keys import keys_of

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "register-file.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z]\w+)`[^|]*\| (.*) \|$", PAGE, re.MULTILINE))
TEXTS = {"Every", "FinancialQuarter", "FinancialYear", "Period", "Term", "WrittenDate"}
NOT_IN_FILES = TEXTS | {
    *("Document", "Edit", "Item", "Located", "Noted", "Position", "Refusal", "Source", "Unplaced"),
}


def test_every_entity_has_a_row():
    entities = {name for name in govkit.model.__all__ if attrs.has(getattr(govkit.model, name))}
    assert set(ROWS) == entities - NOT_IN_FILES


@pytest.mark.parametrize("name", ROWS)
def test_every_key_is_named_and_the_required_ones_are_bold(name):
    cls = getattr(govkit.model, name)
    keys = keys_of(cls)
    required = {keys[field.name] for field in attrs.fields(cls) if field.default is attrs.NOTHING}
    assert set(re.findall(r"\*\*`(\w+)`\*\*", ROWS[name])) == required
    assert set(keys.values()) <= set(re.findall(r"`(\w+)`", ROWS[name]))
