"""What commands write is new: nothing that they read is overwritten, and no file that is there already."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from govkit.errors import GovkitError, SaveError
from govkit.io import SUFFIXES, WORKBOOKS, holds_findings, holds_waivers, loads

_JSON: Final = ".json"


def refuse_to_overwrite(
    *outputs: str | Path,
    read: Mapping[str, str | Path | None] | None = None,
    replace: bool = False,
    way_out: str = "name another file",
) -> None:
    """Refuse to write where something would be lost; to be called before anything is written.

    Args:
        *outputs: what is to be written.
        read: what the command read, by what messages call it ("the register itself"); None where it read
            none.
        replace: whether a file may be replaced that is there and was not read.
        way_out: what to do instead.

    Raises:
        SaveError: it names every output that is in the way.
    """
    try:
        taken = [
            (output, said)
            for output in outputs
            if (said := _taken(Path(output), read or {}, replace=replace)) is not None
        ]
    except OSError as error:
        raise SaveError(f"{error.filename} was not written: {error.strerror}") from error
    if not taken:
        return
    if len(outputs) == 1:
        output, said = taken[0]
        raise SaveError(f"{output} was not written: {said}; {way_out}")
    names = ", ".join(str(output) for output, _ in taken)
    are = "is" if len(taken) == 1 else "are"
    raise SaveError(f"nothing was written: {names} {are} there already; {way_out}")


def _taken(output: Path, read: Mapping[str, str | Path | None], *, replace: bool) -> str | None:
    there = output.exists()
    for what, path in read.items():
        if path is not None and _is_same(output, Path(path), there=there):
            return f"it is {what}"
    return None if replace or not there else "it is there already"


def _is_same(output: Path, path: Path, *, there: bool) -> bool:
    if there and path.exists():
        return output.samefile(path)
    return os.path.realpath(output) == os.path.realpath(path)


def refuse_to_replace(output: str, *, data: bool) -> None:
    """Refuse to write findings to a file that holds something else which govkit reads, or would take for it.

    Args:
        output: the file; what is no regular file, such as a device, may always be written to, but not a pipe
            that somebody made: writing to it waits until somebody reads it, which may be never.
        data: whether JSON is to be written.

    Raises:
        SaveError: it is such a file, by its name or by what is in it.
    """
    found = next(_kept_from(Path(output), data=data), None)
    if found is not None:
        raise SaveError(f"{output} was not written: {found}")


def _kept_from(output: Path, *, data: bool) -> Iterator[str]:
    file = Path(os.path.realpath(output))
    if file.is_fifo():
        yield "this is a pipe; name a file, or write to standard output and redirect that"
    if file.exists() and not file.is_file():
        return
    for name in (output, file):
        if holds_waivers(name):
            yield "a file of that name is one of waivers; name another file"
        if name.suffix.lower() in SUFFIXES and name.suffix.lower() != _JSON:
            yield f"what ends in {name.suffix} is for govkit to read; give the file another ending"
    named_json = _JSON in (output.suffix.lower(), file.suffix.lower())
    if file.exists() and file.stat().st_size > 0:
        if is_register(file):
            yield "a register is in it; name another file"
        if named_json and not holds_findings(file):
            yield "it is there already, and no output of govkit check; name another file"
    if named_json and not data:
        yield "what ends in .json is JSON; add --format json or sarif, or give the file another ending"


def is_register(path: Path) -> bool:
    """Whether a regular file holds a register, whatever it is called: its text is read in each format."""
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return False
    for suffix in (*SUFFIXES, WORKBOOKS[0]):
        with suppress(GovkitError):
            loads(content, f"{path}{suffix}")
            return True
    return False


def write_new(text: str, output: str | Path) -> None:
    """Write a text to a file that is not there yet.

    Args:
        text: the text.
        output: the file; folders around it are not made.

    Raises:
        SaveError: it cannot be written, or is there by now.
    """
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SaveError(f"{output} was not written: {error.strerror}") from error
