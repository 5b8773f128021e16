"""Numbers as files write them."""

from decimal import Decimal, InvalidOperation


def number(text: str) -> int | Decimal | str:
    """Read a JSON number exactly.

    Args:
        text: digits as the JSON grammar allows them.

    Returns:
        An int, a Decimal where there is a point or an exponent, or the text itself where it is beyond what
        either can hold, so that whoever expects a number refuses it by name.
    """
    try:
        return Decimal(text) if set(text) & set(".eE") else int(text)
    except (ValueError, InvalidOperation):
        return text
