"""What would come of an import: created, changed and refused, before anything is written."""

import copy
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import attrs

from govkit.errors import Problem
from govkit.importing.merging import FACTS, Changed, Merge
from govkit.io.register import structure, unstructure
from govkit.model import Document, Noted, Refusal, Register, Unplaced, pointer
from govkit.rules.addresses import addresses


@attrs.frozen(kw_only=True)
class Preview:
    """What would come of an import.

    Args:
        name: the source.
        read: how many rows or entries were read.
        created: addresses of the items that would be new.
        changed: fields of items that are there already.
        refused: what makes no item.
        unplaced: what found no home.
        noted: what a person should look at.
        register: what comes of all that is not refused; None where nothing can.
    """

    name: str
    read: int
    created: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    noted: tuple[Noted, ...] = ()
    register: Register | None = None


def preview(document: Document, into: Register | None = None) -> Preview:
    """Say what would come of an import.

    Args:
        document: what a reader made of a source.
        into: the register that it is to be added to: items are found there by their addresses, what the
            document says of them is changed, and nothing is taken out. None for a register of its own.

    Returns:
        The preview; nothing is written.
    """
    refused = list(document.refused)
    without: set[str] = set()
    found, merge = _made(document, into, without)
    # Some faults are only looked for once others are gone.
    while not isinstance(found, Register):
        items = set()
        for problem in found:
            path = merge.origin(problem.path)
            refused.append(_refusal(attrs.evolve(problem, path=path), document))
            items.add(pointer(*path.split("/")[1:3]))
        if items <= without or not all(item.rpartition("/")[2].isdigit() for item in items):
            break
        without |= items
        found, merge = _made(document, into, without)
    register = found if isinstance(found, Register) else None
    return Preview(
        name=document.source.name,
        read=document.read or _items(document.data),
        created=tuple(_created(register, into)),
        changed=tuple(merge.changed) if into is not None and register is not None else (),
        refused=tuple(dict.fromkeys(refused)),  # a fault of no item is found in each round
        unplaced=document.unplaced,
        noted=document.noted,
        register=register,
    )


def _made(
    document: Document, into: Register | None, without: Collection[str]
) -> tuple[Register | list[Problem], Merge]:
    """Make a register of a document, with what it is added to and without some of its items."""
    given: Any = copy.deepcopy(document.data)
    merge = Merge(document.source)
    if not isinstance(given, dict):
        return structure(given), merge
    if into is not None and given.get("scheme") not in (None, into.scheme):
        held = "none" if into.scheme is None else f'"{into.scheme}"'
        message = f'its levels are of the scheme "{given["scheme"]}", and the register {into.ref} has {held}'
        return [Problem(f"{message}; migrate one of them first", "/scheme")], merge
    data = unstructure(into) if into is not None else {key: given[key] for key in FACTS & given.keys()}
    merge.add(data, given, without)
    return structure(data), merge


def _refusal(problem: Problem, document: Document) -> Refusal:
    said = f"{problem.path}: {problem.message}" if problem.path else problem.message
    return Refusal(document.source.locate(problem.path), said)


def _items(data: Any) -> int:
    return sum(len(each) for each in data.values() if isinstance(each, list)) if isinstance(data, dict) else 0


def _created(register: Register | None, into: Register | None) -> Iterator[str]:
    if register is None:
        return
    there = Counter(addresses(into)) if into is not None else Counter([register.ref])
    for address in addresses(register):
        if there[address]:
            there[address] -= 1
        else:
            yield address
