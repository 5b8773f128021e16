"""Refs for items whose rows have none."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs


class Refs:
    """Makes up refs for the items of one list.

    Args:
        prefix: what they begin with.
        taken: the refs that other items of the list have, or will have.
        there: the items of the register that the list is added to.
    """

    def __init__(self, prefix: str, taken: Iterable[str], there: Sequence[Any]) -> None:
        self._prefix = prefix
        self._taken = set(taken)
        self._same: dict[Any, list[str]] = {}
        for each in reversed(there):
            if each.ref not in self._taken:
                self._same.setdefault(_nameless(each), []).append(each.ref)
        self._taken.update(each.ref for each in there)
        self._number = 0

    def ref(self, item: Any) -> str:
        """Find a ref: that of the same item, if it is there already, or else the next free one.

        Args:
            item: the item, with any ref.
        """
        same = self._same.get(_nameless(item))
        if same:
            return same.pop()
        self._number = max(self._number, len(self._taken)) + 1
        while f"{self._prefix}{self._number}" in self._taken:
            self._number += 1
        ref = f"{self._prefix}{self._number}"
        self._taken.add(ref)
        return ref


def _nameless(item: Any) -> Any:
    return attrs.evolve(item, ref="x")
