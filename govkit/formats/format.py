"""What a format is: how files of one layout are recognised, read and written."""

from typing import Protocol, runtime_checkable

from govkit.formats.sheet import Sheet
from govkit.model import Document, Register


@runtime_checkable
class AnyFormat(Protocol):
    """What all formats have."""

    @property
    def name(self) -> str:
        """What identifies it, in lower case ("xlsx", "oscal")."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of its files end, in lower case, with the dot (".xlsx", ".oscal.json")."""
        ...

    def recognises(self, content: bytes, name: str) -> bool:
        """Say whether a file is of this format, by what is in it.

        Args:
            content: the bytes of the file, whatever they are.
            name: name of the file, which ends in one of ``suffixes``.

        Returns:
            True only if no other format could mean the same file. It raises nothing.
        """
        ...


@runtime_checkable
class Format(AnyFormat, Protocol):
    """A format that knows what a file says about a register."""

    @property
    def lossless(self) -> bool:
        """Whether a register that is written reads back equal."""
        ...

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a file.

        Args:
            content: the bytes of the file, whatever they are.
            name: what to call the file in messages.
            part: which of the file's parts to read, such as a sheet; all of them unless given.

        Returns:
            A register as plain data, such as a YAML file would hold, with what was refused and what found no
            home.

        Raises:
            LoadError: the file is not of this format, is damaged, or has no such part.
            MissingExtraError: what reads this format is not installed.
        """
        ...


@runtime_checkable
class WritingFormat(Format, Protocol):
    """A format that is written, too."""

    def write(self, register: Register, name: str) -> bytes:
        """Write a register.

        Args:
            register: the register.
            name: what to call the file in messages.

        Returns:
            The bytes of the file.

        Raises:
            MissingExtraError: what writes this format is not installed.
            SaveError: the format cannot hold what the register holds.
        """
        ...


@runtime_checkable
class TableFormat(AnyFormat, Protocol):
    """A format of tables, which a mapping turns into a register."""

    def tables(self, content: bytes, name: str) -> tuple[Sheet, ...]:
        """Read the tables of a file.

        Args:
            content: the bytes of the file, whatever they are.
            name: what to call the file in messages.

        Returns:
            The tables, in the order in which they stand in the file.

        Raises:
            LoadError: the file is not of this format, or is damaged.
            MissingExtraError: what reads this format is not installed.
        """
        ...
