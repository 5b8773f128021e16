"""Writing other data where YAML stands, so that its comments and layout stay."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeGuard

import attrs

from govkit.formats.layout import Kind, Layout, NotEditableError, Replacement
from govkit.model import pointer

_SHORT: Final = 80
"""Characters of what may stand on one line where several stood."""


@attrs.frozen
class Style:
    """How a format writes data.

    Args:
        block: over several lines, ending in a line break.
        inline: on one line, wherever it stands.
    """

    block: Callable[[Any], str]
    inline: Callable[[Any], str]


@attrs.frozen
class Refill:
    """Says what is to be replaced in a text so that it holds other data.

    Args:
        layout: where everything stands in the text.
        style: how its format writes data.
    """

    layout: Layout = attrs.field(repr=False)
    style: Style

    def value(self, path: str, held: Any, old: Any, new: Any) -> Iterator[Replacement]:
        """Say what is to be replaced where something else is to stand.

        Args:
            path: JSON Pointer of the value.
            held: what the text holds there, which may say what is left out elsewhere because it is usual.
            old: what it comes to.
            new: what it is to come to.

        Yields:
            Replacements; those of what lies deeper come first where two are made at one place.

        Raises:
            NotEditableError: it is written in a way in which that cannot be done.
        """
        if old == new:
            return
        if isinstance(held, dict) and isinstance(old, dict) and isinstance(new, dict):
            yield from self._mapping(path, held, old, new)
        elif _is_list(held) and _is_list(old) and _is_list(new) and _alike(held, old, new):
            yield from self._list(path, held, old, new)
        else:
            yield self._instead(path, new)

    def _mapping(
        self, path: str, held: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Iterator[Replacement]:
        if old.keys() & held.keys() - new.keys():
            yield self._instead(path, new)
            return
        for key, value in new.items():
            if key in held:
                yield from self.value(path + pointer(key), held[key], old.get(key, held[key]), value)
        added = {key: value for key, value in new.items() if key not in held}
        if added:
            yield self._added(path, added, self.style.inline(added)[1:-1])

    def _list(self, path: str, held: list[Any], old: list[Any], new: list[Any]) -> Iterator[Replacement]:
        for place, (there, before, after) in enumerate(zip(held, old, new, strict=False)):
            yield from self.value(path + pointer(place), there, before, after)
        added = new[len(old) :]
        if added:
            yield self._added(path, added, self.style.inline(added)[1:-1])

    def _instead(self, path: str, new: Any) -> Replacement:
        part = self.layout.parts.get(path)
        if part is None or part.start == part.end:
            raise NotEditableError("nothing is written there")
        inline = self.style.inline(new)
        over_lines = part.kind in (Kind.TABLE, Kind.DASHES) and self.layout.text[part.start] != "{"
        if over_lines and len(inline) > _SHORT:
            raise NotEditableError("what stands there takes several lines")
        return Replacement(part.start, part.end, inline)

    def _added(self, path: str, added: Any, inline: str) -> Replacement:
        """Add keys to a mapping, or entries to a list, at its end."""
        text = self.layout.text
        part = self.layout.parts[path]
        if text[part.start] in "{[":
            at = self.layout.before(part.end - 1)
            comma = "" if text[at - 1] in "{[" else ", "
            return Replacement(at, at, comma + inline)
        start = text.rfind("\n", 0, part.start) + 1
        end = text.find("\n", part.end)
        at = len(text) if end < 0 else end + 1
        new = "\r\n" if "\r\n" in text else "\n"
        lines = self.style.block(added).splitlines()
        written = new.join(" " * (part.start - start) + line if line else "" for line in lines)
        return Replacement(at, at, new + written if end < 0 else written + new)


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _alike(held: list[Any], old: list[Any], new: list[Any]) -> bool:
    """Whether a list is to hold the same items, changed or not, and perhaps more of them behind."""
    if len(held) != len(old) or len(new) < len(old):
        return False
    return all(before == after or _is_same(before, after) for before, after in zip(old, new, strict=False))


def _is_same(before: Any, after: Any) -> bool:
    """Whether two entries stand for one item."""
    return isinstance(before, dict) and isinstance(after, dict) and before.get("ref") == after.get("ref")
