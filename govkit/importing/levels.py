"""Levels as people write them in tables: by number, by label, or by both."""

import re
from functools import lru_cache
from typing import Final

from govkit.errors import GovkitError, did_you_mean
from govkit.scoring import Factor

_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015:.()=/]+")


class UnreadableLevelError(GovkitError):
    """A text is no level of a factor, or could be several."""


def level_in(text: str, factor: Factor) -> int:
    """Find the level that a text means: "3", "Likely", "3 Likely" or "Likely (3)", in any case.

    Args:
        text: the text.
        factor: the factor.

    Returns:
        The level's number.

    Raises:
        UnreadableLevelError: it means none of them, or several.
    """
    said = _plain(text)
    found = [level for level in factor.levels if said in _names(level.number, level.key, level.label)]
    if len(found) == 1:
        return found[0].number
    known = [f"{level.number} {level.label}" for level in factor.levels]
    if not found:
        raise UnreadableLevelError(f'"{text}" is no level of {factor.key}{did_you_mean(text, known)}')
    names = " or ".join(f"{level.number} {level.label}" for level in found)
    raise UnreadableLevelError(f'"{text}" may be level {names} of {factor.key}; write number and label')


@lru_cache(maxsize=4096)
def _names(number: int, key: str, label: str) -> frozenset[str]:
    alone = [str(number), _plain(key), _plain(label)]
    both = (f"{number} {each}" for each in alone[1:]), (f"{each} {number}" for each in alone[1:])
    return frozenset((*alone, *both[0], *both[1]))


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.casefold()).strip()
