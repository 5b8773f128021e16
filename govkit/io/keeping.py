"""Writing a register where its text stands, so that comments and layout of the text stay."""

from pathlib import Path

from govkit.errors import GovkitError
from govkit.formats import yaml_file
from govkit.formats.layout import NotEditableError, replaced
from govkit.formats.refilling import Refill
from govkit.io.register import structure, unstructure
from govkit.model import Register


def kept(register: Register, name: str) -> str | None:
    """Write a register into the text that it came from.

    Args:
        register: the register, which may differ from what the text says.
        name: name of the file to write.

    Returns:
        The text with what differs, and every comment; None where the register came from no text of that
        format, or its text is written in a way in which that cannot be done.
    """
    source = register.source
    if source is None or not _is_yaml(source.name) or not _is_yaml(name):
        return None
    try:
        held = yaml_file.read(source.text, source.name).data
        old = structure(held)
        if not isinstance(old, Register):
            return None
        layout = yaml_file.layout(source.text)
        refill = Refill(layout, yaml_file.STYLE)
        replacements = list(refill.value("", held, unstructure(old), unstructure(register)))
        text = replaced(source.text, replacements)
        again = structure(yaml_file.read(text, name).data)
        same = again == register and yaml_file.layout(text).said == layout.said
    except (
        GovkitError,
        NotEditableError,
        TypeError,
        ValueError,
    ):  # written as a whole, it says what is wrong
        return None
    return text if same else None


def _is_yaml(name: str) -> bool:
    return Path(name).suffix.lower() in yaml_file.SUFFIXES
