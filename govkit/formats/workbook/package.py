"""The parts of a workbook's file, a ZIP archive, opened only where nothing about it looks like an attack."""

import re
from io import BytesIO
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from govkit.errors import LoadError, Problem

MOST_BYTES: Final = 256 * 1024 * 1024
"""How many bytes the parts of a workbook may have together; 100 000 risks need about a half."""
MOST_PARTS: Final = 10_000
MOST_TAGS: Final = 20_000_000
"""How many tags one part may have: each of them costs some 100 bytes of memory, however short it is."""

_ZIP: Final = b"PK"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
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
        if b"\x00" in content[:4] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnsafePartError(f"its part {said} is not UTF-8")
        if _DTD.search(content):
            raise UnsafePartError(f"its part {said} defines entities, which no workbook needs")
        if content.count(b"<") > MOST_TAGS:
            raise UnsafePartError(f"its part {said} has more than {MOST_TAGS // 2:,} elements")
        if _STRICT in content:
            raise UnsafePartError(
                'it is a "Strict Open XML Spreadsheet"; save it as an ordinary "Excel Workbook (.xlsx)"'
            )
        return BytesIO(content.removeprefix(_MARK))


def looks_like_one(content: bytes) -> bool:
    """Say whether bytes begin as a workbook does, of today or of an old Excel."""
    return content.startswith((_ZIP, _OLD))


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
    message = _fault(content)
    if message is not None:
        raise LoadError(name, [Problem(message, "", name)])
    return Parts(content)


def _fault(content: bytes) -> str | None:
    if content.startswith(_OLD):
        return "this is an .xls of an old Excel, or has a password; save it as .xlsx without one"
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        return f"this is no workbook: {str(error)[:1].lower()}{str(error)[1:]}"
    total = sum(each.file_size for each in entries)
    if total > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        return f"it unpacks to {total // 1024**2:,} MB, and {most} MB at most are read; split it"
    if len(entries) > MOST_PARTS:
        return f"it has {len(entries):,} parts, and {MOST_PARTS:,} at most are read"
    if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in entries):
        return "it is packed in a way that no Excel packs; save it again with a spreadsheet program"
    return None
