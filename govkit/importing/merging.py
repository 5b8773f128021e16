"""Adding what was read to a register that is there already."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from govkit.model import Position, Source, pointer

_FACTS: Final = frozenset({"register", "title", "organisation", "edition", "scheme"})
"""What a register says of itself, which an import into it leaves alone."""


@attrs.frozen
class Changed:
    """A field that would be changed.

    Args:
        ref: address of the item; "" for the register.
        field: the field, with dots in front of what is within another.
        before: what it holds, as a file has it; None for nothing.
        after: what it would hold.
        position: the place in the source that says so; None where nobody can tell.
    """

    ref: str
    field: str
    before: Any
    after: Any
    position: Position | None


@attrs.define
class Merge:
    """Adds plain data to the plain data of a register, and keeps which fields that changes.

    Args:
        source: where the added data comes from.
    """

    source: Source
    _changed: list[Changed] = attrs.field(factory=list, init=False)

    def into(self, data: dict[str, Any], given: Mapping[str, Any]) -> list[Changed]:
        """Add what is given, in place.

        Args:
            data: the register.
            given: what is added: items that are there change where it says something else, others are new.

        Returns:
            The fields that are changed, in the order of what is given.
        """
        for key, value in given.items():
            if key not in _FACTS:
                self._field(data, key, value, "", pointer(key))
        return self._changed

    def _field(
        self, data: dict[str, Any], key: str, value: Any, ref: str, path: str, before: str = ""
    ) -> None:
        held = data.get(key)
        if _is_items(value):
            self._items(data.setdefault(key, []), value, ref, path)
        elif isinstance(value, dict) and isinstance(held, dict):
            for inner, each in value.items():
                self._field(held, inner, each, ref, path + pointer(inner), f"{before}{key}.")
        elif value != held:
            data[key] = value
            self._changed.append(Changed(ref, before + key, held, value, self.source.locate(path)))

    def _items(self, listed: list[Any], given: list[Any], above: str, path: str) -> None:
        for i, item in enumerate(given):
            same = next((each for each in listed if _is_same(each, item)), None)
            if same is None:
                listed.append(item)
            else:
                ref = f"{above}/{item['ref']}".removeprefix("/") if "ref" in item else above
                for key, value in item.items():
                    self._field(same, key, value, ref, path + pointer(i, key))


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two entries stand for one item: by ref and the meeting that raised it, or else by all they say."""
    if "ref" in one and "ref" in other:
        raised = [each.get("origin", {}).get("raised") for each in (one, other)]
        return bool(one["ref"] == other["ref"] and raised[0] == raised[1])
    return one == other
