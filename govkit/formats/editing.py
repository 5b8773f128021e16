"""Edits of a text that leave every other character of it alone."""

import copy
from collections.abc import Iterable
from typing import Any

import attrs

from govkit.formats.cutting import without
from govkit.formats.files import format_of
from govkit.formats.layout import Kind, Layout, NotEditableError, Replacement, Rewritten
from govkit.model import Edit, Source


@attrs.frozen
class Editor:
    """Makes edits of one text.

    Args:
        data: what the text holds.
        layout: where everything stands in it.
        rewritten: how its format writes a text where another one stands.
    """

    data: Any = attrs.field(repr=False)
    layout: Layout = attrs.field(repr=False)
    rewritten: Rewritten = attrs.field(repr=False)

    def replacements(self, edits: Iterable[Edit]) -> list[Replacement]:
        """Say what edits come to in the text.

        Args:
            edits: edits that do not concern the same place.

        Returns:
            What is replaced; no two overlap.

        Raises:
            NotEditableError: one of them cannot be made.
        """
        found: list[Replacement] = []
        gone: dict[str, set[int]] = {}
        for edit in edits:
            if edit.text is not None:
                found.append(self._text(edit.path, edit.text))
            else:
                path, place = self._entry(edit.path)
                gone.setdefault(path, set()).add(place)
        for path, places in gone.items():
            found += without(self.layout, path, places)
        return found

    def edited(self, edits: Iterable[Edit]) -> Any:
        """Say what the text is to hold after edits: the data with exactly those edits."""
        data = copy.deepcopy(self.data)
        gone: list[tuple[list[Any], int]] = []
        for edit in edits:
            *way, last = _keys(edit.path)
            holder = data
            for key in way:
                holder = holder[_key(holder, key)]
            if edit.text is not None:
                holder[_key(holder, last)] = edit.text
            else:
                gone.append((holder, int(last)))
        for holder, place in sorted(gone, key=lambda each: -each[1]):
            del holder[place]
        return data

    def _text(self, path: str, new: str) -> Replacement:
        part = self.layout.parts.get(path)
        old = self._at(path)
        if part is None or part.kind is not Kind.SCALAR or not isinstance(old, str):
            raise NotEditableError("no text stands there in the file")
        try:
            new.encode()
        except UnicodeEncodeError:
            raise NotEditableError("half of a character cannot be written") from None
        raw = self.layout.text[part.start : part.end]
        written = self.rewritten(raw, old, new, flow=part.flow)
        if written is None:
            raise NotEditableError("the text stands in several lines, or cannot be written as it is quoted")
        return Replacement(part.start, part.end, written)

    def _entry(self, path: str) -> tuple[str, int]:
        above, _, last = path.rpartition("/")
        if not isinstance(self._at(above), list) or path not in self.layout.parts:
            raise NotEditableError("no entry of a list stands there in the file")
        return above, int(last)

    def _at(self, path: str) -> Any:
        found = self.data
        for key in _keys(path):
            try:
                found = found[_key(found, key)]
            except (KeyError, IndexError, ValueError, TypeError):
                return None
        return found


def editor_of(source: Source) -> Editor:
    """Make what edits a text.

    Args:
        source: the text; the suffix of its name says the format.

    Returns:
        The editor.

    Raises:
        LoadError: the text is not what the suffix says.
        UnknownNameError: no format has that suffix.
    """
    form = format_of(source.name)
    data = form.read(source.text, source.name).data
    return Editor(data, form.layout(source.text), form.rewritten)


def _keys(path: str) -> list[str]:
    """Take a JSON Pointer apart."""
    return [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]


def _key(holder: Any, key: str) -> str | int:
    return int(key) if isinstance(holder, list) else key
