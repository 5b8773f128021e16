"""Files of office programs, which are ZIP archives: looked at before anybody opens them."""

import re
import zlib
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from govkit.errors import LoadError, Problem

MOST_BYTES: Final = 256 * 1024 * 1024
"""How many bytes the parts of a file may have together."""
MOST_PARTS: Final = 10_000
MOST_TAGS: Final = 20_000_000
"""How many tags one part may have: each of them costs some 100 bytes of memory, however short it is."""

OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of old office programs begin, and those with a password."""
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML: Final = (".xml", ".rels")
_MANIFEST: Final = "[Content_Types].xml"


def has_part(content: bytes, part: str) -> bool:
    """Say whether bytes are an archive with a part of a name, without unpacking anything.

    Args:
        content: the bytes, whatever they are.
        part: the name.

    Returns:
        Whether they are.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            return part in archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def refuse_unsafe(content: bytes, name: str, kind: str, suffix: str, *, parts: bool = True) -> None:
    """Refuse an archive that is none, is a bomb, or whose XML is more than plain.

    Nothing is unpacked to a disk, so the names in it lead nowhere.

    Args:
        content: the bytes of the file, whatever they are.
        name: what to call it in messages.
        kind: what it should be ("Word document").
        suffix: how the names of such files end today.
        parts: whether its parts are looked at, too; otherwise it is for whoever opens them to ask
            ``part_fault``.

    Raises:
        LoadError: it is no such archive, its parts are too many or too large together, are packed as no
            office program packs them, are damaged, or define entities.
    """
    fault = _fault(content, kind, suffix, parts=parts)
    if fault is not None:
        raise LoadError(name, [Problem(fault, "", name)])


def part_fault(content: bytes, name: str) -> str | None:
    """Say why nobody should parse a part, if there is a reason.

    Args:
        content: the part.
        name: its name.

    Returns:
        A sentence; None where it is plain XML, or no XML.
    """
    if b"\x00" in content[:4] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return f"its part {name} is not UTF-8"
    if _DTD.search(content):
        return f"its part {name} defines entities, which no office program does"
    if content.count(b"<") > MOST_TAGS:
        return f"its part {name} has more than {MOST_TAGS // 2:,} elements"
    return None


def _fault(content: bytes, kind: str, suffix: str, *, parts: bool) -> str | None:
    if content.startswith(OLD):
        return f"this is a {kind} of an old version, or has a password; save it as {suffix} without one"
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            found = _size_fault(entries)
            if found is None and _MANIFEST not in archive.namelist():
                found = f"this is no {kind}: it lacks the part {_MANIFEST}, which each of them has"
            xml = [each for each in entries if parts and each.filename.lower().endswith(_XML)]
            faults = (part_fault(archive.read(each), each.filename) for each in xml)
            return found or next(filter(None, faults), None)
    except (
        BadZipFile,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as error:
        return f"this is no {kind}: {str(error)[:1].lower()}{str(error)[1:]}"


def _size_fault(entries: list[ZipInfo]) -> str | None:
    total = sum(each.file_size for each in entries)
    if total > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        return f"it unpacks to {total // 1024**2:,} MB, and {most} MB at most are read; split it"
    if len(entries) > MOST_PARTS:
        return f"it has {len(entries):,} parts, and {MOST_PARTS:,} at most are read"
    if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in entries):
        return "it is packed in a way that no office program packs; save it again with one"
    return None
