"""What is to be said of a workbook, and at which cell."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs

from govkit import Outcome, Register, Toolkit
from govkit.importing import Preview, open_paper, preview, read_mapping
from govkit.model import Document, Position


@attrs.frozen
class Remark:
    """Something to be said at a cell.

    Args:
        position: sheet, row and column; None where it is about the workbook.
        text: what is to be said.
    """

    position: Position | None
    text: str


@attrs.frozen
class Looked:
    """What came of looking at a workbook.

    Args:
        register: the register that it makes.
        remarks: what is to be mended: cells that cannot be read, or else what the rules find.
    """

    register: Register | None
    remarks: tuple[Remark, ...]


def look(workbook: Path, mapping: Path, kit: Toolkit, as_of: date) -> Looked:
    """Read a workbook, and check the register that comes of it.

    Args:
        workbook: the workbook.
        mapping: what stands in which of its columns.
        kit: the schemes, rules and formats at hand.
        as_of: the day in question.

    Returns:
        The register with what is to be said of it. While a cell cannot be read, that is all that is told:
        what a rule would find in half a register might be wrong.

    Raises:
        LoadError: the mapping or the workbook cannot be read at all.
    """
    paper = open_paper(str(workbook), kit.formats, tables=True)
    document = paper.document(read_mapping(str(mapping), kit.schemes), kit.schemes)
    found = preview(document)
    unread = tuple(Remark(each.position, each.reason) for each in found.refused)
    remarks = unread or tuple(_failing(found, document, kit, as_of))
    return Looked(found.register, remarks)


def _failing(found: Preview, document: Document, kit: Toolkit, as_of: date) -> Iterator[Remark]:
    if found.register is not None:
        for each in kit.check(found.register, as_of=as_of):
            if each.outcome is Outcome.FAILS:
                yield Remark(
                    document.source.locate(each.path), f"{each.code} {each.severity}: {each.message}"
                )
