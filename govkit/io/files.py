"""Registers as files and bytes, and writing so that a file is old or new, never half."""

import os
import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Final

import attrs

from govkit.errors import GovkitError, LoadError, MissingExtraError, Problem, SaveError
from govkit.formats.files import content_of, decoded, format_of
from govkit.formats.placed import placed
from govkit.io.keeping import kept
from govkit.io.register import NOTHING, structure, unstructure
from govkit.io.workbook import UNDRESSED, WORKBOOKS, Dress, TemplateFormat, is_workbook
from govkit.model import Document, Position, Register
from govkit.model.require import require_register

_NO_HOME: Final = 'the template has no place for "{}"; take it out, or put it on a sheet of its own'


def loads(content: bytes | str, name: str) -> Register:
    """Turn bytes or text into a register.

    Args:
        content: UTF-8 bytes, with or without a byte-order mark, or text; or the bytes of a workbook.
        name: name of the source; its suffix says the format (``.yaml``, ``.yml``, ``.json``, ``.toml``,
            ``.xlsx``, ``.xlsm``).

    Returns:
        The register, with its source positions.

    Raises:
        LoadError: anything is wrong; it lists every problem with its line and column, or its cell.
        MissingExtraError: what reads workbooks is not installed.
        UnknownNameError: no format has that suffix.
    """
    document = _document(content, name)
    found = [_problem(name, each.position, each.reason) for each in document.refused]
    found += [_problem(name, each.position, _NO_HOME.format(each.text)) for each in document.unplaced]
    register = structure(document.data)
    if not isinstance(register, Register):
        found += placed(register, document.source)
    elif not found:
        return attrs.evolve(register, source=attrs.evolve(document.source, noted=document.noted))
    raise LoadError(name, found)


def _document(content: bytes | str, name: str) -> Document:
    if is_workbook(name):
        return TemplateFormat().read(content.encode() if isinstance(content, str) else content, name)
    reader = format_of(name, WORKBOOKS)
    text = content if isinstance(content, str) else decoded(content, name)
    if not text.strip():
        raise LoadError(name, [Problem(NOTHING, "", name)])
    return reader.read(text, name)


def _problem(name: str, position: Position | None, message: str) -> Problem:
    return Problem(message, "", name, **(attrs.asdict(position) if position else {}))


def load(path: str | os.PathLike[str]) -> Register:
    """Load a register from a file.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file, or a workbook of the published template.

    Returns:
        The register.

    Raises:
        MissingExtraError: what reads workbooks is not installed.
        LoadError: the file cannot be read, or anything in it is wrong; every problem is listed.
        UnknownNameError: no format has that suffix.
    """
    name = os.fspath(path)
    return loads(content_of(name, WORKBOOKS), name)


def dumps(register: Register, name: str, dress: Dress = UNDRESSED) -> bytes:
    """Turn a register into the bytes of a file, proved to read back equal.

    Args:
        register: the register.
        name: a name whose suffix says the format.
        dress: the schemes that a workbook shows besides.

    Returns:
        The bytes, which are UTF-8 but for a workbook.

    Raises:
        MissingExtraError: what writes this format is not installed.
        SaveError: what would be written does not read back equal, so writing it would lose something.
        UnknownNameError: no format has that suffix.
    """
    write = _writer(name, dress)
    try:
        content = write(register)
        same = loads(content, name) == register
    except (MissingExtraError, SaveError):
        raise
    except (TypeError, ValueError, GovkitError) as error:  # a Decimal, half of a surrogate pair, an empty ref
        raise SaveError(f"{name} was not written, it would not load again: {error}") from error
    if not same:
        raise SaveError(f"{name} was not written: it would read back as a different register")
    return content


def _writer(name: str, dress: Dress) -> Callable[[Register], bytes]:
    if is_workbook(name):
        return lambda register: TemplateFormat(dress).write(register, name)
    form = format_of(name, WORKBOOKS)
    return lambda register: form.write(unstructure(register)).encode()


def save(register: Register, path: str | os.PathLike[str], dress: Dress = UNDRESSED) -> bool:
    """Write a register to a file, which is then the old one or the new one, never half of one.

    A register that came from a YAML file keeps its comments, order and layout in a YAML file, where that can
    be proved by reading back; otherwise, and in the other formats, it is written anew. A text that is
    replaced keeps its byte-order mark.

    Args:
        register: the register.
        path: a ``.yaml``, ``.yml``, ``.json``, ``.toml`` or ``.xlsx`` file.
        dress: the schemes that a workbook shows besides.

    Returns:
        Whether the text that the register came from keeps its layout and its comments; True for a register
        that came from none.

    Raises:
        MissingExtraError: what writes this format is not installed.
        SaveError: it would not read back equal, or the file cannot be written.
        TypeError: it is no register.
        UnknownNameError: no format has that suffix.
    """
    require_register(register)
    name = os.fspath(path)
    text = kept(register, name)
    content = dumps(register, name, dress) if text is None else text.encode()
    write_file(content if is_workbook(name) else mark_of(name) + content, path)
    return text is not None or register.source is None


def mark_of(path: str | os.PathLike[str]) -> bytes:
    """Read the byte-order mark of a file of text, for what is to be written in its place.

    Args:
        path: the file.

    Returns:
        The mark, empty where the file has none or is not there.
    """
    try:
        if not Path(path).is_file():  # a pipe is never read to its end
            return b""
        with Path(path).open("rb") as file:
            return BOM_UTF8 if file.read(len(BOM_UTF8)) == BOM_UTF8 else b""
    except OSError:
        return b""


def write_file(content: bytes, path: str | os.PathLike[str]) -> None:
    """Write a file, which is then the old one or the new one, never half of one.

    Args:
        content: what it is to hold.
        path: the file; what a link points to is replaced, not the link.

    Raises:
        SaveError: the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        handle, new = tempfile.mkstemp(dir=target.parent, prefix=target.name[:32])
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _keep_mode(target, new)
            Path(new).replace(target)
        except BaseException:
            Path(new).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SaveError(f"{path} was not written: {error.strerror}") from error


def _keep_mode(target: Path, new: str) -> None:
    umask = os.umask(0)
    os.umask(umask)
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~umask
    Path(new).chmod(mode)
