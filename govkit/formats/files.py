"""Which format a file has, and its text; what it holds is for others to say."""

import os
from collections.abc import Callable, Collection, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import attrs

from govkit.errors import LoadError, Problem, UnknownNameError
from govkit.formats import json_file, toml_file, yaml_file
from govkit.formats.layout import Layout, Rewritten
from govkit.model import Document, Source


@attrs.frozen
class TextFormat:
    """How files with some suffix are read and written.

    Args:
        read: makes plain data of a text and the name of its source.
        write: makes a text of plain data.
        layout: finds where everything stands in a text that can be read.
        rewritten: writes a text where another one stands.
    """

    read: Callable[[str, str], Document]
    write: Callable[[Mapping[str, Any]], str]
    layout: Callable[[str], Layout]
    rewritten: Rewritten


_FORMATS: Final = {
    suffix: TextFormat(module.read, module.write, module.layout, module.rewritten)
    for module in (yaml_file, json_file, toml_file)
    for suffix in module.SUFFIXES
}


SUFFIXES: Final = tuple(_FORMATS)
"""The suffixes of the files that are read, in lower case."""


def probed(question: Callable[[], bool]) -> bool:
    """Ask something about a path.

    Args:
        question: a method such as ``path.is_file``.

    Returns:
        The answer, and False of what cannot be looked at, for example since its name is too long or holds a
        NUL, which no name of a file does.
    """
    try:
        return question()
    except (OSError, ValueError):
        return False


def real(path: str | os.PathLike[str]) -> Path:
    """Find where a path leads.

    Args:
        path: the path, which need not exist.

    Returns:
        The absolute path without links; links that go in circles are kept, as is what no file can be called.
    """
    if "\0" in os.fspath(path):
        return Path(path)
    return Path(os.path.realpath(path))


def format_of(name: str, others: Collection[str] = ()) -> TextFormat:
    """Find the format of a file of text by its suffix.

    Args:
        name: name of the file.
        others: suffixes that could have been meant besides, for the message.

    Returns:
        The format.

    Raises:
        UnknownNameError: no format has that suffix.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in _FORMATS:
        known = (*_FORMATS, *others)
        raise UnknownNameError("file format", suffix or name, known, f" ({name})" if suffix else "")
    return _FORMATS[suffix]


def decoded(content: bytes, name: str) -> str:
    """Make text of bytes, with or without a byte-order mark.

    Args:
        content: the bytes.
        name: what to call the source in messages.

    Returns:
        The text.

    Raises:
        LoadError: they are not UTF-8; it names the first that is not.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(content) - len(error.object)  # the decoder does not count a byte-order mark
        lines = content[:start].decode("utf-8-sig").split("\n")
        message = f"byte {start} (0x{content[start]:02x}) is not UTF-8; save the file as UTF-8"
        raise LoadError(name, [Problem(message, "", name, len(lines), len(lines[-1]) + 1)]) from None


def content_of(path: str | os.PathLike[str] | Traversable, others: Collection[str] = ()) -> bytes:
    """Read the bytes of a file whose suffix says what is in it.

    Args:
        path: the file; ``importlib.resources.files(…) / …`` gives one inside a package.
        others: suffixes of files that are no text and can be read, too.

    Returns:
        The bytes.

    Raises:
        LoadError: it is a folder or no regular file, or cannot be read.
        UnknownNameError: no format has that suffix.
    """
    name = str(path)
    file = Path(path) if isinstance(path, str | os.PathLike) else path
    if "\0" in name:
        raise LoadError(name, [Problem("cannot be read: there is a NUL in its name", "", name)])
    try:
        if file.is_dir():
            raise LoadError(name, [Problem("this is a folder; name a file in it", "", name)])
        # Reading a pipe or a device may never end.
        if not file.is_file() and isinstance(file, Path) and file.exists():
            raise LoadError(name, [Problem("this is no regular file; save it as one", "", name)])
        # What is not there is not to blame for its suffix if it has none.
        known = Path(name).suffix.lower() in others
        if not known and (Path(name).suffix or file.is_file()):
            format_of(name, others)
        return file.read_bytes()
    except OSError as error:
        raise LoadError(name, [Problem(f"cannot be read: {error.strerror}", "", name)]) from None


def read_document(path: str | os.PathLike[str] | Traversable) -> Document:
    """Read a file that is no register, by its suffix.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file, which may be inside a package.

    Returns:
        Plain data with its source; None for a file that holds nothing but blanks, whatever its format.

    Raises:
        LoadError: the file cannot be read, or is not what its suffix says.
        UnknownNameError: no format has that suffix.
    """
    name = str(path)
    text = decoded(content_of(path), name)
    if not text.strip():
        return Document(None, Source(name, text, lambda _: {}))
    return format_of(name).read(text, name)
