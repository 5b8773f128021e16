"""``govkit rules schema``."""

from importlib.resources import files

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of files of rules, for editors and other tools."""
    text = files("govkit.rules.written").joinpath("rules.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)
