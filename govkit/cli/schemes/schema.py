"""``govkit schemes schema``."""

from importlib.resources import files

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of scheme files, for editors and other tools."""
    click.echo(files("govkit.scoring").joinpath("scheme.schema.json").read_text(encoding="utf-8"), nl=False)
