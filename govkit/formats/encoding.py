"""Which encoding a text has that does not say so."""

from collections.abc import Iterator
from typing import Final

from govkit.errors import LoadError, MissingExtraError, Problem
from govkit.model import Noted, Position

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""What begins a text of an encoding that says so, the longer mark first."""
_WESTERN: Final = "cp1252"


def text_of(content: bytes, name: str, encoding: str | None = None) -> tuple[str, tuple[Noted, ...]]:
    """Make text of bytes whose encoding nobody may have said.

    Args:
        content: the bytes.
        name: what to call the source in messages.
        encoding: the encoding if it is known; unless given, a byte-order mark says it, or the text is UTF-8,
            or it is guessed, which is noted.

    Returns:
        The text, and what a person should look at.

    Raises:
        LoadError: they are no text of that encoding, lines are of different encodings, or a NUL stands among
            them.
        MissingExtraError: it has to be guessed, and the library for that is not installed.
    """
    marked = encoding or next((each for mark, each in _MARKS if content.startswith(mark)), None)
    noted: tuple[Noted, ...] = ()
    try:
        text = content.decode(marked or "utf-8")
    except LookupError:
        raise LoadError(
            name, [Problem(f'there is no encoding "{encoding}"; utf-8 and cp1252 are two', "", name)]
        ) from None
    except UnicodeDecodeError as error:
        if marked is not None:
            at = len(content) - len(error.object) + error.start  # some decoders count from behind the mark
            message = f"byte {at} (0x{content[at]:02x}) is not {marked}"
            raise LoadError(name, [Problem(message, "", name)]) from None
        _refuse_mixed(content, name)
        text, guessed = _guessed(content, name)
        line = content[: error.start].count(b"\n") + 1
        noted = (
            Noted(
                Position(line, 1),
                f"it is not UTF-8 and was read as {guessed}; see whether this line is right, "
                "and save the file as UTF-8 if it is not",
            ),
        )
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise LoadError(name, [Problem("a NUL character stands here, so this is no text", "", name, line)])
    return text, noted


def _refuse_mixed(content: bytes, name: str) -> None:
    """Refuse a text of which some lines beyond ASCII are UTF-8 and some are not."""
    kinds = dict(_kinds(content))
    right = [line for line, is_right in kinds.items() if is_right]
    wrong = [line for line, is_right in kinds.items() if not is_right]
    if right and wrong:
        message = f"this line is not UTF-8, though line {right[0]} is; save the whole file in one encoding"
        raise LoadError(name, [Problem(message, "", name, wrong[0])])


def _kinds(content: bytes) -> Iterator[tuple[int, bool]]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.isascii():
            try:
                line.decode()
            except UnicodeDecodeError:
                yield number, False
            else:
                yield number, True


def _guessed(content: bytes, name: str) -> tuple[str, str]:
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError(f"{name} is not UTF-8; guessing its encoding", "csv") from None
    likely = from_bytes(content, cp_isolation=[_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman"])
    best = likely.best()
    if best is None:
        message = "its encoding is neither UTF-8 nor any that Windows uses; save the file as UTF-8"
        raise LoadError(name, [Problem(message, "", name)])
    # Of encodings that give the same text, Windows' own is the likely one where Excel wrote it.
    return str(best), _WESTERN if _WESTERN in best.could_be_from_charset else best.encoding
