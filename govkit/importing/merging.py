"""Adding what was read to a register that is there already."""

from collections.abc import Collection, Mapping
from typing import Any, Final

import attrs

from govkit.model import Position, Source, pointer

FACTS: Final = frozenset({"register", "title", "organisation", "edition", "scheme"})
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
    """Adds plain data to the plain data of a register, and keeps what comes of it.

    Args:
        source: where the added data comes from.
        changed: the fields that were changed, in the order of what was added.
        origins: per JSON Pointer of an item that was added or changed the pointer of it in what was given.
    """

    source: Source
    changed: list[Changed] = attrs.field(factory=list, init=False)
    origins: dict[str, str] = attrs.field(factory=dict, init=False)

    def add(self, data: dict[str, Any], given: Mapping[str, Any], without: Collection[str] = ()) -> None:
        """Add what is given, in place.

        Args:
            data: the register.
            given: what is added: items that are there change where it says something else, others are new.
            without: JSON Pointers of given items that are left out.
        """
        for key, value in given.items():
            if key in FACTS:
                continue
            listed = data.setdefault(key, []) if _is_items(value) else None
            if isinstance(listed, list):
                self._items(listed, value, _Way("", pointer(key), pointer(key)), frozenset(without))
            else:
                self._field(data, key, value, _Way("", "", ""))

    def origin(self, path: str) -> str:
        """Find what was given in what came of it.

        Args:
            path: JSON Pointer in the data of the register.

        Returns:
            The pointer of the same in what was given, or of the item around it.
        """
        around, rest = path, ""
        while around and around not in self.origins:
            around, _, last = around.rpartition("/")
            rest = f"/{last}{rest}"
        return self.origins[around] + rest if around else path

    def _field(self, data: dict[str, Any], key: str, value: Any, way: "_Way") -> None:
        held = data.get(key)
        here = way.to(key)
        if _is_items(value) and (held is None or isinstance(held, list)):
            self._items(data.setdefault(key, []), value, here)
        elif isinstance(value, dict) and isinstance(held, dict):
            for inner, each in value.items():
                self._field(held, inner, each, here)
        elif value is None or (value == [] and isinstance(held, list)):
            return  # nothing is taken out
        elif value != held:
            data[key] = value
            self.changed.append(Changed(way.ref, here.field, held, value, self.source.locate(here.given)))

    def _items(self, listed: list[Any], given: list[Any], way: "_Way", without: Collection[str] = ()) -> None:
        # What two entries of the source say is never taken for one item, so neither overwrites the other.
        open_: dict[Any, list[int]] = {}
        for at in reversed(range(len(listed))):
            open_.setdefault(_name(listed[at]), []).append(at)
        for i, item in enumerate(given):
            from_ = way.given + pointer(i)
            if from_ in without:
                continue
            same = open_.get(_name(item))
            place = same.pop() if same else None
            to = way.made + pointer(len(listed) if place is None else place)
            self.origins[to] = from_
            if place is None:
                listed.append(item)
                continue
            if not isinstance(item, dict):
                continue
            ref = f"{way.ref}/{item['ref']}".removeprefix("/") if "ref" in item else way.ref
            for key, value in item.items():
                self._field(listed[place], key, value, _Way(ref, from_, to))


@attrs.frozen
class _Way:
    """Where one is: the address of the item, the pointers in what is given and in what is made, the field."""

    ref: str
    given: str
    made: str
    field: str = ""

    def to(self, key: str) -> "_Way":
        field = f"{self.field}.{key}".removeprefix(".")
        return _Way(self.ref, self.given + pointer(key), self.made + pointer(key), field)


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _name(item: Any) -> Any:
    """Say by what an entry is known: its ref and the meeting that raised it, or all that it says."""
    if not isinstance(item, dict) or "ref" not in item:
        return _all(item)
    origin = item.get("origin")
    raised = origin.get("raised") if isinstance(origin, dict) else None
    return "ref", _all(item["ref"]), _all(raised)


def _all(value: Any) -> Any:
    """Turn plain data into what has a hash and is equal where the data are."""
    if isinstance(value, dict):
        return frozenset((key, _all(each)) for key, each in value.items())
    return tuple(_all(each) for each in value) if isinstance(value, list) else value
