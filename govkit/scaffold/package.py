"""The packages of plug-ins: one road for all kinds, from a name to the text of each file."""

import keyword
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

import attrs

from govkit.errors import DefinitionError

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PACKAGE: Final = re.compile(r"[a-z_][a-z0-9_]*")


@attrs.frozen
class _Kind:
    """A kind of package.

    Args:
        name: what the command line calls what it offers, and the folder of its templates.
        said: what messages call it.
        what: what its files call it.
        module: its module that is the plug-in.
        example: an id for one.
    """

    name: str
    said: str
    what: str
    module: str
    example: str


_SCHEME: Final = _Kind("scheme", "scheme", "scoring scheme", "scheme", "acme-2026")
_WORKFLOW: Final = _Kind("workflow", "lifecycle", "lifecycle", "lifecycle", "acme-repair")


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
    return _written(_SCHEME, name, package)


def workflow_package(name: str, *, package: str | None = None) -> Mapping[str, str]:
    """Write the files of a package that offers a lifecycle.

    Args:
        name: id of the lifecycle: lower-case words and numbers joined by hyphens, a letter first
            ("acme-repair").
        package: name of the Python package; "acme_repair_govkit" for "acme-repair" unless given.

    Returns:
        The text of each file by its path inside the package's folder.

    Raises:
        DefinitionError: a name is none that a lifecycle or a package can have.
    """
    return _written(_WORKFLOW, name, package)


def _written(kind: _Kind, name: str, package: str | None) -> Mapping[str, str]:
    problems = []
    if not _NAME.fullmatch(name):
        form = "lower-case words and numbers joined by hyphens, a letter first"
        way_out = f"write {form}, as in {kind.example}"
        problems.append(f'"{name}" is no id for a {kind.said}: {_why_not(name)}; {way_out}')
    if package is not None and (why := _why_no_package(package)):
        way_out = f"write lower-case words joined by underscores, as in {_package_of(kind.example)}"
        problems.append(f'"{package}" is no name for a package of its own: {why}; {way_out}')
    if problems:
        raise DefinitionError(f"new {kind.name}", problems)
    package = package or _package_of(name)
    words = {
        "id": name,
        "package": package,
        "distribution": package.replace("_", "-"),
        "what": kind.what,
        "module": kind.module,
    }
    templates = files("govkit.scaffold") / "templates"
    written = {
        path.replace("package/", f"{package}/").replace("scheme.toml", f"{name}.toml"): Template(text)
        for folder in ("shared", kind.name)
        for path, text in _templates(templates / folder)
    }
    return {path: template.substitute(words) for path, template in sorted(written.items())}


def _package_of(name: str) -> str:
    return name.replace("-", "_") + "_govkit"


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
