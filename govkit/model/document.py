"""What a reader makes of a source, before it is a register."""

import attrs

from govkit.model.position import Noted, Position, Source


@attrs.frozen
class Refusal:
    """A row or an entry of a source that makes no item.

    Args:
        position: where it stands, or the part of it that is wrong; None where nobody can tell.
        reason: why, as a sentence with the way out.
        row: its texts, so that it can be mended and read again: "" where the cell holds an error, and what a
            blank cell of a merged column means; empty where it is no row.
    """

    position: Position | None
    reason: str
    row: tuple[str, ...] = ()


@attrs.frozen
class Unplaced:
    """Something in a source that found no home in a register.

    Args:
        position: where it stands; None where nobody can tell.
        text: what stands there.
    """

    position: Position | None
    text: str


@attrs.frozen
class Document:
    """What a reader makes of a source: plain data, not yet a register.

    Args:
        data: mappings, lists, texts, numbers, booleans and None. What only TOML has is what Python makes
            of it: a ``datetime``, a ``time``, a ``float`` (``inf`` and ``nan``); whoever gets one refuses it.
        source: where it came from.
        read: how many rows or entries were read; 0 where a format does not count them.
        refused: rows and entries that make no item.
        unplaced: what found no home.
        noted: what a person should look at.
    """

    data: object
    source: Source
    read: int = 0
    refused: tuple[Refusal, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    noted: tuple[Noted, ...] = ()
