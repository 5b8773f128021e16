"""What would come of an import: created, changed and refused, before anything is written."""

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

from govkit.errors import Problem
from govkit.importing.merging import Changed, Merge
from govkit.io.register import structure, unstructure
from govkit.model import Document, Noted, Refusal, Register, Unplaced
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
    given: Any = copy.deepcopy(document.data)
    refused = list(document.refused)
    changed: list[Changed] = []
    found = _structured(given, document, refused)
    if isinstance(found, Register) and into is not None:
        data = unstructure(into)
        changed = Merge(document.source).into(data, given)
        again: list[Refusal] = []
        found = _structured(data, attrs.evolve(document, refused=()), again)
        refused += again
    register = found if isinstance(found, Register) else None
    return Preview(
        name=document.source.name,
        read=document.read or _items(document.data),
        created=tuple(_created(register, into)),
        changed=tuple(changed),
        refused=tuple(refused),
        unplaced=document.unplaced,
        noted=document.noted,
        register=register,
    )


def _structured(data: Any, document: Document, refused: list[Refusal]) -> Register | None:
    """Make a register of data, without the items of which it makes none; those are refused."""
    found = structure(data)
    if isinstance(found, Register):
        return found
    gone: dict[str, set[int]] = {}
    whole = False
    for problem in found:
        refused.append(_refusal(problem, document))
        key, _, rest = problem.path.removeprefix("/").partition("/")
        place = rest.partition("/")[0]
        if place.isdigit():
            gone.setdefault(key, set()).add(int(place))
        else:
            whole = True
    if whole:
        return None
    for key, places in gone.items():
        data[key] = [each for i, each in enumerate(data[key]) if i not in places]
    again = structure(data)
    return again if isinstance(again, Register) else None


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
