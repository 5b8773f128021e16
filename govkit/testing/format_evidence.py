"""What the checks of formats look at: damaged files, places, and what differs."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from govkit.formats import Document, Position, Sheet
from govkit.importing import Preview, preview
from govkit.io.register import unstructure
from govkit.model import Register, pointer
from govkit.testing.format_sample import FormatSample
from govkit.testing.kit import demand

_DAMAGED: Final = 150
"""How many damaged files a check reads."""
_REGISTERS: Final = 25
"""How many registers a check writes."""
_SHOWN: Final = 60


class _Held:
    """The bytes of a file, of which Hypothesis prints nothing: a workbook would fill screens."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "a damaged file"


def each_damaged(sample: FormatSample, look: Callable[[bytes], None]) -> None:
    """Look at damaged files, the same ones each time.

    Args:
        sample: the file that is whole.
        look: raises ``AssertionError`` for what it does not like.
    """
    from govkit.testing.strategies import damaged_files  # noqa: PLC0415 - it needs an extra

    held = damaged_files(sample.content).map(lambda content: _Held(content))  # noqa: PLW0108 - a class is printed with what it is given
    _each(held, lambda each: look(each.content), _DAMAGED, shrink=True)


def each_register(look: Callable[[Register], None]) -> None:
    """Look at registers of every kind, the same ones each time.

    Args:
        look: raises ``AssertionError`` for what it does not like.
    """
    from govkit.testing.strategies import registers  # noqa: PLC0415 - it needs an extra

    _each(registers(), look, _REGISTERS, shrink=False)  # to cut down a whole register takes minutes


def _each(drawn: Any, look: Callable[[Any], None], times: int, *, shrink: bool) -> None:
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415 - an extra

    troubles: Any = HealthCheck  # its class says how to go through them, which is not annotated
    alike = settings(
        max_examples=times,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(troubles),
        report_multiple_bugs=False,
        phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
    )
    given_each: Any = given(drawn)
    alike(given_each(look))()


def documents(sample: FormatSample) -> Iterator[Document]:
    """Read the sample of a format that reads registers; of one that reads only tables nothing comes."""
    yield from (each for each in sample.readings(sample.content) if isinstance(each, Document))


def previewed(sample: FormatSample, content: bytes) -> Preview:
    """Say what would come of a file, for a format that reads registers."""
    (document,) = (each for each in sample.readings(content) if isinstance(each, Document))
    return preview(document)


def demand_back(sample: FormatSample, content: object, register: Register) -> None:
    """Demand that what a format wrote reads back as what was written.

    Args:
        sample: a sample of the format.
        content: what it wrote.
        register: what it was to write.

    Raises:
        AssertionError: it does not; the first difference is named.
    """
    demand(isinstance(content, bytes), f"it writes {type(content).__name__}, and bytes are due")
    found = previewed(sample, bytes(content))  # type: ignore[call-overload] # they are bytes
    leftovers = [*(each.reason for each in found.refused), *(each.text for each in found.unplaced)]
    demand(not leftovers, f"of what it wrote itself it does not read: {'; '.join(leftovers[:5])}")
    if found.register != register:
        one, other = (unstructure(each) if each else None for each in (register, found.register))
        raise AssertionError(f"what it wrote reads back as another register: {_difference(one, other)}")


def _difference(one: Any, other: Any, path: str = "") -> str:
    """Name the first place in which two pieces of plain data differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = list(dict.fromkeys([*one, *other]))
    elif isinstance(one, list) and isinstance(other, list):
        keys = list(range(max(len(one), len(other))))
        one, other = dict(enumerate(one)), dict(enumerate(other))
    else:
        return f"at {path} stands {cut(other)} instead of {cut(one)}"
    key = next(each for each in keys if one.get(each) != other.get(each))
    return _difference(one.get(key), other.get(key), path + pointer(key))


def demand_what_readers_give(found: object) -> None:
    """Demand a document or tables.

    Raises:
        AssertionError: it is something else.
    """
    if not isinstance(found, Document):
        right = isinstance(found, tuple) and all(isinstance(each, Sheet) for each in found)
        demand(right, f"reading gives {type(found).__name__}, and a Document or a tuple of Sheets is due")


def _places(found: Document | tuple[Sheet, ...]) -> Iterator[tuple[str, Position]]:
    """List every place that is named, with what stands there."""
    if isinstance(found, Document):
        source = found.source
        for path, position in source.scan(source.text).items():
            yield path or "the whole", position
        said: list[Any] = [*found.refused, *found.unplaced, *found.noted]
        for each in said:
            if each.position is not None:
                yield type(each).__name__, each.position
        return
    for sheet in found:
        for row in sheet.rows:
            for cell in row:
                yield f"a cell with {cell.text!r}", cell.position
        for noted in sheet.noted:
            if noted.position is not None:
                yield "Noted", noted.position


def stray_places(found: Document | tuple[Sheet, ...]) -> Iterator[str]:
    """Name the places that are none: not counted from 1, or outside the text where the source is one.

    Args:
        found: what was read.

    Yields:
        What stands there, and where it is said to stand.
    """
    lines: list[str] = []
    if isinstance(found, Document) and found.source.text:
        lines = re.split(found.source.breaks, found.source.text)
    for what, position in _places(found):
        line, column = position.line, position.column
        stray = line < 1 or column < 1 or position.sheet == ""
        if lines and position.sheet is None:
            stray = stray or line > len(lines) or column > len(lines[line - 1]) + 1
        if stray:
            yield f"{what} stands at {position}"


def all_of(found: Document | tuple[Sheet, ...]) -> str:
    """Write down all that was read; a number that is none equals nothing, but is written alike."""
    if not isinstance(found, Document):
        return repr(found)
    source = found.source
    return repr((found, source.text, dict(source.scan(source.text))))


def cut(value: object) -> str:
    """Show a value, or how it begins."""
    if isinstance(value, bytes) and len(value) > _SHOWN:
        return f"{value[:_SHOWN]!r} and {len(value) - _SHOWN} more bytes"
    return repr(value)[: 3 * _SHOWN]
