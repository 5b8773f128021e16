"""Which fields of a risk differ between two editions, and which are only written differently."""

from collections.abc import Mapping
from typing import Any

import attrs

from govkit.analysis import rate_assessment
from govkit.model import Assessment, Risk, WrittenDate
from govkit.scoring import BaseScheme, Rating

Changes = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of the fields that changed, and of those that say the same in other words."""


def changes(old: Risk, new: Risk, schemes: Mapping[str, BaseScheme]) -> Changes:
    """Name the fields of a risk that differ, of an assessment that both have its parts.

    Args:
        old: the risk in the earlier edition.
        new: the same in the later one.
        schemes: scoring schemes at hand, by id.

    Returns:
        The fields that changed; and those that are only written differently: the same day in another
        spelling, the same level by its number instead of its label.
    """
    found = [*_different(old, new)]
    same = [name for name, was, is_, of in found if _says_the_same(name, was, is_, of, schemes)]
    return tuple(name for name, *_ in found if name not in same), tuple(same)


_Pair = tuple[Assessment, Assessment]


def _different(old: Any, new: Any, head: str = "") -> list[tuple[str, Any, Any, _Pair | None]]:
    found: list[tuple[str, Any, Any, _Pair | None]] = []
    of = (old, new) if isinstance(old, Assessment) else None
    for name in (field.name for field in attrs.fields(type(old)) if field.name != "ref"):
        was, is_ = getattr(old, name), getattr(new, name)
        if isinstance(was, Assessment) and isinstance(is_, Assessment):
            found += _different(was, is_, f"{name}.")
        elif was != is_:
            found.append((head + name, was, is_, of))
    return found


def _says_the_same(
    name: str, was: object, is_: object, of: _Pair | None, schemes: Mapping[str, BaseScheme]
) -> bool:
    if of is not None and name.endswith(".levels"):
        ratings = [rate_assessment(each, schemes) for each in of]
        plain = not any(isinstance(level, Mapping) for each in of for level in each.levels.values())
        cells = [
            (each.scheme, each.version, each.levels) if isinstance(each, Rating) else None for each in ratings
        ]
        return plain and None not in cells and cells[0] == cells[1]
    return bool(_plain(was) == _plain(is_))


def _plain(value: Any) -> Any:
    """Put the days in place of the texts that say them, however deep they stand."""
    if isinstance(value, WrittenDate) and value.first is not None:
        return (value.kind, value.first, value.last)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if attrs.has(type(value)) and not isinstance(value, WrittenDate):
        return (type(value), *(_plain(getattr(value, field.name)) for field in attrs.fields(type(value))))
    return value
