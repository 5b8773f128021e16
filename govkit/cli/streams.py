"""The standard streams, and what becomes of what cannot be written to them."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO


def make_ready() -> None:
    """See to it that anything can be written to the standard streams."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # somebody closed it, and wants to see nothing
            nothing = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it is written to until the end
            setattr(sys, name, nothing)
        elif isinstance(stream, io.TextIOWrapper):
            # Half a surrogate pair in a file must not stop its error message from being printed.
            stream.reconfigure(errors="backslashreplace")


def unwritten(error: Exception) -> str | None:
    """Say that standard output cannot be written to, and throw away what is left for it.

    Args:
        error: what was raised.

    Returns:
        A sentence, None if that is not what the error says.
    """
    if not isinstance(error, OSError) or error.errno is None or error.filename is not None:
        return None
    _drain(sys.stdout)
    return f"standard output was not written: {error.strerror}"


def try_to_say(say: Callable[[], None]) -> None:
    """Say something on standard error, and do without where that cannot be written to."""
    with suppress(OSError):
        say()
    _drain(sys.stderr)


def _drain(stream: TextIO) -> None:
    """Leave nothing to be written: when Python ends it tries again, and exits with a code of its own."""
    try:
        stream.flush()
    except OSError:
        with Path(os.devnull).open("w", encoding="utf-8") as nothing:
            os.dup2(nothing.fileno(), stream.fileno())
