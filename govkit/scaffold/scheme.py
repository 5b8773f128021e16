"""The package of a scoring scheme."""

import keyword
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

from govkit.errors import DefinitionError

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PACKAGE: Final = re.compile(r"[a-z_][a-z0-9_]*")


def scheme_package(name: str, *, package: str | None = None) -> Mapping[str, str]:
    """Write the files of a package that offers a scheme.

    Args:
        name: id of the scheme: lower-case words and numbers joined by hyphens, a letter first ("acme-2026").
        package: name of the Python package; "acme_2026_govkit" for the scheme "acme-2026" unless given.

    Returns:
        The text of each file by its path inside the package's folder.

    Raises:
        DefinitionError: a name is none that a scheme or a package can have.
    """
    problems = []
    if not _NAME.fullmatch(name):
        way_out = "write lower-case words and numbers joined by hyphens, a letter first, as in acme-2026"
        problems.append(f'"{name}" is no id for a scheme: {_why_not(name)}; {way_out}')
    if package is not None and (why := _why_no_package(package)):
        way_out = "write lower-case words joined by underscores, as in acme_2026_govkit"
        problems.append(f'"{package}" is no name for a package of its own: {why}; {way_out}')
    if problems:
        raise DefinitionError("new scheme", problems)
    package = package or name.replace("-", "_") + "_govkit"
    words = {"scheme": name, "package": package, "distribution": package.replace("_", "-")}
    written = {
        path.replace("package/", f"{package}/").replace("scheme.toml", f"{name}.toml"): Template(text)
        for path, text in _templates(files("govkit.scaffold") / "templates" / "scheme")
    }
    return {path: template.substitute(words) for path, template in sorted(written.items())}


def _why_not(name: str) -> str:
    """Say what keeps a text from being an id."""
    if not name:
        return "it is empty"
    wrong = re.search(r"[^a-z0-9-]", name)
    if wrong:
        return f'it has "{wrong[0]}" in it'
    if not name[0].isalpha():
        return f'it begins with "{name[0]}"'
    return "a hyphen stands at its end, or two stand together"


def _why_no_package(package: str) -> str | None:
    """Say what keeps a text from being the name of a package that nobody else has, None if nothing does."""
    if not _PACKAGE.fullmatch(package):
        return "it is no such name"
    if keyword.iskeyword(package):
        return "it is a word of Python's own"
    if package in sys.stdlib_module_names:
        return "it is a module of Python's own"
    if package in ("govkit", "tests"):
        return "it is govkit's" if package == "govkit" else "it is the folder of the tests"
    return None


def _templates(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _templates(each, f"{path}{each.name}/")
        else:
            yield path + each.name.removesuffix(".tmpl"), each.read_text(encoding="utf-8")
