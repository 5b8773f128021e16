"""What commands write is new: nothing that they read is overwritten, and no file that is there already."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from govkit.errors import GovkitError, SaveError
from govkit.io import SUFFIXES, WORKBOOKS, loads


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
    if not output.exists():
        return None
    for what, path in read.items():
        if path is not None and Path(path).exists() and output.samefile(path):
            return f"it is {what}"
    return None if replace else "it is there already"


def is_register(path: Path) -> bool:
    """Whether a file holds a register, whatever it is called: its text is read in each format."""
    try:
        content = path.read_bytes()
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
