"""Workbooks of any layout as a format of tables."""

from typing import Final

from govkit.formats.sheet import Sheet
from govkit.formats.workbook.package import looks_like_one
from govkit.formats.workbook.reading import sheets_of

WORKBOOKS: Final = (".xlsx", ".xlsm")
"""The suffixes of workbooks, in lower case; those with macros are read, and their macros are not."""


class WorkbookTables:
    """Workbooks of any layout, whose sheets a mapping turns into a register."""

    name: str = "workbook"
    title: str = "Excel workbook"
    suffixes: tuple[str, ...] = WORKBOOKS

    def recognises(self, content: bytes, name: str) -> bool:  # noqa: ARG002 - what is in it says enough
        """Say whether a file could be a workbook; whether it is safe to open is found when it is read."""
        return looks_like_one(content)

    def tables(self, content: bytes, name: str) -> tuple[Sheet, ...]:
        """Read the sheets of a workbook.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.

        Returns:
            The sheets with cells, hidden ones included, in the order of their tabs.

        Raises:
            LoadError: it is no workbook, or not safe to open.
            MissingExtraError: openpyxl is not installed.
        """
        return sheets_of(content, name)
