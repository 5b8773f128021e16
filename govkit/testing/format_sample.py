"""A file of a format, which the conformance kit reads."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from govkit.errors import DefinitionError
from govkit.formats import AnyFormat, Document, Format, Sheet, TableFormat
from govkit.formats.due import shown


@attrs.frozen
class FormatSample:
    """A file of a format, whole and as people make them.

    Args:
        format: the format.
        name: the name of the file; it ends in one of the format's suffixes.
        content: the bytes of the file.
    """

    format: AnyFormat
    name: str
    content: bytes = attrs.field(repr=False)

    @property
    def id(self) -> str:
        """What the cases of the sample are called."""
        return f"{self.format.name}-{self.name}"

    def readings(self, content: bytes) -> Iterator[Document | tuple[Sheet, ...]]:
        """Read a file as each of the things the format is.

        Args:
            content: the bytes of the file, which has the sample's name.

        Yields:
            The document of a ``Format``, and the tables of a ``TableFormat``.
        """
        if isinstance(self.format, Format):
            yield self.format.read(content, self.name)
        if isinstance(self.format, TableFormat):
            yield self.format.tables(content, self.name)


def format_samples(format: AnyFormat, *paths: Path) -> list[FormatSample]:  # noqa: A002 - the field's word
    """Read the samples of a format.

    Args:
        format: the format.
        *paths: files, or folders of which those files are taken that end in one of the format's suffixes.

    Returns:
        A sample per file, those of a folder in the order of their names.

    Raises:
        DefinitionError: it is no format, a file cannot be read, or there is none.
    """
    refusal = no_format(format)
    if refusal:
        raise DefinitionError("format samples", [refusal])
    try:
        files = [file for path in paths for file in _files(path, format.suffixes)]
        samples = [FormatSample(format, file.name, file.read_bytes()) for file in files]
    except OSError as error:
        raise DefinitionError(
            "format samples", [f"{error.filename} cannot be read: {error.strerror}"]
        ) from None
    if not samples:
        where = ", ".join(map(str, paths)) or "no folder"
        ends = ", ".join(format.suffixes)
        raise DefinitionError(
            "format samples", [f"there are none in {where}; files of {format.name} end in {ends}"]
        )
    return samples


def _files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [file for file in sorted(path.iterdir()) if file.name.lower().endswith(suffixes)]


def no_format(item: object) -> str:
    """Say in a sentence why something is no format, and what to give instead.

    Args:
        item: whatever was given where a format is due.

    Returns:
        The sentence; "" for a format.
    """
    if isinstance(item, type):
        return f"{item.__name__} is a class, and a format is due; give an instance: {item.__name__}()"
    if not isinstance(item, (Format, TableFormat)):
        return f"{shown(item)} is no format: it lacks {_lacking(item)}"
    return ""


def _lacking(item: object) -> str:
    due = ("name", "title", "suffixes", "recognises")
    lacks = [each for each in due if not hasattr(item, each)]
    if not hasattr(item, "read") and not hasattr(item, "tables"):
        lacks.append("read (or tables)")
    elif hasattr(item, "read") and not hasattr(item, "lossless"):
        lacks.append("lossless")
    return ", ".join(lacks)


def no_sample(item: object) -> str:
    """Say in a sentence that something is no sample, and what to give instead.

    Args:
        item: whatever was given where a sample is due.

    Returns:
        The sentence.
    """
    return f"{shown(item)} is no sample; give a FormatSample, or what format_samples(format, folder) finds"
