"""Writing remarks into a copy of a workbook, as comments that Excel and LibreOffice show."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from govkit.model import Position
from govkit_excel.looking import Remark

AUTHOR = "govkit"


def mark(workbook: Path, remarks: Iterable[Remark], target: Path) -> None:
    """Write a copy of a workbook with remarks in place of those of an earlier round.

    Args:
        workbook: the workbook; it stays as it is.
        remarks: what to say where. What has no cell stands at the first one.
        target: the copy.
    """
    book = load_workbook(workbook, keep_vba=workbook.suffix == ".xlsm")
    _forget(book)
    said: dict[Position, list[str]] = defaultdict(list)
    for each in remarks:
        said[each.position or Position(1, 1, book.sheetnames[0])].append(each.text)
    for position, texts in said.items():
        sheet = book[position.sheet or book.sheetnames[0]]
        _say(sheet.cell(position.line, position.column), texts)
    book.save(target)


def _forget(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None


def _say(cell: Cell, texts: list[str]) -> None:
    """Comment on a cell; what somebody else has written there stays above."""
    if cell.comment is not None:
        texts = [f"{cell.comment.author}: {cell.comment.text}", *texts]
    text = "\n\n".join(texts)
    lines = sum(1 + len(line) // 40 for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, width=320, height=30 + 18 * lines)
