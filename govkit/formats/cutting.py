"""Taking entries out of a list, whichever way it is written, and leaving every comment where it was."""

import json
import re
from collections.abc import Iterator
from typing import Final

from govkit.formats.layout import Kind, Layout, NotEditableError, Part, Replacement

_BLANKS: Final = re.compile(r"[ \t]*")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_Span = tuple[int, int]


def without(layout: Layout, path: str, gone: set[int]) -> list[Replacement]:
    """Take entries out of a list.

    Args:
        layout: where everything stands.
        path: JSON Pointer of the list.
        gone: which of its entries, from 0.

    Returns:
        What is replaced in the text. A line goes if nothing is left on it; a comment stays. A list that is
        left empty says so.

    Raises:
        NotEditableError: the list is written in a way that the entries cannot be told from the rest.
    """
    whole = layout.parts[path]
    entries = layout.entries(path)
    emptied = len(gone) == len(entries)
    if whole.kind is Kind.BRACKETS:
        if emptied and not any(whole.start < start < whole.end for start, _ in layout.comments):
            return [Replacement(whole.start, whole.end, "[]")]
        return list(_cut(layout, sorted(_bracketed(layout, entries, gone))))
    if whole.kind is Kind.DASHES:
        spans = [_dashed(layout, whole, entries, place) for place in sorted(gone)]
        return [*_cut(layout, spans), *([_after_colon(layout, whole)] if emptied else [])]
    spans = [(entries[place].start, entries[place].end) for place in sorted(gone)]
    return [*_cut(layout, spans), *([_on_top(layout, path)] if emptied else [])]


def _bracketed(layout: Layout, entries: list[Part], gone: set[int]) -> Iterator[_Span]:
    """Each entry goes with the comma behind it; the last one, if it has none, with that before it."""
    text = layout.text
    kept = [place for place in range(len(entries)) if place not in gone]
    for place in gone:
        comma = layout.behind(entries[place].end)
        yield entries[place].start, entries[place].end
        if text[comma] == ",":
            yield comma, _over_blanks(text, comma + 1)
        elif kept:
            before = layout.behind(entries[kept[-1]].end)
            yield before, _over_blanks(text, before + 1)


def _over_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    end = match.end() if match else at
    return at if text[end : end + 1] in "#\r\n" else end


def _dashed(layout: Layout, whole: Part, entries: list[Part], place: int) -> _Span:
    dash = layout.behind(entries[place - 1].end if place else whole.start)
    if layout.text[dash] != "-" or not dash < entries[place].end:
        raise NotEditableError("its dash was not found")
    if layout.text[_line_start(layout.text, dash) : dash].strip():
        raise NotEditableError("it begins on a line with something else")
    return dash, entries[place].end


def _after_colon(layout: Layout, whole: Part) -> Replacement:
    behind = layout.before(whole.start)
    if not layout.text.endswith(":", 0, behind):
        raise NotEditableError("it is the only entry of its list, and the list has no key")
    return Replacement(behind, behind, " []")


def _on_top(layout: Layout, path: str) -> Replacement:
    """An empty list has no headers, so it is a key among those that stand before all headers."""
    name = path[1:].replace("~1", "/").replace("~0", "~")
    if "/" in path[1:]:
        raise NotEditableError("it is the only entry of its list, and the list stands in a table")
    key = name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    new = "\r\n" if "\r\n" in layout.text else "\n"
    if not layout.top:
        start = _line_start(layout.text, layout.parts[path].start)
        return Replacement(start, start, f"{key} = []{new}")
    end = layout.text.find("\n", layout.top)
    end -= layout.text[end - 1] == "\r"
    return Replacement(end, end, f"{new}{key} = []")


def _cut(layout: Layout, spans: list[_Span]) -> Iterator[Replacement]:
    """Cut spans, which are in their order, out of their lines."""
    text = layout.text
    blocks: list[tuple[int, int, list[_Span]]] = []
    for span in spans:
        start, end = _line_start(text, span[0]), _line_end(text, span[1])
        if blocks and start < blocks[-1][1]:
            first, last, inner = blocks.pop()
            blocks.append((first, max(last, end), [*inner, span]))
        else:
            blocks.append((start, end, [span]))
    for start, end, inner in blocks:
        left = _left(layout, start, end, inner)
        yield Replacement(start if left else _with_gap(text, start, end), end, left)


def _left(layout: Layout, start: int, end: int, spans: list[_Span]) -> str:
    """Say what is left of lines, of which those go that have nothing left."""
    text = layout.text
    cut = [False] * (end - start)
    for first, last in spans:
        cut[first - start : last - start] = [True] * (last - first)
    for first, last in layout.comments:
        if start <= first < end:
            cut[first - start : last - start] = [False] * (last - first)
    lines = []
    at = start
    while at < end:
        to = _line_end(text, at)
        lines.append(_line(text[at:to], cut[at - start : to - start]))
        at = to
    return "".join(lines)


def _line(line: str, cut: list[bool]) -> str:
    body = line.rstrip("\r\n")
    kept = "".join(char for char, gone in zip(body, cut, strict=False) if not gone)
    if not kept.strip():
        return ""
    first, last = len(body) - len(body.lstrip()), len(body.rstrip()) - 1
    kept = body[:first] + kept.lstrip()
    return (kept.rstrip() if cut[last] else kept) + line[len(body) :]


def _with_gap(text: str, start: int, end: int) -> int:
    """Where lines go, an empty line that parted them from others goes as well, or there would be two."""
    above = _line_start(text, start - 1) if start else start
    if above < start and not text[above:start].strip() and not text[end : _line_end(text, end)].strip():
        start = above
    if end == len(text) and not text.endswith("\n"):
        # A text whose last line had no end keeps it so.
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return start


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
