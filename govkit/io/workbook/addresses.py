"""What other sheets call an item: its address, with a number behind it where several share one."""

from collections.abc import Mapping
from typing import Any

import attrs

from govkit.io.workbook.columns import HELD_IN, NUMBER, at
from govkit.model import Action, Origin, OriginKind


@attrs.define
class Addresses:
    """The items of a register by kind and address, in the order they were met.

    Of items with the same address the second is ``SR3.1#2``, the third ``SR3.1#3``; no ref has a ``#`` in it.
    """

    items: dict[str, dict[str, Any]] = attrs.field(factory=dict)

    def add(self, kind: str, item: Mapping[str, Any], held: Any) -> str | None:
        """Give an item its address.

        Args:
            kind: what it is.
            item: its data, with what its row says of who holds it.
            held: what is to be found under the address.

        Returns:
            The address; None for an item without a ref, to which nothing can refer.
        """
        base = _address(kind, item)
        if base is None:
            return None
        known = self.items.setdefault(kind, {})
        address, number = base, 1
        while address in known:
            number += 1
            address = f"{base}#{number}"
        known[address] = held
        return address

    def holds(self, kind: str | None, number: object) -> bool:
        """Say whether an item of a kind has a number already."""
        return number is not None and str(number) in self.items.get(kind or "", {})


def _address(kind: str, item: Mapping[str, Any]) -> str | None:
    number = at(item, NUMBER)
    if number is not None:
        return str(number)
    own, holder = _own(kind, item), at(item, HELD_IN)
    return f"{holder}/{own}" if own is not None and holder else own


def _own(kind: str, item: Mapping[str, Any]) -> str | None:
    """What an item is called among those that the same item holds."""
    ref = item.get("ref")
    if not isinstance(ref, str):
        return None
    if kind != Action.KIND:
        return ref
    raised, area = (at(item, ("origin", key)) for key in ("raised", "area"))
    if not isinstance(raised, str | None) or not isinstance(area, str | None):
        return ref
    origin = Origin(kind=OriginKind.MEETING, raised=raised, area=area)
    return Action(ref=ref, title="any", origin=origin).address
