"""Roman numerals as labels: one, or a range of them, and which controls an assurance so pairs with."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

NUMERALS: Final = tuple(
    tens + ones
    for tens, ones in product(
        ("", "x", "xx", "xxx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    )
    if tens + ones
)
"""i to xxxix."""
_ONE: Final = "(?:" + "|".join(sorted(NUMERALS, key=len, reverse=True)) + ")"
LABEL: Final = re.compile(rf"(?<!\S)(?P<label>{_ONE}(?=\.\s)|{_ONE}[-–]{_ONE}(?=\.?\s))\.?\s+")
"""A numeral with a full stop, or a range of two with or without one, in front of what it labels."""


def meant(label: str) -> Sequence[str]:
    """List the numerals that a label stands for; none if it is no label, or a range that runs backwards."""
    first, _, last = label.replace("–", "-").partition("-")
    if first not in NUMERALS or (last and last not in NUMERALS):
        return ()
    return NUMERALS[NUMERALS.index(first) : NUMERALS.index(last or first) + 1]
