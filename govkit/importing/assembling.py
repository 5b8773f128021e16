"""Rows of tables put together: each belongs to another item or to the register, or is refused."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from govkit.errors import Problem, did_you_mean
from govkit.formats.collect import missing
from govkit.importing.fields import SORTS, Rows
from govkit.importing.refs import Refs
from govkit.importing.rows import Item
from govkit.io.register import structure
from govkit.model import Position, Refusal, Register, pointer

_HINTS: Final = 100
"""How many times it is looked for what could have been meant, which costs more than all the rest."""
_Home = tuple[dict[str, Any], str]
"""The mapping that a list of items stands in, and its JSON Pointer."""


class Assembly:
    """Makes plain data of rows.

    Args:
        facts: what the register says of itself.
        into: the register that the data is to be added to; None for none.
    """

    def __init__(self, facts: Mapping[str, Any], into: Register | None) -> None:
        self.data: dict[str, Any] = dict(facts)
        """The data."""
        self.positions: dict[str, Position] = {}
        """Per JSON Pointer in it the cell it comes from."""
        self.refused: list[Refusal] = []
        """What makes no item."""
        self._into = into
        self._homes: dict[Rows, dict[str, _Home]] = {}
        self._there: dict[Rows, dict[str, Any]] = {}
        self._refs: dict[tuple[Rows, str | None], Refs] = {}

    def put(self, items: Mapping[Rows, Sequence[Item]]) -> None:
        """Put rows together, what owns others first.

        Args:
            items: the rows by what they are.
        """
        for rows in SORTS:
            here = items.get(rows, ())
            given: dict[str | None, set[str]] = {}
            for item in here:
                given.setdefault(item.owner, set()).add(item.data.get("ref", ""))
            first: dict[tuple[str | None, Any], Position] = {}
            for item in here:
                self._put(rows, item, given[item.owner], first)

    def _put(
        self, rows: Rows, item: Item, given: set[str], first: dict[tuple[str | None, Any], Position]
    ) -> None:
        sort = SORTS[rows]
        home = self._home(rows, item)
        found, before = _alone(rows, item.data)
        faults = [*item.faults, *([home] if isinstance(home, Refusal) else ())]
        faults += _twice(rows, item, first)
        faults += [] if isinstance(found, Register) else _said(rows, item, found, before)
        if faults or home is None or isinstance(home, Refusal) or not isinstance(found, Register):
            self.refused += faults
            return
        holder, path = home
        listed = holder.setdefault(sort.key, [])
        if sort.prefix and "ref" not in item.data:
            item.data["ref"] = self._ref(rows, item, given, listed, _only(rows, found))
        here = path + pointer(sort.key, len(listed))
        listed.append(item.data)
        self.positions[here] = item.at
        self.positions |= {here + at: position for at, position in item.places.items()}
        if "ref" in item.data:
            self._homes.setdefault(rows, {})[item.data["ref"]] = (item.data, here)

    def _home(self, rows: Rows, item: Item) -> _Home | Refusal | None:
        """Find what an item stands in; say why there is nothing, or None where that is said already."""
        owner = SORTS[rows].owner
        if owner is None or (item.owner is None and SORTS[rows].alone and owner not in item.odd):
            return self.data, ""
        if owner in item.odd:
            return None
        if item.owner is None:
            return item.lacks(owner, f"it does not say which {owner} it belongs to")
        homes = self._homes.setdefault(owner, {})
        there = self._held(owner)
        if item.owner not in homes and item.owner in there:
            # It stands in the register that this one is to be added to.
            key = SORTS[owner].key
            listed = self.data.setdefault(key, [])
            homes[item.owner] = ({"ref": item.owner}, pointer(key, len(listed)))
            listed.append(homes[item.owner][0])
        if item.owner in homes:
            return homes[item.owner]
        hint = (
            did_you_mean(item.owner, list(dict.fromkeys([*there, *homes])))
            if len(self.refused) < _HINTS
            else ""
        )
        return item.refusal(pointer(owner), f'there is no {owner} "{item.owner}"{hint}')

    def _held(self, rows: Rows) -> Mapping[str, Any]:
        """List by ref what the register that is added to holds."""
        if rows not in self._there:
            there = self._there[rows] = {}
            for each in () if self._into is None else getattr(self._into, SORTS[rows].key):
                there.setdefault(each.ref, each)
        return self._there[rows]

    def _ref(self, rows: Rows, item: Item, given: set[str], listed: list[dict[str, Any]], found: Any) -> str:
        owner = SORTS[rows].owner
        name = (rows, item.owner)
        if name not in self._refs:
            holder: Any = self._into
            if owner is not None and item.owner is not None:
                holder = self._held(owner).get(item.owner)
            there = () if holder is None else getattr(holder, SORTS[rows].key)
            taken = given - {""} | {each["ref"] for each in listed}
            self._refs[name] = Refs(SORTS[rows].prefix or "", taken, there)
        return self._refs[name].ref(found)


def _twice(rows: Rows, item: Item, first: dict[tuple[str | None, Any], Position]) -> Iterator[Refusal]:
    """Refuse a row that has the ref of another one before it."""
    name = (item.owner, item.data.get("ref"))
    if name[1] is None or rows is Rows.ACTION:  # papers number actions afresh at every meeting
        return
    at = first.setdefault(name, item.at)
    if at != item.at:
        yield item.refusal(pointer("ref"), f'the {rows} "{name[1]}" stands at {at} already')


def _alone(rows: Rows, data: Mapping[str, Any]) -> tuple[Register | list[Problem], str]:
    """Structure a register of one item; with the JSON Pointer at which that stands."""
    sort = SORTS[rows]
    made_up = {"ref": "x"} if sort.prefix else {}
    inner: dict[str, Any] = {sort.key: [{**made_up, **data}]}
    before = pointer(sort.key, 0)
    if sort.owner is not None and not sort.alone:
        above = SORTS[sort.owner].key
        # Keys that what it belongs to may need are those of any.
        inner = {above: [{"ref": "x", "title": "x", **inner}]}
        before = pointer(above, 0) + before
    return structure({"register": "x", "title": "x", **inner}), before


def _only(rows: Rows, register: Register) -> Any:
    """Take the item out of a register of one."""
    sort = SORTS[rows]
    holder: Any = register
    if sort.owner is not None and not sort.alone:
        holder = getattr(register, SORTS[sort.owner].key)[0]
    return getattr(holder, sort.key)[0]


def _said(rows: Rows, item: Item, problems: Sequence[Problem], before: str) -> Iterator[Refusal]:
    """Say what the loader finds wrong with an item, but for what is missing since its cell is wrong."""
    blank = {missing(key): key for key in item.plan.table.columns}
    odd = {missing(field.partition(".")[0]) for field in item.odd}
    for problem in problems:
        path = problem.path.removeprefix(before)
        if not path and problem.message in odd:
            continue
        if not path and problem.message in blank:
            key = blank[problem.message]
            yield item.lacks(key, f'"{item.plan.table.columns[key]}" is blank, and a {rows} needs its {key}')
            continue
        field = path.strip("/").replace("/", ".")
        yield item.refusal(path, f"{field}: {problem.message}" if field else problem.message)
