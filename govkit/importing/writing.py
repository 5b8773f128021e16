"""Writing a register in a format of a plug-in, proved to read back equal."""

from govkit.blame import said
from govkit.errors import GovkitError, MissingExtraError, SaveError
from govkit.formats.format import WritingFormat
from govkit.io.register import structure
from govkit.model import Register


def dumps_as(format: WritingFormat, register: Register, name: str) -> bytes:  # noqa: A002 - the word for it
    """Turn a register into the bytes of a file of some format.

    Args:
        format: the format; only one that is lossless is trusted with a register.
        register: the register.
        name: name of the file.

    Returns:
        The bytes, which the format itself reads back as the same register.

    Raises:
        MissingExtraError: what writes the format is not installed.
        SaveError: the format is not lossless, breaks down, or would lose or change something.
    """
    if not format.lossless:
        raise SaveError(f"{name} was not written: {format.title} cannot hold all that a register holds")
    try:
        content = format.write(register, name)
        document = format.read(content, name)
    except (MissingExtraError, SaveError):
        raise
    except GovkitError as error:
        raise SaveError(f"{name} was not written, it would not load again: {error}") from error
    except Exception as error:
        message = f"{name} was not written: the format {format.name} broke down: {said(error)}"
        raise SaveError(message) from error
    if document.refused or document.unplaced or structure(document.data) != register:
        raise SaveError(f"{name} was not written: it would read back as a different register")
    return content
