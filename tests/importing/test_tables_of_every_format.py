"""One table in every format that holds tables, read by one mapping: one register comes of it."""

from io import BytesIO

import docx
import pytest

from govkit import Toolkit
from govkit.importing import open_paper, preview, read_mapping

ROWS = (
    ("Ref", "Risk", "Likelihood", "Impact", "Update"),
    ("SR1", "The pier sinks", "3", "4 - Significant", "Mar-20"),
    ("SR2", 'Storms & "tides" <west>', "2", "Significant", "2019/20"),
)
MAPPING = """
register = "harbour"
title = "Harbour risks"
scheme = "cambs-2019"

[[tables]]
rows = "risk"
[tables.columns]
ref = "Ref"
title = "Risk"
"current.levels.likelihood" = "Likelihood"
"current.levels.impact" = "Impact"
status_date = "Update"
"""


def as_csv():
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS)
    return "\r\n".join(quoted).encode()


def as_html():
    safe = [[cell.replace("&", "&amp;").replace("<", "&lt;") for cell in row] for row in ROWS]
    return ("<table>" + "".join("<tr><td>" + "<td>".join(row) for row in safe)).encode()


def as_markdown():
    head, *rows = ["|" + "|".join(cell.replace("<", "\\<") for cell in row) + "|" for row in ROWS]
    return "\n".join([head, "|-" * 5 + "|", *rows]).encode()


def as_docx():
    document = docx.Document()
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("suffix", "write", "place"),
    [
        (".csv", as_csv, "3:2"),
        (".html", as_html, "'Table 1'!B3"),
        (".md", as_markdown, "'Table 1'!B3"),
        (".docx", as_docx, "'Table 1'!B3"),
    ],
)
def test_the_same_table_makes_the_same_register(tmp_path, suffix, write, place):
    file = tmp_path / f"risks{suffix}"
    file.write_bytes(write())
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    kit = Toolkit.installed(allow=["govkit"])
    paper = open_paper(file, kit.formats, tables=True)
    document = paper.document(read_mapping(tmp_path / "m.toml", kit.schemes), kit.schemes)
    found = preview(document)
    assert (found.refused, found.unplaced, found.noted) == ((), (), ())
    assert [(risk.ref, risk.title, str(risk.status_date)) for risk in found.register.risks] == [
        ("SR1", "The pier sinks", "Mar-20"),
        ("SR2", 'Storms & "tides" <west>', "2019/20"),
    ]
    assert [dict(risk.current.levels) for risk in found.register.risks] == [
        {"likelihood": 3, "impact": 4},
        {"likelihood": 2, "impact": 4},
    ]
    assert str(document.source.locate("/risks/1/title")) == place
