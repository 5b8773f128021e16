"""What can be told of a scheme file of which a part cannot be read: whatever does not hang on that part."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from immutabledict import immutabledict

from govkit.errors import Problem
from govkit.formats.flaw import Flaw
from govkit.model.position import unescaped

_HANGS_ON: Final[Mapping[str, frozenset[str]]] = immutabledict(
    {
        "factors": frozenset({"matrix", "formula", "claims"}),
        "matrix": frozenset({"", "values", "bands", "tolerance"}),
        "formula": frozenset({"", "values", "bands", "tolerance"}),
        "values": frozenset({"matrix/rows", "bands", "tolerance"}),
        "bands": frozenset({"tolerance", "matrix/bands"}),
    }
)
"""Per key of the whole scheme the places whose faults may come of it; "" for the scheme itself."""

_IN_ITS_PLACE: Final[Mapping[str, Any]] = immutabledict(
    {"id": "unread", "version": "unread", "title": "unread", "source": "unread", "factors": []}
)
"""What stands for a key that has to be there."""


def salvaged(data: Mapping[str, Any], problems: Iterable[Problem]) -> tuple[dict[str, Any], frozenset[str]]:
    """Take out of a scheme file what cannot be read.

    Args:
        data: what stands in the file.
        problems: what is wrong with its keys and their types, each with its path.

    Returns:
        The rest, and the places in the file about which it tells nothing. A key that nobody knows is
        taken out alone, and hides nothing unless another key may have been meant.
    """
    rest: dict[str, Any] = deepcopy(dict(data))
    hidden: set[str] = {key for key in _IN_ITS_PLACE if key not in rest}
    for problem in problems:
        *tables, key = [unescaped(part) for part in problem.path.split("/")[1:]] or [""]
        top = tables[0] if tables else key
        if "there is no key" in problem.message:
            table = _table(rest, tables)
            if isinstance(table, dict):  # of a key of a thousand letters the path ends at what it stands in
                table.pop(key, None)
            if "did you mean" in problem.message:
                # Which other key was meant nobody can tell, so what may hang on it is not told.
                hidden |= {top} if tables else _HANGS_ON.keys() - rest.keys()
        elif top:
            hidden.add(top)
    for key in hidden:
        rest.pop(key, None)
        if key in _IN_ITS_PLACE:
            rest[key] = _IN_ITS_PLACE[key]
    return rest, frozenset(hidden.union(*(_HANGS_ON.get(key, ()) for key in hidden)))


def _table(rest: Any, tables: Iterable[str]) -> Any:
    for name in tables:
        rest = rest[int(name)] if isinstance(rest, list) else rest[name]
    return rest


def told(flaws: Iterable[Flaw], hidden: frozenset[str]) -> list[Flaw]:
    """Leave out the flaws that may come of what could not be read.

    Args:
        flaws: flaws with their places in the form that files have.
        hidden: the places about which nothing can be told.

    Returns:
        The others.
    """
    return [flaw for flaw in flaws if not hidden.intersection(_around(flaw.path))]


def _around(path: str) -> Iterator[str]:
    """Name a place and those that it lies in."""
    parts = path.strip("/").split("/")
    return ("/".join(parts[: at + 1]) for at in range(len(parts)))
