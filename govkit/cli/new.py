"""``govkit new``."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click

from govkit.cli.common import installed
from govkit.cli.overwriting import refuse_to_overwrite
from govkit.errors import DefinitionError, SaveError
from govkit.scaffold import scheme_package


@click.group()
def new() -> None:
    """Write a package to begin with: a plug-in that installs and passes its own tests."""


@new.command()
@click.argument("name")
@click.option("--package", help="Name of the Python package; acme_2026_govkit for acme-2026 unless given.")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(),
    help="Folder to write; the distribution's name unless given.",
)
def scheme(name: str, package: str | None, output: str | None) -> None:
    """Write a package that offers the scoring scheme NAME ("acme-2026")."""
    files = scheme_package(name, package=package)
    package = next(path.partition("/")[0] for path in files if path.endswith("/scheme.py"))
    taken = [*_taken(name, package)]
    if taken:
        raise DefinitionError("new scheme", taken)
    folder = Path(output or package.replace("_", "-"))
    if not folder.is_dir() or any(folder.iterdir()):
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
    click.echo(
        f"\nNext: cd {folder}, pip install '.[test]', pytest; your figures go into {package}/{name}.toml."
    )


def _taken(name: str, package: str) -> Iterator[str]:
    """Say which names are somebody else's on this machine."""
    kit = installed()
    if name in kit.schemes:
        owner = kit.origin(kit.schemes[name]).label
        yield f'the id "{name}" is taken by {owner}, and yours would be left out; choose another'
    # Finding a package of the top level imports nothing.
    if find_spec(package) is not None:
        yield f'Python finds a package "{package}" already; name another with --package'


def _first_missing(folder: Path) -> Path | None:
    """Find the outermost folder that is not there yet."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    return missing[-1] if missing else None
