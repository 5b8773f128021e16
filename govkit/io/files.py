"""Files and bytes: which format, which bytes, and writing so that a file is old or new, never half."""

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from govkit.errors import GovkitError, LoadError, MissingExtraError, Problem, SaveError, UnknownNameError
from govkit.formats import json_file, toml_file, yaml_file
from govkit.formats.editing import Editor, Rewritten
from govkit.formats.layout import Layout
from govkit.formats.placed import placed
from govkit.io.register import NOTHING, structure, unstructure
from govkit.model import Document, Register, Source


@attrs.frozen
class _Format:
    read: Callable[[str, str], Document]
    write: Callable[[Mapping[str, Any]], str]
    layout: Callable[[str], Layout]
    rewritten: Rewritten


_FORMATS: Final = {
    suffix: _Format(module.read, module.write, module.layout, module.rewritten)
    for module in (yaml_file, json_file, toml_file)
    for suffix in module.SUFFIXES
}


SUFFIXES: Final = tuple(_FORMATS)
"""The suffixes of the files that are read, in lower case."""


def _format_of(name: str) -> _Format:
    suffix = Path(name).suffix.lower()
    if suffix not in _FORMATS:
        raise UnknownNameError("file format", suffix or name, _FORMATS, f" ({name})" if suffix else "")
    return _FORMATS[suffix]


def loads(content: bytes | str, name: str) -> Register:
    """Turn bytes or text into a register.

    Args:
        content: UTF-8 bytes, with or without a byte-order mark, or text.
        name: name of the source; its suffix says the format (``.yaml``, ``.yml``, ``.json``, ``.toml``).

    Returns:
        The register, with its source positions.

    Raises:
        LoadError: anything is wrong; it lists every problem with its line and column.
        UnknownNameError: no format has that suffix.
    """
    reader = _format_of(name)
    text = content if isinstance(content, str) else _decode(content, name)
    if not text.strip():
        raise LoadError(name, [Problem(NOTHING, "", name)])
    document = reader.read(text, name)
    register = structure(document.data)
    if not isinstance(register, Register):
        raise LoadError(name, placed(register, document.source))
    return attrs.evolve(register, source=document.source)


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(content) - len(error.object)  # the decoder does not count a byte-order mark
        lines = content[:start].decode("utf-8-sig").split("\n")
        message = f"byte {start} (0x{content[start]:02x}) is not UTF-8; save the file as UTF-8"
        raise LoadError(name, [Problem(message, "", name, len(lines), len(lines[-1]) + 1)]) from None


def read_document(path: str | os.PathLike[str]) -> Document:
    """Read a file that is no register, by its suffix.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file.

    Returns:
        Plain data with its source; None for a file that holds nothing but blanks, whatever its format.

    Raises:
        LoadError: the file cannot be read, or is not what its suffix says.
        UnknownNameError: no format has that suffix.
    """
    name = os.fspath(path)
    text = _decode(_content(name), name)
    if not text.strip():
        return Document(None, Source(name, text, lambda _: {}))
    return _format_of(name).read(text, name)


def editor_of(source: Source) -> Editor:
    """Make what edits a text.

    Args:
        source: the text; the suffix of its name says the format.

    Returns:
        The editor.

    Raises:
        LoadError: the text is not what the suffix says.
        UnknownNameError: no format has that suffix.
    """
    form = _format_of(source.name)
    data = form.read(source.text, source.name).data
    return Editor(data, form.layout(source.text), form.rewritten)


def load(path: str | os.PathLike[str]) -> Register:
    """Load a register from a file.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file.

    Returns:
        The register.

    Raises:
        LoadError: the file cannot be read, or anything in it is wrong; every problem is listed.
        UnknownNameError: no format has that suffix.
    """
    name = os.fspath(path)
    return loads(_content(name), name)


def _content(name: str) -> bytes:
    if Path(name).is_dir():
        raise LoadError(name, [Problem("this is a folder; name a file in it", "", name)])
    _format_of(name)
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise LoadError(name, [Problem(f"cannot be read: {error.strerror}", "", name)]) from None


def dumps(register: Register, name: str) -> bytes:
    """Turn a register into the bytes of a file, proved to read back equal.

    Args:
        register: the register.
        name: a name whose suffix says the format.

    Returns:
        UTF-8 bytes.

    Raises:
        MissingExtraError: what writes this format is not installed.
        SaveError: what would be written does not read back equal, so writing it would lose something.
        UnknownNameError: no format has that suffix.
    """
    form = _format_of(name)
    try:
        content = form.write(unstructure(register)).encode()
        same = loads(content, name) == register
    except MissingExtraError:
        raise
    except (TypeError, ValueError, GovkitError) as error:  # a Decimal, half of a surrogate pair, an empty ref
        raise SaveError(f"{name} was not written, it would not load again: {error}") from error
    if not same:
        raise SaveError(f"{name} was not written: it would read back as a different register")
    return content


def save(register: Register, path: str | os.PathLike[str]) -> None:
    """Write a register to a file, which is then the old one or the new one, never half of one.

    Args:
        register: the register.
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file.

    Raises:
        MissingExtraError: what writes this format is not installed.
        SaveError: it would not read back equal, or the file cannot be written.
        UnknownNameError: no format has that suffix.
    """
    write_file(dumps(register, os.fspath(path)), path)


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
