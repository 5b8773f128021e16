"""Numbers as files write them."""

from decimal import Decimal, InvalidOperation

import attrs


@attrs.frozen
class Oversized:
    """A number beyond what an int or a Decimal can hold; as it is neither, whoever gets it refuses it.

    Args:
        text: the number as written.
    """

    text: str

    def __str__(self) -> str:
        """Render the number as written."""
        return self.text


def number(text: str) -> int | Decimal | Oversized:
    """Read a number exactly.

    Args:
        text: digits as the grammar of JSON allows them, or that of a float in TOML.

    Returns:
        An int, a Decimal where there is a point or an exponent, or an oversized number.
    """
    try:
        return Decimal(text) if set(text) & set(".eE") else int(text)
    except (ValueError, InvalidOperation):
        return Oversized(text)
