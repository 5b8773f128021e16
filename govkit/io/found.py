"""Which files of a folder are registers."""

import os
from pathlib import Path
from typing import Final

from govkit.formats.files import SUFFIXES
from govkit.io.kinds import is_another_kind
from govkit.io.settings import SETTINGS
from govkit.io.waivers import holds_waivers
from govkit.io.workbook import is_marked, is_workbook
from govkit.rules import Settings

_SCHEMA: Final = ".schema.json"


def may_be_a_register(path: str | os.PathLike[str], settings: Settings) -> bool:
    """Say whether a file in a folder of registers is one of them.

    Args:
        path: the file.
        settings: the settings that hold for it.

    Returns:
        False for what no format reads, for waivers, settings and JSON Schemas by their names, for the
        baseline, the waivers and the rules that the settings name, for whatever is hidden, and for what says
        at its top that it is a scheme, a file of rules or a lifecycle; and for workbooks that are not laid
        out as the published template. Anything else is taken for a
        register, so that one with a misspelt key is not passed over.
    """
    file = Path(path)
    if is_workbook(file.name):
        return not file.name.startswith(".") and _is_of_the_template(file)
    if file.suffix.lower() not in SUFFIXES or file.name.startswith(".") or file.name.endswith(_SCHEMA):
        return False
    if holds_waivers(file) or file.name in SETTINGS:
        return False
    kept = (
        *settings.waiver_files,
        *map(Path, settings.rules),
        *([settings.baseline_file] if settings.baseline_file else ()),
    )
    return file.resolve() not in {each.resolve() for each in kept} and not is_another_kind(file)


def _is_of_the_template(file: Path) -> bool:
    try:
        return is_marked(file.read_bytes(), file.name)
    except OSError:  # said when it is read
        return True


def files_in(folder: str | os.PathLike[str]) -> list[Path]:
    """List the files in a folder, and in folders in it that are not hidden, in the order of their paths."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        found += [Path(place, name) for name in names]
    return sorted(found)
