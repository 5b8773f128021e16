"""Names of files as programs want them: relative to a folder, and as URIs."""

import os
from pathlib import Path
from urllib.parse import quote


def below(file: str, root: Path) -> Path | None:
    """Name a file from a folder that it is in.

    Args:
        file: its name, as seen from the folder, or absolute.
        root: the folder, absolute.

    Returns:
        The name without ``.`` and ``..``; None for a file elsewhere. No file is looked at.
    """
    path = _absolute(file, root)
    return path.relative_to(root) if path.is_relative_to(root) else None


def posix(file: str, root: Path) -> str:
    """Name a file with slashes, from a folder if it is in there."""
    return (below(file, root) or _absolute(file, root)).as_posix()


def uri(file: str, root: Path) -> str:
    """Write the name of a file as a URI: relative if it is in the folder, else absolute."""
    inside = below(file, root)
    return quote(os.fsencode(inside.as_posix())) if inside else _absolute(file, root).as_uri()


def folder_uri(folder: Path) -> str:
    """Write the name of a folder as a URI that others can be relative to."""
    return folder.as_uri().removesuffix("/") + "/"


def _absolute(file: str, root: Path) -> Path:
    return Path(os.path.normpath(root / file))
