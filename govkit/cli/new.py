"""``govkit new``."""

from pathlib import Path

import click

from govkit.errors import SaveError
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
    folder = Path(output or package.replace("_", "-"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SaveError(f"nothing was written: {folder} is there already; name another folder with -o")
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaveError(f"{folder} was not written: {error.strerror}") from error
    for path in files:
        click.echo(folder / path)
    click.echo(
        f"\nNext: cd {folder}, pip install '.[test]', pytest; your figures go into {package}/{name}.toml."
    )
