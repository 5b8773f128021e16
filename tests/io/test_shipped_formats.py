"""Every format that comes with govkit keeps what is asked of a stranger's."""

from io import BytesIO

import docx

from govkit import Toolkit
from govkit.formats import WritingFormat
from govkit.io import loads, shipped_formats
from govkit.io.workbook import TemplateFormat
from govkit.testing import FormatSample, format_checks

REGISTER = loads(
    """
    register: harbour-2026
    title: Harbour risks
    scheme: cambs-2019
    objectives: [{ref: O1, title: Safe moorings}]
    risks:
      - ref: SR1
        title: Posts stay empty
        current: {levels: {likelihood: 2, impact: 4}, printed: 14}
        controls: [{ref: C1, title: Recruitment}]
        actions: [{ref: A1, title: "=1+1", deadline: Q4 2019-20}]
    actions: [{ref: "1.0", title: Renew the piles, deadline: ongoing}]
    """,
    "register.yaml",
)


def word():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells), ("Ref", "Title", "SR1", "Rain"), strict=True
    ):
        cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


TABLES = {
    "csv": b'sep=;\r\nRef;Title\r\nSR1;"Posts\r\nstay empty"\r\nSR2;\'=1+1\r\n',
    "docx": word(),
    "html": b"<h1>Risks</h1><table><tr><th>Ref<th>Title</tr><tr><td rowspan=2>SR1<td>Rain</tr><tr><td>Hail</table>",
    "markdown": b"# Risks\n\n| Ref | Title |\n|---|---|\n| SR1 | `Rain` |\n",
    "workbook": TemplateFormat().write(REGISTER, "register.xlsx"),
}
"""A file of each format that is only read."""


def samples():
    # What has macros is read and not written.
    for each in Toolkit(shipped_formats, strict=True).formats.values():
        if isinstance(each, WritingFormat):
            for suffix in [suffix for suffix in each.suffixes if suffix != ".xlsm"][:2]:
                name = f"register{suffix}"
                yield FormatSample(each, name, each.write(REGISTER, name))
        else:
            yield FormatSample(each, f"register{each.suffixes[0]}", TABLES[each.name])


@format_checks(list(samples()))
def test_format(sample, check):
    check(sample)
