"""The page of files of rules: every key, relation, name and fact has its row."""

import re
from pathlib import Path

import attrs
import pytest

from govkit.rules.written.form import _FORMS, _RELATIONS, WrittenRule
from govkit.rules.written.names import OF_ASSESSMENTS, OF_DAYS, OF_LISTS, ROOTS

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "rule-file.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("|")]
NAMED = {name for cell in ROWS for name in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("name", [*attrs.fields_dict(WrittenRule), *_FORMS, *_RELATIONS])
def test_every_key_form_and_relation_has_a_row(name):
    assert name in NAMED or any(each.startswith(f"{{{name}:") for each in NAMED)


@pytest.mark.parametrize("name", [*ROOTS, *OF_ASSESSMENTS, *OF_DAYS, *OF_LISTS])
def test_every_name_that_is_no_field_and_every_fact_has_a_row(name):
    assert name in NAMED


@pytest.mark.parametrize("field", attrs.fields(WrittenRule), ids=lambda field: field.name)
def test_what_is_required_is_said_to_be(field):
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{field.name}` | "))
    assert ("(required)" in row) is (field.default is attrs.NOTHING)
