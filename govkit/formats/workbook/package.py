"""The parts of a workbook's file, a ZIP archive, opened only where nothing about it looks like an attack."""

from io import BytesIO
from typing import IO, Any, Final
from zipfile import ZipFile

from govkit.formats.archive import OLD, part_fault, refuse_unsafe

_ZIP: Final = b"PK"
_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MARK: Final = b"\xef\xbb\xbf"


class UnsafePartError(Exception):
    """A part of a workbook is not handed on; the sentence says why."""


class Parts(ZipFile):
    """An archive that hands out the parts of a workbook, each looked at before anybody parses it.

    Nothing is ever unpacked to a disk, so the names in it lead nowhere.

    Args:
        content: the bytes of the file, which ``opened`` looked at.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))

    def open(self, name: Any, mode: Any = "r", pwd: bytes | None = None, **_: Any) -> IO[bytes]:
        """Read a part and hand it out.

        Raises:
            UnsafePartError: it defines entities, is not UTF-8, or has more tags than any register.
        """
        with super().open(name, mode, pwd) as part:
            content = part.read()
        said = name if isinstance(name, str) else name.filename
        fault = part_fault(content, said)
        if fault is not None:
            raise UnsafePartError(fault)
        if _STRICT in content:
            raise UnsafePartError(
                'it is a "Strict Open XML Spreadsheet"; save it as an ordinary "Excel Workbook (.xlsx)"'
            )
        return BytesIO(content.removeprefix(_MARK))


def looks_like_one(content: bytes) -> bool:
    """Say whether bytes begin as a workbook does, of today or of an old Excel."""
    return content.startswith((_ZIP, OLD))


def opened(content: bytes, name: str) -> Parts:
    """Open the bytes of a workbook, once their sizes are checked.

    Args:
        content: the bytes of the file.
        name: what to call it in messages.

    Returns:
        Its parts.

    Raises:
        LoadError: it is no workbook, or its parts are too many or too large together.
    """
    refuse_unsafe(content, name, "workbook", ".xlsx", parts=False)
    return Parts(content)
