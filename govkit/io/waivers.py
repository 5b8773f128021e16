"""Waivers that are kept beside a register."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import attrs

from govkit.formats.files import SUFFIXES
from govkit.io.reading import read_as
from govkit.model import Waiver, pointer
from govkit.rules import PlacedWaiver

_STEM: Final = ".waivers"


@attrs.frozen
class WaiversFile:
    """Decisions that findings may stand, kept beside a register or named by settings.

    Args:
        waivers: the decisions.
    """

    waivers: tuple[Waiver, ...]


def read_waivers(path: str | os.PathLike[str]) -> tuple[PlacedWaiver, ...]:
    """Read a file of waivers.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file with the one key ``waivers``.

    Returns:
        The waivers, each with its place.

    Raises:
        LoadError: the file cannot be read, or anything in it is wrong; every problem is listed.
        UnknownNameError: no format has that suffix.
    """
    held, source = read_as(path, WaiversFile)
    return tuple(PlacedWaiver(each, pointer("waivers", at), source) for at, each in enumerate(held.waivers))


def holds_waivers(path: str | os.PathLike[str]) -> bool:
    """Say whether a file is one of waivers by its name, such as ``cambs-2019.waivers.yaml``."""
    name = Path(path)
    return name.suffix.lower() in SUFFIXES and Path(name.stem).suffix == _STEM


def called(beside: str | os.PathLike[str], name: str, suffixes: Collection[str]) -> list[Path]:
    """List what is called so in a folder, but for its suffix, in capital letters or not.

    Args:
        beside: a file in the folder, which need not exist.
        name: the name without the suffix, such as ``cambs-2019``.
        suffixes: those that it may have, in lower case.

    Returns:
        Whatever it is, a file, a folder or a link to nothing, in the order of their names. Of a folder that
        cannot be read nothing is listed.
    """
    file = Path(beside)
    try:
        there = sorted(file.parent.iterdir())
    except OSError:
        return []
    return [
        each for each in there if each.name.startswith(name) and each.name[len(name) :].lower() in suffixes
    ]


def waivers_beside(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Find the files of waivers that belong to a register by their names.

    Args:
        path: the register's file, such as ``cambs-2019.yaml``.

    Yields:
        Those of ``cambs-2019.waivers.yaml``, ``.yml``, ``.json`` and ``.toml`` that are beside it, whatever
        they are: reading one that is no file says so.
    """
    yield from called(path, f"{Path(path).stem}{_STEM}", SUFFIXES)
