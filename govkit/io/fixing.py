"""Edits of files: what findings suggest, made so that nothing else of a file changes, and proved so."""

import difflib
import re
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Final

import attrs

from govkit.errors import LoadError, SaveError
from govkit.formats.editing import Editor, editor_of
from govkit.formats.layout import NotEditableError, replaced
from govkit.io.files import write_file
from govkit.model import Edit, Source

_MARK: Final = b"\xef\xbb\xbf"
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_NO_END: Final = "\\ No newline at end of file\n"


@attrs.frozen
class Fixed:
    """What became of the edits of one file.

    Args:
        source: the file as it was read.
        text: the text that it is to hold.
        done: the edits that were made.
        left: those that were not, each with the reason as a clause.
    """

    source: Source
    text: str = attrs.field(repr=False)
    done: tuple[Edit, ...]
    left: tuple[tuple[Edit, str], ...]

    @property
    def diff(self) -> str:
        """What changes, as a unified diff; "" where nothing does."""
        before, after = (_LINE.findall(text) for text in (self.source.text, self.text))
        lines = difflib.unified_diff(before, after, self.source.name, self.source.name)
        return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def fix(source: Source, edits: Iterable[Edit]) -> Fixed:
    """Make edits of a text, and prove by reading it back that nothing else has changed.

    Args:
        source: the text, and the file that it came from.
        edits: what is to be changed; of two that concern the same place the first one is made.

    Returns:
        The new text with what was done and left. It holds the same data but for those edits, and every
        comment; where that cannot be proved, nothing is done.
    """
    done: list[Edit] = []
    left: list[tuple[Edit, str]] = []
    editor = editor_of(source)
    at: set[str] = set()
    around: set[str] = set()
    for edit in dict.fromkeys(edits):
        upwards = list(accumulate(edit.path.split("/"), "{}/{}".format))
        if edit.path in around or not at.isdisjoint(upwards):
            left.append((edit, "another edit concerns the same place; fix again"))
            continue
        try:
            editor.replacements([edit])
        except NotEditableError as error:
            left.append((edit, str(error)))
        else:
            done.append(edit)
            at.add(edit.path)
            around.update(upwards)
    text = replaced(source.text, editor.replacements(done))
    reason = _disproof(editor, done, attrs.evolve(source, text=text))
    if reason is not None:
        return Fixed(source, source.text, (), (*((edit, reason) for edit in done), *left))
    return Fixed(source, text, tuple(done), tuple(left))


def _disproof(editor: Editor, done: list[Edit], after: Source) -> str | None:
    try:
        again = editor_of(after)
    except LoadError as error:
        return f"the file would not load again: {error.problems[0].message}"
    if again.data != editor.edited(done) or again.layout.said != editor.layout.said:
        return "the file would hold something else than it is to hold, or lose a comment"
    return None


def write_fixed(fixed: Fixed) -> None:
    """Write a file whose edits were made, which is then the old one or the new one, never half of one.

    Args:
        fixed: what became of its edits. A byte-order mark, the line ends and a missing last one stay.

    Raises:
        SaveError: it cannot be written, is read-only, or has changed since it was read.
    """
    name = fixed.source.name
    try:
        content = Path(name).read_bytes()
        read_only = not Path(name).stat().st_mode & 0o222
    except OSError as error:
        raise SaveError(f"{name} was not written: {error.strerror}") from error
    if read_only:
        raise SaveError(f"{name} was not written: it is read-only")
    mark = _MARK if content.startswith(_MARK) else b""
    if content.removeprefix(_MARK) != fixed.source.text.encode():
        raise SaveError(f"{name} was not written: it has changed since it was read; check it again")
    write_file(mark + fixed.text.encode(), name)
