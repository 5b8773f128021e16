"""``govkit new``."""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click

from govkit.cli.common import Decorator, installed
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.errors import DefinitionError, SaveError
from govkit.formats.files import probed
from govkit.scaffold import scheme_package, workflow_package
from govkit.toolkit import Toolkit

_package: Final[Decorator] = click.option(
    "--package", help="Name of the Python package; acme_2026_govkit for acme-2026 unless given."
)
_output: Final[Decorator] = click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(),
    help="Folder to write; the distribution's name unless given.",
)


@click.group()
def new() -> None:
    """Write a package to begin with: a plug-in that installs and passes its own tests."""


@new.command()
@click.argument("name")
@_package
@_output
def scheme(name: str, package: str | None, output: str | None) -> None:
    """Write a package that offers the scoring scheme NAME ("acme-2026")."""
    files = scheme_package(name, package=package)
    kit = installed()
    _refuse_taken(kit, "new scheme", name, files, kit.schemes)
    _write(files, output, f"your figures go into {_package_in(files)}/{name}.toml")


@new.command()
@click.argument("name")
@_package
@_output
def workflow(name: str, package: str | None, output: str | None) -> None:
    """Write a package that offers the lifecycle NAME ("acme-repair")."""
    files = workflow_package(name, package=package)
    kit = installed()
    _refuse_taken(kit, "new workflow", name, files, kit.workflows)
    _write(files, output, f"your steps go into {_package_in(files)}/lifecycle.py")


def _package_in(files: Mapping[str, str]) -> str:
    """Name the Python package among files."""
    return next(path.partition("/")[0] for path in files if path.endswith("/__init__.py"))


def _refuse_taken(
    kit: Toolkit, command: str, name: str, files: Mapping[str, str], offered: Mapping[str, Any]
) -> None:
    """Refuse names that are somebody else's on this machine."""
    taken = [*_taken(kit, name, _package_in(files), offered)]
    if taken:
        raise DefinitionError(command, taken)


def _taken(kit: Toolkit, name: str, package: str, offered: Mapping[str, Any]) -> Iterator[str]:
    if name in offered:
        owner = kit.origin(offered[name]).label
        yield f'the id "{name}" is taken by {owner}, and yours would be left out; choose another'
    # Finding a package of the top level imports nothing.
    if find_spec(package) is not None:
        yield f'Python finds a package "{package}" already; name another with --package'


def _write(files: Mapping[str, str], output: str | None, begin: str) -> None:
    """Write the files to a folder that is not there or empty, and say what is next."""
    folder = Path(output or _package_in(files).replace("_", "-"))
    if not (probed(folder.is_dir) and probed(lambda: not any(folder.iterdir()))):
        refuse_to_overwrite(folder, way_out="name another folder with -o")
    made = _first_missing(folder.absolute().parent)
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{folder} was not written: {error.strerror}") from error
    for path in files:
        click.echo(folder / path)
    if made is not None:
        click.echo(f"\n{made} was not there and was made.")
    click.echo(f"\nNext: cd {folder}, pip install -e '.[test]', pytest; {begin}.")


def _first_missing(folder: Path) -> Path | None:
    """Find the outermost folder that is not there yet."""
    missing = [each for each in (folder, *folder.parents) if not probed(each.exists)]
    return missing[-1] if missing else None
