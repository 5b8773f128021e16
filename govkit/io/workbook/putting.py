"""Plain data put together from the cells of a row."""

from collections.abc import Mapping
from typing import Any

from govkit.io.workbook.columns import Path


class ClashError(ValueError):
    """Two cells say the same thing; the sentence says which."""


def put_at(data: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at a path of plain data.

    Raises:
        ClashError: something stands there, or on the way there.
    """
    for key in path[:-1]:
        data = data.setdefault(key, {})
        if not isinstance(data, dict):
            raise ClashError(
                f"another cell of this row has a level for all of {key}; leave one of them empty"
            )
    if path[-1] in data:
        raise ClashError(f"another cell has {path[-1]} already; leave one of them empty")
    data[path[-1]] = value


def merge(data: dict[str, Any], more: Any) -> None:
    """Put plain data into other plain data.

    Raises:
        ClashError: it has no keys, or something stands where something else is to be put.
    """
    if not isinstance(more, Mapping):
        raise ClashError("JSON in braces is due here, behind a backslash")
    for key, value in more.items():
        inner = data.get(key)
        if isinstance(inner, dict) and isinstance(value, Mapping):
            merge(inner, value)
        else:
            put_at(data, (key,), value)


def list_at(data: dict[str, Any], path: Path) -> list[Any]:
    """Find the list at a path of plain data, or begin it.

    Raises:
        ClashError: something else stands there, or on the way there.
    """
    found: Any = data
    for place, key in enumerate(path):
        found = (
            found.setdefault(key, {} if place < len(path) - 1 else []) if isinstance(found, dict) else None
        )
    if not isinstance(found, list):
        raise ClashError(f"what it belongs to has something else for {'/'.join(path)}")
    return found
