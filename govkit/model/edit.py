"""A change of one place of a file."""

import attrs


@attrs.frozen
class Edit:
    """A change of one place of a file, where it is certain what is meant.

    Args:
        path: JSON Pointer of a text, or of an entry of a list.
        text: the text that is to stand there; None takes the entry out of its list.
    """

    path: str
    text: str | None
