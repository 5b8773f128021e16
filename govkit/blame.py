"""Naming what a stranger's code raised, and the line of it, in one clause."""

import importlib
import sysconfig
import traceback
from importlib import metadata
from pathlib import Path
from typing import Final

import pluggy

from govkit.errors import GovkitError, LoadError

_OWN: Final = Path(__file__).parent
_STANDARD: Final = Path(sysconfig.get_path("stdlib"))
_PLUMBING: Final = (
    *(Path(str(module.__file__)).parent for module in (importlib, metadata, pluggy)),
    _OWN / "plugin",
    _OWN / "scoring",
    _OWN / "rules" / "engine.py",
    Path(__file__),
)


def said(error: BaseException) -> str:
    """Name an error of a stranger's code on one line.

    Args:
        error: what was raised.

    Returns:
        Its type, its message if it has one that can be said, and the line of code that raised it; of an error
        that govkit raised on purpose, the line that brought it about.
    """
    place = where(error)
    return f"{type(error).__name__}: {_message(error)}".rstrip(": ") + (f" ({place})" if place else "")


def where(error: BaseException) -> str:
    """Name the line of a stranger's code that raised an error (``drone.py, line 12``); empty without one."""
    frames = [
        (Path(frame.filename), frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith("<") and not _is_plumbing(Path(frame.filename), error)
    ]
    # A line of the standard library helps nobody, unless there is no other.
    frames.sort(key=lambda frame: not _is_standard(frame[0]))
    return f"{frames[-1][0].name}, line {frames[-1][1]}" if frames else ""


def _message(error: BaseException) -> str:
    if isinstance(error, LoadError):
        return _on_one_line(error)
    try:
        return " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - an error that cannot even say itself must not hide that it was raised
        return ""


def _on_one_line(error: LoadError) -> str:
    """Name the source once, and behind it every problem with its line and column."""
    prefix = f"{error.source}:"
    problems = (str(problem).removeprefix(prefix).strip() for problem in error.problems)
    return f"{error.source} was not loaded: {'; '.join(problems)}"


def _is_standard(file: Path) -> bool:
    return file.is_relative_to(_STANDARD) and not {"site-packages", "dist-packages"} & set(file.parts)


def _is_plumbing(file: Path, error: BaseException) -> bool:
    if isinstance(error, GovkitError) and file.is_relative_to(_OWN):
        return True
    return any(file.is_relative_to(each) for each in _PLUMBING)
