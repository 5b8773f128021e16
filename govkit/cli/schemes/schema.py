"""``govkit schemes schema``."""

import click

from govkit.cli.common import write_json
from govkit.io import scheme_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of scheme files, for editors and other tools."""
    write_json(scheme_schema())
