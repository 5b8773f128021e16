"""Data that is being put together out of passages, so that each value knows where it stands."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import attrs

from cambs_papers.passage import NOWHERE, Passage


@attrs.frozen
class Read:
    """A value that was made out of a passage.

    Args:
        value: a number, or a text other than the passage's own.
        out_of: what it was made out of.
    """

    value: int | Decimal | str
    out_of: Passage


@attrs.frozen
class Data:
    """Plain data with its places.

    Args:
        data: what a file of a register holds.
        starts: per JSON Pointer where the value begins in the paper, counted from 0.
        used: the place of every character that something in the data says.
    """

    data: dict[str, Any]
    starts: dict[str, int]
    used: frozenset[int]


def assemble(tree: Mapping[str, Any]) -> Data:
    """Make plain data out of a tree of mappings, lists, passages and values.

    Whatever says nothing is left out: None, empty passages, mappings and lists.

    Args:
        tree: mappings and lists, whose leaves are passages, ``Read``, or constants.

    Returns:
        The data, and where each value comes from.
    """
    starts: dict[str, int] = {}
    used: set[int] = set()
    data, _ = _plain(tree, "", starts, used)
    return Data(data, starts, frozenset(used - {NOWHERE}))


def _plain(tree: Any, path: str, starts: dict[str, int], used: set[int]) -> tuple[Any, int | None]:
    """Make the data below a pointer, and say where it begins in the paper, if it stands there at all."""
    passage = tree.out_of if isinstance(tree, Read) else tree
    if isinstance(passage, Passage):
        used.update(passage.places)
        starts[path] = passage.start
        return tree.value if isinstance(tree, Read) else passage.text, passage.start
    named: Iterable[tuple[Any, Any]]
    if isinstance(tree, Mapping):
        named = [(key, each) for key, each in tree.items() if _says(each)]
    elif isinstance(tree, list):
        named = enumerate(each for each in tree if _says(each))
    else:
        return tree, None
    made = {key: _plain(each, f"{path}/{key}", starts, used) for key, each in named}
    # A risk begins where its reference stands, which comes first, and not where a summary names it.
    first = next((start for _, start in made.values() if start is not None), None)
    if first is not None:
        starts[path] = first
    values = {key: value for key, (value, _) in made.items()}
    return values if isinstance(tree, Mapping) else list(values.values()), first


def _says(tree: Any) -> bool:
    return bool(tree) if isinstance(tree, (Passage, Mapping, list)) else tree is not None
