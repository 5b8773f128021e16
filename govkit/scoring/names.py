"""Which name was meant: of few that are known, and of words whose opposites look alike."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

FEW: Final = 12
"""Up to how many names are always listed."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Find the name that was probably meant.

    Args:
        name: what was written.
        known: what could have been written.

    Returns:
        The one that differs in capitals only, or else the nearest; never one that merely contains what was
        written or is contained in it, since "Unlikely" is not what "Likely" was meant to be. None if there is
        none.
    """
    wanted = " ".join(name.split()).casefold()
    folded = {each.casefold(): each for each in known}
    if wanted in folded:
        return folded[wanted]
    apart = [each for each in folded if each not in wanted and wanted not in each]
    near = get_close_matches(wanted, apart, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def hint(name: str | None, known: Sequence[str], listed: Sequence[str]) -> str:
    """Say which names there are, and which one was probably meant.

    Args:
        name: what was written, None if it was no text.
        known: what could have been written.
        listed: the same as people are to see them, a text each.

    Returns:
        A clause to append to a sentence: ``'; did you mean "Likely"? known: 1 Rare, 2 Likely'``. All are
        listed while they are few, and the first few where nothing is near.
    """
    near = None if name is None else nearest(name, known)
    meant = "" if near is None else f'; did you mean "{near}"?'
    if not listed:
        return "; there are none"
    if meant and len(listed) > FEW:
        return meant
    shown = ", ".join(listed[:FEW]) + (", …" if len(listed) > FEW else "")
    return f"{meant or ';'} known: {shown}"
