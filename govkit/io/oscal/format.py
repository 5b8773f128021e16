"""The two OSCAL documents as formats."""

import re
from pathlib import Path
from typing import Final

import attrs

from govkit.errors import GovkitError, SaveError
from govkit.formats import yaml_file
from govkit.formats.files import TextFormat, decoded, format_of
from govkit.io.kinds import POAM, RESULTS
from govkit.io.register import structure, unstructure
from govkit.model import Document, Register

_BEGINS: Final = re.compile(
    r"""\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"(?P<json>[a-z-]+)"\s*:"""
    r"""|(?:---\s*\n)?(?:(?:\#.*|\$schema:.*)?\n)*["']?(?P<yaml>[a-z-]+)["']?\s*:"""
)


@attrs.define(eq=False)
class OscalFormat:
    """An OSCAL document with risks, in JSON or YAML.

    Args:
        name: what identifies the format.
        title: what people call it.
        root: the key at the top of its documents.
        suffixes: the suffixes of its files.
    """

    name: str
    title: str
    root: str
    suffixes: tuple[str, ...]
    lossless: bool = True

    def recognises(self, content: bytes, name: str) -> bool:
        """Say whether a file is such a document, by the key it begins with."""
        del name
        match = _BEGINS.match(content[:4096].decode("utf-8-sig", "replace"))
        return match is not None and self.root in match.groups()

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a document.

        Args:
            content: the bytes of the file.
            name: what to call it; a name that ends in ``.yaml`` or ``.yml`` is YAML, any other JSON.
            part: UUID or title of one of the results; all of them unless given.

        Returns:
            A register as plain data, with what makes no item, what has no home and what a person should look
            at.

        Raises:
            LoadError: it is no such document, what holds for all of it is wrong, or it has no such part.
        """
        from govkit.io.oscal.reading import read_oscal  # noqa: PLC0415 - all load the format, few read by it

        return read_oscal(_text_format(name).read(decoded(content, name), name), self.root, part)

    def write(self, register: Register, name: str) -> bytes:
        """Write a register as such a document, proved to read back equal.

        Args:
            register: the register.
            name: what to call it; a name that ends in ``.yaml`` or ``.yml`` is YAML, any other JSON.

        Returns:
            UTF-8 bytes.

        Raises:
            SaveError: it would not read back equal.
        """
        from govkit.io.oscal.writing import write_oscal  # noqa: PLC0415 - all load the format, few write by it

        try:
            content: bytes = _text_format(name).write(write_oscal(unstructure(register), self.root)).encode()
            found = structure(self.read(content, name).data)
        except (TypeError, ValueError, GovkitError) as error:
            raise SaveError(f"{name} was not written, it would not load again: {error}") from error
        if isinstance(found, list):
            raise SaveError(f"{name} was not written, it would not load again: {'; '.join(map(str, found))}")
        if found != register:
            raise SaveError(f"{name} was not written: it would read back as a different register")
        return content


def _text_format(name: str) -> TextFormat:
    return format_of(name if Path(name).suffix.lower() in yaml_file.SUFFIXES else f"{name}.json")


POAM_FORMAT: Final = OscalFormat(
    "oscal",
    "OSCAL plan of action and milestones",
    POAM,
    (".oscal.json", ".oscal.yaml", ".oscal.yml", ".json", ".yaml", ".yml"),
)
RESULTS_FORMAT: Final = OscalFormat(
    "oscal-results",
    "OSCAL assessment results",
    RESULTS,
    (".oscal-results.json", ".oscal-results.yaml", ".oscal-results.yml", ".json", ".yaml", ".yml"),
)
