"""The page of formats: every format that is shipped stands in its table as it is."""

import re
from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.formats import Format
from govkit.io import SUFFIXES

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "formats.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells
    for line in PAGE.splitlines()
    if line.startswith("| ") and (cells := [cell.strip() for cell in line.strip("|").split("|")])
}
FORMATS = Toolkit.installed(allow=["govkit"]).formats


def suffixes_of(row):
    return re.findall(r"`(\.[\w.-]+)`", row[1])


def test_there_are_formats_to_look_for():
    assert {"csv", "docx", "html", "jsonl", "markdown"} <= FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_row(name):
    row = ROWS[name]
    assert suffixes_of(row) == list(FORMATS[name].suffixes)
    is_lossless = isinstance(FORMATS[name], Format) and FORMATS[name].lossless
    assert row[4] == ("yes" if is_lossless else "–")
    assert row[5]


def test_the_formats_of_register_files_have_their_rows():
    assert {suffix for name in ("yaml", "json", "toml") for suffix in suffixes_of(ROWS[name])} == set(
        SUFFIXES
    )
