"""Waivers that are kept beside a register."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from govkit.formats.files import SUFFIXES
from govkit.formats.workbook.tables import WORKBOOKS
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


def of_that_stem(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Name the other files whose waivers would stand in the same place.

    Args:
        path: the register's file, such as ``cambs-2019.yaml``.

    Yields:
        ``cambs-2019.yml``, ``.json``, ``.toml``, ``.xlsx`` and ``.xlsm``, which need not exist.
    """
    register = Path(path)
    yield from (each for each in map(register.with_suffix, (*SUFFIXES, *WORKBOOKS)) if each != register)


def waivers_beside(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Find the files of waivers that belong to a register by their names.

    Args:
        path: the register's file, such as ``cambs-2019.yaml``.

    Yields:
        Those of ``cambs-2019.waivers.yaml``, ``.yml``, ``.json`` and ``.toml`` that exist beside it.
    """
    register = Path(path)
    for suffix in SUFFIXES:
        file = register.with_name(f"{register.stem}{_STEM}{suffix}")
        if file.is_file():
            yield file
