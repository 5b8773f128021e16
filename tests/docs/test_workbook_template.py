"""The page of the template lists every sheet and every column, each with what its note says."""

from pathlib import Path

import pytest

from govkit.io.workbook.columns import MARK, Column
from govkit.io.workbook.layout import FACT_COLUMNS, TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "workbook-template.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}


def listed(column):
    return f"| {column.title} | {', '.join(column.choices) or column.kind.value} | {column.note} |"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_a_sheet_is_listed_with_its_columns(table):
    for column in (*table.leading, *table.columns):
        if isinstance(column, Column):
            assert listed(column) in SECTIONS[table.title]
        else:
            assert f"| {column.title}: *factor*" in SECTIONS[table.title]


def test_the_facts_are_listed():
    for fact in FACT_COLUMNS:
        assert listed(fact) in SECTIONS["Register"]
    assert MARK in PAGE
