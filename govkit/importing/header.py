"""Headers as they are compared."""


def plain_header(text: str) -> str:
    """Take away from a header what makes no other header of it: case and blanks."""
    return " ".join(text.split()).casefold()
