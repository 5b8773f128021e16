"""Which files of a folder are registers, and which registers a file of waivers is of."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from govkit.errors import LoadError, Problem
from govkit.formats.files import SUFFIXES, probed, real
from govkit.io.kinds import is_another_kind
from govkit.io.settings import SETTINGS
from govkit.io.waivers import called, holds_waivers, read_waivers
from govkit.io.workbook import WORKBOOKS, is_marked, is_workbook
from govkit.rules import Settings

NO_REGISTER: Final = "there is no register in this folder"
"""What is said of a folder that was to be checked in vain."""

_SCHEMA: Final = ".schema.json"


def may_be_a_register(path: str | os.PathLike[str], settings: Settings) -> bool:
    """Say whether a file in a folder of registers is one of them.

    Args:
        path: the file.
        settings: the settings that hold for it.

    Returns:
        False for what no format reads, for settings and JSON Schemas by their names, for waivers by their
        names if their register is beside them, for the baseline, the waivers and the rules that the settings
        name, for whatever is hidden, for workbooks that are not laid out as the published template, and for
        what says at its top that it is a scheme, a file of rules, a lifecycle, a baseline or findings.
        Anything else is taken for a register, so that one with a misspelt
        key is not passed over, nor waivers that have lost their register.
    """
    file = Path(path)
    if not _is_named_like_one(file.name):
        return False
    if is_workbook(file.name):
        return _is_of_the_template(file)
    if file.name.endswith(_SCHEMA):
        return False
    if file.name in SETTINGS or (holds_waivers(file) and registers_of(file)):
        return False
    kept = (
        *settings.waiver_files,
        *map(Path, settings.rules),
        *([settings.baseline_file] if settings.baseline_file else ()),
    )
    return not _is_among(kept, file) and not is_another_kind(file)


def _is_named_like_one(name: str) -> bool:
    return Path(name).suffix.lower() in (*SUFFIXES, *WORKBOOKS) and not name.startswith(".")


def _is_among(files: Iterable[Path], file: Path) -> bool:
    return real(file) in map(real, files)


def registers_of(waivers: str | os.PathLike[str]) -> list[Path]:
    """Find the registers that a file of waivers belongs to by its name.

    Args:
        waivers: the file, such as ``cambs-2019.waivers.yaml``.

    Returns:
        Those of ``cambs-2019.yaml``, ``.yml``, ``.json``, ``.toml``, ``.xlsx`` and ``.xlsm`` beside it;
        none if it is not there itself.
    """
    file = Path(waivers)
    stem = Path(file.stem).stem
    beside = called(file, stem, (*SUFFIXES, *WORKBOOKS)) if os.path.lexists(file) else []
    return [each for each in beside if probed(each.is_file)]


def read_lone_waivers(path: str | os.PathLike[str], settings: Settings) -> None:
    """Read a file of waivers that no register is read with.

    Args:
        path: the file.
        settings: the settings that hold for it.

    Raises:
        LoadError: it cannot be read, or is neither named by the settings nor named after a register.
    """
    file = Path(path)
    read_waivers(file)
    if _is_among(settings.waiver_files, file):
        return
    register = f"{Path(file.stem).stem}{file.suffix}"
    said = f"there is no register {register} beside these waivers; name them after one, or in the settings"
    raise LoadError(str(path), [Problem(said, "", str(path))])


def _is_of_the_template(file: Path) -> bool:
    try:
        # Reading a pipe may never end.
        return not file.is_file() or is_marked(file.read_bytes(), file.name)
    except OSError:  # said when it is read
        return True


def files_in(folder: str | os.PathLike[str], closed: Callable[[LoadError], None]) -> list[Path]:
    """List the files in a folder, and in folders in it, that may be registers by the ends of their names.

    Args:
        folder: the folder.
        closed: called for each folder that nobody can look into, with the reason.

    Returns:
        The files in the order of their paths. Files and folders that are hidden are left out. Links to
        folders are followed, each folder is looked into once, and by a link only if it is not found without.
    """

    def refuse(error: OSError) -> None:
        name = str(error.filename)
        said = f"nobody can look into this folder: {error.strerror}"
        closed(LoadError(name, [Problem(said, "", name)]))

    found: list[Path] = []
    seen: set[str] = set()
    tops = [Path(folder)]
    for top in tops:  # which grows as links are found
        for place, folders, names in os.walk(top, onerror=refuse):
            real = os.path.realpath(place)
            inner = [] if real in seen else sorted(each for each in folders if not each.startswith("."))
            if real not in seen:
                found += [Path(place, name) for name in names if _is_named_like_one(name)]
            seen.add(real)
            folders[:] = inner
            tops += [path for each in inner if probed((path := Path(place, each)).is_symlink)]
    return sorted(found)
