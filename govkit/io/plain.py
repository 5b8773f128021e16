"""Register files, which people write by hand, in the shape that all formats have."""

from pathlib import Path
from typing import Final

import attrs

from govkit.errors import LoadError, Problem, SaveError
from govkit.formats import json_file, toml_file, yaml_file
from govkit.formats.files import decoded, format_of
from govkit.io.register import NOTHING, unstructure
from govkit.model import Document, Register


@attrs.frozen
class PlainText:
    """A register as a text of keys and values.

    Args:
        name: what identifies the format.
        title: what people call it.
        suffixes: the suffixes of its files.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    lossless: bool = True

    def recognises(self, content: bytes, name: str) -> bool:
        """Say whether a file has the key by which a register is known."""
        try:
            data = format_of(self._own(name)).read(decoded(content, name), name).data
        except LoadError:
            return False
        return isinstance(data, dict) and "register" in data

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a file.

        Args:
            content: the bytes of the file.
            name: what to call the file in messages.
            part: None; the file has no parts.

        Returns:
            A register as plain data.

        Raises:
            LoadError: it is no such text; every problem is listed.
        """
        if part is not None:
            raise LoadError(name, [Problem(f'it has no parts, and so none called "{part}"', "", name)])
        text = decoded(content, name)
        if not text.strip():
            raise LoadError(name, [Problem(NOTHING, "", name)])
        return format_of(self._own(name)).read(text, name)

    def write(self, register: Register, name: str) -> bytes:
        """Write a register.

        Args:
            register: the register.
            name: what to call the file in messages.

        Returns:
            UTF-8.

        Raises:
            MissingExtraError: what writes the format is not installed.
            SaveError: the format cannot hold what the register holds.
        """
        try:
            return format_of(self._own(name)).write(unstructure(register)).encode()
        except (TypeError, ValueError) as error:
            raise SaveError(f"{name} was not written: {error}") from error

    def _own(self, name: str) -> str:
        """Take the suffix of a file's name for granted, whatever else it is called."""
        return name if Path(name).suffix.lower() in self.suffixes else f"{name}{self.suffixes[0]}"


PLAIN_FORMATS: Final = (
    PlainText("yaml", "Register in YAML", yaml_file.SUFFIXES),
    PlainText("json", "Register in JSON", json_file.SUFFIXES),
    PlainText("toml", "Register in TOML", toml_file.SUFFIXES),
)
"""The formats of register files."""
